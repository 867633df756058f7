// The kinds of day, apart from what computes them, so that a screen can name them.
export const DAY_MARKS = [
  'open', // by the weekly pattern
  'makeup', // a weekend day that is worked
  'duty', // closed, but for duty
  'changed', // open otherwise: the hall says something else of this day, or planned a session
  'off', // nothing is open on such a weekday
  'holiday',
  'closed', // by the hall itself
  'unpublished',
] as const
export type DayMark = (typeof DAY_MARKS)[number]
