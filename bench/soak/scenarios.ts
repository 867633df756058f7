// What happens to a hall in the soak. Each does its harm, takes it back, and resolves when the world is whole again.
import { writeFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { MINUTE } from '../../core/time.ts'
import type { LineState } from '../../test/support/cut-line.ts'
import { checkOverloaded, overload, pairKiosk } from '../../test/support/overload.ts'
import { oneOf, type Random } from '../../test/support/random.ts'
import { untilReady } from '../../test/support/running.ts'
import { useUpConnections } from './connections.ts'
import { fillDisk } from './disk.ts'
import { residentBytes } from './memory.ts'
import { type Place, startAgain } from './place.ts'
import { signalAll } from './processes.ts'
import { addSlowReaders } from './slow-readers.ts'

export interface Scenario {
  name: string
  what: string
  /**
   * Whether the program runs its own PostgreSQL, or one behind a line; `small` has it on a small disk, `shifted` a clock that
   * jumps, `crowded` the limits of a hall that is open to everybody.
   */
  place: 'own' | 'apart' | 'small' | 'shifted' | 'crowded'
  strike(place: Place, random: Random): Promise<void>
}

const SHORT_MS = 500
/** What the program may hold more right after a crowd; its garbage is not swept at once. */
const CROWD_GROWS_MOST = 250 * 2 ** 20
/** Longer than a press waits for its answer, so that some are told to come again. */
const LONG_MS = 10_000

export const SCENARIOS: readonly Scenario[] = [
  { name: 'kill-server', what: 'kill −9 of the program', place: 'own', strike: (place) => kill(place, true, false) },
  { name: 'kill-database', what: 'kill −9 of PostgreSQL', place: 'own', strike: (place) => kill(place, false, true) },
  { name: 'kill-both', what: 'kill −9 of both', place: 'own', strike: (place) => kill(place, true, true) },
  { name: 'freeze-database', what: 'PostgreSQL stands still (SIGSTOP) and wakes', place: 'own', strike: freeze },
  { name: 'cut-database', what: 'the line to the database cut, frozen or losing', place: 'apart', strike: cutDatabase },
  {
    name: 'cut-screens',
    what: 'the line to screens and phones cut, frozen, losing, slow',
    place: 'own',
    strike: cutScreens,
  },
  { name: 'slow-readers', what: 'screens that never read', place: 'own', strike: addSlowReaders },
  { name: 'no-connections', what: "others use up the database's connections", place: 'own', strike: useUpConnections },
  { name: 'disk-full', what: 'the disk is full for a while', place: 'small', strike: fillDisk },
  { name: 'clock-jumps', what: 'the clock jumps up to an hour either way and back', place: 'shifted', strike: jump },
  { name: 'overload', what: 'several times more people than can be answered', place: 'crowded', strike: overloadIt },
  { name: 'restart', what: 'the program is ended in order and started again', place: 'own', strike: restart },
]

export async function kill(place: Place, server: boolean, database: boolean): Promise<void> {
  const postmaster = place.postmaster()
  if (database && postmaster <= 0) throw new Error('no PostgreSQL to kill')
  if (database) process.kill(postmaster, 'SIGKILL')
  if (server) {
    place.program.kill('SIGKILL')
    await startAgain(place)
  } else {
    await delay(50)
    await untilReady(place.program)
  }
}

/** Two counters and a kiosk of the hall go on meanwhile; whoever of the public is refused hears when to come again. */
async function overloadIt(place: Place, random: Random): Promise<void> {
  const { direct } = place
  const before = residentBytes(place.program.pid)
  const kiosk = await pairKiosk(direct)
  const size = { callers: between(random, 200, 600), slow: 60, forMs: between(random, 2_000, 5_000), refused: 100 }
  const overloaded = await overload(direct, { ...size, counters: ['41', '42'], service: 's1', kiosk })
  await checkOverloaded(direct, overloaded)
  const grown = residentBytes(place.program.pid) - before
  if (grown > CROWD_GROWS_MOST) throw new Error(`the program grew by ${Math.round(grown / 2 ** 20)} MiB for a crowd`)
}

async function restart(place: Place): Promise<void> {
  place.program.kill('SIGTERM')
  const { code } = await place.program.ended
  if (code !== 0) throw new Error(`ended with ${code}: ${place.program.stderr()}`)
  await startAgain(place)
}

async function freeze(place: Place, random: Random): Promise<void> {
  const postmaster = place.postmaster()
  signalAll(postmaster, 'SIGSTOP')
  await delay(between(random, SHORT_MS, LONG_MS))
  signalAll(postmaster, 'SIGCONT')
}

async function cutDatabase(place: Place, random: Random): Promise<void> {
  if (place.databaseLine === null) throw new Error('no line to the database')
  const state = oneOf<LineState>(random, ['cut', 'frozen', 'lost'])
  place.databaseLine.set(state)
  await delay(between(random, SHORT_MS, LONG_MS))
  place.databaseLine.set('open')
}

async function cutScreens(place: Place, random: Random): Promise<void> {
  place.cable.set(oneOf<LineState>(random, ['cut', 'frozen', 'lost', 'slow']))
  await delay(between(random, SHORT_MS, LONG_MS / 2))
  place.cable.set('open')
}

/** The clock as the program sees it; the machine's own is left alone. PostgreSQL's is not shifted. */
async function jump(place: Place, random: Random): Promise<void> {
  for (const minutes of [between(random, -60, 60), between(random, -60, 60), 0]) {
    writeFileSync(place.env.SHIFT_FILE ?? '', String(minutes * MINUTE))
    await delay(between(random, SHORT_MS / 2, SHORT_MS * 2))
  }
}

export function between(random: Random, least: number, most: number): number {
  return Math.round(least + random() * (most - least))
}
