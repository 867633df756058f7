// What happened in a hall. An event carries its ticket and counter as they are afterwards; events are only ever added.
import type { Appointment, AppointmentEventType } from './appointment.ts'
import type { CounterEventType, CounterNow } from './counter.ts'
import type { HallFile } from './hall.ts'
import type { HallId, ServiceId, StaffId } from './ids.ts'
import type { Leased } from './lease.ts'
import type { Place, Why } from './order.ts'
import type { Session } from './session.ts'
import type { Role, Ticket, TicketEventType } from './ticket.ts'
import type { Instant, LocalDate } from './time.ts'
import type { Wish } from './wish.ts'

export type SessionEventType = 'session-planned' | 'session-confirmed' | 'session-called-off' | 'session-staffed'

export type EventType =
  | TicketEventType
  | CounterEventType
  | AppointmentEventType
  | SessionEventType
  | 'configured'
  | 'day-opened'
  | 'staff-changed'
  | 'device-changed'
  | 'data-removed'
  | 'data-read'
  | 'campaign-changed'
  | 'clip-changed'
  | 'leased'

/** Something beside the queue was changed: an account, a device, personal data, a recorded voice. Ids and rights only, no names. */
export interface Change {
  what: 'staff' | 'device' | 'data' | 'campaign' | 'clip'
  id: string
  /** null: it did not exist. */
  before: Record<string, unknown> | null
  /** null: it exists no more. */
  after: Record<string, unknown> | null
}

/** Who pressed: the role, and the account where there is one. No names: they live with the account. */
export interface By {
  role: Role
  staff: StaffId | null
  /** The kiosk at which it was pressed. */
  device?: string
}

/** What a decision says happened, before it has a number. */
export interface Fact {
  type: EventType
  ticket?: Ticket
  counter?: CounterNow
  file?: HallFile
  day?: LocalDate
  why?: Why
  /** Where its paper is to come out, where somebody of the hall said so. */
  printer?: string
  /** Why somebody was sent back to the end of a line, or was not served after closing. */
  reason?: string
  /** The part of a serving that lay after closing time. */
  extended?: { since: Instant; seconds: number }
  change?: Change
  appointment?: Appointment
  session?: Session
  wish?: Wish
  /** The day whose free places were offered to the waiting list. */
  looked?: LocalDate
  /** Numbers that a kiosk may give from now on, though no server answers. */
  lease?: Leased
}

/** Numbered without gaps in the order of commit, from 1. `hall` and `seq` name an event for ever. */
export interface HallEvent extends Fact {
  hall: HallId
  seq: number
  at: Instant
  by: By
  /** How the log names the press that caused it: not its id, which belongs to the one who pressed. */
  command: string
  /** Which place in which line became free, and which was taken: enough for a phone to move its own "ahead" by one. */
  left?: Place
  joined?: Place
  /** How many wait for each service whose line changed, afterwards. */
  waiting?: Record<ServiceId, number>
}
