// What the calendar tells the core for one hall: the plans of its days, and what follows from them.
import type { Board } from './board.ts'
import { type DayPlan, planDay } from './calendar.ts'
import { closedSince } from './closing.ts'
import type { World } from './decision.ts'
import type { Decision } from './due.ts'
import { addDays, type Instant, type LocalDate, localDate } from './time.ts'
import { walkInWindow } from './walk-in.ts'
import { decisionTime } from './window.ts'

/** An on-demand session is decided no earlier than so many days before it. */
const DECIDED_AHEAD_DAYS = 14

/** The world at an instant, from plans alone. `planOf` keeps what it has made. */
export function worldAt(board: Board, at: Instant, planOf: (date: LocalDate) => DayPlan): World {
  return {
    at,
    plan: planOf,
    walkIn: (service, when) => walkInWindow(board.file, service, when, planOf),
    closedSince: (service, when) => closedSince(planOf(localDate(when, board.file.timeZone)), service, when),
  }
}

/** A hall that always takes numbers and has no calendar, for trials and measures of the queue alone. */
export function alwaysOpen(board: Board, at: Instant): World {
  const plan = (date: LocalDate) => planDay({ ...board.file, openings: [], calendar: null }, date, {})
  return { at, plan, walkIn: () => ({ open: true, nextOpening: null }), closedSince: () => null }
}

/** On-demand sessions that are not decided yet, by the time at which they will be. */
export function undecided(board: Board, planOf: (date: LocalDate) => DayPlan): Decision[] {
  const found: Decision[] = []
  // Planned sessions without a minimum and halls without any cost nothing here.
  const byHand = [...board.sessions.values()].some(({ state }) => state === 'planned')
  if (!byHand && board.file.openings.every(({ onDemand }) => onDemand === null)) return found
  for (let days = 0; days <= DECIDED_AHEAD_DAYS; days++)
    for (const stretch of planOf(addDays(board.day, days)).openings)
      if (stretch.state === 'planned')
        found.push({ session: stretch.session, at: decisionTime(stretch, board.file, planOf) })
  return found.sort((a, b) => a.at - b.at)
}
