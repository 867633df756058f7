// What time itself causes: the commands of the clock that are due at an instant, each with the moment it fell due.
import type { Board } from './board.ts'
import type { InnerCommand } from './decision.ts'
import { type Instant, localDate } from './time.ts'

export interface Due {
  at: Instant
  command: InnerCommand
}

/** In order. Empty most of the time, and cheap: it is asked before every command. */
export function dueAt(board: Board, at: Instant): Due[] {
  if (at < board.dayEnds) return []
  const day = localDate(at, board.file.timeZone)
  // A hall that slept for a week closes yesterday's tickets at yesterday's end, not today.
  return [{ at: board.dayEnds, command: { id: `clock:start-day:${day}`, do: 'start-day', day } }]
}

/** The next moment at which something will be due. */
export function nextDue(board: Board): Instant {
  return board.dayEnds
}
