// A person's place in the queue today, and the table that says which step is legal, for whom, and what it changes.
import Type from 'typebox'
import type { CounterId, ServiceId, TicketId, TicketNumber } from './ids.ts'
import { AtCounter, Id, Note, OfTicket, OnPrinter, Priority, Reason, Take, Transfer } from './inputs.ts'
import { TakeLeased } from './lease-inputs.ts'
import type { Instant, LocalDate } from './time.ts'
import type { Visit } from './visit.ts'

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
/** Roles that an account can have. */
export const STAFF_ROLES = ['clerk', 'host', 'manager', 'inspector', 'operator'] as const satisfies readonly Role[]
export type StaffRole = (typeof STAFF_ROLES)[number]

/** All times are instants; `expected` is the wait foreseen at issue in seconds, kept so that the hall learns from its misses. */
export interface Ticket {
  id: TicketId
  number: TicketNumber
  day: LocalDate
  /** All services of the visit; `service` is the one the ticket waits for or is served for now. */
  services: ServiceId[]
  service: ServiceId
  state: TicketState
  /** Where it is or, once it has left, where it was last; null while it waits. */
  counter: CounterId | null
  takenAt: Instant
  countsAs: Instant
  eligibleFrom: Instant
  calledAt: Instant | null
  servedAt: Instant | null
  endedAt: Instant | null
  /** How often the number was called out, recalls included. */
  calls: number
  /** When a loudspeaker had spoken which of its calls: the latest that was spoken. */
  announced?: { calls: number; at: Instant }
  priority: Priority | null
  appointment: string | null
  enteredBy: Role
  /** A kiosk gave it while no server answered, at `takenAt`; since this moment it stands in the queue. */
  enteredAt?: Instant
  language: string | null
  expected: number | null
  /** More than one service on this number. */
  visit?: Visit
  /** Waits for this counter alone, as long as somebody is there. */
  only?: CounterId
  /** Parked: where the person went. */
  where?: string
  /** How often the person came back after a miss. */
  returns?: number
  /** Reprints, each marked as a copy. */
  copies?: number
  /** By law before everybody, within bounds. */
  absolute?: true
  /** Since when it waits this time: after a transfer, a return, a further service. Absent: since it was taken. */
  waitingSince?: Instant
}

/** What a step is told besides the ticket. */
export interface Step {
  at: Instant
  counter: CounterId | null
}

interface TicketAction {
  from: readonly TicketState[]
  /** null: it stays as it is, or becomes what it was. */
  to: TicketState | null
  event: string
  roles: readonly Role[]
  inputs: Record<string, Type.TSchema>
  change(ticket: Ticket, step: Step): Partial<Ticket>
}

const same = () => ({})
const ended = (_: Ticket, { at }: Step) => ({ endedAt: at })
const called = (ticket: Ticket, { at, counter }: Step) => ({ counter, calledAt: at, calls: ticket.calls + 1 })
const waitsAgain = (_: Ticket, { at }: Step) => ({ counter: null, endedAt: null, waitingSince: at })

/** One row an action: from which states, to which, by whom, needing what, changing what. All else is derived from here. */
export const TICKET_ACTIONS = {
  take: {
    from: [],
    to: 'waiting',
    event: 'taken',
    roles: ['visitor', 'kiosk', 'host'],
    inputs: Take,
    change: same,
  },
  /** A number of its lease that a kiosk gave while no server answered. */
  'take-leased': {
    from: [],
    to: 'waiting',
    event: 'taken',
    roles: ['kiosk'],
    inputs: TakeLeased,
    change: same,
  },
  'call-next': {
    from: ['waiting'],
    to: 'called',
    event: 'called',
    roles: ['clerk'],
    inputs: AtCounter,
    change: called,
  },
  /** Somebody out of order, for a reason that the fairness report shows. */
  call: {
    from: ['waiting', 'parked'],
    to: 'called',
    event: 'called',
    roles: ['clerk'],
    inputs: { ...OfTicket, ...AtCounter, reason: Reason },
    change: called,
  },
  recall: {
    from: ['called'],
    to: 'called',
    event: 'recalled',
    roles: ['clerk'],
    inputs: OfTicket,
    change: (ticket) => ({ calls: ticket.calls + 1 }),
  },
  /** A loudspeaker has spoken the call; a screen says so by a route of its own. */
  announce: {
    from: ['called'],
    to: null,
    event: 'announced',
    roles: [],
    inputs: OfTicket,
    change: (ticket, { at }) => ({ announced: { calls: ticket.calls, at } }),
  },
  serve: {
    from: ['called'],
    to: 'serving',
    event: 'served',
    roles: ['clerk'],
    inputs: OfTicket,
    change: (_, { at }) => ({ servedAt: at }),
  },
  /** With a further service in the visit the person waits again, for that one. */
  finish: { from: ['serving'], to: 'done', event: 'finished', roles: ['clerk'], inputs: OfTicket, change: ended },
  /** A department behind the counter has done its part of a joint visit. */
  'finish-step': {
    from: ['called', 'serving', 'parked'],
    to: null,
    event: 'step-finished',
    roles: ['clerk'],
    inputs: { ...OfTicket, service: Id },
    change: same,
  },
  miss: { from: ['called'], to: 'missed', event: 'missed', roles: ['clerk'], inputs: OfTicket, change: ended },
  park: {
    from: ['called', 'serving'],
    to: 'parked',
    event: 'parked',
    roles: ['clerk'],
    inputs: { ...OfTicket, where: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })), note: Note },
    change: same,
  },
  /** Only an explicit act brings somebody back who was parked or missed their call. */
  resume: {
    from: ['parked', 'missed'],
    to: 'waiting',
    event: 'resumed',
    roles: ['clerk', 'host'],
    inputs: { ...OfTicket, note: Note },
    change: waitsAgain,
  },
  transfer: {
    from: ['waiting', 'called', 'serving', 'parked'],
    to: 'waiting',
    event: 'transferred',
    roles: ['clerk', 'host'],
    inputs: Transfer,
    change: waitsAgain,
  },
  yield: {
    from: ['waiting'],
    to: 'waiting',
    event: 'yielded',
    roles: ['visitor', 'host'],
    inputs: OfTicket,
    change: same,
  },
  grant: {
    from: ['waiting'],
    to: 'waiting',
    event: 'prioritised',
    roles: ['host'],
    inputs: { ...OfTicket, priority: Priority },
    change: same,
  },
  reprint: {
    from: ['waiting', 'called', 'serving', 'parked'],
    to: null,
    event: 'reprinted',
    roles: ['kiosk', 'host', 'clerk'],
    inputs: { ...OfTicket, ...OnPrinter },
    change: (ticket) => ({ copies: (ticket.copies ?? 0) + 1 }),
  },
  /** A finish or a miss, taken back at once; the events of both stay. */
  undo: {
    from: ['done', 'missed', 'waiting'],
    to: null,
    event: 'undone',
    roles: ['clerk'],
    inputs: OfTicket,
    change: () => ({ endedAt: null }),
  },
  cancel: {
    from: ['waiting', 'called', 'parked'],
    to: 'cancelled',
    event: 'cancelled',
    roles: ['visitor', 'host'],
    inputs: OfTicket,
    change: ended,
  },
  /** Refusing extended service after closing time: a manager, with a reason. */
  'turn-away': {
    from: ['waiting', 'called', 'parked'],
    to: 'closed',
    event: 'turned-away',
    roles: ['manager'],
    inputs: { ...OfTicket, reason: Reason },
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
  /** Where the queue is kept overnight: called, but not served before the day ended. */
  'put-back': {
    from: ['called'],
    to: 'waiting',
    event: 'put-back',
    roles: ['clock'],
    inputs: OfTicket,
    change: waitsAgain,
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

/** Staff have it in view: the visit is not over, or the person may still come back. */
export function isAtHand(state: TicketState): boolean {
  return state === 'missed' || isOpen(state)
}

export function mayTicket(name: TicketActionName, state: TicketState): boolean {
  const from: readonly TicketState[] = TICKET_ACTIONS[name].from
  return from.includes(state)
}

/** The ticket after a legal step; `also` is what the decision found out beyond the table. */
export function stepped(name: TicketActionName, ticket: Ticket, step: Step, also: Partial<Ticket> = {}): Ticket {
  const row: TicketAction = TICKET_ACTIONS[name]
  const after = { ...ticket, state: row.to ?? ticket.state, ...row.change(ticket, step), ...also }
  // What says where somebody waits or went holds no longer than they wait or are away.
  if (after.state !== 'waiting') delete after.only
  if (after.state !== 'parked') delete after.where
  return after
}
