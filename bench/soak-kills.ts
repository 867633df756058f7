// `npm run soak:kills [-- --kills 1000] [--seed N] [--minutes N]`: kill −9 of the program, of PostgreSQL, of both, one after
// the other in the same hall while many press; after every few kills all that was answered is checked. Ends with 1 if
// anything was lost. Asked to end (Ctrl-C) it tells what was checked so far.
import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Pressed, pressPatiently } from '../test/support/patient.ts'
import { startPeople } from '../test/support/people.ts'
import { oneOf, type Random, seeded } from '../test/support/random.ts'
import { endAll, startProgram } from '../test/support/running.ts'
import { keep, machine, median, quantile } from './report.ts'
import { type Counted, checkPlace } from './soak/check.ts'
import { inPlace, type Lived } from './soak/lived.ts'
import { endEarly, wholeOption } from './soak/options.ts'
import { PEOPLE } from './soak/people.ts'
import type { Place } from './soak/place.ts'
import { between, kill } from './soak/scenarios.ts'

type Kind = 'server' | 'database' | 'both'
const KINDS: Record<Kind, [server: boolean, database: boolean]> = {
  server: [true, false],
  database: [false, true],
  both: [true, true],
}
const KILLS_A_CHECK = 5
const CHECKS_A_HALL = 3
const WORK_LEAST_MS = 100
const WORK_MOST_MS = 900
/** Of the kills of the program: how many are followed by another before it has come back. */
const KILLED_AGAIN = 0.2
const KILLED_AGAIN_WITHIN_MS = 2_500

interface Tally {
  kills: Record<Kind, number>
  /** Of the kills: while the program was still starting after the one before. */
  whileStarting: number
  checks: number
  halls: number
  answered: number
  lost: number
  twice: number
  /** From each kill until a press succeeded, ms. */
  back: Record<Kind, number[]>
}

const { values } = parseArgs({
  options: { seed: { type: 'string' }, minutes: { type: 'string' }, kills: { type: 'string' } },
})
const wanted = wholeOption('kills', values.kills, 1_000)
const firstSeed = wholeOption('seed', values.seed, Math.floor(Math.random() * 1_000_000))
const minutes = wholeOption('minutes', values.minutes, 600)
const since = performance.now()
const about = machine()
/** What was done, and what of it has been checked: only the latter is told. */
let checked = nothing()
endEarly(() => tell('ended early'), endAll)
try {
  await run()
} finally {
  await endAll()
}

async function run(): Promise<void> {
  console.log(`${wanted} kills, at most ${minutes} minutes, seed ${firstSeed}`)
  for (let seed = firstSeed; goesOn(checked); seed++) {
    try {
      await inHall(seed)
    } catch (error) {
      tell(`FAILED in the hall of seed ${seed}: ${error instanceof Error ? error.stack : error}`)
      process.exitCode = 1
      return
    }
  }
  tell('Nothing lost, nothing twice.')
}

function goesOn(tally: Tally): boolean {
  return killsOf(tally) < wanted && performance.now() - since < minutes * 60_000
}

async function inHall(seed: number): Promise<void> {
  const random = seeded(seed)
  await inPlace({ own: true }, async (lived) => {
    checked = { ...checked, halls: checked.halls + 1 }
    const before = { answered: checked.answered }
    for (let n = 0; n < CHECKS_A_HALL && goesOn(checked); n++) await untilChecked(lived, random, before)
  })
}

/** Some kills while everybody works, then a pause in which all is looked at. */
async function untilChecked(
  { place, history, screens }: Lived,
  random: Random,
  before: { answered: number },
): Promise<void> {
  const done = structuredClone(checked)
  const { work, done: over } = startPeople(place.at, history, PEOPLE)
  try {
    for (let n = 0; n < KILLS_A_CHECK && killsOf(done) < wanted && work.on; n++) {
      await delay(between(random, WORK_LEAST_MS, WORK_MOST_MS))
      await strike(place, random, history, done)
    }
    await delay(between(random, WORK_LEAST_MS, WORK_MOST_MS))
  } finally {
    work.on = false
  }
  await over
  const counted: Counted = { commands: 0, lost: 0, twice: 0 }
  try {
    await checkPlace(place, history, screens, counted)
  } finally {
    done.lost += counted.lost
    done.twice += counted.twice
    done.answered = before.answered + counted.commands
    done.checks++
    checked = done
  }
  progress()
}

async function strike(place: Place, random: Random, history: Pressed[], done: Tally): Promise<void> {
  let kind = oneOf(random, Object.keys(KINDS) as Kind[])
  const struckAt = performance.now()
  if (kind !== 'database' && random() < KILLED_AGAIN) {
    await killAndStart(place, random, kind)
    done.kills[kind]++
    done.whileStarting++
    if (!postgresLives(place)) kind = 'server'
  }
  await kill(place, ...KINDS[kind])
  done.kills[kind]++
  await pressPatiently(place.at, { do: 'take', service: 's0' }, null, history)
  done.back[kind].push(performance.now() - struckAt)
}

/** Killed, and started, and not left the time to come back. */
async function killAndStart(place: Place, random: Random, kind: Kind): Promise<void> {
  if (kind === 'both') process.kill(place.postmaster(), 'SIGKILL')
  place.program.kill('SIGKILL')
  await place.program.ended
  place.program = startProgram(place.env)
  await delay(between(random, 0, KILLED_AGAIN_WITHIN_MS))
}

/** A killed one leaves its note behind. */
function postgresLives(place: Place): boolean {
  try {
    return readFileSync(`/proc/${place.postmaster()}/comm`, 'utf8').trim() === 'postgres'
  } catch {
    return false
  }
}

function progress(): void {
  const { kills, answered, lost, twice, halls } = checked
  const each = `server ${kills.server}, database ${kills.database}, both ${kills.both}`
  console.log(
    `${passed()} min: ${killsOf(checked)} kills (${each}), ${halls} halls, ${answered} answers, lost ${lost}, twice ${twice}`,
  )
}

function tell(how: string): void {
  const { back, ...counts } = checked
  const times = Object.entries(back).map(([kind, all]) => ({
    killed: kind,
    kills: checked.kills[kind as Kind],
    medianMs: Math.round(median(all)),
    p95Ms: Math.round(quantile(all, 0.95)),
    longestMs: Math.round(Math.max(...all)),
  }))
  console.table(times)
  progress()
  keep('soak-kills', { machine: about, seed: firstSeed, minutes: passed(), how, ...counts, times })
  console.log(`${how} (${passed()} minutes, seed ${firstSeed}, ${counts.whileStarting} kills while it was starting)`)
}

function passed(): number {
  return Math.round((performance.now() - since) / 6_000) / 10
}

function killsOf({ kills }: Tally): number {
  return kills.server + kills.database + kills.both
}

function nothing(): Tally {
  const none = { whileStarting: 0, checks: 0, halls: 0, answered: 0, lost: 0, twice: 0 }
  return { ...none, kills: { server: 0, database: 0, both: 0 }, back: { server: [], database: [], both: [] } }
}
