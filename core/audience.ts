// Who sees what: picks the fields of boards and events that an audience may have, and puts times into the hall's own zone.
import { DEFAULT_ALERTS } from './alerts.ts'
import { isSpoken } from './announcements.ts'
import { seeBookings, todaysAppointments } from './audience-bookings.ts'
import { type Board, type Call, lineOf } from './board.ts'
import type { CounterNow } from './counter.ts'
import type { HallEvent } from './events.ts'
import type { TicketId } from './ids.ts'
import { type Place, positionOf, type Why } from './order.ts'
import type {
  Audience,
  BoardView,
  CallView,
  CounterView,
  EventView,
  LobbyTicket,
  PlaceView,
  TicketView,
  VisitView,
  WaitingView,
  WhyView,
} from './protocol-board.ts'
import { isAtHand, type Ticket } from './ticket.ts'
import { iso } from './time.ts'
import type { Visit } from './visit.ts'

/** The board as an audience holds it; `own` is the ticket of a visitor who proved to hold it. */
export function view(board: Board, audience: Audience, own?: TicketId): BoardView {
  const zone = board.file.timeZone
  const shown: BoardView = {
    hall: board.hall,
    audience,
    seq: board.seq,
    at: iso(board.at, zone),
    day: board.day,
    fileSeq: board.fileSeq,
    calls: board.calls.map((call) => callView(call, zone)),
    counters: [...board.counters.values()].map((one) =>
      counterView(one, one.ticket === null ? undefined : board.tickets.get(one.ticket), audience, zone),
    ),
    services: board.file.services.map(({ id }) => ({ id, waiting: board.lines.get(id)?.length ?? 0 })),
  }
  if (audience === 'staff') {
    shown.tickets = [...board.tickets.values()].filter((one) => isAtHand(one.state)).map((one) => ticketView(one, zone))
    shown.appointments = todaysAppointments(board)
    shown.alerts = [...(board.file.policy.alerts ?? DEFAULT_ALERTS)]
  }
  const ticket = own === undefined ? undefined : board.tickets.get(own)
  if (audience === 'visitor' && ticket !== undefined) {
    shown.ticket = holderTicket(ticket, zone)
    shown.ahead = aheadOf(board, ticket)
  }
  return shown
}

/** A visitor's own ticket: its id and, where it is known at this event, how many stand before it. */
export interface Own {
  id: TicketId
  ahead?: number
}

/**
 * An event as an audience sees it; times in the hall's `zone`.
 * A visitor is told whose place became free or taken, never by whom; of their own ticket they are told all.
 */
export function see(event: HallEvent, audience: Audience, zone: string, own?: Own): EventView {
  const seen: EventView = { seq: event.seq, type: event.type, at: iso(event.at, zone) }
  const services = waitingView(event)
  if (services !== undefined) seen.services = services
  if (event.counter !== undefined) seen.counter = counterView(event.counter, event.ticket, audience, zone)
  if (event.ticket !== undefined) seeTicket(seen, event.ticket, audience, zone, own)
  if (audience === 'visitor') seePlaces(seen, event, zone)
  if (event.day !== undefined) seen.day = event.day
  if (event.file !== undefined) seen.fileSeq = event.seq
  Object.assign(seen, seeBookings(event, audience === 'staff', zone))
  if (Object.keys(seen).length === BARE_FIELDS) return { seq: event.seq, type: 'hidden' }
  if (audience === 'staff') {
    seen.by = event.by
    if (event.why !== undefined) seen.why = whyView(event.why, zone)
    if (event.reason !== undefined) seen.reason = event.reason
    if (event.extended !== undefined) seen.extended = { ...event.extended, since: iso(event.extended.since, zone) }
  }
  return seen
}

/** seq, type and at: an event of which an audience sees no more than these is hidden from it. */
const BARE_FIELDS = 3

function seeTicket(seen: EventView, ticket: Ticket, audience: Audience, zone: string, own?: Own): void {
  if (audience === 'staff') seen.ticket = ticketView(ticket, zone)
  else if (audience === 'visitor' && ticket.id === own?.id) {
    seen.ticket = holderTicket(ticket, zone)
    if (own.ahead !== undefined) seen.ahead = own.ahead
  } else if (ticket.calledAt !== null) seen.ticket = lobbyTicket(ticket, zone)
}

function seePlaces(seen: EventView, event: HallEvent, zone: string): void {
  if (event.left !== undefined) seen.left = placeView(event.left, zone)
  if (event.joined !== undefined) seen.joined = placeView(event.joined, zone)
}

/** How many stand before this ticket in the line of its service; 0 once it has been called. */
export function aheadOf(board: Board, ticket: Ticket): number {
  return ticket.state === 'waiting' ? positionOf(lineOf(board, ticket.service), ticket) : 0
}

export function ticketView(ticket: Ticket, zone: string): TicketView {
  const time = (at: number | null) => (at === null ? null : iso(at, zone))
  return {
    id: ticket.id,
    number: ticket.number,
    services: ticket.services,
    service: ticket.service,
    state: ticket.state,
    counter: ticket.counter,
    takenAt: iso(ticket.takenAt, zone),
    countsAs: iso(ticket.countsAs, zone),
    eligibleFrom: iso(ticket.eligibleFrom, zone),
    calledAt: time(ticket.calledAt),
    servedAt: time(ticket.servedAt),
    endedAt: time(ticket.endedAt),
    calls: ticket.calls,
    priority: ticket.priority,
    appointment: ticket.appointment,
    enteredBy: ticket.enteredBy,
    ...laterFields(ticket, zone),
  }
}

/** What only some tickets have. */
function laterFields(ticket: Ticket, zone: string): Partial<TicketView> {
  const { enteredAt, visit, only, where, returns, copies, absolute, waitingSince } = ticket
  return {
    ...(enteredAt === undefined ? {} : { enteredAt: iso(enteredAt, zone) }),
    ...(visit === undefined ? {} : { visit: visitView(visit, zone) }),
    ...(only === undefined ? {} : { only }),
    ...(where === undefined ? {} : { where }),
    ...(returns === undefined ? {} : { returns }),
    ...(copies === undefined ? {} : { copies }),
    ...(absolute === undefined ? {} : { absolute }),
    ...(waitingSince === undefined ? {} : { waitingSince: iso(waitingSince, zone) }),
    ...(ticket.announced !== undefined && isSpoken(ticket) ? { spokenAt: iso(ticket.announced.at, zone) } : {}),
  }
}

function visitView(visit: Visit, zone: string): VisitView {
  const time = (at: number | null) => (at === null ? null : iso(at, zone))
  const steps = visit.steps.map((one) => ({ ...one, since: iso(one.since, zone), doneAt: time(one.doneAt) }))
  return { joint: visit.joint, steps }
}

/** What the holder sees of their own ticket: all but the words with which staff granted a priority, and who entered it. */
export function holderTicket(ticket: Ticket, zone: string): TicketView {
  const { enteredBy: _, visit, ...shown } = ticketView(ticket, zone)
  const priority = ticket.priority === null ? null : { class: ticket.priority.class }
  if (visit === undefined) return { ...shown, priority }
  const steps = visit.steps.map(({ staff: __, ...step }) => step)
  return { ...shown, priority, visit: { ...visit, steps } }
}

function lobbyTicket(ticket: Ticket, zone: string): LobbyTicket {
  const { id, number, service, state, counter, calledAt, calls } = ticketView(ticket, zone)
  return { id, number, service, state, counter, calledAt, calls }
}

/** `ticket` is the one at the counter, if there is one. */
function counterView(counter: CounterNow, ticket: Ticket | undefined, audience: Audience, zone: string): CounterView {
  const there = counter.ticket === ticket?.id ? ticket : undefined
  const shown: CounterView = {
    id: counter.id,
    state: counter.state,
    ticket: counter.ticket,
    number: there?.number ?? null,
    serving: there?.state === 'serving',
    since: iso(counter.since, zone),
  }
  // When somebody means to be back is for everybody who waits.
  if (counter.backAt !== undefined) shown.backAt = iso(counter.backAt, zone)
  return audience === 'staff' ? { ...shown, ...staffFields(counter, zone) } : shown
}

function staffFields({ clerk, reason, helps, summoned, lastAbsolute }: CounterNow, zone: string): Partial<CounterView> {
  return {
    clerk,
    reason,
    ...(helps === undefined ? {} : { helps }),
    ...(summoned === undefined ? {} : { summoned: { ...summoned, at: iso(summoned.at, zone) } }),
    ...(lastAbsolute === undefined ? {} : { lastAbsolute }),
  }
}

function callView(call: Call, zone: string): CallView {
  return { ...call, at: iso(call.at, zone) }
}

function waitingView(event: HallEvent): WaitingView[] | undefined {
  if (event.waiting === undefined) return undefined
  return Object.entries(event.waiting).map(([id, waiting]) => ({ id, waiting }))
}

function placeView(place: Place, zone: string): PlaceView {
  return { ...place, countsAs: iso(place.countsAs, zone), takenAt: iso(place.takenAt, zone) }
}

function whyView(why: Why, zone: string): WhyView {
  const passedOver = why.passedOver && { ...why.passedOver, countsAs: iso(why.passedOver.countsAs, zone) }
  const reason = why.reason === undefined ? {} : { reason: why.reason }
  return { rule: why.rule, countsAs: iso(why.countsAs, zone), passedOver, ...reason }
}
