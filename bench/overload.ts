// `npm run bench:overload`: presses of the public at once, twice and five times as many as can be answered: how many are
// answered in time, and how long a press at a counter takes meanwhile; beside a bare server that answers all in turn. The
// crowd is a process of its own on the same cores. ROUNDS and SECONDS may be given.
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { ask, press } from '../test/support/asking.ts'
import type { FloodTold } from '../test/support/flood.ts'
import { type Crowd, startCrowd } from '../test/support/flood-process.ts'
import { keep, keepRow, machine, median, quantile } from './report.ts'
import { startChild } from './screens/child.ts'

const ROUNDS = Number(process.env.ROUNDS ?? 3)
const SECONDS = Number(process.env.SECONDS ?? 5)
const TIMES = [1, 2, 5] as const
/** Presses a second that neither can answer: what comes through is what is possible. */
const TOO_MANY = 6_000
/** People who press, each with a line of their own. */
const CALLERS = 1_500
/** Whoever has not been answered by then has left or pressed again. */
const IN_TIME_MS = 2_000
/** A clerk looks up between two presses. */
const DESK_RESTS_MS = 40
const CONNECTING_MS = 4_000
const QUIET_WITHIN_MS = 15_000

interface Side {
  name: string
  crowd: Crowd
  /** One press at a counter. */
  desk(): Promise<void>
  stop(): Promise<void>
}

interface Figure {
  goodput: number
  deskP50: number
  deskP95: number
  statuses: Record<string, number>
  unsent: number
}

async function ours(): Promise<Side> {
  const child = startChild(join(import.meta.dirname, 'screens', 'hall.ts'))
  const { url, hall, token } = await child.ask<{ url: string; hall: string; token: string }>('open')
  const { body } = await ask(url, 'GET', `/api/v1/halls/${hall}`)
  const service = (body.services as { id: string }[])[0]?.id ?? ''
  const counter = (body.counters as { id: string; serves: { service: string }[] }[])[0]?.id ?? ''
  await press({ url, hall }, { do: 'open', counter }, token)
  const taken = await press({ url, hall }, { do: 'take', service })
  const { id } = taken.body.ticket as { id: string }
  await press({ url, hall }, { do: 'call', ticket: id, counter, reason: 'measured' }, token)
  return {
    name: 'ours',
    crowd: { url, hall, service, callers: CALLERS, reads: 0, slow: 0 },
    desk: async () => {
      const { status, body } = await press({ url, hall }, { do: 'recall', ticket: id }, token)
      if (status !== 200) throw new Error(`a desk was answered with ${status}: ${JSON.stringify(body)}`)
    },
    stop: () => child.stop(),
  }
}

async function bare(): Promise<Side> {
  const child = startChild(join(import.meta.dirname, 'screens', 'bare.ts'))
  const { url } = await child.ask<{ url: string }>('open', { event: { text: 'x'.repeat(800) } })
  return {
    name: 'bare server',
    crowd: { url, hall: '', service: '', callers: CALLERS, reads: 0, slow: 0, post: '/call' },
    desk: async () => {
      await ask(url, 'POST', '/call', { body: { do: 'recall' } })
    },
    stop: () => child.stop(),
  }
}

/** Presses at a counter until the crowd has been measured. */
async function measure(side: Side, crowd: Partial<Crowd>, connectingMs: number): Promise<Figure> {
  const begun = await startCrowd({ ...side.crowd, ...crowd })
  await delay(connectingMs)
  const times: number[] = []
  const until = performance.now() + SECONDS * 1_000
  while (performance.now() < until) {
    const since = performance.now()
    await side.desk()
    times.push(performance.now() - since)
    await delay(DESK_RESTS_MS)
  }
  const told: FloodTold = await begun.stop()
  const inTime = told.took.filter((ms) => ms <= IN_TIME_MS).length
  await untilQuiet(side)
  return {
    goodput: inTime / told.seconds,
    deskP50: median(times),
    deskP95: quantile(times, 0.95),
    statuses: told.statuses,
    unsent: told.unsent,
  }
}

/** What was asked before is still being answered. */
async function untilQuiet(side: Side): Promise<void> {
  const since = performance.now()
  for (let quick = 0; quick < 5 && performance.now() - since < QUIET_WITHIN_MS; ) {
    const at = performance.now()
    await side.desk()
    quick = performance.now() - at < 50 ? quick + 1 : 0
  }
}

async function main(): Promise<void> {
  const about = machine()
  const sides = [await ours(), await bare()]
  const figures: Record<string, Figure[]> = {}
  const possible: Record<string, number[]> = {}
  // What is done for the first time takes longer.
  for (const side of sides) await measure(side, { rate: TOO_MANY }, CONNECTING_MS)
  for (let round = 0; round < ROUNDS; round++)
    for (const side of sides) {
      const full = await measure(side, { rate: TOO_MANY }, CONNECTING_MS)
      possible[side.name] = [...(possible[side.name] ?? []), full.goodput]
      console.log(`${side.name}, as many as it can: ${told(full)}`)
      for (const times of TIMES) {
        const rate = Math.round(full.goodput * times)
        const figure = await measure(side, { rate }, CONNECTING_MS)
        const name = `${side.name}, ${times} ×`
        figures[name] = [...(figures[name] ?? []), figure]
        console.log(`${side.name}, ${times} × (${rate} a second): ${told(figure)}`)
      }
    }
  for (const side of sides) await side.stop()
  const of = (name: string, what: 'goodput' | 'deskP50' | 'deskP95') =>
    Math.round(median((figures[name] ?? []).map((one) => one[what])))
  const table = Object.fromEntries(
    Object.keys(figures).map((name) => [
      name,
      { goodput: of(name, 'goodput'), deskP50: of(name, 'deskP50'), deskP95: of(name, 'deskP95') },
    ]),
  )
  console.table(table)
  keep('overload-all', { machine: about, rounds: ROUNDS, seconds: SECONDS, possible, table, figures })
  const [here, there] = [of('ours, 5 ×', 'deskP50'), of('bare server, 5 ×', 'deskP50')]
  keepRow('overload', {
    what: 'press at a counter, p50, while the public presses five times as often as can be answered, to a bare server',
    figure: `${here.toFixed(0)} ms`,
    beside: `${there.toFixed(0)} ms`,
    value: here / there,
    promised: { most: 0.25 },
  })
}

function told({ goodput, deskP50, deskP95, statuses, unsent }: Figure): string {
  const desk = `desk p50 ${deskP50.toFixed(0)} ms, p95 ${deskP95.toFixed(0)} ms`
  return `${goodput.toFixed(0)} in time a second, ${desk}, ${JSON.stringify(statuses)}, ${unsent} found no line free`
}

await main()
