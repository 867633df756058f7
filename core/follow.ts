// How a screen keeps its board: one step an event, or "gap" when an event is missing and the board must be asked for again.
import { byTime, isTodays } from './audience-bookings.ts'
import { latestCalls } from './calls.ts'
import { compareNumbers } from './numbers.ts'
import type { BoardView, CallView, EventView, PlaceView, TicketView } from './protocol-board.ts'
import type { AppointmentView } from './protocol-bookings.ts'

/** See isAtHand in ticket.ts: who missed their call may still come back, until the day turns. */
const GONE: readonly string[] = ['done', 'cancelled', 'closed']

/**
 * The board after the event. What was seen before changes nothing.
 * `gap` when an event is missing, and when the hall file changed: services and counters may be others then.
 */
export function follow(board: BoardView, event: EventView): BoardView | 'gap' {
  if (event.seq <= board.seq) return board
  if (event.seq !== board.seq + 1 || event.fileSeq !== undefined) return 'gap'
  // Another day has other appointments.
  if (event.day !== undefined && board.appointments !== undefined) return 'gap'
  const next: BoardView = { ...board, seq: event.seq, at: event.at ?? board.at }
  if (event.day !== undefined) {
    next.day = event.day
    next.calls = []
    if (board.tickets !== undefined) next.tickets = board.tickets.filter((one) => one.state !== 'missed')
  }
  if (event.ticket !== undefined) followTicket(next, event)
  if (event.appointment !== undefined && next.appointments !== undefined)
    next.appointments = withAppointment(next.appointments, event.appointment, next.day)
  if (event.counter !== undefined) next.counters = put(next.counters, event.counter)
  if (event.services !== undefined) for (const one of event.services) next.services = put(next.services, one)
  if (board.ticket !== undefined && event.ahead === undefined) next.ahead = moved(board, board.ticket, event)
  return next
}

function withAppointment(list: AppointmentView[], one: AppointmentView, today: string): AppointmentView[] {
  const others = list.filter(({ id }) => id !== one.id)
  return isTodays(one, today) ? [...others, one].sort(byTime) : others
}

function followTicket(board: BoardView, event: EventView): void {
  const ticket = event.ticket
  if (ticket === undefined) return
  if (event.type === 'called' || event.type === 'recalled') {
    const call: CallView = {
      seq: event.seq,
      ticket: ticket.id,
      number: ticket.number,
      counter: ticket.counter ?? '',
      at: event.at ?? board.at,
      calls: ticket.calls,
      state: ticket.state,
      service: ticket.service,
    }
    board.calls = latestCalls([call, ...board.calls.filter((one) => one.ticket !== ticket.id)])
  } else {
    board.calls = board.calls.map((one) => (one.ticket === ticket.id ? { ...one, state: ticket.state } : one))
  }
  if (!('takenAt' in ticket)) return
  if (board.tickets !== undefined) {
    const gone = GONE.includes(ticket.state)
    board.tickets = gone ? board.tickets.filter((one) => one.id !== ticket.id) : put(board.tickets, ticket)
  }
  if (board.ticket?.id === ticket.id) {
    board.ticket = ticket
    board.ahead = event.ahead ?? 0
  }
}

/** A visitor's "ahead", moved by one when somebody before them left or joined their line. */
function moved(board: BoardView, own: TicketView, event: EventView): number {
  const ahead = board.ahead ?? 0
  if (own.state !== 'waiting') return ahead
  const left = isBefore(event.left, own) ? 1 : 0
  const joined = isBefore(event.joined, own) ? 1 : 0
  return ahead - left + joined
}

function isBefore(place: PlaceView | undefined, own: TicketView): boolean {
  if (place === undefined || place.service !== own.service) return false
  const counts = Date.parse(place.countsAs) - Date.parse(own.countsAs)
  const taken = Date.parse(place.takenAt) - Date.parse(own.takenAt)
  return (counts || taken || compareNumbers(place.number, own.number)) < 0
}

function put<T extends { id: string }>(list: T[], one: T): T[] {
  if (list.some((other) => other.id === one.id)) return list.map((other) => (other.id === one.id ? one : other))
  return [...list, one]
}
