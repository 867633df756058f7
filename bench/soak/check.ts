// After each round: what was answered is in the log, once, in the order of the answers, and everybody shows the same hall.
import { pressName } from '../../server/keys.ts'
import type { Pressed } from '../../test/support/patient.ts'
import { checkAnswers, checkBoard, checkTables, readLog, replay, sameAgain } from '../../test/support/truth.ts'
import type { Place } from './place.ts'
import { checkScreens, type Followed } from './screens.ts'

export interface Counted {
  commands: number
  /** Acknowledged, and not in the log. */
  lost: number
  /** Acted, or was numbered, more than once. */
  twice: number
}

/** Throws at the first thing that is not true; `counted` is filled before. */
export async function checkPlace(
  place: Pick<Place, 'direct' | 'look'>,
  history: readonly Pressed[],
  screens: readonly Followed[],
  counted: Counted,
): Promise<void> {
  // Without a gap, and every hash covers the one before.
  const log = await readLog(place.direct)
  const done = history.filter(({ answer }) => answer.status === 200)
  const acted = new Map<string, number>()
  for (const { command } of log) acted.set(command, (acted.get(command) ?? 0) + 1)
  const times = done.map(({ id }) => acted.get(pressName(id)) ?? 0)
  const numbers = log.filter(({ type }) => type === 'taken').map(({ ticket }) => ticket?.id)
  counted.commands = history.length
  counted.lost = times.filter((n) => n === 0).length
  counted.twice = times.filter((n) => n > 1).length + numbers.length - new Set(numbers).size

  const replayed = replay(log)
  checkAnswers(log, history)
  const db = await place.look()
  await checkTables(db, replayed).finally(() => db.end())
  await checkBoard(place.direct, replayed.board)
  await checkScreens(screens, place.direct, replayed.board.seq)
  await sameAgain(place.direct, history)
  if ((await readLog(place.direct)).length !== log.length) throw new Error('a repeated press acted')
}
