// The national calendars of the folder calendars/, and the plans of days that were made from them, kept while they hold.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Board } from '../core/board.ts'
import { type DayPlan, planDay } from '../core/calendar.ts'
import { closedSince } from '../core/closing.ts'
import type { World } from '../core/decision.ts'
import type { Decision } from '../core/due.ts'
import type { HallId, ServiceId } from '../core/ids.ts'
import type { Calendars } from '../core/national.ts'
import { type Instant, type LocalDate, localDate } from '../core/time.ts'
import { type WalkInWindow, walkInAt, walkInWindow } from '../core/walk-in.ts'
import { undecided } from '../core/world.ts'

const FOLDER = join(import.meta.dirname, '..', 'calendars')
/** A year ahead and a few months back. */
const PLANS_KEPT = 500

export interface OpenTimes {
  /** Whether a number can be taken now, and when next if not. */
  walkIn(board: Board, service: ServiceId, at: Instant): WalkInWindow
  /** When the service closed today; null while it is open, before its first opening, on a closed day. */
  closedSince(board: Board, service: ServiceId, at: Instant): Instant | null
  /** All that the hall's rules say of a day. */
  plan(board: Board, date: LocalDate): DayPlan
  /** On-demand sessions that are not decided yet, by the time at which they will be. */
  decisions(board: Board): readonly Decision[]
  /** What the door is told for deciding. */
  world(board: Board): Pick<World, 'walkIn' | 'closedSince' | 'plan'>
}

interface Kept {
  fileSeq: number
  sessionsSeq: number
  days: Map<LocalDate, DayPlan>
  /** Of the day on which they were looked for. */
  decisions: { day: LocalDate; found: Decision[] } | null
}

export function openTimes(calendars: Calendars): OpenTimes {
  const plans = new Map<HallId, Kept>()
  const worlds = new WeakMap<Board, ReturnType<OpenTimes['world']>>()

  function keptFor({ hall, fileSeq, sessionsSeq }: Board): Kept {
    let kept = plans.get(hall)
    if (kept?.fileSeq !== fileSeq || kept.sessionsSeq !== sessionsSeq || kept.days.size > PLANS_KEPT) {
      kept = { fileSeq, sessionsSeq, days: new Map(), decisions: null }
      plans.set(hall, kept)
    }
    return kept
  }

  function plan(board: Board, date: LocalDate): DayPlan {
    const { days } = keptFor(board)
    const known = days.get(date)
    if (known !== undefined) return known
    const made = planDay(board.file, date, calendars, board.sessions)
    days.set(date, made)
    return made
  }

  const times: OpenTimes = {
    walkIn: (board, service, at) => {
      // Within the board's own day there is nothing to compute; everything else takes the long way.
      const today = at < board.dayEnds ? walkInAt(plan(board, board.day), service, at) : undefined
      if (today !== undefined && (today.open || today.nextOpening !== null)) return today
      return walkInWindow(board.file, service, at, (date) => plan(board, date))
    },
    closedSince: (board, service, at) => closedSince(plan(board, localDate(at, board.file.timeZone)), service, at),
    plan,
    decisions: (board) => {
      const kept = keptFor(board)
      if (kept.decisions?.day !== board.day)
        kept.decisions = { day: board.day, found: undecided(board, (date) => plan(board, date)) }
      return kept.decisions.found
    },
    world: (board) => {
      let world = worlds.get(board)
      if (world === undefined) {
        world = {
          walkIn: (service, at) => times.walkIn(board, service, at),
          closedSince: (service, at) => times.closedSince(board, service, at),
          plan: (date) => plan(board, date),
        }
        worlds.set(board, world)
      }
      return world
    },
  }
  return times
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
