// The hall as its events made it: today's tickets, the lines they stand in, the counters, the series of numbers, the pace.
import { type Announcement, afterEvent } from './announcements.ts'
import {
  type Bookings,
  forgetPast,
  newBookings,
  placesLookedAt,
  putAppointment,
  putWish,
  reschedule,
} from './bookings.ts'
import { latestCalls } from './calls.ts'
import { type CounterNow, closedCounter } from './counter.ts'
import type { HallEvent } from './events.ts'
import type { Counter, HallFile, Service } from './hall.ts'
import type { CounterId, HallId, ServiceId, TicketId, TicketNumber } from './ids.ts'
import { afterLeases, type Block } from './lease.ts'
import { readNumber } from './numbers.ts'
import { join, type Line, leave } from './order.ts'
import { learn, newPace, type Pace } from './pace.ts'
import { bandAt, bandName } from './quota.ts'
import type { Session, SessionId } from './session.ts'
import { isAtHand, isOpen, type Ticket, type TicketState } from './ticket.ts'
import { addDays, type Instant, type LocalDate, localDate, startOfDay } from './time.ts'

/** A call as the lobby shows it. `seq` is the event's own number, so each call and each recall can be told from the last. */
export interface Call {
  seq: number
  ticket: TicketId
  number: TicketNumber
  counter: CounterId
  at: Instant
  calls: number
  state: TicketState
  /** Absent in what a version before this one kept of today. */
  service?: ServiceId
}

/** Ended tickets that stay at hand, so that a late press on one gets the right refusal. */
const ENDED_KEPT = 1_000

export interface Board {
  hall: HallId
  seq: number
  at: Instant
  file: HallFile
  /** The number of the event that last changed the file: its version. */
  fileSeq: number
  day: LocalDate
  dayEnds: Instant
  tickets: Map<TicketId, Ticket>
  ended: TicketId[]
  lines: Map<ServiceId, Line>
  counters: Map<CounterId, CounterNow>
  /** Last number given today, by prefix. */
  numbers: Map<string, number>
  /** Numbers of today that kiosks hold or held; they are no part of the series. */
  leases: Block[]
  /** How many tickets were taken today, by service: for daily limits. */
  taken: Map<ServiceId, number>
  /** How many of them by quota band: see quota.ts. */
  inBands: Map<string, number>
  /** Numbers of earlier days whose people still wait. */
  carried: Set<TicketNumber>
  calls: Call[]
  /** What is still to be spoken, eldest first. */
  announcements: readonly Announcement[]
  pace: Pace
  bookings: Bookings
  /** Of sessions, what is known beyond their rules; `sessionsSeq` is the event that last changed any. */
  sessions: Map<SessionId, Session>
  sessionsSeq: number
  /** Read from the file, for finding by id. */
  services: Map<ServiceId, Service>
  serving: Map<CounterId, Counter>
}

/** A hall of which nothing has happened yet; its first event is `configured`. */
export function emptyBoard(file: HallFile): Board {
  return {
    hall: file.hall,
    seq: 0,
    at: 0,
    file,
    fileSeq: 0,
    day: '',
    dayEnds: 0,
    tickets: new Map(),
    ended: [],
    lines: new Map(),
    counters: new Map(),
    numbers: new Map(),
    leases: [],
    taken: new Map(),
    inBands: new Map(),
    carried: new Set(),
    calls: [],
    announcements: [],
    pace: newPace(),
    bookings: newBookings(),
    sessions: new Map(),
    sessionsSeq: 0,
    services: new Map(),
    serving: new Map(),
  }
}

/** Applies the next event, in place. The only way that a board ever changes. */
export function evolve(board: Board, event: HallEvent): void {
  if (event.seq !== board.seq + 1) throw new Error(`event ${event.seq} does not follow ${board.seq}`)
  board.seq = event.seq
  board.at = event.at
  if (event.file !== undefined) configure(board, event.file, event)
  if (event.day !== undefined) openDay(board, event.day)
  learn(board.pace, event)
  board.leases = afterLeases(board.leases, event)
  if (event.ticket !== undefined) {
    putTicket(board, event.ticket)
    putCall(board, event, event.ticket)
    board.announcements = afterEvent(board.announcements, event)
  }
  if (event.counter !== undefined) board.counters.set(event.counter.id, event.counter)
  evolveCalendar(board, event)
}

function evolveCalendar(board: Board, { seq, at, file, appointment, session, wish, looked }: HallEvent): void {
  if (appointment !== undefined) putAppointment(board.bookings, appointment, board.file)
  if (wish !== undefined) putWish(board.bookings, wish)
  if (looked !== undefined) placesLookedAt(board.bookings, looked, at)
  if (file !== undefined) reschedule(board.bookings, file, at)
  if (session === undefined) return
  board.sessions.set(session.id, session)
  board.sessionsSeq = seq
}

function configure(board: Board, file: HallFile, event: HallEvent): void {
  board.fileSeq = event.seq
  readFile(board, file)
  for (const { id } of file.counters) if (!board.counters.has(id)) board.counters.set(id, closedCounter(id, event.at))
  if (board.day === '') openDay(board, localDate(event.at, file.timeZone))
  board.dayEnds = startOfDay(addDays(board.day, 1), file.timeZone)
}

/** Sets what is read from the file for finding by id. A counter that left the file goes when nobody stands at it. */
export function readFile(board: Board, file: HallFile): void {
  board.file = file
  board.services = new Map(file.services.map((one) => [one.id, one]))
  board.serving = new Map(file.counters.map((one) => [one.id, one]))
  for (const { id, ticket } of board.counters.values())
    if (!board.serving.has(id) && ticket === null) board.counters.delete(id)
}

function openDay(board: Board, day: LocalDate): void {
  board.day = day
  board.dayEnds = startOfDay(addDays(day, 1), board.file.timeZone)
  board.numbers.clear()
  board.leases = []
  board.taken.clear()
  board.inBands.clear()
  board.calls = []
  for (const { id, state } of board.tickets.values()) if (!isOpen(state)) board.tickets.delete(id)
  board.ended = []
  board.carried = carriedOver(board)
  forgetPast(board.bookings, day)
  for (const { id, date } of board.sessions.values()) if (date < day) board.sessions.delete(id)
}

export function carriedOver(board: Board): Set<TicketNumber> {
  const earlier = [...board.tickets.values()].filter((one) => one.day !== board.day && isOpen(one.state))
  return new Set(earlier.map((one) => one.number))
}

function putTicket(board: Board, ticket: Ticket): void {
  const before = board.tickets.get(ticket.id)
  if (before?.state === 'waiting') leave(lineOf(board, before.service), before)
  if (ticket.state === 'waiting') join(lineOf(board, ticket.service), ticket)
  // Who was gone and is back comes last, as on a screen that had already let go of them.
  if (before !== undefined && !isAtHand(before.state) && isAtHand(ticket.state)) comeBack(board, ticket.id)
  board.tickets.set(ticket.id, ticket)
  if (before === undefined) countTaken(board, ticket)
  if (!isAtHand(ticket.state) && (before === undefined || isAtHand(before.state))) retire(board, ticket.id)
}

function comeBack(board: Board, id: TicketId): void {
  board.tickets.delete(id)
  board.ended = board.ended.filter((one) => one !== id)
}

function retire(board: Board, id: TicketId): void {
  board.ended.push(id)
  if (board.ended.length <= ENDED_KEPT) return
  const oldest = board.ended.shift()
  if (oldest !== undefined) board.tickets.delete(oldest)
}

/** Each service of a visit counts towards its own limits. */
function countTaken(board: Board, { number, services, takenAt, enteredAt }: Ticket): void {
  const { prefix, count } = readNumber(number)
  if (enteredAt === undefined) board.numbers.set(prefix, count)
  for (const service of services) {
    board.taken.set(service, (board.taken.get(service) ?? 0) + 1)
    const quota = board.services.get(service)
    const band = quota && bandAt(quota, takenAt, board.day, board.file.timeZone)
    if (band === undefined) continue
    const name = bandName(service, band)
    board.inBands.set(name, (board.inBands.get(name) ?? 0) + 1)
  }
}

export function lineOf(board: Board, service: ServiceId): Line {
  let line = board.lines.get(service)
  if (line === undefined) {
    line = []
    board.lines.set(service, line)
  }
  return line
}

function putCall(board: Board, event: HallEvent, ticket: Ticket): void {
  if (event.type === 'called' || event.type === 'recalled') {
    const call: Call = {
      seq: event.seq,
      ticket: ticket.id,
      number: ticket.number,
      counter: ticket.counter ?? '',
      at: event.at,
      calls: ticket.calls,
      state: ticket.state,
      service: ticket.service,
    }
    board.calls = latestCalls([call, ...board.calls.filter((one) => one.ticket !== ticket.id)])
    return
  }
  const shown = board.calls.findIndex((one) => one.ticket === ticket.id)
  const call = board.calls[shown]
  if (call === undefined || call.state === ticket.state) return
  board.calls = board.calls.map((one) => (one === call ? { ...call, state: ticket.state } : one))
}
