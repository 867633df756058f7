// `npm run bench:days`: how many days of a hall a single core plays through, 1,000 visitors and 40 counters a day: by the
// simulator, which asks the rule of who is next alone, and beside it by every press decided, numbered and applied.
import { type Board, emptyBoard } from '../core/board.ts'
import { decide } from '../core/decide.ts'
import type { World } from '../core/decision.ts'
import { record } from '../core/record.ts'
import { type Comer, playThrough, type Shift } from '../core/simulation.ts'
import { HOUR, MINUTE } from '../core/time.ts'
import { alwaysOpen } from '../core/world.ts'
import { seeded } from '../test/support/random.ts'
import { busyHall } from './one-hall.ts'
import { keepRow, machine, median } from './report.ts'

const VISITORS = 1_000
const COUNTERS = 40
const OPEN_MS = 8 * HOUR
const ROUNDS = 5
const ROUND_MS = 3_000
/** Most counters are busy most of the time. */
const SERVICE_MS = (COUNTERS * OPEN_MS * 0.85) / VISITORS
const BY = { role: 'manager', staff: 'bench' } as const

const file = busyHall(COUNTERS)
const ids = file.counters.map(({ id }) => id)

interface Day {
  board: Board
  world: World
}

function press({ board, world }: Day, at: number, command: Record<string, unknown>): string | undefined {
  const decision = decide(board, { id: 'bench', ...command } as never, BY, { ...world, at })
  if ('refused' in decision) return undefined
  const [first] = record(board, decision.facts, { at, by: BY, command: 'bench' })
  return first?.ticket?.id
}

/** Gives how many were served. */
function playDay(seed: number): number {
  const random = seeded(seed)
  const open = 8 * HOUR
  const shifts = file.counters.map(
    ({ id, serves }): Shift => ({ counter: id, serves, helps: true, from: open, until: open + 24 * HOUR }),
  )
  let at = open
  const comers = Array.from({ length: VISITORS }, (_, n): Comer => {
    at += (OPEN_MS / VISITORS) * 2 * random()
    const { id = '', prefix = '' } = file.services[n % 4] ?? {}
    return { at, service: id, number: `${prefix}${n}`, takesMs: SERVICE_MS * (0.5 + random()) }
  })
  return playThrough(comers, shifts, file.policy).filter((one) => one !== null).length
}

/** Gives how many were served. Whoever comes takes a number; whoever is free calls, serves, and is free again when it is over. */
function pressDay(seed: number): number {
  const random = seeded(seed)
  const board = emptyBoard(file)
  let at = 8 * HOUR
  const day = { board, world: alwaysOpen(board, at) }
  record(board, [{ type: 'configured', file }], { at, by: BY, command: 'bench' })
  for (const counter of ids) press(day, at, { do: 'open', counter })
  const freeAt = ids.map(() => at)
  let served = 0
  let nextCounter = 0
  const callAll = () => {
    for (let n = 0; n < ids.length; n++) {
      const i = (nextCounter + n) % ids.length
      if ((freeAt[i] ?? 0) > at) continue
      const counter = ids[i]
      const before = board.counters.get(counter ?? '')?.ticket
      if (before) press(day, at, { do: 'finish', ticket: before })
      const ticket = press(day, at, { do: 'call-next', counter })
      if (ticket === undefined) return
      press(day, at, { do: 'serve', ticket })
      freeAt[i] = at + SERVICE_MS * (0.5 + random())
      served++
      nextCounter = i + 1
    }
  }
  for (let n = 0; n < VISITORS; n++) {
    at += (OPEN_MS / VISITORS) * 2 * random()
    press(day, at, { do: 'take', service: file.services[n % 4]?.id })
    callAll()
  }
  while (served < VISITORS) {
    at += MINUTE
    callAll()
  }
  return served
}

const WAYS = { simulator: playDay, presses: pressDay }
const about = machine()
const rates: Record<keyof typeof WAYS, number[]> = { simulator: [], presses: [] }
let seed = 0
for (let round = 0; round <= ROUNDS; round++)
  for (const [name, play] of Object.entries(WAYS) as [keyof typeof WAYS, (seed: number) => number][]) {
    const since = performance.now()
    let days = 0
    while (performance.now() - since < ROUND_MS) {
      if (play(++seed) !== VISITORS) throw new Error(`not everybody was served; seed ${seed}`)
      days++
    }
    // The first is to warm up.
    if (round > 0) rates[name].push((days * 1_000) / (performance.now() - since))
  }
const what = `days a second on one core by the simulator, ${VISITORS} visitors and ${COUNTERS} counters a day`
const value = median(rates.simulator)
const of = (name: keyof typeof WAYS) => `${median(rates[name]).toFixed(1)} days a second`
const row = { what, figure: of('simulator'), beside: `by presses ${of('presses')}`, value, promised: { least: 200 } }
keepRow('days', row, { rates, machine: about })
