// The national calendars of the folder calendars/, and the plans of days that were made from them, kept while they hold.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Board } from '../core/board.ts'
import { type Calendars, type DayPlan, planDay, type WalkInWindow, walkInAt, walkInWindow } from '../core/calendar.ts'
import { closedSince } from '../core/closing.ts'
import type { HallId, ServiceId } from '../core/ids.ts'
import { type Instant, type LocalDate, localDate } from '../core/time.ts'

const FOLDER = join(import.meta.dirname, '..', 'calendars')
/** Two months ahead, for a few versions of the file. */
const PLANS_KEPT = 200

export interface OpenTimes {
  /** Whether a number can be taken now, and when next if not. */
  walkIn(board: Board, service: ServiceId, at: Instant): WalkInWindow
  /** When the service closed today; null while it is open, before its first opening, on a closed day. */
  closedSince(board: Board, service: ServiceId, at: Instant): Instant | null
}

export function openTimes(calendars: Calendars): OpenTimes {
  const plans = new Map<HallId, { fileSeq: number; days: Map<LocalDate, DayPlan> }>()

  function planOf(board: Board, date: LocalDate): DayPlan {
    let kept = plans.get(board.hall)
    if (kept?.fileSeq !== board.fileSeq || kept.days.size > PLANS_KEPT) {
      kept = { fileSeq: board.fileSeq, days: new Map() }
      plans.set(board.hall, kept)
    }
    const known = kept.days.get(date)
    if (known !== undefined) return known
    const plan = planDay(board.file, date, calendars)
    kept.days.set(date, plan)
    return plan
  }

  return {
    walkIn: (board, service, at) => {
      // Within the board's own day there is nothing to compute; everything else takes the long way.
      const today = at < board.dayEnds ? walkInAt(planOf(board, board.day), service, at) : undefined
      if (today !== undefined && (today.open || today.nextOpening !== null)) return today
      return walkInWindow(board.file, service, at, calendars, (date) => planOf(board, date))
    },
    closedSince: (board, service, at) => closedSince(planOf(board, localDate(at, board.file.timeZone)), service, at),
  }
}

/** calendars/<name>/<year>.json; a year without a file is unpublished. */
export function readCalendars(): Calendars {
  const calendars: Calendars = {}
  for (const name of readdirSync(FOLDER)) {
    const years: Calendars[string] = {}
    for (const file of readdirSync(join(FOLDER, name))) {
      const year = JSON.parse(readFileSync(join(FOLDER, name, file), 'utf8')) as Calendars[string][number]
      years[year.year] = year
    }
    calendars[name] = years
  }
  return calendars
}
