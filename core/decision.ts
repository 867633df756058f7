// What deciding is given and what it gives: who presses, what the world says, what is done or refused.
import type { Appointment, AppointmentId } from './appointment.ts'
import type { Board } from './board.ts'
import type { DayPlan } from './calendar.ts'
import type { Command } from './command.ts'
import type { Estimate } from './estimate.ts'
import type { Change, Fact } from './events.ts'
import type { HallFile } from './hall.ts'
import type { ServiceId, StaffId, TicketId } from './ids.ts'
import type { RefusalCode } from './refusals.ts'
import type { SessionId } from './session.ts'
import type { Role } from './ticket.ts'
import type { Instant, LocalDate } from './time.ts'

/** Who presses. `holder`: they proved with its key that the ticket is theirs. */
export interface Actor {
  role: Role
  staff: StaffId | null
  holder?: boolean
  /** The kiosk at which they press. */
  device?: string
}

/** What the world tells the core besides the command. */
export interface World {
  at: Instant
  /** The hall's calendar for the day: can a number be taken for this service now, and if not, when? */
  walkIn(service: ServiceId, at: Instant): { open: boolean; nextOpening: Instant | null }
  /** While the service is closed: when it closed today; null before the first opening, while open, on a closed day. */
  closedSince(service: ServiceId, at: Instant): Instant | null
  /** Tickets that the person holds who gave a phone or card number; undefined when nothing was given. */
  ofPerson?: readonly TicketId[]
  /** What all rules say of a local day. */
  plan(date: LocalDate): DayPlan
  /** Appointments of whoever gave a phone or card number, past ones too; undefined when nothing was given. */
  history?: readonly Appointment[]
  /** Appointments of earlier days that a press speaks of. */
  past?: readonly Appointment[]
  /** Which personal things were given with the press; they are kept apart and never come here. */
  given?: readonly PersonalField[]
  /** Whether the code that was typed is the one that was sent. */
  codeFits?: boolean
}

export const PERSONAL_FIELDS = ['name', 'phone', 'mail', 'card', 'address', 'note'] as const
export type PersonalField = (typeof PERSONAL_FIELDS)[number]

/** Commands that no screen sends: the hall file comes through its own route, the day through the clock. */
export type InnerCommand =
  | {
      id: string
      do: 'configure'
      file: HallFile /** version it was read at; null: whatever it is */
      fileSeq: number | null
    }
  | { id: string; do: 'start-day'; day: LocalDate }
  | { id: string; do: 'lapse-hold' | 'miss-appointment' | 'remind'; appointment: AppointmentId }
  | { id: string; do: 'decide-session'; session: SessionId }
  /** Places of a day became free: are there people who wait for one? */
  | { id: string; do: 'offer-places'; date: LocalDate }
  /** Accounts, devices and personal data have tables of their own; that they changed is part of the hall's log. */
  | { id: string; do: 'record-change'; change: Change }
  /** A call was spoken to its end: which, of which ticket. */
  | { id: string; do: 'announce'; ticket: TicketId; calls: number }

export type AnyCommand = Command | InnerCommand

export interface Done {
  facts: Fact[]
  /** What the answer holds besides the events. */
  extra?: { ahead: number; estimate: Estimate | null }
}
export interface Refusal {
  refused: RefusalCode
  /** The input at fault. */
  field?: string
  detail?: string
  nextOpening?: Instant | null
  /** Other times that are free, nearest first. */
  alternatives?: Instant[]
  /** The day on which it would be right. */
  date?: LocalDate
}
export type Decision = Done | Refusal

/** All that a decision is made from. */
export interface Scene {
  board: Board
  actor: Actor
  world: World
}
