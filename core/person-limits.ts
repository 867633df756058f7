// What one person may book: how many at once and in a while, and what misses and cancellations lead to.
import type { Appointment } from './appointment.ts'
import type { BookingRules } from './booking-policy.ts'
import type { Refusal } from './decision.ts'
import type { ServiceId } from './ids.ts'
import { addDays, DAY, HOUR, type Instant, type LocalDate, localDate, weekdayOf } from './time.ts'

/** How somebody stands who has missed or cancelled: at the first they are warned, at the limit banned. */
export interface StandingOf {
  misses: number
  cancellations: number
  /** The first of them was noticed, the limit is not reached. */
  warned: boolean
  /** The first instant at which they may book again; null when they may. */
  bannedUntil: Instant | null
}

/** `history`: all appointments of the person that are known, in any order. */
export function standingOf(
  history: readonly Appointment[],
  rules: BookingRules,
  zone: string,
  at: Instant,
): StandingOf {
  const { withinDays, banDays, sameServicePerDay } = rules.bans
  const counted = history.filter((one) => !one.appeal?.lifted && at - happened(one) < (withinDays + banDays) * DAY)
  const misses = times(counted, (one) => one.state === 'missed')
  const cancellations = times(counted, (one) => one.state === 'cancelled' && one.endedBy === 'visitor')
  const ends = [
    banEnd(misses, rules.bans.misses, withinDays, banDays),
    banEnd(cancellations, rules.bans.cancellations, withinDays, banDays),
    hoarding(counted, sameServicePerDay, zone, banDays),
  ]
  const until = Math.max(...ends)
  const recent = (found: readonly Instant[]) => found.filter((one) => at - one < withinDays * DAY).length
  const now = { misses: recent(misses), cancellations: recent(cancellations) }
  return { ...now, warned: until <= at && now.misses > 0, bannedUntil: until > at ? until : null }
}

/** The first rule that speaks against one more booking; null when none does. */
export function personRefusal(
  history: readonly Appointment[],
  services: readonly ServiceId[],
  date: LocalDate,
  { rules, zone, at, today }: { rules: BookingRules; zone: string; at: Instant; today: LocalDate },
): Refusal | null {
  const { bannedUntil } = standingOf(history, rules, zone, at)
  if (bannedUntil !== null) return { refused: 'banned', field: 'phone', nextOpening: bannedUntil }
  const { openPerService, perDay, perWeek, perMonth, perHour } = rules.limits
  const lately = history.filter((one) => at - one.bookedAt < HOUR && one.endedBy !== 'lapse').length
  if (perHour !== null && lately >= perHour) return { refused: 'limit_reached', field: 'phone', detail: 'perHour' }
  const open = history.filter((one) => isOpen(one) && one.date >= today)
  for (const service of services) {
    const same = open.filter((one) => one.services.includes(service))
    if (openPerService !== null && same.length >= openPerService)
      return { refused: 'already_booked', field: 'phone', detail: service, ...(same[0] ? { date: same[0].date } : {}) }
  }
  const taken = history.filter((one) => isOpen(one) || one.state === 'arrived')
  const within = [
    ['perDay', perDay, (one: LocalDate) => one === date],
    ['perWeek', perWeek, (one: LocalDate) => mondayOf(one) === mondayOf(date)],
    ['perMonth', perMonth, (one: LocalDate) => one.slice(0, 7) === date.slice(0, 7)],
  ] as const
  for (const [name, limit, isWithin] of within)
    if (limit !== null && taken.filter((one) => isWithin(one.date)).length >= limit)
      return { refused: 'limit_reached', field: 'phone', detail: name }
  return null
}

function isOpen({ state, toConfirm }: Appointment): boolean {
  return state === 'booked' || (state === 'held' && toConfirm === true)
}

function happened({ endedAt, bookedAt }: Appointment): Instant {
  return endedAt ?? bookedAt
}

function times(history: readonly Appointment[], is: (one: Appointment) => boolean): Instant[] {
  return history
    .filter(is)
    .map(happened)
    .sort((a, b) => a - b)
}

/** From the event that filled the measure on, for `banDays`; 0 when the measure was never full. */
function banEnd(found: readonly Instant[], limit: number | null, withinDays: number, banDays: number): Instant {
  if (limit === null) return 0
  let end = 0
  for (const [i, last] of found.entries()) {
    const first = found[i - limit + 1]
    if (first !== undefined && last - first < withinDays * DAY) end = last + banDays * DAY
  }
  return end
}

/** More bookings of one service than `limit` made on one day: places are being traded. */
function hoarding(history: readonly Appointment[], limit: number | null, zone: string, banDays: number): Instant {
  if (limit === null) return 0
  const made = new Map<string, Instant[]>()
  for (const one of history) {
    if (one.endedBy === 'lapse' || one.state === 'held') continue
    for (const service of one.services) {
      const name = `${localDate(one.bookedAt, zone)} ${service}`
      made.set(name, [...(made.get(name) ?? []), one.bookedAt])
    }
  }
  const full = [...made.values()].filter((one) => one.length > limit)
  return full.length === 0 ? 0 : Math.max(...full.flat()) + banDays * DAY
}

function mondayOf(date: LocalDate): LocalDate {
  return addDays(date, 1 - weekdayOf(date))
}
