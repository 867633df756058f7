// A person's place in the queue today, and the table that says which step is legal, for whom, and what it changes.
import Type, { type Static } from 'typebox'
import { type CounterId, ID_PATTERN, type ServiceId, type TicketId, type TicketNumber } from './ids.ts'
import type { Instant, LocalDate } from './time.ts'

export const TICKET_STATES = [
  'waiting',
  'called',
  'serving',
  'parked',
  'missed',
  'done',
  'cancelled',
  'closed',
] as const
export type TicketState = (typeof TICKET_STATES)[number]

/** Who may press. A manager may do whatever clerk, host and kiosk may; the clock sends what time itself causes. */
export const ROLES = ['visitor', 'kiosk', 'clerk', 'host', 'manager', 'inspector', 'operator', 'clock'] as const
export type Role = (typeof ROLES)[number]

/** All times are instants; `expected` is the wait foreseen at issue in seconds, kept so that the hall learns from its misses. */
export interface Ticket {
  id: TicketId
  number: TicketNumber
  day: LocalDate
  /** All services of the visit; `service` is the one the ticket waits for or is served for now. */
  services: ServiceId[]
  service: ServiceId
  state: TicketState
  counter: CounterId | null
  takenAt: Instant
  countsAs: Instant
  eligibleFrom: Instant
  calledAt: Instant | null
  servedAt: Instant | null
  endedAt: Instant | null
  /** How often the number was called out, recalls included. */
  calls: number
  priority: Priority | null
  appointment: string | null
  enteredBy: Role
  language: string | null
  expected: number | null
}

export const Priority = Type.Object(
  { class: Type.String({ pattern: ID_PATTERN }), reason: Type.String({ minLength: 1, maxLength: 200 }) },
  { additionalProperties: false },
)
export type Priority = Static<typeof Priority>

/** A ticket's id; a visitor gives the ticket's key instead, which proves that it is theirs. */
const OfTicket = { ticket: Type.String({ minLength: 1, maxLength: 64 }) }
const AtCounter = { counter: Type.String({ pattern: ID_PATTERN }) }
const Take = {
  service: Type.String({ pattern: ID_PATTERN }),
  priority: Type.Optional(Priority),
  phone: Type.Optional(Type.String({ pattern: '^\\+?[0-9 -]{5,20}$' })),
  language: Type.Optional(Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z]{2,8})*$' })),
}

/** What a step is told besides the ticket. */
export interface Step {
  at: Instant
  counter: CounterId | null
}

interface TicketAction {
  from: readonly TicketState[]
  to: TicketState
  event: string
  roles: readonly Role[]
  inputs: Record<string, Type.TSchema>
  change(ticket: Ticket, step: Step): Partial<Ticket>
}

const ended = (_: Ticket, { at }: Step) => ({ endedAt: at })

/** One row an action: from which states, to which, by whom, needing what, changing what. All else is derived from here. */
export const TICKET_ACTIONS = {
  take: {
    from: [],
    to: 'waiting',
    event: 'taken',
    roles: ['visitor', 'kiosk', 'host'],
    inputs: Take,
    change: () => ({}),
  },
  'call-next': {
    from: ['waiting'],
    to: 'called',
    event: 'called',
    roles: ['clerk'],
    inputs: AtCounter,
    change: (ticket, { at, counter }) => ({ counter, calledAt: at, calls: ticket.calls + 1 }),
  },
  recall: {
    from: ['called'],
    to: 'called',
    event: 'recalled',
    roles: ['clerk'],
    inputs: OfTicket,
    change: (ticket) => ({ calls: ticket.calls + 1 }),
  },
  serve: {
    from: ['called'],
    to: 'serving',
    event: 'served',
    roles: ['clerk'],
    inputs: OfTicket,
    change: (_, { at }) => ({ servedAt: at }),
  },
  finish: { from: ['serving'], to: 'done', event: 'finished', roles: ['clerk'], inputs: OfTicket, change: ended },
  miss: { from: ['called'], to: 'missed', event: 'missed', roles: ['clerk'], inputs: OfTicket, change: ended },
  cancel: {
    from: ['waiting', 'called', 'parked'],
    to: 'cancelled',
    event: 'cancelled',
    roles: ['visitor', 'host'],
    inputs: OfTicket,
    change: ended,
  },
  /** What is still open when the day ends is closed by rule; it is never counted as served. */
  'close-ticket': {
    from: ['waiting', 'called', 'serving', 'parked'],
    to: 'closed',
    event: 'closed',
    roles: ['clock'],
    inputs: OfTicket,
    change: ended,
  },
} as const satisfies Record<string, TicketAction>

export type TicketActionName = keyof typeof TICKET_ACTIONS
export type TicketEventType = (typeof TICKET_ACTIONS)[TicketActionName]['event']

const HOLDS_COUNTER: readonly TicketState[] = ['called', 'serving']
const OPEN: readonly TicketState[] = ['waiting', 'called', 'serving', 'parked']

/** The ticket stands at a counter: that counter can call nobody else. */
export function atCounter(ticket: Ticket): boolean {
  return HOLDS_COUNTER.includes(ticket.state)
}

/** The visit is not over. */
export function isOpen(state: TicketState): boolean {
  return OPEN.includes(state)
}

export function mayTicket(name: TicketActionName, state: TicketState): boolean {
  const from: readonly TicketState[] = TICKET_ACTIONS[name].from
  return from.includes(state)
}

/** The ticket after a legal step. */
export function stepped(name: TicketActionName, ticket: Ticket, step: Step): Ticket {
  const row: TicketAction = TICKET_ACTIONS[name]
  return { ...ticket, ...row.change(ticket, step), state: row.to }
}
