// A hall's year day by day, for whoever looks ahead: open or not and why, and which sessions.
import type { Board } from './board.ts'
import type { DayPlan, OpenStretch } from './calendar.ts'
import { markOf, PUBLISHED_BY } from './day-mark.ts'
import { countOf } from './decide/booking/session.ts'
import type { HallFile } from './hall.ts'
import type { Calendars } from './national.ts'
import type { CalendarDay, CalendarSession } from './protocol-calendar.ts'
import { addDays, iso, type LocalDate } from './time.ts'

export function datesOf(year: number): LocalDate[] {
  const dates: LocalDate[] = []
  for (let date = `${year}-01-01`; date.startsWith(`${year}-`); date = addDays(date, 1)) dates.push(date)
  return dates
}

/** How many have booked is for staff, and known of days that are not over. */
export function calendarDay(board: Board, plan: DayPlan, isStaff: boolean): CalendarDay {
  const { date, kind } = plan
  const counts = isStaff && date >= board.day
  const sessions = [...plan.openings, ...plan.calledOff].map((one) => sessionOf(board, one, counts))
  return { date, open: kind.open, working: kind.working, mark: markOf(plan), why: kind.why, sessions }
}

function sessionOf(board: Board, stretch: OpenStretch, counts: boolean): CalendarSession {
  const { session, state, opening, from, until } = stretch
  const { id, kind, name, walkIn, services, onDemand } = opening
  const zone = board.file.timeZone
  return {
    id: session,
    opening: id,
    kind,
    ...(name === undefined ? {} : { name }),
    start: iso(from, zone),
    end: iso(until, zone),
    state,
    walkIn,
    services,
    ...(board.sessions.get(session)?.rule === undefined ? {} : { byHand: true as const }),
    ...(onDemand === null ? {} : { minimum: onDemand.minimum }),
    ...(counts ? { booked: countOf({ board }, stretch) } : {}),
  }
}

export function isPublished({ calendar }: HallFile, calendars: Calendars, year: number): boolean {
  return calendar === null || calendars[calendar]?.[year] !== undefined
}

/** The coming year, from November on, when its paper is not there yet. */
export function missingYear(file: HallFile, calendars: Calendars, today: LocalDate): number | null {
  const year = Number(today.slice(0, 4))
  if (!isPublished(file, calendars, year)) return year
  return today >= `${year}${PUBLISHED_BY}` && !isPublished(file, calendars, year + 1) ? year + 1 : null
}
