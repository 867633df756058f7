// `npm run bench:processes`: presses a second by HTTP into one hall and into two, by one program and by two on one database,
// led there by hall or by turns. Programs are processes of their own, PostgreSQL is durable. ROUNDS and SECONDS may be given.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { HallFile } from '../core/hall.ts'
import { startPostgres } from '../server/embedded/start.ts'
import { ask, signIn } from '../test/support/asking.ts'
import { bigHall } from '../test/support/big-hall.ts'
import { freePort } from '../test/support/free-port.ts'
import { type Line, openLine } from '../test/support/line.ts'
import { ADMIN_PASSWORD, endAll, newFolder, type Program, startProgram, untilReady } from '../test/support/running.ts'
import { rate } from './rate.ts'
import { keep, machine, median } from './report.ts'

const CALLERS = 32
const ROUNDS = Number(process.env.ROUNDS ?? 3)
const SECONDS = Number(process.env.SECONDS ?? 3)
const PLENTY = { LIMIT_PUBLIC_COMMANDS: '1000000', LIMIT_STAFF_COMMANDS: '1000000', LOG_LEVEL: 'error' }
const HALLS = ['east', 'west'] as const

/** Which program and which hall a caller's n-th press goes to. */
type Way = (caller: number, n: number) => [program: number, hall: number]
const WAYS: Record<string, Way> = {
  'one hall, one program': () => [0, 0],
  'one hall, two programs by turns': (caller, n) => [(caller + n) % 2, 0],
  'two halls, one program': (caller) => [0, caller % 2],
  'two halls, each at a program of its own': (caller) => [caller % 2, caller % 2],
  'two halls, two programs by turns': (caller, n) => [(caller + n) % 2, (caller >> 1) % 2],
}

async function main(): Promise<void> {
  const about = machine()
  const folder = newFolder()
  const postgres = await startPostgres({ dataDir: join(folder, 'data'), log: () => {} })
  const { host, user, database } = postgres.connection
  const url = `postgresql://${user}@/${database}?host=${encodeURIComponent(host)}`
  try {
    const programs = [await program(url, folder), await program(url, folder)]
    const lines = programs.map((one) => HALLS.map((hall) => openLine({ url: one.url, hall }, CALLERS)))
    const rates: Record<string, number[]> = Object.fromEntries(Object.keys(WAYS).map((name) => [name, []]))
    for (let round = 0; round <= ROUNDS; round++)
      for (const [name, way] of Object.entries(WAYS)) {
        const measured = await pressing(lines, way)
        if (round > 0) rates[name]?.push(measured)
      }
    for (const line of lines.flat()) line.close()
    const figures = Object.fromEntries(Object.entries(rates).map(([name, all]) => [name, Math.round(median(all))]))
    console.table(figures)
    keep('processes', { machine: about, callers: CALLERS, rounds: ROUNDS, seconds: SECONDS, pressesASecond: figures })
  } finally {
    await endAll()
    await postgres.stop()
  }
}

async function program(url: string, folder: string): Promise<Program> {
  const hallFile = join(folder, 'hall.json')
  writeFileSync(hallFile, JSON.stringify(hall('east')))
  const started = startProgram({ PORT: String(await freePort()), DATABASE_URL: url, HALL_FILE: hallFile, ...PLENTY })
  await untilReady(started)
  const token = await signIn(started.url, 'admin', ADMIN_PASSWORD)
  const path = '/api/v1/halls/west/file'
  const there = await ask(started.url, 'GET', path, { token })
  if (there.status === 404) await ask(started.url, 'PUT', path, { body: hall('west'), token })
  return started
}

function hall(name: string): HallFile {
  return { ...bigHall(), hall: name }
}

async function pressing(lines: readonly Line[][], way: Way): Promise<number> {
  const pressed = Array.from({ length: CALLERS }, () => 0)
  const { count, seconds } = await rate(CALLERS, SECONDS, async (caller) => {
    const [at, hall] = way(caller, pressed[caller] ?? 0)
    pressed[caller] = (pressed[caller] ?? 0) + 1
    const answer = await lines[at]?.[hall]?.press({ do: 'take', service: `s${caller % 12}` })
    if (answer?.status !== 200) throw new Error(`${answer?.status} ${JSON.stringify(answer?.body)}`)
  })
  for (const line of lines.flat()) line.history.length = 0
  return count / seconds
}

await main()
