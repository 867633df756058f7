// What a day's events say of each of its tickets: how long it waited, walked and was served, and how it ended.
import type { HallEvent } from '../events.ts'
import type { Policy } from '../hall.ts'
import type { CounterId, ServiceId, StaffId, TicketId, TicketNumber } from '../ids.ts'
import type { Role, Ticket, TicketState } from '../ticket.ts'
import { type Instant, type LocalDate, MINUTE, SECOND } from '../time.ts'

/** `closed`: still open when the day ended; it was not served, whatever it was doing. */
export const ENDINGS = ['done', 'missed', 'cancelled', 'closed', 'turned-away'] as const
export type Ending = (typeof ENDINGS)[number]

/** One stretch of waiting and what it led to. A ticket has another after it was parked, transferred or came back. */
export interface Stay {
  service: ServiceId
  from: Instant
  calledAt: Instant | null
  counter: CounterId | null
  /** Who pressed the call. */
  clerk: StaffId | null
  servedAt: Instant | null
  /** When serving ended; null while it goes on, and when the end of the day cut it off. */
  servedUntil: Instant | null
}

export interface TicketFacts {
  id: TicketId
  number: TicketNumber
  day: LocalDate
  takenAt: Instant
  /** The wait counts from here: for an appointment not before its slot. */
  waitsFrom: Instant
  firstCalledAt: Instant | null
  channel: Role
  /** Who entered it, where that was somebody with an account. */
  enteredBy: StaffId | null
  priority: string | null
  appointment: boolean
  stays: Stay[]
  ended: Ending | null
  /** Service after closing time. */
  extendedSeconds: number
}

interface Known {
  facts: TicketFacts
  state: TicketState
  /** What the last end of a serving added, should it be taken back. */
  extended: number
}

/** The tickets of one day, in the order in which they were taken. `events` are that day's, in their order. */
export function factsOfDay(events: readonly HallEvent[], policy: Policy): TicketFacts[] {
  const known = new Map<TicketId, Known>()
  for (const event of events) {
    const { ticket } = event
    if (ticket === undefined) continue
    let one = known.get(ticket.id)
    if (one === undefined) {
      one = { facts: newFacts(event, ticket, policy), state: 'waiting', extended: 0 }
      known.set(ticket.id, one)
    }
    follow(one, event, ticket)
    one.state = ticket.state
  }
  return [...known.values()].map(({ facts }) => facts)
}

function newFacts(event: HallEvent, ticket: Ticket, policy: Policy): TicketFacts {
  const slot = event.appointment?.start
  const waitsFrom = slot === undefined ? waitStart(ticket, policy) : Math.max(ticket.takenAt, slot)
  return {
    id: ticket.id,
    number: ticket.number,
    day: ticket.day,
    takenAt: ticket.takenAt,
    waitsFrom,
    firstCalledAt: null,
    channel: ticket.enteredBy,
    enteredBy: event.by.staff,
    priority: null,
    appointment: ticket.appointment !== null,
    stays: [newStay(ticket.service, waitsFrom)],
    ended: null,
    extendedSeconds: 0,
  }
}

function newStay(service: ServiceId, from: Instant): Stay {
  return { service, from, calledAt: null, counter: null, clerk: null, servedAt: null, servedUntil: null }
}

/**
 * Who comes early for an appointment waits from the slot on. Where the event does not carry it, the slot is read back from the times that were made of it
 * (rules §1): eligible five minutes before it, and on time it counts as 45 minutes before it.
 */
function waitStart({ appointment, takenAt, countsAs, eligibleFrom }: Ticket, policy: Policy): Instant {
  if (appointment === null) return takenAt
  const early = policy.earlyMinutes * MINUTE
  if (eligibleFrom > takenAt) return eligibleFrom + early
  const slot = countsAs + policy.appointmentCreditMinutes * MINUTE
  return slot > takenAt && slot <= takenAt + early ? slot : takenAt
}

function follow(known: Known, event: HallEvent, ticket: Ticket): void {
  const { facts, state: before } = known
  const type: string = event.type
  facts.priority = ticket.priority?.class ?? null
  if (type === 'undone') {
    if (ticket.state === 'serving') facts.extendedSeconds -= known.extended
    takeBack(facts, ticket)
    return
  }
  facts.extendedSeconds += event.extended?.seconds ?? 0
  if (before === 'serving' && ticket.state !== 'serving') known.extended = event.extended?.seconds ?? 0
  const stay = facts.stays[facts.stays.length - 1]
  if (stay === undefined) return
  if (before === 'serving' && ticket.state !== 'serving' && type !== 'closed' && type !== 'turned-away')
    stay.servedUntil = event.at
  switch (ticket.state) {
    case 'waiting':
      facts.ended = null
      // Sent on before it was ever called, it goes on waiting: the wait began when it came.
      if (before === 'waiting') stay.service = ticket.service
      else facts.stays.push(newStay(ticket.service, event.at))
      return
    case 'called':
      if (before === 'called') return
      stay.calledAt = event.at
      stay.counter = ticket.counter
      stay.clerk = event.by.staff
      facts.firstCalledAt ??= event.at
      return
    case 'serving':
      if (before !== 'serving') stay.servedAt = event.at
      return
    case 'parked':
      return
    default:
      facts.ended = type === 'turned-away' ? 'turned-away' : ticket.state
  }
}

/** A press that was taken back never happened: the serving went on, or the call. */
function takeBack(facts: TicketFacts, ticket: Ticket): void {
  facts.ended = null
  const last = facts.stays[facts.stays.length - 1]
  // The finish had sent it on to its next service.
  if (ticket.state !== 'waiting' && last?.calledAt === null && facts.stays.length > 1) facts.stays.pop()
  const stay = facts.stays[facts.stays.length - 1]
  if (stay !== undefined) stay.servedUntil = null
}

/** Seconds from take (or slot) to the first call; null for who was never called. */
export function firstWait({ waitsFrom, firstCalledAt }: TicketFacts): number | null {
  return firstCalledAt === null ? null : seconds(firstCalledAt - waitsFrom)
}

/** The stretch that ended the first wait. */
export function firstCalled({ stays }: TicketFacts): Stay | undefined {
  return stays.find((stay) => stay.calledAt !== null)
}

/** Seconds of this stretch, if it is a later one that ended with a call; the first wait is told apart. */
export function laterWait(stay: Stay, facts: TicketFacts): number | null {
  if (stay.calledAt === null || stay === firstCalled(facts)) return null
  return seconds(stay.calledAt - stay.from)
}

/** Seconds from the call to the start of serving. */
export function walkOf({ calledAt, servedAt }: Stay): number | null {
  return calledAt === null || servedAt === null ? null : seconds(servedAt - calledAt)
}

export function serviceOf({ servedAt, servedUntil }: Stay): number | null {
  return servedAt === null || servedUntil === null ? null : seconds(servedUntil - servedAt)
}

function seconds(ms: number): number {
  return Math.max(0, Math.round(ms / SECOND))
}
