// `npm run bench:halls`: visits a second over 32 halls in two processes on one database, beside one hall in one process.
import { join } from 'node:path'
import { openDurableDatabase } from './one-hall.ts'
import { keepRow, machine, median } from './report.ts'
import { startChild } from './screens/child.ts'

const HALLS = 32
const CALLERS = 32
const ROUNDS = Number(process.env.ROUNDS ?? 5)
const SECONDS = Number(process.env.SECONDS ?? 4)
const WARM_UP_SECONDS = 1.5
const FILE = join(import.meta.dirname, 'halls', 'process.ts')

const about = machine()
const { connection, stop } = await openDurableDatabase()
const names = Array.from({ length: HALLS }, (_, n) => `hall-${n + 1}`)
const alone = startChild(FILE)
const pair = [startChild(FILE), startChild(FILE)] as const
/** In one hall; in all halls together as many; in each hall as many. */
const rates = { one: [] as number[], spread: [] as number[], each: [] as number[] }
try {
  await alone.ask('open', { connection, halls: ['alone'], counters: CALLERS })
  await pair[0].ask('open', { connection, halls: names.slice(0, HALLS / 2), counters: CALLERS })
  await pair[1].ask('open', { connection, halls: names.slice(HALLS / 2), counters: CALLERS })
  const one = (seconds: number) => alone.ask<number>('run', { seconds, callers: CALLERS })
  const many = async (seconds: number, callers: number) => {
    const both = await Promise.all(pair.map((child) => child.ask<number>('run', { seconds, callers })))
    return both.reduce((sum, rate) => sum + rate, 0)
  }
  await one(WARM_UP_SECONDS)
  await many(WARM_UP_SECONDS, CALLERS)
  for (let n = 0; n < ROUNDS; n++) {
    rates.one.push(await one(SECONDS))
    rates.spread.push(await many(SECONDS, CALLERS / HALLS))
    rates.each.push(await many(SECONDS, CALLERS))
  }
} finally {
  for (const child of [alone, ...pair]) await child.stop()
  await stop()
}
const of = (all: number[]) => `${median(all).toFixed(0)} visits a second`
for (const [name, callers] of [
  ['each', `${CALLERS} callers in each`],
  ['spread', 'one caller in each'],
] as const) {
  const value = median(rates[name].map((rate, n) => rate / (rates.one[n] ?? Number.NaN)))
  const what = `visits a second over ${HALLS} halls in two processes, ${callers}, to one hall with ${CALLERS} in one`
  const row = { what, figure: of(rates[name]), beside: of(rates.one), value, promised: { least: 1.3 } }
  keepRow(`halls-${name}`, row, { rates, machine: about })
}
