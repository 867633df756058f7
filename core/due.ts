// What time itself causes: the commands of the clock that are due at an instant, each with the moment it fell due.
import type { Board } from './board.ts'
import { missedAt, stillDue } from './bookings.ts'
import type { InnerCommand } from './decision.ts'
import type { SessionId } from './session.ts'
import { type Instant, localDate } from './time.ts'
import { dueOf, earliest, type Timer } from './timers.ts'

export interface Due {
  at: Instant
  command: InnerCommand
}

/** A session that opens on demand and is not decided yet, and when it will be. */
export interface Decision {
  session: SessionId
  at: Instant
}

/** In order. Empty most of the time, and cheap: it is asked before every command. `decisions` in order of time. */
export function dueAt(board: Board, at: Instant, decisions: readonly Decision[] = []): Due[] {
  const { timers } = board.bookings
  const due: Due[] = []
  // Asked for the earliest first: that lets go of what no longer holds.
  if ((earliest(timers, (timer) => stillDue(board.bookings, board.file, timer))?.at ?? Number.POSITIVE_INFINITY) <= at)
    for (const timer of dueOf(timers, at, (one) => stillDue(board.bookings, board.file, one)))
      due.push(...commandFor(board, timer))
  for (const one of decisions) {
    if (one.at > at) break
    due.push({ at: one.at, command: { id: `clock:decide:${one.session}`, do: 'decide-session', session: one.session } })
  }
  if (at >= board.dayEnds) {
    // A hall that slept for a week closes yesterday's tickets at yesterday's end, not today.
    const day = localDate(at, board.file.timeZone)
    due.push({ at: board.dayEnds, command: { id: `clock:start-day:${day}`, do: 'start-day', day } })
  }
  return due.sort((a, b) => a.at - b.at)
}

/** The next moment at which something will be due. */
export function nextDue(board: Board, decisions: readonly Decision[] = []): Instant {
  const timer = earliest(board.bookings.timers, (one) => stillDue(board.bookings, board.file, one))
  return Math.min(board.dayEnds, timer?.at ?? board.dayEnds, decisions[0]?.at ?? board.dayEnds)
}

function commandFor(board: Board, { kind, id, at }: Timer): Due[] {
  if (kind === 'places') return [{ at, command: { id: `clock:offer:${id}:${at}`, do: 'offer-places', date: id } }]
  const one = board.bookings.all.get(id)
  if (one === undefined) return []
  const name = one.state === 'held' ? 'lapse-hold' : at >= missedAt(one, board.file) ? 'miss-appointment' : 'remind'
  return [{ at, command: { id: `clock:${name}:${id}:${at}`, do: name, appointment: id } }]
}
