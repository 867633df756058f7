// When committed events are pushed to the screens, and to how many in one go. An event is pushed once, in order.
import type { Server } from 'socket.io'
import type { HallId, TicketId } from '../core/ids.ts'
import type { EventView } from '../core/protocol-board.ts'
import { frameOf, sendTo } from './frames.ts'
import { roomOf, ticketRoom } from './rooms.ts'

/** Where a push for each call would take more than this share of the time, calls are pushed together. */
const SHARE_MOST = 0.3
/** So long are they then gathered; a call that comes after a pause goes at once. */
const GATHER_MS = 20
/** So many screens are told in one go: a hall may have thousands, and presses want to be heard in between. */
const SCREENS_AT_ONCE = 250
/** How much the latest counts in what is usual. */
const LATEST = 0.1
const SELDOM_MS = 1_000

/** Views of one event: one for all of an audience, and one a ticket whose holder watches. */
export interface Seen {
  lobby: EventView
  visitor: EventView
  staff: EventView
  own: { ticket: TicketId; view: EventView } | null
}

export interface Pushes {
  add(hall: HallId, seen: Seen): void
  /** What was added goes out soon. */
  push(hall: HallId): void
  stop(): void
}

interface Pending {
  seen: Seen[]
  /** Set from when a push is asked for until its last screen was told. */
  timer: ReturnType<typeof setTimeout> | null
  pushedAt: number
  askedAt: number
  /** How often a push is asked for, and what one takes of this process's time; smoothed. */
  everyMs: number
  tookMs: number
}

export function openPushes(io: Server): Pushes {
  const halls = new Map<HallId, Pending>()

  function pendingOf(hall: HallId): Pending {
    let one = halls.get(hall)
    if (one === undefined) {
      one = { seen: [], timer: null, pushedAt: 0, askedAt: 0, everyMs: SELDOM_MS, tookMs: 0 }
      halls.set(hall, one)
    }
    return one
  }

  /** The press is answered first: pushing waits for the next turn of the event loop, or for its neighbours. */
  function schedule(hall: HallId, pending: Pending): void {
    if (pending.timer !== null) return
    const gathers = pending.tookMs > pending.everyMs * SHARE_MOST
    const wait = gathers ? Math.max(0, pending.pushedAt + GATHER_MS - performance.now()) : 0
    pending.timer = setTimeout(async () => {
      pending.pushedAt = performance.now()
      pending.tookMs += LATEST * ((await pushAll(io, hall, pending.seen.splice(0))) - pending.tookMs)
      pending.timer = null
      if (pending.seen.length > 0) schedule(hall, pending)
    }, wait)
  }

  return {
    add: (hall, seen) => void pendingOf(hall).seen.push(seen),
    push: (hall) => {
      const pending = pendingOf(hall)
      const now = performance.now()
      pending.everyMs += LATEST * (Math.min(SELDOM_MS, now - pending.askedAt) - pending.everyMs)
      pending.askedAt = now
      schedule(hall, pending)
    },
    stop: () => {
      for (const { timer } of halls.values()) if (timer !== null) clearTimeout(timer)
    },
  }
}

/** Gives the milliseconds of this process's time that it took. */
async function pushAll(io: Server, hall: HallId, seen: readonly Seen[]): Promise<number> {
  let tookMs = 0
  const tell = async (room: string, except: readonly string[], events: EventView[]) => {
    tookMs += await tellRoom(io, room, except, events)
  }
  const all = (audience: 'lobby' | 'visitor' | 'staff') => seen.map((one) => one[audience])
  await tell(roomOf(hall, 'lobby'), [], all('lobby'))
  await tell(roomOf(hall, 'staff'), [], all('staff'))
  // Whose ticket is among them gets the same run with their own events told in full; all others share one message.
  const holders = new Set(seen.flatMap((one) => (one.own === null ? [] : [one.own.ticket])))
  const apart = [...holders].map((ticket) => ticketRoom(hall, ticket))
  await tell(roomOf(hall, 'visitor'), apart, all('visitor'))
  for (const ticket of holders) {
    const own = seen.map((one) => (one.own?.ticket === ticket ? one.own.view : one.visitor))
    await tell(ticketRoom(hall, ticket), [], own)
  }
  return tookMs
}

/** Who comes into the room meanwhile was given a board that holds these events, and passes over them. */
async function tellRoom(io: Server, room: string, except: readonly string[], events: EventView[]): Promise<number> {
  const { rooms } = io.sockets.adapter
  const apart = new Set(except.flatMap((one) => [...(rooms.get(one) ?? [])]))
  const sockets = [...(rooms.get(room) ?? [])].filter((id) => !apart.has(id))
  if (sockets.length === 0) return 0
  let since = performance.now()
  let tookMs = 0
  const frame = frameOf('events', events)
  for (let first = 0; first < sockets.length; first += SCREENS_AT_ONCE) {
    if (first > 0) {
      await new Promise((resolve) => setImmediate(resolve))
      since = performance.now()
    }
    sendTo(io, sockets.slice(first, first + SCREENS_AT_ONCE), frame, 'events', events)
    tookMs += performance.now() - since
  }
  return tookMs
}
