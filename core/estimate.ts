// How long a person will wait: between what the open counters would do and how the line has moved, and a range around it.
import type { Board } from './board.ts'
import { ownOf, type ServiceId } from './ids.ts'
import { type Mean, type Pace, RECENT_CALLS, USUAL_CALLS } from './pace.ts'
import { type Estimate, GRACE, rangeAround } from './range.ts'
import { plannedWait } from './schedule.ts'
import type { Instant } from './time.ts'

export type { Estimate }

/** The hall file's `minutes` count like so many calls of one's own. */
const FILE_CALLS = 3
/** Half a gap passes, on average, before the first in line is called. */
const HALF_A_GAP = 0.5

/**
 * Seconds until the person at `ahead` in the line of `service` is called; null when no counter serves it.
 * The middle of two foresights: what the counters that are open now would do, and how the line has moved. Counters that
 * have just closed often open again, and an open one is not always staffed: the line knows that, but notices late.
 */
export function expectedWait(board: Board, service: ServiceId, ahead: number, at: Instant): number | null {
  const planned = plannedWait(board, service, ahead, at, (one) => stretch(board, one))
  if (planned === null) return null
  const moving = (ahead + HALF_A_GAP) * gap(board, service)
  return Math.sqrt((planned + GRACE) * (moving + GRACE)) - GRACE
}

/** The range told to people, for an expected wait in seconds. */
export function rangeOf(pace: Pace, service: ServiceId, expected: number): Estimate {
  return rangeAround(expected, ownOf(pace.services, service), pace.bands)
}

/** Seconds a counter is taken up by one person. */
export function stretch(board: Board, service: ServiceId): number {
  return learned(ownOf(board.pace.services, service)?.stretch, fileSeconds(board, service))
}

/** Seconds between two calls of a service while people wait for it. */
function gap(board: Board, service: ServiceId): number {
  const known = ownOf(board.pace.services, service)?.gap
  return learned(known, fileSeconds(board, service) / Math.max(1, countersOf(board, service)))
}

function countersOf(board: Board, service: ServiceId): number {
  return board.file.counters.filter(({ serves }) => serves.some((one) => one.service === service)).length
}

function fileSeconds(board: Board, service: ServiceId): number {
  return (board.services.get(service)?.minutes ?? 5) * 60
}

/** Between the latest and the usual, both leaning on the first guess while they are of few calls. */
function learned(mean: Mean | undefined, first: number): number {
  if (mean === undefined) return first
  return Math.sqrt(
    lean(mean.recent, mean.count, RECENT_CALLS, first) * lean(mean.usual, mean.count, USUAL_CALLS, first),
  )
}

function lean(value: number, calls: number, most: number, first: number): number {
  const count = Math.min(calls, most)
  return (value * count + first * FILE_CALLS) / (count + FILE_CALLS)
}
