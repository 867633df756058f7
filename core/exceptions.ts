// What the hall says otherwise of one day: closed, open all the same, at other hours, with other places.
import type { Exception, HallFile, Opening } from './hall.ts'
import type { Reason } from './reason.ts'
import { holds, holdsOnMakeupDay } from './recurrence.ts'
import type { LocalDate } from './time.ts'

/** The openings that run after the day's exceptions, in the order of the file; what was said goes to `why`. */
export function excepted(file: HallFile, date: LocalDate, running: Opening[], why: Reason[]): Opening[] {
  const ordered = exceptionsOn(file, date)
  if (ordered.length === 0) return running
  let open = new Map(running.map((one) => [one.id, one]))
  for (const exception of ordered) {
    const { name: text, opening } = exception
    why.push({ rule: 'exception', text, ...(opening === '*' ? {} : { id: opening }) })
    open = withException(file, date, open, exception)
  }
  return file.openings.flatMap(({ id }) => open.get(id) ?? [])
}

/** What is said of one opening comes after what is said of all, whichever stands first in the file. */
export function exceptionsOn(file: HallFile, date: LocalDate): Exception[] {
  const today = (file.exceptions ?? []).filter((one) => one.date === date)
  return [...today.filter((one) => one.opening === '*'), ...today.filter((one) => one.opening !== '*')]
}

function withException(file: HallFile, date: LocalDate, open: Map<string, Opening>, exception: Exception) {
  const after = new Map(open)
  for (const opening of file.openings) {
    if (exception.opening !== '*' && exception.opening !== opening.id) continue
    const running = open.get(opening.id)
    if (exception.closed === true) after.delete(opening.id)
    // "All open" means those whose pattern holds the day or would on a working day, not a Saturday's rule on a Tuesday.
    else if (running !== undefined) after.set(opening.id, changed(running, exception))
    else if (exception.open === true && (exception.opening === opening.id || couldRun(opening, date)))
      after.set(opening.id, changed(opening, exception))
  }
  return after
}

function couldRun(opening: Opening, date: LocalDate): boolean {
  return holds(opening, date) || holdsOnMakeupDay(opening, date)
}

/**
 * One opening gets the hours that are said. Hours said of all are those of the hall: morning and afternoon keep to what
 * lies within, and do not both become the whole day, which would be sold twice.
 */
export function changed(opening: Opening, { opening: of, start, end, walkIn, online, desk }: Exception): Opening {
  const isOne = of !== '*'
  return {
    ...opening,
    start: start === undefined || (!isOne && start < opening.start) ? opening.start : start,
    end: end === undefined || (!isOne && end > opening.end) ? opening.end : end,
    walkIn: walkIn ?? opening.walkIn,
    online: online ?? opening.online,
    desk: desk ?? opening.desk,
  }
}
