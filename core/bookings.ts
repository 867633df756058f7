// The calendar's side of a board: appointments from today on, by day, who waits for a place, and what falls due of them.
import { type Appointment, type AppointmentId, holdsPlace, type LeftPlace } from './appointment.ts'
import { bookingRules } from './booking-policy.ts'
import type { HallFile } from './hall.ts'
import { type Instant, type LocalDate, MINUTE } from './time.ts'
import { drop, newTimers, schedule, type Timer, type Timers } from './timers.ts'
import type { Wish, WishId } from './wish.ts'

/** A place that was given up, with what it would take of the counters. */
export interface Leaving extends LeftPlace {
  appointment: Appointment
}

/** What is booked on one day. `version` changes whenever it does, so that what was computed from it can be kept. */
export interface DayBookings {
  version: number
  active: Map<AppointmentId, Appointment>
  leaving: Leaving[]
}

export interface Bookings {
  all: Map<AppointmentId, Appointment>
  days: Map<LocalDate, DayBookings>
  /** Last running numbers. */
  lastAppointment: number
  lastWish: number
  /** Waiting and offered ones. */
  wishes: Map<WishId, Wish>
  timers: Timers
}

export function newBookings(): Bookings {
  return { all: new Map(), days: new Map(), lastAppointment: 0, lastWish: 0, wishes: new Map(), timers: newTimers() }
}

export function bookingsOn(bookings: Bookings, date: LocalDate): DayBookings {
  let day = bookings.days.get(date)
  if (day === undefined) {
    day = { version: 0, active: new Map(), leaving: [] }
    bookings.days.set(date, day)
  }
  return day
}

/** Applies an appointment as an event left it. Put twice is the same as once. */
export function putAppointment(bookings: Bookings, after: Appointment, file: HallFile): void {
  const before = bookings.all.get(after.id)
  if (before !== undefined) takeOut(bookings, before)
  bookings.all.set(after.id, after)
  bookings.lastAppointment = Math.max(bookings.lastAppointment, Number(after.id.slice(1)))
  if (holdsPlace(after.state)) {
    const day = bookingsOn(bookings, after.date)
    day.active.set(after.id, after)
    day.version++
  }
  for (const left of after.leaving ?? []) {
    const day = bookingsOn(bookings, left.date)
    day.leaving.push({ ...left, appointment: after })
    day.version++
    schedule(bookings.timers, { at: left.until, kind: 'places', id: left.date })
  }
  scheduleFor(bookings, after, file)
}

function scheduleFor(bookings: Bookings, appointment: Appointment, file: HallFile): void {
  const at = dueOf(appointment, file)
  if (at !== null) schedule(bookings.timers, { at, kind: 'appointment', id: appointment.id })
}

/** Another hall file reminds at other moments, and may have more places. */
export function reschedule(bookings: Bookings, file: HallFile, at: Instant): void {
  drop(bookings.timers, ({ kind }) => kind === 'appointment')
  for (const one of bookings.all.values()) scheduleFor(bookings, one, file)
  const wanted = [...bookings.wishes.values()].filter(({ state }) => state === 'waiting')
  for (const date of bookings.days.keys())
    if (wanted.some(({ from, to }) => from <= date && date <= to))
      schedule(bookings.timers, { at, kind: 'places', id: date })
}

/** Everybody on the list was offered what there was up to now. */
export function placesLookedAt({ timers }: Bookings, date: LocalDate, at: Instant): void {
  drop(timers, (one) => one.kind === 'places' && one.id === date && one.at <= at)
}

/** Whether what the timer was set for is still so. */
export function stillDue(bookings: Bookings, file: HallFile, { kind, id, at }: Timer): boolean {
  if (kind === 'places') return [...bookings.wishes.values()].some((one) => wants(one, id))
  const one = bookings.all.get(id)
  return one !== undefined && dueOf(one, file) === at
}

export function wants({ state, from, to }: Wish, date: LocalDate): boolean {
  return state === 'waiting' && from <= date && date <= to
}

function takeOut(bookings: Bookings, before: Appointment): void {
  const dates = new Set([before.date, ...(before.leaving ?? []).map((one) => one.date)])
  for (const date of dates) {
    const day = bookings.days.get(date)
    if (day === undefined) continue
    day.active.delete(before.id)
    day.leaving = day.leaving.filter((one) => one.appointment.id !== before.id)
    day.version++
  }
}

export function putWish(bookings: Bookings, wish: Wish): void {
  bookings.lastWish = Math.max(bookings.lastWish, Number(wish.id.slice(1)))
  if (wish.state === 'waiting' || wish.state === 'offered') bookings.wishes.set(wish.id, wish)
  else bookings.wishes.delete(wish.id)
}

/** A new day: what is over and decided goes. What time has still to decide stays until it has. */
export function forgetPast(bookings: Bookings, today: LocalDate): void {
  for (const [id, one] of bookings.all) {
    const isOpen = one.state === 'held' || one.state === 'booked'
    const isLeaving = one.leaving?.some((left) => left.date >= today) ?? false
    if (isOpen || one.date >= today || isLeaving) continue
    takeOut(bookings, one)
    bookings.all.delete(id)
  }
  for (const date of bookings.days.keys()) if (date < today) bookings.days.delete(date)
  for (const [id, wish] of bookings.wishes) if (wish.to < today) bookings.wishes.delete(id)
}

/** The next moment at which time itself does something to it; null: never. */
export function dueOf(appointment: Appointment, file: HallFile): Instant | null {
  if (appointment.state === 'held') return appointment.heldUntil
  if (appointment.state !== 'booked') return null
  return Math.min(nextReminder(appointment, file)?.at ?? Number.POSITIVE_INFINITY, missedAt(appointment, file))
}

/** Who has not come by the session's end, or by the end of the grace where that is later, missed it. */
export function missedAt({ start, closes }: Appointment, { policy }: HallFile): Instant {
  return Math.max(closes, start + policy.lateGraceMinutes * MINUTE)
}

/** Those whose moment was past when the time was booked are left out: nobody needs to be told at once what they just chose. */
export function nextReminder(
  { start, bookedAt, changedAt = bookedAt, reminded = [] }: Appointment,
  { policy }: HallFile,
): { minutes: number; at: Instant } | null {
  const left = bookingRules(policy.appointments)
    .reminders.map((minutes) => ({ minutes, at: start - minutes * MINUTE }))
    .filter(({ minutes, at }) => at > changedAt && !reminded.includes(minutes))
  return left.length === 0 ? null : left.reduce((a, b) => (b.at < a.at ? b : a))
}
