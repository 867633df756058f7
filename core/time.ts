// Instants and wall clocks. Instants are epoch milliseconds; luxon turns them into a hall's local time here and nowhere else.
import { DateTime, IANAZone } from 'luxon'

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number
/** `2026-12-01`, a day of the hall's own calendar. */
export type LocalDate = string
/** `08:30`, a reading of the hall's wall clock. */
export type WallTime = string

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
/** So many milliseconds, for spans; a local day may be shorter or longer. */
export const DAY = 24 * HOUR

export function isZone(zone: string): boolean {
  return IANAZone.isValidZone(zone)
}

export function localDate(at: Instant, zone: string): LocalDate {
  return localText(at, zone).slice(0, 10)
}

/** `08:30`, what the wall clock shows. */
export function wallTimeOf(at: Instant, zone: string): WallTime {
  return localText(at, zone).slice(11, 16)
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(date: LocalDate): number {
  return new Date(midnight(date)).getUTCDay() || 7
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(midnight(date) + days * DAY).toISOString().slice(0, 10)
}

/** In UTC, where every day has 24 hours: dates are reckoned with, not instants. */
function midnight(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`)
}

/** 31 November has the form of a day and is none. */
export function isDay(date: string): boolean {
  return DateTime.fromISO(date, { zone: 'utc' }).toFormat('yyyy-MM-dd') === date
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return (midnight(to) - midnight(from)) / DAY
}

/**
 * The instant at which the hall's wall clock shows `time` on `date`.
 * A wall time that does not exist (spring) moves to the first that does; one that exists twice (autumn) is the first.
 */
export function instantOf(date: LocalDate, time: WallTime, zone: string): Instant {
  const wall = DateTime.fromISO(`${date}T${time}`, { zone })
  const candidates = wall.getPossibleOffsets().map((one) => one.toMillis())
  const first = Math.min(...candidates)
  if (DateTime.fromMillis(first, { zone }).toFormat('HH:mm') === time.slice(0, 5)) return first
  return firstInstantAfterGap(first, zone)
}

export function startOfDay(date: LocalDate, zone: string): Instant {
  return instantOf(date, '00:00', zone)
}

/** An ISO 8601 text with the hall's own offset, to the second or, where there are some, the millisecond. */
export function iso(at: Instant, zone: string): string {
  const offset = offsetMinutes(at, zone)
  const local = textAt(at, offset)
  const trimmed = local.endsWith('.000Z') ? local.slice(0, 19) : local.slice(0, 23)
  return trimmed + offsetText(offset)
}

/** What wall clock and calendar show, `2026-12-01T08:30:00.000Z`; its Z means nothing. */
function localText(at: Instant, zone: string): string {
  return textAt(at, offsetMinutes(at, zone))
}

function textAt(at: Instant, offset: number): string {
  return new Date(at + offset * MINUTE).toISOString()
}

/** `20261201T010000Z`, as calendar files have it. */
export function compactUtc(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

/** Reads an ISO 8601 text that names its offset; NaN when it is none. */
export function parseInstant(text: string): Instant {
  return /(Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text) : Number.NaN
}

/** luxon takes microseconds for an offset and every answer has many times in it; zones change only on quarter hours. */
const QUARTER = 15 * MINUTE
const OFFSETS_KEPT = 4_096
const offsets = new Map<string, number>()
/** The one asked for last: the times of an answer lie close together. */
let latest = { zone: '', quarter: 0, offset: 0 }

function offsetMinutes(at: Instant, zone: string): number {
  const quarter = Math.floor(at / QUARTER)
  if (latest.quarter !== quarter || latest.zone !== zone)
    latest = { zone, quarter, offset: offsetAt(at, zone, quarter) }
  return latest.offset
}

function offsetAt(at: Instant, zone: string, quarter: number): number {
  const key = `${zone} ${quarter}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  if (offsets.size >= OFFSETS_KEPT) offsets.clear()
  const offset = DateTime.fromMillis(at, { zone }).offset
  offsets.set(key, offset)
  return offset
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes)
  const hours = String(Math.floor(size / 60)).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${hours}:${String(size % 60).padStart(2, '0')}`
}

/** luxon moves a missing wall time forward by the length of the gap; the law wants the gap's end. */
function firstInstantAfterGap(inside: Instant, zone: string): Instant {
  let before = inside - 3 * HOUR
  let after = inside + 3 * HOUR
  const old = DateTime.fromMillis(before, { zone }).offset
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (DateTime.fromMillis(middle, { zone }).offset === old) before = middle
    else after = middle
  }
  return after
}
