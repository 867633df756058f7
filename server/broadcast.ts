// Follows the committed events and tells the screens: a board when asked, then each event once, in order.
import type { Server as HttpServer, IncomingMessage } from 'node:http'
import { Server, type Socket } from 'socket.io'
import { Compile } from 'typebox/compile'
import { aheadOf, see, view } from '../core/audience.ts'
import type { HallEvent } from '../core/events.ts'
import type { HallId, TicketId } from '../core/ids.ts'
import type { Audience, EventView } from '../core/protocol-board.ts'
import { Watch } from '../core/protocol-session.ts'
import type { Role } from '../core/ticket.ts'
import { type Admitting, type Engine, openAdmitting } from './admitting.ts'
import type { Connecting } from './connecting.ts'
import type { Devices } from './devices.ts'
import type { Follower, Halls, OpenHall } from './halls.ts'
import { openPushes, type Seen } from './pushes.ts'
import { deviceRoom, roomOf, ticketRoom } from './rooms.ts'

/** A screen must say within 5 s that it is cut off: a missing ping tells it after their sum. */
const PING_EVERY_MS = 2_000
const PING_WITHIN_MS = 2_500
const MESSAGE_BYTES = 16 * 1024
const CONNECT_WITHIN_MS = 5_000
/** A screen that missed no more than this gets the events; another gets the board. */
const CATCH_UP_MOST = 1_000
/** How long a session that has ended may still follow what staff see. */
const RECHECK_EVERY_MS = 5_000
const WATCHES_A_MINUTE = 60
const MESSAGES_MOST = 2 * WATCHES_A_MINUTE
/** Whoever connects asks for a board at once; one that asks for nothing takes the place of a screen. */
const ASKS_WITHIN_MS = 30_000
/** Messages that lie ready for a screen that does not fetch them; another one is cut off, and asks for the board when it comes back. */
const UNREAD_MOST = 250
const LOOK_EVERY_MS = 1_000

export interface BroadcastTools extends Admitting {
  halls: Halls
  /** Who a socket is, from its handshake's cookies or token. Rejects while nobody can know. */
  whoConnects(headers: Record<string, string | string[] | undefined>, token: unknown): Promise<Connecting>
  devices: Pick<Devices, 'follow'>
  /** Of the screens that this server gives: a screen of another one loads itself anew. */
  version: string
  sameOrigin(origin: string | undefined, host: string | undefined): boolean
  working(): boolean
  silentIn(hall: HallId): unknown[]
}

export interface Broadcast {
  /** Tells all screens whether presses work. */
  sayWorking(working: boolean): void
  /** What is no event of the hall: what is being spoken, where nobody speaks. */
  say(hall: HallId, audience: Audience, name: string, told: unknown): void
  sockets(): number
  /** A session ended or changed: who may no longer see what staff see is cut off now. */
  recheck(): void
  stop(): Promise<void>
}

const watchCheck = Compile(Watch)

export function startBroadcast(http: HttpServer, tools: BroadcastTools): Broadcast {
  let admits: (request: IncomingMessage) => Promise<boolean>
  const io = new Server(http, {
    serveClient: false,
    pingInterval: PING_EVERY_MS,
    pingTimeout: PING_WITHIN_MS,
    connectTimeout: CONNECT_WITHIN_MS,
    maxHttpBufferSize: MESSAGE_BYTES,
    // The browser sends an origin with every cross-site handshake; socket.io itself takes any on websocket.
    allowRequest: (request, allow) => {
      const { origin, host } = request.headers
      if (!tools.sameOrigin(origin, host)) allow('origin', false)
      else void admits(request).then((may) => allow(may ? null : 'busy', may))
    },
  })
  admits = openAdmitting(io.engine as unknown as Engine, tools)
  const pushes = openPushes(io)
  /** The latest events of each hall as the audiences saw them, for screens that were away a moment. */
  const recent = new Map<HallId, Seen[]>()

  const each: Follower = (hall, event) => {
    const seen = seeAll(io, hall, event)
    keep(recent, hall.id, seen)
    pushes.add(hall.id, seen)
  }
  tools.halls.follow(each, (hall) => pushes.push(hall.id))

  io.on('connection', (socket) => {
    socket.emit('version', tools.version)
    socket.emit('working', tools.working())
    const { headers, auth } = socket.handshake
    const started = tools.whoConnects(headers, (auth as { token?: unknown }).token).catch(() => null)
    void started.then((who) => {
      if (who?.device != null && socket.connected) void socket.join(deviceRoom(who.device))
    })
    let watches = 0
    let messages = 0
    const idle = setTimeout(() => watches === 0 && socket.conn.close(), ASKS_WITHIN_MS)
    const refill = setInterval(() => {
      watches = 0
      messages = 0
    }, 60_000)
    socket.on('disconnect', () => {
      clearInterval(refill)
      clearTimeout(idle)
    })
    // Whatever they are called: also those that nobody listens to have to be read.
    socket.onAny(() => ++messages > MESSAGES_MOST && socket.conn.close())
    socket.on('watch', async (asked: unknown) => {
      if (++watches > WATCHES_A_MINUTE) return socket.conn.close()
      if (!watchCheck.Check(asked)) return refuse(socket, 'malformed')
      const who = await started
      // Taken for a visitor now, a clerk would be refused for good; cut off, the screen comes back and is asked again.
      if (who === null) socket.conn.close()
      else if (socket.connected) watch(socket, asked, who, tools, recent)
    })
  })

  tools.devices.follow({
    changed: (id) => io.to(deviceRoom(id)).emit('device'),
    gone: (id) => cutOff(io, deviceRoom(id)),
  })

  const looking = setInterval(() => cutOffDeaf(io), LOOK_EVERY_MS)
  const rechecking = setInterval(() => void recheckStaff(io, tools).catch(() => {}), RECHECK_EVERY_MS)

  return {
    sayWorking: (working) => io.emit('working', working),
    say: (hall, audience, name, told) => io.to(roomOf(hall, audience)).emit(name, told),
    sockets: () => io.engine.clientsCount,
    recheck: () => void recheckStaff(io, tools).catch(() => {}),
    stop: async () => {
      clearInterval(looking)
      clearInterval(rechecking)
      pushes.stop()
      await io.close()
    },
  }
}

/** Not by the library's own word, after which a client stays away: it comes back at once, as what it is now. */
function cutOff(io: Server, room: string): void {
  for (const id of io.sockets.adapter.rooms.get(room) ?? []) io.sockets.sockets.get(id)?.conn.close()
}

/** A client may answer every ping and never read: what is meant for it would pile up for as long as it likes. */
function cutOffDeaf(io: Server): void {
  for (const { conn } of io.sockets.sockets.values()) {
    // The library does not name it in its types.
    const { writeBuffer } = conn as unknown as { writeBuffer: unknown[] }
    if (writeBuffer.length > UNREAD_MOST) conn.close(true)
  }
}

/** Who signed out, or whose account was removed, sees no more of what staff see. */
async function recheckStaff(io: Server, tools: BroadcastTools): Promise<void> {
  for (const socket of io.sockets.sockets.values()) {
    const room = [...socket.rooms].find((name) => name.endsWith('/staff'))
    if (room === undefined) continue
    const { headers, auth } = socket.handshake
    const who = await tools.whoConnects(headers, (auth as { token?: unknown }).token)
    if (mayWatch(who, room.slice(0, -'/staff'.length))) continue
    void socket.leave(room)
    refuse(socket, 'forbidden')
  }
}

function refuse(socket: Socket, code: string): void {
  socket.emit('refused', { code })
}

function watch(
  socket: Socket,
  asked: Watch,
  who: Connecting,
  tools: BroadcastTools,
  recent: Map<HallId, Seen[]>,
): void {
  const hall = tools.halls.get(asked.hall)
  const own = asked.key === undefined ? undefined : hall?.keys.get(asked.key)
  const refusal = whyNot(asked, who, hall, own)
  if (hall === undefined || refusal !== null) {
    refuse(socket, refusal ?? 'no_such_hall')
    return
  }
  const kept = [socket.id, ...(who.device === null ? [] : [deviceRoom(who.device)])]
  for (const room of socket.rooms) if (!kept.includes(room)) void socket.leave(room)
  void socket.join(roomOf(hall.id, asked.audience))
  if (asked.audience === 'visitor' && own !== undefined) void socket.join(ticketRoom(hall.id, own))
  const missed = own === undefined ? missedBy(asked, hall, recent.get(hall.id)) : undefined
  if (missed !== undefined) socket.emit('events', missed)
  else socket.emit('board', view(hall.board, asked.audience, own))
  if (asked.audience === 'staff') socket.emit('silent', tools.silentIn(hall.id))
}

function whyNot(
  asked: Watch,
  who: { role: Role; hall: HallId | null },
  hall: OpenHall | undefined,
  own: TicketId | undefined,
): string | null {
  if (hall === undefined) return 'no_such_hall'
  if (asked.audience === 'visitor' && own === undefined) return 'no_such_ticket'
  if (asked.audience === 'staff' && !mayWatch(who, hall.id)) return 'forbidden'
  return null
}

/** Who runs the program has no business with who waits for what. */
const STAFF: readonly Role[] = ['clerk', 'host', 'manager', 'inspector']

export function mayWatch(who: { role: Role; hall: HallId | null }, hall: HallId): boolean {
  return STAFF.includes(who.role) && (who.hall === null || who.hall === hall)
}

/** What a screen missed since `seen`, when it is little and still at hand; a board otherwise. */
function missedBy(asked: Watch, hall: OpenHall, recent: Seen[] | undefined): EventView[] | undefined {
  if (asked.seen === undefined || asked.seen > hall.board.seq) return undefined
  const count = hall.board.seq - asked.seen
  if (count === 0) return []
  if (recent === undefined || recent.length < count) return undefined
  return recent.slice(-count).map((seen) => seen[asked.audience])
}

function keep(recent: Map<HallId, Seen[]>, hall: HallId, seen: Seen): void {
  const list = recent.get(hall) ?? []
  recent.set(hall, list)
  list.push(seen)
  // Cut in halves and not one by one: shifting a thousand entries at each event would cost more than the event.
  if (list.length > 2 * CATCH_UP_MOST) list.splice(0, list.length - CATCH_UP_MOST)
}

function seeAll(io: Server, hall: OpenHall, event: HallEvent): Seen {
  const zone = hall.board.file.timeZone
  const ticket = event.ticket
  const watched = ticket !== undefined && io.sockets.adapter.rooms.has(ticketRoom(hall.id, ticket.id))
  const own = watched
    ? {
        ticket: ticket.id,
        view: see(event, 'visitor', zone, { id: ticket.id, ahead: aheadOf(hall.board, ticket) }),
      }
    : null
  return {
    lobby: see(event, 'lobby', zone),
    visitor: see(event, 'visitor', zone),
    staff: see(event, 'staff', zone),
    own,
  }
}
