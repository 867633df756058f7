// Who sees what of appointments, sessions and wishes.
import type { Appointment } from './appointment.ts'
import type { Board } from './board.ts'
import type { HallEvent } from './events.ts'
import type { AppointmentView, SessionView, WishView } from './protocol-bookings.ts'
import type { Session } from './session.ts'
import { iso, type LocalDate } from './time.ts'
import type { Wish } from './wish.ts'

/** All but the secrets. */
export function appointmentView(one: Appointment, zone: string): AppointmentView {
  const time = (at: number | null) => (at === null ? null : iso(at, zone))
  return {
    id: one.id,
    state: one.state,
    services: one.services,
    session: one.session,
    date: one.date,
    start: iso(one.start, zone),
    end: iso(one.end, zone),
    heldUntil: time(one.heldUntil),
    ...(one.toConfirm === undefined ? {} : { toConfirm: one.toConfirm }),
    bookedAt: iso(one.bookedAt, zone),
    endedAt: time(one.endedAt),
    ...(one.endedBy === undefined ? {} : { endedBy: one.endedBy }),
    ...(one.undoUntil === undefined ? {} : { undoUntil: iso(one.undoUntil, zone) }),
    ticket: one.ticket,
    enteredBy: one.enteredBy,
    ...(one.team === undefined ? {} : { team: one.team }),
    ...(one.visit === undefined ? {} : { visit: { from: iso(one.visit.from, zone), until: time(one.visit.until) } }),
    ...(one.wish === undefined ? {} : { wish: one.wish }),
    ...(one.invitation === undefined ? {} : { invitation: one.invitation }),
    ...(one.appeal === undefined ? {} : { appeal: appealView(one.appeal, zone) }),
  }
}

function appealView({ at, lifted }: NonNullable<Appointment['appeal']>, zone: string) {
  return { at: iso(at, zone), lifted: lifted === null ? null : iso(lifted.at, zone) }
}

/** Who works in a session is for staff; that it takes place is for everybody. */
export function sessionView(
  { id, date, state, decidedAt, reason, staff }: Session,
  isStaff: boolean,
  zone: string,
): SessionView {
  return {
    id,
    date,
    state,
    decidedAt: decidedAt === null ? null : iso(decidedAt, zone),
    ...(isStaff && reason !== undefined ? { reason } : {}),
    ...(isStaff ? { staff } : {}),
  }
}

export function wishView({ id, state, services, from, to }: Wish): WishView {
  return { id, state, services, from, to }
}

/** Today's as the desk has them in view: who is expected, who has come, who did not. */
export function isTodays({ date, state }: { date: LocalDate; state: string }, today: LocalDate): boolean {
  return date === today && (state === 'booked' || state === 'arrived' || state === 'missed')
}

export function todaysAppointments(board: Board): AppointmentView[] {
  const todays = [...board.bookings.all.values()].filter((one) => isTodays(one, board.day))
  return todays.map((one) => appointmentView(one, board.file.timeZone)).sort(byTime)
}

export function byTime(a: AppointmentView, b: AppointmentView): number {
  if (a.start !== b.start) return a.start < b.start ? -1 : 1
  return Number(a.id.slice(1)) - Number(b.id.slice(1))
}

/** What of an event's calendar side is for staff, and what for all. */
export function seeBookings(
  event: HallEvent,
  isStaff: boolean,
  zone: string,
): { appointment?: AppointmentView; session?: SessionView } {
  const { appointment, session } = event
  // The roster is no business of a lobby screen.
  const isShown = session !== undefined && (isStaff || event.type !== 'session-staffed')
  return {
    ...(isStaff && appointment !== undefined ? { appointment: appointmentView(appointment, zone) } : {}),
    ...(isShown && session !== undefined ? { session: sessionView(session, isStaff, zone) } : {}),
  }
}
