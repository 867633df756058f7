// The door alone on a real, durable PostgreSQL: one hall, as many counters as callers, HTTP not involved.
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HallFile } from '../core/hall.ts'
import { openTimes, readCalendars } from '../server/calendars.ts'
import { type Door, openDoor } from '../server/commands.ts'
import { SAMPLE_HALL } from '../server/config.ts'
import { createHall } from '../server/create.ts'
import { type Connection, openPool, type Pool } from '../server/db.ts'
import { startPostgres } from '../server/embedded/start.ts'
import { type Halls, openHalls } from '../server/halls.ts'
import { sha256 } from '../server/keys.ts'
import { migrate } from '../server/migrate.ts'
import type { Given, Outcome } from '../server/press.ts'
import { followStates } from '../server/states.ts'

export interface DurableDatabase {
  pool: Pool
  connection: Connection
  stop(): Promise<void>
}

/** What works on a pool as long as it is open. */
const beforeEnd: { pool: Pool; stop(): Promise<void> }[] = []

/** fsync and synchronous_commit on; a promise measured without them would be none. */
export async function openDurableDatabase(): Promise<DurableDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tingxu-bench-'))
  chmodSync(dataDir, 0o755) // as root, PostgreSQL runs as another account, which has to enter
  const postgres = await startPostgres({ dataDir, log: (line) => console.error(line) })
  await migrate(postgres.connection)
  const pool = openPool(postgres.connection, (error) => console.error(error.message))
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    const { rows } = await pool.query<Record<string, string>>(`SHOW ${setting}`)
    if (rows[0]?.[setting] !== 'on') throw new Error(`${setting} is off`)
  }
  await makeLogFiles(pool)
  const stop = async () => {
    await endHalls(pool)
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { pool, connection: postgres.connection, stop }
}

/** Of 16 MB each. */
const LOG_FILES = 64

/**
 * A database in use has log files to write to again; a new one makes each while everybody waits, 16 MB of zeros, which is
 * a hundredth of a second on one machine and a tenth on another. What is measured is the former.
 */
async function makeLogFiles(pool: Pool): Promise<void> {
  await pool.query("ALTER SYSTEM SET min_wal_size = '1GB'")
  await pool.query('SELECT pg_reload_conf()')
  for (let n = 0; n < LOG_FILES; n++) {
    await pool.query("SELECT pg_logical_emit_message(false, 'bench', '')")
    await pool.query('SELECT pg_switch_wal()')
  }
  await pool.query('CHECKPOINT')
}

/** Ends what was opened on a pool, and the pool. */
export async function endHalls(pool: Pool): Promise<void> {
  for (const one of beforeEnd) if (one.pool === pool) await one.stop()
  await pool.end()
}

export interface OneHall {
  door: Door
  halls: Halls
  /** Presses and expects to be let; gives the ticket that the press was about. */
  press(command: Record<string, unknown>): Promise<string>
  /** Presses, with what belongs to a person, and gives whatever comes of it. */
  ask(command: Record<string, unknown>, given?: Given): Promise<Outcome>
}

const SERVICES = 4
const ALWAYS = { weekdays: [1, 2, 3, 4, 5, 6, 7], start: '00:00', end: '23:59', runsOnClosedDays: true, onDemand: null }

/** A hall without an hour of rest, in which every counter serves the same services: whoever has just taken a number finds somebody to call. */
export function busyHall(counters: number, hall = 'bench'): HallFile {
  const sample = JSON.parse(readFileSync(SAMPLE_HALL, 'utf8')) as unknown as HallFile
  const [counter] = sample.counters
  if (counter === undefined) throw new Error('the sample hall has no counter')
  const [opening] = sample.openings
  if (opening === undefined) throw new Error('the sample hall has no opening')
  const serves = sample.services.slice(0, SERVICES).map(({ id }) => ({ service: id, tier: 1 }))
  return {
    ...sample,
    hall,
    calendar: null,
    openings: [{ ...opening, id: 'always', services: '*', from: '2020-01-01', to: null, ...ALWAYS }],
    closures: [],
    exceptions: [],
    counters: Array.from({ length: counters }, (_, n) => ({ ...counter, id: String(n + 1), serves })),
  }
}

/** A busy hall with all its counters open. */
export async function openOneHall(pool: Pool, counters: number): Promise<OneHall> {
  const one = await openHallOn(pool, busyHall(counters), Date.now)
  for (let n = 1; n <= counters; n++) await one.press({ do: 'open', counter: String(n) })
  return one
}

/** Makes a hall and opens the door to it; whoever presses may do everything. */
export async function openHallOn(pool: Pool, file: HallFile, now: () => number): Promise<OneHall> {
  const secret = Buffer.alloc(32, 1)
  const onError = (error: unknown) => console.error(error)
  await createHall(pool, file, now(), { role: 'operator', staff: null })
  const halls = openHalls(pool, secret, onError)
  await halls.refresh()
  const states = followStates(pool, halls, onError)
  beforeEnd.push({ pool, stop: () => states.stop() })
  const times = openTimes(readCalendars())
  const door = openDoor({ pool, halls, secret, now, times, committed: () => {}, onError })
  let presses = 0
  const ask = (command: Record<string, unknown>, given?: Given) => {
    const pressed = { id: `bench-press-${file.hall}-${++presses}`, ...command } as never
    const bodyHash = sha256(JSON.stringify(pressed))
    const actor = { role: 'manager', staff: 'bench' } as const
    return door.submit({
      hall: file.hall,
      command: pressed,
      actor,
      bodyHash,
      ...(given === undefined ? {} : { given }),
    })
  }
  const press = async (command: Record<string, unknown>) => {
    const outcome = await ask(command)
    if (!outcome.ok) throw new Error(`${JSON.stringify(command)}: ${outcome.refusal.refused}`)
    return outcome.events[0]?.ticket?.id ?? ''
  }
  return { door, halls, press, ask }
}

export function serviceOf(halls: Halls, n: number, hall = 'bench'): string {
  return halls.get(hall)?.board.file.services[n % SERVICES]?.id ?? ''
}

/** A whole visit; the counter is the caller's own. */
export function visitOf({ halls, press }: OneHall, hall = 'bench'): (caller: number) => Promise<void> {
  return async (caller) => {
    await press({ do: 'take', service: serviceOf(halls, caller, hall) })
    const ticket = await press({ do: 'call-next', counter: String(caller + 1) })
    await press({ do: 'serve', ticket })
    await press({ do: 'finish', ticket })
  }
}
