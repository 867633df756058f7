// `npm run bench:door`: whole visits a second through the door, and what others do in the same run on the same PostgreSQL.
// A visit is take, call-next, serve, finish; of the bare queue insert, call, done; of pg-boss send, fetch, complete; of
// BullMQ, on a Redis that writes everything to the disk, add, take, complete. ROUNDS and SECONDS may be given.
import { type BareQueue, commitManyAtOnce, commitOneByOne, makeBareTable, openBareQueue } from './bare-queue.ts'
import { openDurableDatabase, openOneHall, visitOf } from './one-hall.ts'
import { openBullMq, openPgBoss } from './peers.ts'
import { rate } from './rate.ts'
import { keep, keepRow, machine, machineSeconds, median } from './report.ts'

const CALLERS = 32
const ROUNDS = Number(process.env.ROUNDS ?? 5)
const SECONDS = Number(process.env.SECONDS ?? 4)
const WARM_UP_SECONDS = 1.5

type Visit = (caller: number) => Promise<void>
interface Round {
  /** Visits a second. */
  rate: number
  /** Of the whole machine, for one visit. */
  cpuMs: number
}

async function round(visit: Visit): Promise<Round> {
  const before = machineSeconds()
  const { count, seconds } = await rate(CALLERS, SECONDS, visit)
  return { rate: count / seconds, cpuMs: ((machineSeconds() - before) * 1_000) / count }
}

function bareVisit(bare: BareQueue): Visit {
  return async (caller) => {
    await bare.take()
    const ticket = await bare.call(caller)
    if (ticket === null) throw new Error('nobody waits in the bare queue')
    await bare.done(ticket)
  }
}

async function measure(kinds: Record<string, Visit>): Promise<Record<string, Round[]>> {
  const rounds: Record<string, Round[]> = Object.fromEntries(Object.keys(kinds).map((name) => [name, []]))
  for (const visit of Object.values(kinds)) await rate(CALLERS, WARM_UP_SECONDS, visit)
  for (let n = 1; n <= ROUNDS; n++) {
    for (const [name, visit] of Object.entries(kinds)) rounds[name]?.push(await round(visit))
    const line = Object.entries(rounds).map(([name, all]) => `${name} ${all.at(-1)?.rate.toFixed(0)}`)
    console.log(`round ${n}: ${line.join(', ')}`)
  }
  return rounds
}

function tell(rounds: Record<string, Round[]>): void {
  const ratesOf = (name: string) => (rounds[name] ?? []).map(({ rate }) => rate)
  const against = (name: string) => {
    const other = ratesOf(name)
    return median(ratesOf('door').map((one, n) => one / (other[n] ?? Number.NaN)))
  }
  const figure = `${median(ratesOf('door')).toFixed(0)} visits a second`
  const row = (name: string, title: string, least: number) => {
    if (rounds[name] === undefined) return console.log(`not measured: ${title} is not on this machine`)
    const what = `visits a second, ${CALLERS} callers, to ${title}`
    const beside = `${median(ratesOf(name)).toFixed(0)}`
    keepRow(`door-${name}`, { what, figure, beside, value: against(name), promised: { least } })
  }
  row('bareQueue', 'a bare group-commit queue', 0.5)
  row('pgBoss', 'pg-boss', 8)
  row('bullMq', 'BullMQ, fsync always', 1.5)
  console.log(`to a bare queue with one statement for all of a kind: ${against('bottom').toFixed(2)}`)
  const cpu = (name: string) => median((rounds[name] ?? []).map(({ cpuMs }) => cpuMs))
  const what = 'processor time of the machine for a visit, to pg-boss'
  const of = (name: string) => `${cpu(name).toFixed(2)} ms`
  const value = cpu('door') / cpu('pgBoss')
  keepRow('door-cpu', { what, figure: of('door'), beside: of('pgBoss'), value, promised: { most: 0.25 } })
}

const about = machine()
const database = await openDurableDatabase()
const hall = await openOneHall(database.pool, CALLERS)
await makeBareTable(database.pool)
const pgBoss = await openPgBoss(database.connection)
const bullMq = await openBullMq()
try {
  const rounds = await measure({
    door: visitOf(hall),
    bareQueue: bareVisit(openBareQueue(database.pool, commitOneByOne)),
    bottom: bareVisit(openBareQueue(database.pool, commitManyAtOnce)),
    pgBoss: pgBoss.visit,
    ...(bullMq === null ? {} : { bullMq: bullMq.visit }),
  })
  keep('door', { machine: about, rounds })
  tell(rounds)
} finally {
  await pgBoss.stop()
  await bullMq?.stop()
  await database.stop()
}
