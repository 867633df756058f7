// How days are named and what is to be seen of them at a glance. Dates are the hall's own days: no zone is asked.
import type { SlotsDay } from '../../core/protocol-bookings.ts'

const FEW = 3

/** later: booking of that day has not opened yet. */
export type DaySign = 'closed' | 'later' | 'full' | 'few' | 'room'

export function daySign({ open, slots, sessions }: SlotsDay): DaySign {
  if (!open) return 'closed'
  const places = slots.reduce((sum, one) => sum + one.free, 0)
  if (places === 0) return sessions.some(({ bookableFrom }) => bookableFrom !== undefined) ? 'later' : 'full'
  return places <= FEW ? 'few' : 'room'
}

/** Its places were all taken; not merely over, not yet given out, or for those alone who are invited. */
export function isSoldOut(day: SlotsDay): boolean {
  const sold = ({ state, bookableFrom, notBooked }: SlotsDay['sessions'][number]) =>
    state !== 'called-off' && bookableFrom === undefined && notBooked === undefined
  return daySign(day) === 'full' && day.sessions.some(sold)
}

/** `11月25日 星期三`, `Wednesday 25 November`. */
export function dayLong(date: string, language: string): string {
  return written(date, language, { month: 'long', day: 'numeric', weekday: 'long' })
}

/** `2026年11月`, `November 2026`. */
export function monthLong(date: string, language: string): string {
  return written(date, language, { year: 'numeric', month: 'long' })
}

/** `一`, `Mo`: the first day of a week is Monday. */
export function weekdayShort(weekday: number, language: string): string {
  // 5 January 2026 was a Monday.
  return written(`2026-01-${String(4 + weekday).padStart(2, '0')}`, language, { weekday: 'narrow' })
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T12:00:00Z`).getUTCDay() || 7
}

function written(date: string, language: string, options: Intl.DateTimeFormatOptions): string {
  const locale = language === 'en' ? 'en-GB' : language
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date(`${date}T12:00:00Z`))
}
