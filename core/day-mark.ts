// What kind of day a day is, in one word: for calendars that colour their days.
import type { DayPlan } from './calendar.ts'
import type { DayMark } from './dayMarks.ts'

export function markOf({ kind, openings }: DayPlan): DayMark {
  const rules = new Set(kind.why.map(({ rule }) => rule))
  const isOwn = rules.has('exception')
  if (openings.length > 0) {
    if (isOwn || rules.has('planned_by_hand')) return 'changed'
    if (rules.has('runs_on_closed_days')) return 'duty'
    return rules.has('makeup_working_day') ? 'makeup' : 'open'
  }
  if (rules.has('national_holiday')) return 'holiday'
  if (rules.has('calendar_unpublished')) return 'unpublished'
  return isOwn || rules.has('closure') ? 'closed' : 'off'
}

/** From this day on a hall should have the next year's paper: mainland China publishes it in autumn. */
export const PUBLISHED_BY = '-11-01'
