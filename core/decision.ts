// What deciding is given and what it gives: who presses, what the world says, what is done or refused.
import type { Board } from './board.ts'
import type { Command } from './command.ts'
import type { Estimate } from './estimate.ts'
import type { Change, Fact } from './events.ts'
import type { HallFile } from './hall.ts'
import type { ServiceId, StaffId, TicketId } from './ids.ts'
import type { RefusalCode } from './refusals.ts'
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
}

/** Commands that no screen sends: the hall file comes through its own route, the day through the clock. */
export type InnerCommand =
  | {
      id: string
      do: 'configure'
      file: HallFile /** version it was read at; null: whatever it is */
      fileSeq: number | null
    }
  | { id: string; do: 'start-day'; day: LocalDate }
  /** Accounts, devices and personal data have tables of their own; that they changed is part of the hall's log. */
  | { id: string; do: 'record-change'; change: Change }

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
}
export type Decision = Done | Refusal

/** All that a decision is made from. */
export interface Scene {
  board: Board
  actor: Actor
  world: World
}
