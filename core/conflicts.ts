// Appointments that no longer fit: after an edit of the rules, a closure, an exception. Nothing is oversold, nobody is moved.
import type { Appointment } from './appointment.ts'
import type { DayBookings } from './bookings.ts'
import { covers, type DayPlan, type OpenStretch } from './calendar.ts'
import { type Capacity, capacityOf, halfHoursOf, type Portion } from './capacity.ts'
import type { HallFile } from './hall.ts'
import type { ServiceId } from './ids.ts'
import { portionsOf, stretchFor } from './slots.ts'
import { type LocalDate, MINUTE } from './time.ts'

export type ConflictCode =
  | 'session_gone' // its session does not run that day, or was called off
  | 'outside_hours' // it runs at other hours
  | 'service_gone' // the service is not given there any more, or not by appointment
  | 'places_fewer' // more are booked than there are places
  | 'share_exceeded' // more counter minutes are booked than may be

export interface Conflict {
  appointment: Appointment
  code: ConflictCode
}

/** What those who fit take up so far. */
interface Taken {
  capacity: Capacity | null
  places: Map<string, number>
  minutes: Map<string, number>
}

/** Of one day: who booked last is in conflict first. The appointment keeps its time and its length until somebody acts. */
export function conflictsOn(file: HallFile, plan: DayPlan, bookings: DayBookings): Conflict[] {
  const active = [...bookings.active.values()].sort(
    (a, b) => a.bookedAt - b.bookedAt || Number(a.id.slice(1)) - Number(b.id.slice(1)),
  )
  const taken: Taken = { capacity: capacityOf(file, plan), places: new Map(), minutes: new Map() }
  return active.flatMap((appointment) => {
    const stretch = stretchFor(plan, appointment)
    const code =
      misplaced(file, stretch, appointment) ?? (stretch && crowded(file, stretch, taken, appointment)) ?? null
    return code === null ? [] : [{ appointment, code }]
  })
}

/** All days that have something booked, from `today` on. */
export function conflictsOf(
  file: HallFile,
  days: ReadonlyMap<LocalDate, DayBookings>,
  today: LocalDate,
  planOf: (date: LocalDate) => DayPlan,
): Conflict[] {
  return [...days.keys()]
    .filter((date) => date >= today)
    .sort()
    .flatMap((date) => conflictsOn(file, planOf(date), days.get(date) ?? EMPTY))
}

const EMPTY: DayBookings = { version: 0, active: new Map(), leaving: [] }

function misplaced(file: HallFile, stretch: OpenStretch | undefined, one: Appointment): ConflictCode | null {
  if (stretch === undefined) return 'session_gone'
  if (one.start < stretch.from || one.end > stretch.until) return 'outside_hours'
  const isGiven = one.services.every(
    (id) => covers(stretch.opening, id) && file.services.some((service) => service.id === id && service.appointment),
  )
  return isGiven ? null : 'service_gone'
}

/** Takes its place among those who fit, or says what there is too little of. */
function crowded(file: HallFile, stretch: OpenStretch, taken: Taken, one: Appointment): ConflictCode | null {
  const slots = slotsTouched(stretch, one)
  if (slots.some((slot) => (taken.places.get(slot) ?? 0) >= stretch.opening.desk)) return 'places_fewer'
  const portions = stretch.opening.kind === 'home' ? [] : portionsOf(servicesOf(file, one.services), one.start)
  const added = minutesOf(portions, taken.capacity)
  if (exceeds(portions, added, taken)) return 'share_exceeded'
  for (const slot of slots) taken.places.set(slot, (taken.places.get(slot) ?? 0) + 1)
  for (const [name, minutes] of added) taken.minutes.set(name, (taken.minutes.get(name) ?? 0) + minutes)
  return null
}

function slotsTouched({ session, opening, from }: OpenStretch, { start, end }: Appointment): string[] {
  const size = opening.slotMinutes * MINUTE
  const slots: string[] = []
  for (let slot = Math.floor((start - from) / size); from + slot * size < end; slot++) slots.push(`${session} ${slot}`)
  return slots
}

/** By service and half hour. */
function minutesOf(portions: readonly Portion[], capacity: Capacity | null): Map<string, number> {
  const minutes = new Map<string, number>()
  if (capacity === null) return minutes
  for (const portion of portions)
    for (const [half, add] of halfHoursOf(portion, capacity.dayStart)) {
      const name = `${portion.service} ${half}`
      minutes.set(name, (minutes.get(name) ?? 0) + add)
    }
  return minutes
}

function exceeds(portions: readonly Portion[], added: Map<string, number>, { capacity, minutes }: Taken): boolean {
  if (capacity === null) return false
  return portions.some((portion) =>
    [...halfHoursOf(portion, capacity.dayStart)].some(([half]) =>
      (capacity.poolsOf.get(portion.service) ?? []).some(({ services, may }) => {
        let sum = 0
        for (const id of services) sum += (minutes.get(`${id} ${half}`) ?? 0) + (added.get(`${id} ${half}`) ?? 0)
        return sum > (may.get(half) ?? 0) + ROUNDING
      }),
    ),
  )
}

const ROUNDING = 1e-6

function servicesOf(file: HallFile, ids: readonly ServiceId[]) {
  return ids.flatMap((id) => file.services.find((one) => one.id === id) ?? [])
}
