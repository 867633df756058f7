// Whether an opening rule's weekly pattern holds a day, or a weekend day that is worked.
import type { Opening } from './hall.ts'
import { addDays, daysBetween, type LocalDate, weekdayOf } from './time.ts'

export const MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5]

export function holds(opening: Opening, date: LocalDate): boolean {
  if (date < opening.from || (opening.to !== null && date > opening.to)) return false
  return opening.weekdays.includes(weekdayOf(date)) && holdsInWeek(opening, date)
}

/**
 * The notices say that a weekend day is worked, not which weekday it stands for. So it opens the rules to which that
 * makes no difference: those that cover all of Monday to Friday. A rule for Wednesdays alone stays closed, a rule for
 * Saturdays still runs on a worked Saturday, and "every n-th week" and "n-th block" are those of the day itself.
 */
export function holdsOnMakeupDay(opening: Opening, date: LocalDate): boolean {
  if (date < opening.from || (opening.to !== null && date > opening.to)) return false
  return MONDAY_TO_FRIDAY.every((one) => opening.weekdays.includes(one)) && holdsInWeek(opening, date)
}

/** With both conditions set either one opens the day; with neither, every week does. */
function holdsInWeek(opening: Opening, date: LocalDate): boolean {
  const { everyWeeks, weeksOfMonth } = opening
  if (everyWeeks === null && weeksOfMonth === null) return true
  if (everyWeeks !== null && (daysBetween(mondayOf(opening.from), mondayOf(date)) / 7) % everyWeeks === 0) return true
  if (weeksOfMonth === null) return false
  // Seven days later it is another month: no such weekday comes after this one.
  if (weeksOfMonth === 'last') return addDays(date, 7).slice(0, 7) !== date.slice(0, 7)
  // Days 1–7 are the first block. Days 29–31 are in none of the four: there is no "fifth week".
  return weeksOfMonth.includes(Math.ceil(Number(date.slice(8)) / 7))
}

function mondayOf(date: LocalDate): LocalDate {
  return addDays(date, 1 - weekdayOf(date))
}
