// A board as one JSON value and back, so that a server that starts reads yesterday's end instead of ten years of events.
import type { Appointment } from './appointment.ts'
import { type Board, carriedOver, emptyBoard, lineOf, readFile } from './board.ts'
import { putAppointment, putWish, stillDue } from './bookings.ts'
import type { CounterNow } from './counter.ts'
import type { HallFile } from './hall.ts'
import { comparePlaces } from './order.ts'
import type { Pace } from './pace.ts'
import type { Session } from './session.ts'
import type { Ticket } from './ticket.ts'
import { addDays, startOfDay } from './time.ts'
import { dueOf, schedule, type Timer } from './timers.ts'
import type { Wish } from './wish.ts'

/** Raised when a board holds something new: a snapshot of another form is not read, the events are. */
const SNAPSHOT_FORM = 6

export interface Snapshot {
  form: number
  file: HallFile
  seq: number
  at: number
  fileSeq: number
  day: string
  tickets: Ticket[]
  ended: string[]
  counters: CounterNow[]
  numbers: [string, number][]
  leases: Board['leases']
  taken: [string, number][]
  inBands: [string, number][]
  calls: Board['calls']
  announcements: Board['announcements']
  pace: Pace
  sessions: Session[]
  sessionsSeq: number
  wishes: Wish[]
  /** Days on which places become free, and when. */
  places: Timer[]
  lastAppointment: number
  lastWish: number
}

export function toSnapshot(board: Board): Snapshot {
  const { file, seq, at, fileSeq, day, ended, leases, calls, announcements, pace } = board
  return {
    form: SNAPSHOT_FORM,
    file,
    seq,
    at,
    fileSeq,
    day,
    tickets: [...board.tickets.values()],
    ended,
    counters: [...board.counters.values()],
    numbers: [...board.numbers],
    leases,
    taken: [...board.taken],
    inBands: [...board.inBands],
    calls,
    announcements,
    pace,
    sessions: [...board.sessions.values()],
    sessionsSeq: board.sessionsSeq,
    wishes: [...board.bookings.wishes.values()],
    places: dueOf(
      board.bookings.timers,
      Number.POSITIVE_INFINITY,
      (one) => one.kind === 'places' && stillDue(board.bookings, file, one),
    ),
    lastAppointment: board.bookings.lastAppointment,
    lastWish: board.bookings.lastWish,
  }
}

/**
 * Undefined for a snapshot of another form. The board shares nothing with the snapshot but `appointments`, which are
 * never changed in place: a hundred thousand of them would make every snapshot a burden, and they have their own table.
 * Those may be newer than the snapshot: the events in between put them again.
 */
export function fromSnapshot(stored: Snapshot, appointments: Iterable<Appointment>): Board | undefined {
  if (stored.form !== SNAPSHOT_FORM) return undefined
  const snapshot = structuredCopy(stored)
  const board = emptyBoard(snapshot.file)
  const { seq, at, fileSeq, day, ended, leases, calls, announcements, pace } = snapshot
  Object.assign(board, { seq, at, fileSeq, day, ended, leases, calls, announcements, pace })
  board.dayEnds = startOfDay(addDays(day, 1), snapshot.file.timeZone)
  for (const ticket of snapshot.tickets) board.tickets.set(ticket.id, ticket)
  for (const counter of snapshot.counters) board.counters.set(counter.id, counter)
  board.numbers = new Map(snapshot.numbers)
  board.taken = new Map(snapshot.taken)
  board.inBands = new Map(snapshot.inBands)
  board.carried = carriedOver(board)
  for (const ticket of snapshot.tickets) if (ticket.state === 'waiting') lineOf(board, ticket.service).push(ticket)
  for (const line of board.lines.values()) line.sort(comparePlaces)
  readFile(board, snapshot.file)
  readCalendar(board, snapshot, appointments)
  return board
}

function readCalendar(board: Board, snapshot: Snapshot, appointments: Iterable<Appointment>): void {
  const { bookings } = board
  for (const one of snapshot.sessions) board.sessions.set(one.id, one)
  board.sessionsSeq = snapshot.sessionsSeq
  for (const one of snapshot.wishes) putWish(bookings, one)
  for (const one of appointments) putAppointment(bookings, one, snapshot.file)
  bookings.lastAppointment = Math.max(bookings.lastAppointment, snapshot.lastAppointment)
  bookings.lastWish = Math.max(bookings.lastWish, snapshot.lastWish)
  for (const one of snapshot.places) schedule(bookings.timers, one)
}

function structuredCopy(snapshot: Snapshot): Snapshot {
  return JSON.parse(JSON.stringify(snapshot)) as Snapshot
}
