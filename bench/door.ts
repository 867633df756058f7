// `npm run bench:door`: whole visits a second through the door, beside a bare queue on the same PostgreSQL in the same run.
// A visit is take, call-next, serve, finish; of the bare queue: insert, call, done. ROUNDS and SECONDS may be given.
import { openBareQueue } from './bare-queue.ts'
import { openDurableDatabase, openOneHall, serviceOf } from './one-hall.ts'
import { keep, machine, median } from './report.ts'

const CALLERS = 32
const ROUNDS = Number(process.env.ROUNDS ?? 5)
const SECONDS = Number(process.env.SECONDS ?? 4)
const WARM_UP_SECONDS = 1.5
const PROMISED = 0.5

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
  const bare = await openBareQueue(database.pool)
  const doorVisit = async (caller: number) => {
    await press({ do: 'take', service: serviceOf(halls, caller) })
    const ticket = await press({ do: 'call-next', counter: String(caller + 1) })
    await press({ do: 'serve', ticket })
    await press({ do: 'finish', ticket })
  }
  const bareVisit = async (caller: number) => {
    await bare.take()
    const ticket = await bare.call(caller)
    if (ticket === null) throw new Error('nobody waits in the bare queue')
    await bare.done(ticket)
  }
  await rate(WARM_UP_SECONDS, doorVisit)
  await rate(WARM_UP_SECONDS, bareVisit)
  const door: number[] = []
  const queue: number[] = []
  for (let round = 1; round <= ROUNDS; round++) {
    door.push(await rate(SECONDS, doorVisit))
    queue.push(await rate(SECONDS, bareVisit))
    console.log(
      `round ${round}: door ${door.at(-1)?.toFixed(0)}, bare queue ${queue.at(-1)?.toFixed(0)} visits a second`,
    )
  }
  const ratio = median(door.map((one, n) => one / (queue[n] ?? Number.NaN)))
  console.log(
    `door ${median(door).toFixed(0)}, bare queue ${median(queue).toFixed(0)} visits a second (medians, ${CALLERS} callers)`,
  )
  console.log(`ratio ${ratio.toFixed(2)}; promised: at least ${PROMISED}`)
  console.log(JSON.stringify(about))
  keep('door', {
    ratio,
    promised: PROMISED,
    door: median(door),
    bareQueue: median(queue),
    rounds: { door, queue },
    machine: about,
  })
} finally {
  await database.stop()
}
