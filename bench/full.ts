// `npm run bench:full`: the door of a hall that has given a million numbers, with ten thousand people waiting, beside the
// same door of an empty hall; and how long a call takes while somebody holds an old snapshot of the database open.
import pg from 'pg'
import type { Connection, Pool } from '../server/db.ts'
import { openDurableDatabase, openOneHall, serviceOf, visitOf } from './one-hall.ts'
import { rate } from './rate.ts'
import { keep, keepRow, machine, median } from './report.ts'

const CALLERS = 32
const ROUNDS = Number(process.env.ROUNDS ?? 5)
const SECONDS = Number(process.env.SECONDS ?? 4)
const PAST = Number(process.env.PAST ?? 1_000_000)
const WAITING = 10_000
const A_DAY = 2_000
const PASSING = Number(process.env.PASSING ?? 30_000)
const CALLS = 300

/** Numbers of days long gone, with the presses and events they would have left. */
async function fillWithPast(pool: Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('SET statement_timeout = 0')
    const every = `generate_series(0, ${PAST - 1}) AS n`
    const day = `(date '2026-10-01' - (n / ${A_DAY})::integer)`
    const number = `'A' || lpad((n % ${A_DAY} + 1)::text, 4, '0')`
    // pg waits five seconds for an answer and no longer; a part at a time stays below it.
    const part = 50_000
    for (let from = 0; from < PAST; from += part) {
      const some = every.replace(/0, \d+/, `${from}, ${Math.min(PAST, from + part) - 1}`)
      await client.query(`INSERT INTO tickets (hall, id, day, number, services, service, state, taken_at, counts_as,
          eligible_from, called_at, served_at, ended_at, calls, entered_by, key_hash)
        SELECT 'bench', to_char(${day}, 'YYYY-MM-DD') || '-' || ${number}, ${day}, ${number}, '{id-card}', 'id-card',
          'served', ${day}, ${day}, ${day}, ${day}, ${day}, ${day}, 1, 'visitor', sha256(n::text::bytea) FROM ${some}`)
      await client.query(`INSERT INTO commands (hall, id, body_hash, first_seq, last_seq)
        SELECT 'bench', gen_random_uuid(), '\\x00', n, n FROM ${some}`)
      await client.query(`INSERT INTO events (hall, seq, at, type, body, hash)
        SELECT 'past', n, ${day}, 'taken', '{"type":"taken"}', sha256(n::text::bytea) FROM ${some}`)
    }
  } finally {
    client.release(true)
  }
  await pool.query('VACUUM ANALYZE tickets').catch(() => {})
}

async function openFull() {
  const database = await openDurableDatabase()
  const hall = await openOneHall(database.pool, CALLERS)
  await fillWithPast(database.pool)
  await Promise.all(
    Array.from({ length: WAITING }, (_, n) => hall.press({ do: 'take', service: serviceOf(hall.halls, n) })),
  )
  return { database, visit: visitOf(hall) }
}

async function full(): Promise<void> {
  const empty = await openDurableDatabase()
  const visit = visitOf(await openOneHall(empty.pool, CALLERS))
  const crowded = await openFull()
  const rates: { empty: number[]; full: number[] } = { empty: [], full: [] }
  try {
    for (const one of [visit, crowded.visit]) await rate(CALLERS, 1.5, one)
    for (let n = 0; n < ROUNDS; n++)
      for (const [name, one] of [
        ['empty', visit],
        ['full', crowded.visit],
      ] as const) {
        const { count, seconds } = await rate(CALLERS, SECONDS, one)
        rates[name].push(count / seconds)
      }
  } finally {
    await empty.stop()
    await crowded.database.stop()
  }
  const value = median(rates.full.map((one, n) => one / (rates.empty[n] ?? Number.NaN)))
  const what = `visits a second with ${PAST} past tickets and ${WAITING} waiting, to an empty hall`
  const of = (all: number[]) => `${median(all).toFixed(0)} visits a second`
  keepRow('full', { what, figure: of(rates.full), beside: of(rates.empty), value, promised: { least: 0.8 } }, { rates })
}

/** Milliseconds of a call, the median of many made one after another. */
async function callTime(connection: Connection, pool: Pool, isHeld: boolean): Promise<number> {
  const hall = await openOneHall(pool, CALLERS)
  const holder = new pg.Client(connection)
  await holder.connect()
  if (isHeld) {
    await holder.query('BEGIN ISOLATION LEVEL REPEATABLE READ')
    await holder.query('SELECT count(*) FROM tickets')
  }
  const visit = visitOf(hall)
  let left = PASSING
  const caller = async (n: number) => {
    while (left-- > 0) await visit(n)
  }
  await Promise.all(Array.from({ length: CALLERS }, (_, n) => caller(n)))
  const times: number[] = []
  for (let n = 0; n < CALLS; n++) {
    await hall.press({ do: 'take', service: serviceOf(hall.halls, n) })
    const since = performance.now()
    const ticket = await hall.press({ do: 'call-next', counter: '1' })
    times.push(performance.now() - since)
    await hall.press({ do: 'miss', ticket })
  }
  await holder.end()
  return median(times)
}

async function held(): Promise<void> {
  const times: Record<'without' | 'with', number> = { without: 0, with: 0 }
  for (const name of ['without', 'with'] as const) {
    const { connection, pool, stop } = await openDurableDatabase()
    try {
      times[name] = await callTime(connection, pool, name === 'with')
    } finally {
      await stop()
    }
  }
  const what = `time of a call when an old snapshot was held open while ${PASSING} tickets passed, to the same without`
  const [figure, beside] = [`${times.with.toFixed(2)} ms`, `${times.without.toFixed(2)} ms`]
  keepRow('held-snapshot', { what, figure, beside, value: times.with / times.without, promised: { most: 2 } })
}

keep('full-machine', { machine: machine() })
await held()
await full()
