// `npm run bench:door`: whole visits a second through the door, beside a bare queue on the same PostgreSQL in the same run.
// A visit is take, call-next, serve, finish; of the bare queue: insert, call, done. ROUNDS and SECONDS may be given.
import { type BareQueue, commitManyAtOnce, commitOneByOne, makeBareTable, openBareQueue } from './bare-queue.ts'
import { openDurableDatabase, openOneHall, serviceOf } from './one-hall.ts'
import { keep, machine, median } from './report.ts'

const CALLERS = 32
const ROUNDS = Number(process.env.ROUNDS ?? 5)
const SECONDS = Number(process.env.SECONDS ?? 4)
const WARM_UP_SECONDS = 1.5
const PROMISED = 0.5
const WORDS = {
  door: 'the door',
  bareQueue: 'bare queue, a statement for each command',
  bottom: 'bare queue, one statement for all of a kind',
}
const NAMES = ['door', 'bareQueue', 'bottom'] as const

/** Whole visits a second, made by callers who each begin the next when one is over. */
async function rate(seconds: number, visit: (caller: number) => Promise<void>): Promise<number> {
  const since = performance.now()
  const until = since + seconds * 1_000
  let visits = 0
  const caller = async (n: number) => {
    while (performance.now() < until) {
      await visit(n)
      visits++
    }
  }
  await Promise.all(Array.from({ length: CALLERS }, (_, n) => caller(n)))
  return visits / ((performance.now() - since) / 1_000)
}

const about = machine()
const database = await openDurableDatabase()
try {
  const { halls, press } = await openOneHall(database.pool, CALLERS)
  await makeBareTable(database.pool)
  const oneByOne = openBareQueue(database.pool, commitOneByOne)
  const manyAtOnce = openBareQueue(database.pool, commitManyAtOnce)
  const doorVisit = async (caller: number) => {
    await press({ do: 'take', service: serviceOf(halls, caller) })
    const ticket = await press({ do: 'call-next', counter: String(caller + 1) })
    await press({ do: 'serve', ticket })
    await press({ do: 'finish', ticket })
  }
  const bareVisit = (bare: BareQueue) => async (caller: number) => {
    await bare.take()
    const ticket = await bare.call(caller)
    if (ticket === null) throw new Error('nobody waits in the bare queue')
    await bare.done(ticket)
  }
  const kinds = { door: doorVisit, bareQueue: bareVisit(oneByOne), bottom: bareVisit(manyAtOnce) }
  const rounds = { door: [] as number[], bareQueue: [] as number[], bottom: [] as number[] }
  for (const visit of Object.values(kinds)) await rate(WARM_UP_SECONDS, visit)
  for (let round = 1; round <= ROUNDS; round++) {
    for (const name of NAMES) rounds[name].push(await rate(SECONDS, kinds[name]))
    console.log(`round ${round}: ${NAMES.map((name) => `${name} ${rounds[name].at(-1)?.toFixed(0)}`).join(', ')}`)
  }
  const against = (other: number[]) => median(rounds.door.map((one, n) => one / (other[n] ?? Number.NaN)))
  const ratio = against(rounds.bareQueue)
  console.log(`medians, visits a second with ${CALLERS} callers:`)
  for (const name of NAMES) console.log(`  ${WORDS[name]}: ${median(rounds[name]).toFixed(0)}`)
  console.log(
    `ratio ${ratio.toFixed(2)}; promised: at least ${PROMISED} (to the bottom: ${against(rounds.bottom).toFixed(2)})`,
  )
  console.log(JSON.stringify(about))
  keep('door', { ratio, promised: PROMISED, rounds, machine: about })
} finally {
  await database.stop()
}
