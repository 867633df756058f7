// Calendar files (RFC 5545) that every phone can read: instants in UTC, whole days as dates, long lines folded.
import { compactUtc, type Instant, type LocalDate } from './time.ts'

export interface CalendarEntry {
  /** The same for ever: a phone that has it replaces it. */
  uid: string
  /** When it was last changed. */
  stamp: Instant
  summary: string
  description?: string
  location?: string
  url?: string
  when: { start: Instant; end: Instant } | { date: LocalDate; until: LocalDate }
  /** tentative: it is not decided yet that it takes place. */
  state?: 'cancelled' | 'tentative'
  /** Counts up with each change. */
  sequence?: number
}

/** Octets of a line, without its end; what is longer goes on in the next one after a blank. */
const LINE_OCTETS = 75

export function calendarFile(name: string, entries: readonly CalendarEntry[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Tingxu//Tingxu//EN',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escaped(name)}`,
    ...entries.flatMap(entryLines),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function entryLines(entry: CalendarEntry): string[] {
  const { uid, stamp, summary, description, location, url, when, state, sequence } = entry
  const times =
    'start' in when
      ? [`DTSTART:${compactUtc(when.start)}`, `DTEND:${compactUtc(when.end)}`]
      : [`DTSTART;VALUE=DATE:${compact(when.date)}`, `DTEND;VALUE=DATE:${compact(when.until)}`]
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `DTSTAMP:${compactUtc(stamp)}`,
    ...times,
    `SUMMARY:${escaped(summary)}`,
    ...(description === undefined ? [] : [`DESCRIPTION:${escaped(description)}`]),
    ...(location === undefined ? [] : [`LOCATION:${escaped(location)}`]),
    ...(url === undefined ? [] : [`URL:${url}`]),
    ...(sequence === undefined ? [] : [`SEQUENCE:${sequence}`]),
    `STATUS:${(state ?? 'confirmed').toUpperCase()}`,
    'END:VEVENT',
  ]
}

function compact(date: LocalDate): string {
  return date.replaceAll('-', '')
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll(';', '\\;').replaceAll(',', '\\,').replaceAll(/\r?\n/g, '\\n')
}

/** Never in the middle of a letter: a Hanzi has three octets. */
function folded(line: string): string {
  const lines: string[] = []
  let current = ''
  let octets = 0
  for (const letter of line) {
    const size = octetsOf(letter)
    if (octets + size > LINE_OCTETS) {
      lines.push(current)
      current = ' '
      octets = 1
    }
    current += letter
    octets += size
  }
  return [...lines, current].join('\r\n')
}

/** In UTF-8. */
function octetsOf(letter: string): number {
  const point = letter.codePointAt(0) ?? 0
  if (point < 0x80) return 1
  if (point < 0x800) return 2
  return point < 0x10000 ? 3 : 4
}
