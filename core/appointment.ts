// A booked time: what it is, which place in the calendar it holds, and the table that says which step is legal and for whom.
import type Type from 'typebox'
import { Appeal, Book, CheckIn, Confirm, Hold, JoinList, OfAppointment, OfWish, Rebook } from './booking-inputs.ts'
import type { ServiceId, StaffId, TicketId } from './ids.ts'
import { NeedReason, Note, Reason } from './inputs.ts'
import type { SessionId } from './session.ts'
import type { Role } from './ticket.ts'
import type { Instant, LocalDate } from './time.ts'

/** `b17`: a running number in the hall. Not secret; the key and the code are. */
export type AppointmentId = string

export const APPOINTMENT_STATES = ['held', 'booked', 'arrived', 'missed', 'cancelled'] as const
export type AppointmentState = (typeof APPOINTMENT_STATES)[number]

/** A place in the calendar: so many slots in a row of one session. */
export interface SlotPlace {
  session: SessionId
  date: LocalDate
  start: Instant
  /** The first instant that is free again. */
  end: Instant
  slotMinutes: number
  /** Which of the places of each slot, the lowest that was free; the database refuses the same one twice. */
  places: number[]
  /** How many places each slot had when it was taken. */
  capacity: number
}

/** A place that was given up: offered to others only after `until`, and until then it can be taken back. */
export interface LeftPlace extends Omit<SlotPlace, 'places'> {
  until: Instant
}

export interface Appointment extends SlotPlace {
  id: AppointmentId
  state: AppointmentState
  services: ServiceId[]
  /** Planned minutes of counters that it takes; what the booking share is measured in. */
  minutes: number
  /** Held places lapse then, unless they are booked, confirmed or renewed. Null once it is safe. */
  heldUntil: Instant | null
  /** Everything is said; only the code sent to phone or mail is missing. */
  toConfirm?: true
  bookedAt: Instant
  /** When it was moved to another time. */
  changedAt?: Instant
  /** When it was cancelled, missed or arrived. */
  endedAt: Instant | null
  /** Whose doing a cancellation was: `hall` when a session was called off, `lapse` when a hold ran out. */
  endedBy?: 'visitor' | 'staff' | 'hall' | 'lapse'
  leaving?: LeftPlace[]
  /** Undo of a cancellation or a change is possible until then. */
  undoUntil?: Instant
  /** The session's end when it was booked: who is not there by then missed it. */
  closes: Instant
  ticket: TicketId | null
  language: string | null
  enteredBy: Role
  staff: StaffId | null
  /** The list of papers that was told, by its version, and how. */
  told?: { version: string; at: Instant; how: 'page' | 'desk' | 'message' }
  /** A campaign's invitation that it answers. */
  invitation?: string
  /** The wish on the waiting list to which this place is offered. */
  wish?: string
  /** Home visits: the team that comes, and minutes of travel in `minutes`. */
  team?: string
  /** Home visits: when the team was there, and who of it said so. */
  visit?: { from: Instant; until: Instant | null; staff: StaffId | null }
  /** An appeal against what follows from it; lifted by a manager: it counts against nobody. */
  appeal?: { at: Instant; lifted: { at: Instant; staff: StaffId | null } | null }
  /** Reminders that were sent, in minutes before the start. */
  reminded?: number[]
}

interface AppointmentAction {
  event: string
  from: readonly AppointmentState[]
  roles: readonly Role[]
  inputs: Record<string, Type.TSchema>
}

const VISITOR: readonly Role[] = ['visitor', 'kiosk', 'host', 'clerk']

/** One row an action: from which states, by whom, needing what. All else is derived from here. */
export const APPOINTMENT_ACTIONS = {
  /** A place is kept while somebody types. With `appointment` the hold goes on. */
  hold: { event: 'held', from: ['held'], roles: VISITOR, inputs: Hold },
  book: { event: 'booked', from: ['held'], roles: VISITOR, inputs: Book },
  /** The code that was sent to phone or mail. */
  'confirm-appointment': { event: 'confirmed', from: ['held'], roles: VISITOR, inputs: Confirm },
  rebook: { event: 'rebooked', from: ['booked'], roles: VISITOR, inputs: Rebook },
  'cancel-appointment': {
    event: 'appointment-cancelled',
    from: ['held', 'booked'],
    roles: VISITOR,
    inputs: { ...OfAppointment, reason: Reason },
  },
  /** A cancellation or a change, taken back within minutes. */
  'undo-appointment': {
    event: 'appointment-undone',
    from: ['booked', 'cancelled'],
    roles: VISITOR,
    inputs: OfAppointment,
  },
  /** The person is there and gets a number; once more with the same code shows the same number. */
  'check-in': { event: 'taken', from: ['booked', 'arrived'], roles: VISITOR, inputs: CheckIn },
  /** The team is there. */
  'start-visit': { event: 'visit-started', from: ['booked'], roles: ['clerk', 'host'], inputs: OfAppointment },
  /** Done on the spot. */
  'finish-visit': {
    event: 'visit-finished',
    from: ['arrived'],
    roles: ['clerk', 'host'],
    inputs: { ...OfAppointment, note: Note },
  },
  /** Says why a miss or cancellations should not count. The words are kept apart. */
  appeal: { event: 'appealed', from: ['missed', 'cancelled'], roles: VISITOR, inputs: Appeal },
  'lift-ban': {
    event: 'ban-lifted',
    from: ['missed', 'cancelled'],
    roles: ['manager'],
    inputs: { ...OfAppointment, reason: NeedReason },
  },
  /** Somebody wants a place where there is none; what becomes free is offered to them for a while. */
  'join-waiting-list': { event: 'wished', from: [], roles: VISITOR, inputs: JoinList },
  'leave-waiting-list': { event: 'wish-ended', from: [], roles: VISITOR, inputs: OfWish },
  /** What time itself causes. */
  'lapse-hold': { event: 'lapsed', from: ['held'], roles: ['clock'], inputs: OfAppointment },
  'miss-appointment': { event: 'appointment-missed', from: ['booked'], roles: ['clock'], inputs: OfAppointment },
  remind: { event: 'reminded', from: ['booked'], roles: ['clock'], inputs: OfAppointment },
} as const satisfies Record<string, AppointmentAction>

export type AppointmentActionName = keyof typeof APPOINTMENT_ACTIONS
export type AppointmentEventType =
  | (typeof APPOINTMENT_ACTIONS)[AppointmentActionName]['event']
  | 'offered'
  | 'places-looked-at'

const BY_CLOCK = ['lapse-hold', 'miss-appointment', 'remind'] as const
/** What time itself sends never comes in by a door that people use. */
export type BookingCommandName = Exclude<AppointmentActionName, (typeof BY_CLOCK)[number]>
export const BOOKING_COMMANDS = (Object.keys(APPOINTMENT_ACTIONS) as AppointmentActionName[]).filter(
  (name): name is BookingCommandName => !BY_CLOCK.some((one) => one === name),
)

/** It has a place that nobody else can have. */
export function holdsPlace(state: AppointmentState): boolean {
  return state === 'held' || state === 'booked' || state === 'arrived'
}

export function mayAppointment(name: AppointmentActionName, state: AppointmentState): boolean {
  const from: readonly AppointmentState[] = APPOINTMENT_ACTIONS[name].from
  return from.includes(state)
}
