// From when until when a slot can be booked, and when an on-demand session is decided. Laws of the hall, §4 and §5.
import type { DayPlan, OpenStretch } from './calendar.ts'
import type { Book, HallFile, Lead } from './hall.ts'
import {
  addDays,
  DAY,
  daysBetween,
  type Instant,
  instantOf,
  type LocalDate,
  localDate,
  MINUTE,
  startOfDay,
} from './time.ts'

type PlanOf = (date: LocalDate) => DayPlan

export interface BookingWindow {
  /** Not before: the rule's start time on the first day of the window. Places are not released at midnight. */
  from: Instant
  /** The last instant; never after the slot's own beginning. */
  until: Instant
}

/** An hour before it begins, where an on-demand session says nothing else. */
const DECIDE: Lead = { minutes: 60, before: 'session' }
/** A session on a Saturday may be asked for over Spring Festival: the search for working days has to end. */
const SEARCH_DAYS = 120
const NOON = '12:00'

/** Null: nothing of this session can be booked. */
export function windowOf(stretch: OpenStretch, start: Instant, file: HallFile, planOf: PlanOf): BookingWindow | null {
  const { book } = stretch.opening
  if (book === null || book === undefined) return null
  const { from, closest, lead } = sameForAll(stretch, book, file, planOf)
  return { from, until: Math.min(closest, start, lead ?? leadMoment(book.lead, stretch, start, file, planOf)) }
}

/** What all slots of a stretch share. `lead`: null where it is counted from the slot itself. */
interface Shared {
  from: Instant
  closest: Instant
  lead: Instant | null
}

/** A stretch belongs to one plan of its day, which is made anew when file, calendar or sessions change. */
const shared = new WeakMap<OpenStretch, Shared>()

function sameForAll(stretch: OpenStretch, book: Book, file: HallFile, planOf: PlanOf): Shared {
  const known = shared.get(stretch)
  if (known !== undefined) return known
  const zone = file.timeZone
  const date = localDate(stretch.from, zone)
  const { before } = book.lead
  const isOfSlot = before === 'slot' || before === 'working-time'
  const made = {
    from: instantOf(firstDay(book, date, planOf), stretch.opening.start, zone),
    closest: endOfDay(lastDay(book, date, planOf), zone),
    lead: isOfSlot ? null : leadMoment(book.lead, stretch, stretch.from, file, planOf),
  }
  shared.set(stretch, made)
  return made
}

/** When a session that opens on demand is confirmed or called off: at its beginning at the latest. */
export function decisionTime(stretch: OpenStretch, file: HallFile, planOf: PlanOf): Instant {
  const decide = stretch.opening.onDemand?.decide ?? DECIDE
  return Math.min(stretch.from, leadMoment(decide, stretch, stretch.from, file, planOf))
}

/** How far ahead a day is: calendar days, or the working days of which it is the last. */
export function daysAhead(kind: Book['dayKind'], today: LocalDate, date: LocalDate, planOf: PlanOf): number {
  if (kind === 'calendar') return daysBetween(today, date)
  let count = 0
  for (let day = addDays(today, 1); day <= date; day = addDays(day, 1)) if (planOf(day).kind.working) count++
  return count
}

/** The first day on which it is no more than `untilDays` ahead. */
function firstDay({ untilDays, dayKind }: Book, date: LocalDate, planOf: PlanOf): LocalDate {
  if (dayKind === 'calendar') return addDays(date, -untilDays)
  let count = 0
  let day = date
  // Going back, each working day that is passed is one more ahead.
  for (let steps = 0; steps < SEARCH_DAYS; steps++) {
    if (planOf(day).kind.working && ++count > untilDays) return day
    day = addDays(day, -1)
  }
  return day
}

/** The last day on which it is still `fromDays` ahead. */
function lastDay({ fromDays, dayKind }: Book, date: LocalDate, planOf: PlanOf): LocalDate {
  if (dayKind === 'calendar') return addDays(date, -fromDays)
  let count = 0
  let day = date
  for (let steps = 0; steps < SEARCH_DAYS && count < fromDays; steps++) {
    if (planOf(day).kind.working) count++
    day = addDays(day, -1)
  }
  return day
}

function endOfDay(date: LocalDate, zone: string): Instant {
  return startOfDay(addDays(date, 1), zone) - 1
}

function leadMoment(
  { minutes, before }: Lead,
  stretch: OpenStretch,
  start: Instant,
  file: HallFile,
  planOf: PlanOf,
): Instant {
  if (before === 'working-time') return workingTimeBefore(start, minutes, file.timeZone, planOf)
  return beforeMoment(before, stretch, start, file, planOf) - minutes * MINUTE
}

/** Where what is spoken of does not run that day, the session's own beginning is meant. */
function beforeMoment(before: string, stretch: OpenStretch, start: Instant, file: HallFile, planOf: PlanOf): Instant {
  if (before === 'slot') return start
  if (before === 'session') return stretch.from
  const date = localDate(start, file.timeZone)
  const { openings } = planOf(date)
  if (before === 'morning-end') {
    const noon = instantOf(date, NOON, file.timeZone)
    const mornings = openings.filter(({ opening, from }) => opening.kind === 'regular' && from < noon)
    return mornings.length === 0 ? stretch.from : Math.max(...mornings.map(({ until }) => until))
  }
  const dot = before.lastIndexOf('.')
  const other = openings.find(({ opening }) => opening.id === before.slice(0, dot))
  if (other === undefined) return stretch.from
  return before.slice(dot + 1) === 'end' ? other.until : other.from
}

/** Minutes of working days alone: "24 hours" before Monday nine o'clock is Friday nine o'clock. */
function workingTimeBefore(start: Instant, minutes: number, zone: string, planOf: PlanOf): Instant {
  let left = minutes * MINUTE
  let end = start
  let day = localDate(start, zone)
  for (let steps = 0; steps < SEARCH_DAYS; steps++) {
    const begin = startOfDay(day, zone)
    if (planOf(day).kind.working) {
      if (end - begin >= left) return end - left
      left -= end - begin
    }
    end = begin
    day = addDays(day, -1)
  }
  return end - DAY
}
