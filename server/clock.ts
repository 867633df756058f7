// The program's time, system or manual, and the tick that lets happen what time itself causes.
import { nextDue } from '../core/due.ts'
import type { Instant } from '../core/time.ts'
import type { OpenTimes } from './calendars.ts'
import type { Door } from './commands.ts'
import type { Halls, OpenHall } from './halls.ts'

export interface Clock {
  manual: boolean
  now(): Instant
  /** Moves a manual clock; false when the moment is behind. */
  moveTo(at: Instant): boolean
}

const TICK_MS = 1_000

export function systemClock(): Clock {
  return { manual: false, now: () => Date.now(), moveTo: () => false }
}

/** Begins at `from` and goes on at the usual pace. */
export function runningClock(from: Instant): Clock {
  const ahead = from - Date.now()
  return { manual: false, now: () => Date.now() + ahead, moveTo: () => false }
}

/** Stands still at `from` until it is moved, forward only. */
export function manualClock(from: Instant): Clock {
  let now = from
  return {
    manual: true,
    now: () => now,
    moveTo: (at) => {
      if (at < now) return false
      now = at
      return true
    },
  }
}

/** Runs what falls due, hall by hall, without anybody pressing; returns how to stop. */
export function startTicking(halls: Halls, door: Door, clock: Clock, times: OpenTimes): () => void {
  const timer = setInterval(() => {
    for (const hall of halls.list())
      if (nextDue(hall.board, times.decisions(hall.board)) <= clock.now()) void door.tick(hall.id)
  }, TICK_MS)
  return () => clearInterval(timer)
}

export interface MoveTools {
  halls: Halls
  door: Door
  clock: Clock
  times: OpenTimes
}

/** Moves a manual clock, stopping at each moment at which something falls due on the way. */
export async function moveClock({ halls, door, clock, times }: MoveTools, to: Instant): Promise<boolean> {
  if (to < clock.now()) return false
  const dueOf = ({ board }: OpenHall) => nextDue(board, times.decisions(board))
  for (;;) {
    const due = halls.list().filter((hall) => dueOf(hall) <= to)
    if (due.length === 0) break
    clock.moveTo(Math.max(clock.now(), Math.min(...due.map(dueOf))))
    const before = due.map((hall) => hall.board.seq)
    await Promise.all(due.map((hall) => door.tick(hall.id)))
    // A database that is away lets nothing happen: better to answer than to turn here for ever.
    if (due.every((hall, i) => hall.board.seq === before[i])) break
  }
  return clock.moveTo(to)
}
