// Whom an event concerns outside the hall, and whether what is to be told is still true when its turn comes.
import type { Appointment, AppointmentId } from './appointment.ts'
import { aheadOf } from './audience.ts'
import type { Board } from './board.ts'
import type { HallEvent } from './events.ts'
import type { ServiceId, TicketId } from './ids.ts'
import { type MessageKind, NEAR_AHEAD } from './message-texts.ts'
import { type Instant, MINUTE } from './time.ts'
import type { WishId } from './wish.ts'

export interface Message {
  kind: MessageKind
  /** Whose address it goes to: what they gave with an appointment, a wish or a ticket. */
  contact: AppointmentId | WishId | TicketId
  /** The appointment or ticket that it speaks of. */
  about: AppointmentId | TicketId
}

/** What an event gives people to hear of. `board`: the hall as it is now, the event and perhaps more behind it. */
export function messagesOf(event: HallEvent, board: Board): Message[] {
  const { appointment, wish, session, type } = event
  if (type === 'offered' && appointment !== undefined && wish !== undefined)
    return [{ kind: 'offered', contact: wish.id, about: appointment.id }]
  if (type === 'session-confirmed' && session !== undefined) {
    const booked = [...board.bookings.all.values()].filter(
      (one) => one.session === session.id && one.state === 'booked',
    )
    return booked.map(({ id }) => ({ kind: 'takes-place', contact: id, about: id }))
  }
  const kind = appointment === undefined ? null : kindOf(event, appointment)
  return appointment === undefined || kind === null ? [] : [{ kind, contact: appointment.id, about: appointment.id }]
}

/** What people do before the hall's eyes needs no message. */
function kindOf({ type, at }: HallEvent, { toConfirm, bookedAt, endedBy }: Appointment): MessageKind | null {
  switch (type) {
    case 'held':
      // A hold that is renewed has had its code.
      return toConfirm === true && bookedAt === at ? 'code' : null
    case 'booked':
    case 'confirmed':
      return 'booked'
    case 'rebooked':
    case 'appointment-undone':
      return 'changed'
    case 'appointment-cancelled':
      return endedBy === 'hall' ? 'called-off' : endedBy === 'lapse' ? null : 'cancelled'
    case 'reminded':
      return 'reminder'
    case 'appointment-missed':
      return 'missed'
    case 'ban-lifted':
      return 'lifted'
    default:
      return null
  }
}

/** Whoever has just taken a number saw how many were before them. */
const KNOWN_FOR_MINUTES = 5

/** Who is nearly next, in the lines that moved. */
export function nearlyNext(events: readonly HallEvent[], board: Board, at: Instant): Message[] {
  const most = board.file.policy.messages?.nearAhead ?? NEAR_AHEAD
  const moved = new Set<ServiceId>(events.flatMap(({ left }) => (left === undefined ? [] : [left.service])))
  return [...moved].flatMap((service) =>
    (board.lines.get(service) ?? [])
      .slice(0, most + 1)
      .filter(({ takenAt }) => most > 0 && at - takenAt >= KNOWN_FOR_MINUTES * MINUTE)
      .flatMap(({ id }): Message[] => {
        const ticket = board.tickets.get(id)
        return ticket === undefined ? [] : [{ kind: 'near', contact: ticket.appointment ?? id, about: id }]
      }),
  )
}

/** Nobody is reminded of what was cancelled meanwhile, and a code that is too late is no help. */
export function isStillTrue(kind: MessageKind, about: string, board: Board, at: Instant): boolean {
  const appointment = board.bookings.all.get(about)
  switch (kind) {
    case 'near': {
      const ticket = board.tickets.get(about)
      return (
        ticket?.state === 'waiting' && aheadOf(board, ticket) <= (board.file.policy.messages?.nearAhead ?? NEAR_AHEAD)
      )
    }
    case 'offered':
    case 'code':
      return appointment?.state === 'held' && appointment.heldUntil !== null && appointment.heldUntil > at
    case 'reminder':
    case 'takes-place':
      return appointment?.state === 'booked' && appointment.start > at
    default:
      return true
  }
}
