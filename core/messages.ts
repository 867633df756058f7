// Whom an event concerns outside the hall, and whether what is to be told is still true when its turn comes.
import type { Appointment, AppointmentId } from './appointment.ts'
import { aheadOf } from './audience.ts'
import type { Board } from './board.ts'
import type { HallEvent } from './events.ts'
import type { ServiceId, StaffId, TicketId } from './ids.ts'
import { type MessageKind, NEAR_AHEAD, type StaffMessage } from './message-texts.ts'
import type { Session, SessionId } from './session.ts'
import type { Ticket } from './ticket.ts'
import { type Instant, MINUTE } from './time.ts'
import type { WishId } from './wish.ts'

export interface Message {
  kind: MessageKind
  /** Whose address it goes to: what they gave with an appointment, a wish or a ticket, or the account of who works here. */
  contact: AppointmentId | WishId | TicketId | `staff:${StaffId}`
  /** The appointment, ticket or session that it speaks of. */
  about: AppointmentId | TicketId | SessionId
}

const STAFF = 'staff:'

/** Null: somebody who came, not somebody who works here. */
export function staffOf(contact: string): StaffId | null {
  return contact.startsWith(STAFF) ? contact.slice(STAFF.length) : null
}

function toRoster(kind: StaffMessage, { id, staff }: Session): Message[] {
  return staff.map((one) => ({ kind, contact: `${STAFF}${one.staff}`, about: id }))
}

/** What an event gives people to hear of. `board`: the hall as it is now, the event and perhaps more behind it. */
export function messagesOf(event: HallEvent, board: Board): Message[] {
  const { appointment, wish, session, type } = event
  if (type === 'offered' && appointment !== undefined && wish !== undefined)
    return [{ kind: 'offered', contact: wish.id, about: appointment.id }]
  if (session !== undefined) return ofSession(event, session, board)
  const kind = appointment === undefined ? null : kindOf(event, appointment)
  return appointment === undefined || kind === null ? [] : [{ kind, contact: appointment.id, about: appointment.id }]
}

/** Who booked it is told when it is confirmed, who works in it as soon as both are known: that, and that they do. */
function ofSession({ type }: HallEvent, session: Session, board: Board): Message[] {
  if (type === 'session-called-off') return toRoster('off-duty', session)
  const onDuty = session.state === 'confirmed' ? toRoster('on-duty', session) : []
  if (type !== 'session-confirmed') return onDuty
  const booked = [...board.bookings.all.values()].filter((one) => one.session === session.id && one.state === 'booked')
  return [...booked.map(({ id }): Message => ({ kind: 'takes-place', contact: id, about: id })), ...onDuty]
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

/** Whoever has just taken a number or checked in saw how many were before them. */
const KNOWN_FOR_MINUTES = 5

/** Who is nearly next, in the lines that moved. */
export function nearlyNext(events: readonly HallEvent[], board: Board, at: Instant): Message[] {
  const most = board.file.policy.messages?.nearAhead ?? NEAR_AHEAD
  const moved = new Set<ServiceId>(events.flatMap(({ left }) => (left === undefined ? [] : [left.service])))
  return [...moved].flatMap((service) =>
    (board.lines.get(service) ?? []).slice(0, most + 1).flatMap(({ id, takenAt }): Message[] => {
      const ticket = board.tickets.get(id)
      if (ticket === undefined || most === 0) return []
      if (!isLeftForThis(ticket, board) && at - takenAt < KNOWN_FOR_MINUTES * MINUTE) return []
      return [{ kind: 'near', contact: ticket.appointment ?? id, about: id }]
    }),
  )
}

/** Where a number is asked for neither with an appointment nor to tell people apart, it was left to be told of just this, however soon. */
function isLeftForThis({ appointment, services }: Ticket, board: Board): boolean {
  return appointment === null && !services.some((id) => board.services.get(id)?.onePerPerson === true)
}

/** Nobody is reminded of what was cancelled meanwhile, and a code that is too late is no help. */
export function isStillTrue({ kind, about, contact }: Message, board: Board, at: Instant): boolean {
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
    case 'on-duty': {
      const session = board.sessions.get(about)
      return session?.state === 'confirmed' && session.staff.some(({ staff }) => staff === staffOf(contact))
    }
    case 'off-duty':
      return board.sessions.get(about)?.state === 'called-off'
    case 'reminder':
    case 'takes-place':
      return appointment?.state === 'booked' && appointment.start > at
    default:
      return true
  }
}
