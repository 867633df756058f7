// Each open hall in memory, as its committed events made it. Readers look here; deciding happens on a copy at the door.
import { type Board, emptyBoard, evolve } from '../core/board.ts'
import type { HallEvent } from '../core/events.ts'
import type { HallId, TicketId } from '../core/ids.ts'
import { fromSnapshot, toSnapshot } from '../core/snapshot.ts'
import type { Db } from './db.ts'
import { ticketKey } from './keys.ts'
import { liveAppointments } from './store/appointments.ts'
import { eventsAfter } from './store/events.ts'
import { listHalls, readSnapshot, saveSnapshot } from './store/halls.ts'

export interface OpenHall {
  id: HallId
  /** Committed events only. */
  board: Board
  /** Today's tickets by their secret key, so that a thousand phones that come back cost no query. */
  keys: Map<string, TicketId>
  /** Number of the last snapshot written. */
  savedSeq: number
  /** When it was, by the process's own clock. */
  savedAt: number
  /** Work on the board that has to read the database goes one after the other. */
  reading: Promise<void>
}

/** Told of each committed event, once, in order; `board` is the hall right after it. */
export type Follower = (hall: OpenHall, event: HallEvent) => void
/** Told when a run of events has been passed on. */
export type RunEnd = (hall: OpenHall) => void

export interface Halls {
  get(id: HallId): OpenHall | undefined
  list(): OpenHall[]
  /** Looks for halls that other processes made, and reads what they wrote to those that are open. */
  refresh(): Promise<void>
  /** Passes on committed events; what is missing in between is read. */
  advance(id: HallId, events: readonly HallEvent[]): void
  /** Reads what was committed elsewhere. */
  catchUp(id: HallId): Promise<void>
  /** A board of one's own to decide on, equal to the committed one; undefined when the hall is out of use. */
  copy(id: HallId): Promise<Board | undefined>
  follow(each: Follower, end: RunEnd): void
  saveSnapshots(): Promise<void>
}

const PAGE = 1_000
const SNAPSHOT_EVERY = 4_000
/** A crowd makes so many events in half a second, and a snapshot holds everybody who waits. */
const SNAPSHOT_GAP_MS = 5_000

function isSnapshotDue({ board, savedSeq, savedAt }: OpenHall): boolean {
  return board.seq - savedSeq >= SNAPSHOT_EVERY && performance.now() - savedAt >= SNAPSHOT_GAP_MS
}

export function openHalls(db: Db, secret: Buffer, onError: (error: unknown) => void): Halls {
  const open = new Map<HallId, OpenHall>()
  const loading = new Map<HallId, Promise<void>>()
  const followers: { each: Follower; end: RunEnd }[] = []

  async function load(id: HallId): Promise<OpenHall> {
    const stored = await readSnapshot(db, id)
    const board =
      (stored && fromSnapshot(stored, await liveAppointments(db, id, stored.day))) ?? (await boardFromStart(db, id))
    const hall: OpenHall = { id, board, keys: new Map(), savedSeq: board.seq, savedAt: 0, reading: Promise.resolve() }
    for (const ticket of board.tickets.keys()) hall.keys.set(ticketKey(secret, id, ticket), ticket)
    await readOn(hall)
    return hall
  }

  /** Once, however many ask: two boards of one hall would tell the followers everything twice. */
  function openOnce(id: HallId): Promise<void> {
    const known = loading.get(id)
    if (known !== undefined) return known
    const loaded = load(id).then((hall) => void open.set(id, hall))
    loading.set(id, loaded)
    return loaded.finally(() => loading.delete(id))
  }

  async function readOn(hall: OpenHall): Promise<void> {
    for (;;) {
      const events = await eventsAfter(db, hall.id, hall.board.seq, PAGE)
      apply(hall, events)
      if (events.length < PAGE) return
    }
  }

  function apply(hall: OpenHall, events: readonly HallEvent[]): void {
    let passed = 0
    for (const event of events) {
      if (event.seq !== hall.board.seq + 1) continue
      evolve(hall.board, event)
      keepKeys(hall, event)
      passed++
      for (const { each } of followers) each(hall, event)
    }
    if (passed > 0) for (const { end } of followers) end(hall)
  }

  function keepKeys(hall: OpenHall, event: HallEvent): void {
    if (event.type === 'taken' && event.ticket)
      hall.keys.set(ticketKey(secret, hall.id, event.ticket.id), event.ticket.id)
    if (event.day === undefined) return
    for (const [key, ticket] of hall.keys) if (!hall.board.tickets.has(ticket)) hall.keys.delete(key)
  }

  async function snapshot(hall: OpenHall): Promise<void> {
    hall.savedSeq = hall.board.seq
    hall.savedAt = performance.now()
    await saveSnapshot(db, hall.id, toSnapshot(hall.board))
  }

  const halls: Halls = {
    get: (id) => open.get(id),
    list: () => [...open.values()],
    refresh: async () => {
      const rows = await listHalls(db)
      // A hall out of use is shown and followed no more; its log stays where it is.
      for (const id of open.keys()) if (!rows.some((row) => row.id === id)) open.delete(id)
      for (const { id, seq } of rows) {
        const hall = open.get(id)
        if (hall === undefined) {
          if (seq > 0) await openOnce(id)
        } else if (seq > hall.board.seq) await halls.catchUp(id)
      }
    },
    advance: (id, events) => {
      const hall = open.get(id)
      const last = events.at(-1)
      if (hall === undefined || last === undefined) return
      apply(hall, events)
      if (hall.board.seq < last.seq) halls.catchUp(id).catch(onError)
      if (isSnapshotDue(hall)) snapshot(hall).catch(onError)
    },
    catchUp: (id) => {
      const hall = open.get(id)
      if (hall === undefined) return halls.refresh()
      hall.reading = hall.reading.catch(() => {}).then(() => readOn(hall))
      return hall.reading
    },
    copy: async (id) => {
      if (!open.has(id)) await halls.refresh()
      const hall = open.get(id)
      // Nothing of the board is shared: deciding changes it before it is committed.
      return hall && fromSnapshot(toSnapshot(hall.board), hall.board.bookings.all.values())
    },
    follow: (each, end) => followers.push({ each, end }),
    saveSnapshots: async () => {
      for (const hall of open.values()) if (hall.board.seq > hall.savedSeq) await snapshot(hall)
    },
  }
  return halls
}

/** All of a hall's past, from its first event on; only after an update that changed what a board holds. */
async function boardFromStart(db: Db, id: HallId): Promise<Board> {
  const [first] = await eventsAfter(db, id, 0, 1)
  if (first?.file === undefined) throw new Error(`hall ${id} does not begin with its file`)
  const board = emptyBoard(first.file)
  for (;;) {
    const events = await eventsAfter(db, id, board.seq, PAGE)
    for (const event of events) evolve(board, event)
    if (events.length < PAGE) return board
  }
}
