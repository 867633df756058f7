// The door alone, on a real database, with a clock that a test can set back or forward as a machine's own clock may be.
import { after } from 'node:test'
import type { World } from '../../core/decision.ts'
import type { HallEvent } from '../../core/events.ts'
import type { HallFile } from '../../core/hall.ts'
import type { Instant } from '../../core/time.ts'
import { openTimes, readCalendars } from '../../server/calendars.ts'
import { type Door, openDoor } from '../../server/commands.ts'
import { createHall } from '../../server/create.ts'
import { openPool, type Pool } from '../../server/db.ts'
import { type Halls, openHalls } from '../../server/halls.ts'
import type { Outcome } from '../../server/press.ts'
import { eventsAfter } from '../../server/store/events.ts'
import { openVault } from '../../server/vault.ts'
import { freshDatabase } from './processes.ts'

export interface TestDoor {
  url: string
  pool: Pool
  door: Door
  halls: Halls
  hall: string
  clock: { now: Instant }
  /** A command with an id of its own, by somebody who may do everything. */
  press(command: Record<string, unknown>): Promise<Outcome>
  log(): Promise<HallEvent[]>
  faults: unknown[]
}

const SECRET = Buffer.alloc(32, 7)
const VAULT = openVault(SECRET)
const ALWAYS: World['walkIn'] = () => ({ open: true, nextOpening: null })
const pools: Pool[] = []
after(async () => {
  for (const pool of pools) await pool.end()
})

/** `beside`: one more process's door on the same database. */
export async function openTestDoor(file: HallFile, now: Instant, beside?: TestDoor): Promise<TestDoor> {
  const faults: unknown[] = []
  const onError = (error: unknown) => faults.push(error)
  const url = beside?.url ?? (await freshDatabase())
  const pool = openPool({ connectionString: url }, () => {})
  pools.push(pool)
  const clock = beside?.clock ?? { now }
  await createHall(pool, file, now, { role: 'operator', staff: null })
  const halls = openHalls(pool, SECRET, onError)
  await halls.refresh()
  const times = openTimes(readCalendars())
  const door = openDoor({
    pool,
    halls,
    secret: SECRET,
    now: () => clock.now,
    times: { ...times, world: (board) => ({ ...times.world(board), walkIn: ALWAYS, closedSince: () => null }) },
    committed: () => {},
    onError,
  })
  let presses = 0
  const name = beside === undefined ? 'press' : 'other'
  return {
    url,
    pool,
    door,
    halls,
    hall: file.hall,
    clock,
    faults,
    log: () => eventsAfter(pool, file.hall, 0, 100_000),
    press: (command) => {
      const pressed = { id: `${name}-${++presses}-of-many`, ...command } as never
      const bodyHash = VAULT.pressHash(JSON.stringify(pressed))
      return door.submit({ hall: file.hall, command: pressed, actor: { role: 'manager', staff: 'admin' }, bodyHash })
    },
  }
}
