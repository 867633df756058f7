// Deciding ahead of the lock: what goes wrong between the decision and the commit harms nobody but the press at fault.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import type { HallEvent } from '../core/events.ts'
import type { Outcome } from '../server/press.ts'
import { bigHall } from './support/big-hall.ts'
import { openTestDoor, type TestDoor } from './support/door.ts'

const NINE = Date.parse('2026-11-24T09:00:00+08:00')
const PEOPLE = 200
const CUTS = 8
/** Of the pool; see server/db.ts. */
const CONNECTIONS = 6

const takes = (door: TestDoor, many: number) =>
  Array.from({ length: many }, (_, n) => door.press({ do: 'take', service: `s${n % 4}` }))

function numbersOf(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap((one) => (one.ok ? [one.events[0]?.ticket?.number ?? ''] : []))
}

/** Numbered without a gap, and every answer is in it once. */
function checkLog(log: readonly HallEvent[], outcomes: readonly Outcome[]): void {
  assert.deepEqual(
    log.map(({ seq }) => seq),
    log.map((_, n) => n + 1),
  )
  const taken = log.filter(({ type }) => type === 'taken').map(({ ticket }) => ticket?.number ?? '')
  assert.equal(new Set(taken).size, taken.length, 'no number twice')
  assert.deepEqual(numbersOf(outcomes).sort(), taken.sort())
}

async function onDatabase<T>(door: TestDoor, run: (db: pg.Client) => Promise<T>): Promise<T> {
  const db = new pg.Client(door.url)
  await db.connect()
  try {
    return await run(db)
  } finally {
    await db.end()
  }
}

test('a batch that the database refuses takes no neighbour along: the one at fault fails, all others are answered', async () => {
  const door = await openTestDoor(bigHall(), NINE)
  const first = await Promise.all(takes(door, 8))
  await onDatabase(door, (db) =>
    // As a fault would show that no rule of ours foresees: the database itself will not have the number.
    db.query(`ALTER TABLE tickets ADD CONSTRAINT no_such_number CHECK (number <> 'B030')`),
  )
  const settled = await Promise.allSettled(takes(door, PEOPLE))
  const done = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const lost = settled.length - done.length
  assert.ok(lost >= 1, 'somebody asked for the number that cannot be given')
  assert.equal(door.faults.length, lost, 'each fault is told, and nothing else is one')
  await onDatabase(door, (db) => db.query('ALTER TABLE tickets DROP CONSTRAINT no_such_number'))
  const last = await Promise.all(takes(door, 8))
  checkLog(await door.log(), [...first, ...done, ...last])
})

test('connections that are cut in the middle: everybody is answered, nobody twice', async () => {
  const door = await openTestDoor(bigHall(), NINE)
  const crowds: Promise<Outcome[]>[] = []
  await onDatabase(door, async (db) => {
    for (let cut = 0; cut < CUTS; cut++) {
      crowds.push(Promise.all(takes(door, 60)))
      await new Promise((resolve) => setTimeout(resolve, 5 + 5 * cut))
      await db.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                      WHERE datname = current_database() AND pid <> pg_backend_pid()`)
    }
  })
  const outcomes = (await Promise.all(crowds)).flat()
  assert.ok(outcomes.every((one) => one.ok))
  checkLog(await door.log(), outcomes)
  assert.deepEqual(door.faults, [])
})

test('a hall that is never quiet leaves connections for others', async () => {
  const door = await openTestDoor(bigHall(), NINE)
  await Promise.all(takes(door, 8))
  let pressing = true
  // One press begets the next, so that there is always one to decide.
  const without = async () => {
    while (pressing) await door.press({ do: 'take', service: 's0' })
  }
  const crowd = Array.from({ length: 16 }, without)
  const held: { release(): void }[] = []
  // All but the one that the hall is on; the next to ask has to wait for that.
  for (let n = 1; n < CONNECTIONS; n++) held.push(await door.pool.connect())
  const last = await door.pool.connect()
  pressing = false
  for (const one of [last, ...held]) one.release()
  await Promise.all(crowd)
  assert.deepEqual(door.faults, [])
})

test('another process that writes in between is read before the press is decided again', async () => {
  const door = await openTestDoor(bigHall(), NINE)
  const other = await openTestDoor(bigHall(), NINE, door)
  const outcomes: Outcome[] = []
  // By turns, so that each is behind whenever it begins; then both at once.
  for (let round = 0; round < 4; round++)
    for (const one of [door, other]) outcomes.push(...(await Promise.all(takes(one, 20))))
  outcomes.push(...(await Promise.all([...takes(door, PEOPLE), ...takes(other, PEOPLE)])))
  checkLog(await door.log(), outcomes)
})

test('who presses again while the first press is still on its way is told the same', async () => {
  const door = await openTestDoor(bigHall(), NINE)
  const before = await Promise.all(takes(door, 8))
  const command = { id: 'pressed-three-times', do: 'take', service: 's1' }
  const first = door.press(command)
  const crowd = takes(door, PEOPLE)
  const again = door.press(command)
  await new Promise((resolve) => setImmediate(resolve))
  const late = door.press(command)
  const told = await Promise.all([first, again, late])
  assert.equal(new Set(numbersOf(told)).size, 1)
  assert.deepEqual(
    told.map(({ repeated }) => repeated),
    [false, true, true],
  )
  checkLog(await door.log(), [...before, ...told.slice(0, 1), ...(await Promise.all(crowd))])
})

test('the hall’s row is found where it lies, past its older versions; whoever moves it meanwhile harms nobody', async () => {
  const door = await openTestDoor(bigHall(), NINE)
  const outcomes: Outcome[] = []
  const press = async (service: string) => void outcomes.push(await door.press({ do: 'take', service }))
  await press('s0')
  const before = await lookedUp(door)
  for (let n = 0; n < PEOPLE / 4; n++) await press('s1')
  const found = (await lookedUp(door)) - before
  assert.ok(found < PEOPLE / 8, `${PEOPLE / 4} presses looked the hall up by its id ${found} times`)
  await onDatabase(door, async (db) => {
    for (const moved of ['UPDATE halls SET name = name', 'VACUUM FULL halls', 'UPDATE halls SET name = name']) {
      await db.query(moved)
      outcomes.push(...(await Promise.all(takes(door, 8))))
      await press('s2')
    }
  })
  assert.ok(outcomes.every((one) => one.ok))
  checkLog(await door.log(), outcomes)
  assert.deepEqual(door.faults, [])
})

/** How often a hall was looked up by its id, by those that press; each connection tells what it has counted. */
async function lookedUp({ pool }: TestDoor): Promise<number> {
  const all = await Promise.all(Array.from({ length: CONNECTIONS }, () => pool.connect()))
  for (const client of all) await client.query('SELECT pg_stat_force_next_flush()')
  for (const client of all) client.release()
  const { rows } = await pool.query<{ scans: number }>(
    "SELECT idx_scan::integer AS scans FROM pg_stat_user_indexes WHERE indexrelname = 'halls_pkey'",
  )
  return rows[0]?.scans ?? 0
}
