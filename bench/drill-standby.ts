// `npm run drill:standby`: a primary with a synchronous standby, people who press, and three ends of a primary: kill −9, a
// planned switchover, and one that stands still, is replaced, and wakes up. The standby is promoted by hand; Patroni is not run.
import { setTimeout as delay } from 'node:timers/promises'
import { openPipe, type Pipe } from '../test/support/cut-line.ts'
import { type Pressed, pressPatiently } from '../test/support/patient.ts'
import { startPeople } from '../test/support/people.ts'
import { endAll } from '../test/support/running.ts'
import { keep, machine } from './report.ts'
import { checkPlace } from './soak/check.ts'
import {
  clusterIsPossible,
  connect,
  firstNode,
  follow,
  killNode,
  type Node,
  promote,
  rejoin,
  secondNode,
  stopNode,
} from './soak/cluster.ts'
import { openPlace, type Place } from './soak/place.ts'
import { signalAll } from './soak/processes.ts'

const PEOPLE = {
  counters: Array.from({ length: 6 }, (_, n) => String(n + 1)),
  services: Array.from({ length: 8 }, (_, n) => `s${n}`),
}
const WORK_MS = 2_000
/** How long a primary that stands still is waited for before it is given up. */
const GIVEN_UP_MS = 3_000
const NOT_ACKNOWLEDGED_MS = 4_000

/** Who leads now; the line to the database leads there. */
interface Pair {
  primary: Node
  standby: Node
}

async function main(): Promise<void> {
  if (!clusterIsPossible()) throw new Error('no pg_basebackup: install PostgreSQL 15 or name its folder in PG_BIN')
  const about = machine()
  const a = await firstNode()
  const pair: Pair = { primary: a, standby: await secondNode(a) }
  const line = await openPipe(() => ({ host: '127.0.0.1', port: pair.primary.port }))
  const place = await openPlace({ own: false, apart: apartOf(pair, line) })
  const history: Pressed[] = []
  const figures: Record<string, unknown>[] = []
  try {
    for (const [name, end] of Object.entries(ENDS)) {
      const { backMs, said } = await underLoad(place, history, () => end(pair, line))
      const counted = { commands: 0, lost: 0, twice: 0 }
      await checkPlace(place, history, [], counted)
      figures.push({ end: name, ...counted, 'presses again after ms': Math.round(backMs), said })
      await comeBack(name, pair)
    }
    console.table(figures)
    keep('drill-standby', { machine: about, figures })
  } finally {
    await place.close()
    for (const node of [pair.primary, pair.standby]) killNode(node)
  }
}

function apartOf(pair: Pair, line: Pipe) {
  const at = { host: '127.0.0.1', port: line.port, user: 'tingxu', database: 'tingxu' }
  const url = `postgresql://${at.user}@${at.host}:${at.port}/${at.database}`
  return { url, connection: at, line, pid: () => pair.primary.pid, close: line.close }
}

/** Each resolves when the other one leads; what it says besides is told in the table. */
const ENDS: Record<string, (pair: Pair, line: Pipe) => Promise<string>> = {
  'kill −9 of the primary': async (pair, line) => {
    killNode(pair.primary)
    await takeOver(pair, line)
    return ''
  },
  'planned switchover': async (pair, line) => {
    // Ended in order, it first sends its standby everything.
    await stopNode(pair.primary)
    await takeOver(pair, line)
    return ''
  },
  'frozen, replaced, awake again': async (pair, line) => {
    const frozen = pair.primary
    signalAll(frozen.pid, 'SIGSTOP')
    await delay(GIVEN_UP_MS)
    await takeOver(pair, line)
    signalAll(frozen.pid, 'SIGCONT')
    if (await acknowledges(frozen)) throw new Error('the old primary acknowledges a write')
    return 'the old one acknowledges nothing'
  },
}

async function takeOver(pair: Pair, line: Pipe): Promise<void> {
  line.set('cut')
  await promote(pair.standby)
  Object.assign(pair, { primary: pair.standby, standby: pair.primary })
  line.set('open')
}

/** Whether somebody who still reaches it would be told that a write is done. */
async function acknowledges(node: Node): Promise<boolean> {
  const db = await connect(node)
  const written = db.query("INSERT INTO secrets (name, value) VALUES ('drill', '')").then(
    () => true,
    () => false,
  )
  const told = await Promise.race([written, delay(NOT_ACKNOWLEDGED_MS, false)])
  killNode(node)
  return told
}

async function comeBack(how: string, { primary, standby }: Pair): Promise<void> {
  // Whoever ended in order is where the other one began.
  if (how === 'planned switchover') await follow(standby, primary)
  else await rejoin(standby, primary)
}

async function underLoad(place: Place, history: Pressed[], end: () => Promise<string>) {
  const { work, done } = startPeople(place.at, history, PEOPLE)
  await delay(WORK_MS)
  const since = performance.now()
  const probe = pressPatiently.bind(null, place.at, { do: 'take', service: 's0' }, null)
  const ending = end()
  // Sent when the primary is gone, and again until the new one has it.
  await delay(100)
  await probe(history)
  const backMs = performance.now() - since
  const said = await ending
  await delay(WORK_MS)
  work.on = false
  await done
  return { backMs, said }
}

try {
  await main()
} finally {
  await endAll()
}
