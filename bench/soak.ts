// `npm run soak [-- scenario …] [--seed N] [--minutes N] [--rounds N]`: what can happen to a hall happens to one, again and
// again, while many press; after each round the log, the answers, the board and the screens are checked. Ends with 1 if anything was lost.
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { pressPatiently } from '../test/support/patient.ts'
import { startPeople } from '../test/support/people.ts'
import { type Random, seeded } from '../test/support/random.ts'
import { endAll } from '../test/support/running.ts'
import { keep, machine } from './report.ts'
import { type Counted, checkPlace } from './soak/check.ts'
import { mountSmallDisk, type SmallDisk, unmountAll } from './soak/disk.ts'
import { inPlace, type Lived } from './soak/lived.ts'
import { endEarly, wholeOption } from './soak/options.ts'
import { PEOPLE } from './soak/people.ts'
import { between, SCENARIOS, type Scenario } from './soak/scenarios.ts'

const ROUNDS_A_VISIT = 5
const WORK_LEAST_MS = 250
const WORK_MOST_MS = 1_200

interface Tally extends Counted {
  scenario: string
  rounds: number
  strikes: number
  /** From the end of the harm (for kills: from the kill) until a press succeeded. */
  longestMs: number
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, minutes: { type: 'string' }, rounds: { type: 'string' } },
})
const unknown = positionals.filter((name) => !SCENARIOS.some((one) => one.name === name))
if (unknown.length > 0) {
  console.error(`No scenario ${unknown.join(', ')}; there are: ${SCENARIOS.map(({ name }) => name).join(' ')}`)
  process.exit(2)
}
const chosen = SCENARIOS.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
const firstSeed = wholeOption('seed', values.seed, Math.floor(Math.random() * 1_000_000))
const rounds = wholeOption('rounds', values.rounds, ROUNDS_A_VISIT)
const endsAt = performance.now() + wholeOption('minutes', values.minutes, 0) * 60_000
const tallies = new Map<string, Tally>()
const about = machine()
const since = performance.now()
/** Asked to end, it tells what was checked so far and what became of that. */
let ending = false
endEarly(() => {
  ending = true
  tell(null)
}, leave)
try {
  await run()
} finally {
  await leave()
}

function leave(): Promise<void> {
  unmountAll()
  return endAll()
}

/** Every scenario once, and again until the time is over. */
async function run(): Promise<void> {
  let seed = firstSeed
  let failed: string | null = null
  do {
    for (const scenario of chosen) {
      if (failed === null) failed = await visit(scenario, seed)
    }
    seed++
  } while (failed === null && performance.now() < endsAt)
  // What was under way when it was asked to end came to grief by that.
  if (ending) return
  tell(failed)
  if (failed !== null) process.exitCode = 1
}

function tell(failed: string | null): void {
  const minutes = Math.round((performance.now() - since) / 6_000) / 10
  console.table([...tallies.values()].map((one) => ({ ...one, longestMs: Math.round(one.longestMs) })))
  keep('soak', { machine: about, seed: firstSeed, minutes, failed, scenarios: [...tallies.values()] })
  const how = ending ? 'Ended early; in what was checked nothing lost, nothing twice.' : 'Nothing lost, nothing twice.'
  console.log(failed ?? `${how} ${minutes} minutes, seed ${firstSeed}.`)
}

/** Some rounds of one scenario in a fresh hall. Null when all was well; else what was not, and how to see it again. */
async function visit(scenario: Scenario, seed: number): Promise<string | null> {
  console.log(`${scenario.name}, seed ${seed}: ${scenario.what}`)
  const disk = scenario.place === 'small' ? mountSmallDisk() : undefined
  if (disk === null) {
    console.log('  left out: this account may not mount a small disk')
    return null
  }
  const tally = tallyOf(scenario)
  const before = { commands: tally.commands, lost: tally.lost, twice: tally.twice }
  const counted = { commands: 0, lost: 0, twice: 0 }
  const settle = () => {
    for (const of of ['commands', 'lost', 'twice'] as const) tally[of] = before[of] + counted[of]
  }
  try {
    await allRounds(scenario, seeded(seed), disk, { tally, counted, settle })
    return null
  } catch (error) {
    const again = `npm run soak -- ${scenario.name} --seed ${seed} --rounds ${rounds}`
    return `${error instanceof Error ? error.stack : error}\nTo see it again: ${again}`
  }
}

async function allRounds(scenario: Scenario, random: Random, disk: SmallDisk | undefined, told: Told) {
  const kind = {
    own: scenario.place !== 'apart',
    shifted: scenario.place === 'shifted',
    crowded: scenario.place === 'crowded',
  }
  try {
    await inPlace({ ...kind, ...(disk && { dataDir: disk.dataDir }) }, async (lived) => {
      for (let round = 0; round < rounds; round++) await oneRound(scenario, random, { ...lived, ...told })
    })
  } finally {
    disk?.remove()
  }
}

interface Told {
  tally: Tally
  counted: Counted
  settle(): void
}

async function oneRound(scenario: Scenario, random: Random, seen: Lived & Told): Promise<void> {
  const { place, history, tally } = seen
  const { work, done } = startPeople(place.at, history, PEOPLE)
  await delay(between(random, WORK_LEAST_MS, WORK_MOST_MS))
  const since = performance.now()
  await scenario.strike(place, random)
  const whole = scenario.name.startsWith('kill') || scenario.name === 'restart' ? since : performance.now()
  tally.strikes++
  await pressPatiently(place.at, { do: 'take', service: 's0' }, null, history)
  const back = performance.now() - whole
  tally.longestMs = Math.max(tally.longestMs, back)
  await delay(between(random, WORK_LEAST_MS, WORK_MOST_MS))
  work.on = false
  await done
  await checkPlace(place, history, seen.screens, seen.counted).finally(seen.settle)
  tally.rounds++
  console.log(`  round ${tally.rounds}: ${history.length} answers, presses again after ${Math.round(back)} ms`)
}

function tallyOf({ name }: Scenario): Tally {
  const found = tallies.get(name) ?? {
    scenario: name,
    rounds: 0,
    commands: 0,
    strikes: 0,
    lost: 0,
    twice: 0,
    longestMs: 0,
  }
  tallies.set(name, found)
  return found
}
