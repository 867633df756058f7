// How times and waits are written for people: always in the hall's own zone, never in that of the device.
import type { Speech } from './words.ts'

interface Range {
  fromMinutes: number
  toMinutes: number
}

const LOCALES: Record<string, string> = { en: 'en-GB' }

/** Days and hours are written one way on all pages: English is not American there. */
export function localeOf(language: string): string {
  return LOCALES[language] ?? language
}

const made = new Map<string, Intl.DateTimeFormat>()

/** `14:30` */
export function clockTime(at: string, zone: string): string {
  return format(at, 'en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' })
}

/** `11月24日 星期二`, `Tuesday 24 November` */
export function dayName(at: string, zone: string, language: string): string {
  return format(at, localeOf(language), { timeZone: zone, month: 'long', day: 'numeric', weekday: 'long' })
}

/** `今天 14:30`, `tomorrow at 08:30`, `on Monday 30 November at 08:30`: as seen from `now`. */
export function whenWord(at: string, now: string, zone: string, { t, language }: Speech): string {
  const time = clockTime(at, zone)
  const days = daysBetween(now, at, zone)
  if (days === 0) return t('common.today', { time })
  if (days === 1) return t('common.tomorrow', { time })
  return t('common.later_day', { time, day: dayName(at, zone, language) })
}

/** `约 20–35 分钟`. Short waits have no lower end: "within 5 min". */
export function waitWord(range: Range | null, { t }: Pick<Speech, 't'>): string {
  if (range === null) return t('common.no_estimate')
  if (range.fromMinutes === 0) return t('common.minutes_within', { to: range.toMinutes })
  return t('common.minutes', { from: range.fromMinutes, to: range.toMinutes })
}

/** The later of two times, either of which may not be known yet. */
export function later(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return Date.parse(one) >= Date.parse(other) ? one : other
}

function daysBetween(from: string, to: string, zone: string): number {
  const day = (at: string) => Date.parse(format(at, 'sv-SE', { timeZone: zone, dateStyle: 'short' }))
  return Math.round((day(to) - day(from)) / 86_400_000)
}

/** Formats are slow to make and made for each row of a list, so each is made once. */
function format(at: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  const name = locale + JSON.stringify(options)
  let formatter = made.get(name)
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat(locale, options)
    made.set(name, formatter)
  }
  return formatter.format(new Date(at))
}
