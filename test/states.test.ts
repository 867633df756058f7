// The tables of tickets, counters and numbers follow the log: a moment behind, never back, and after a fall from where they were.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { record } from '../core/record.ts'
import { fromSnapshot, toSnapshot } from '../core/snapshot.ts'
import { openHalls } from '../server/halls.ts'
import { followStates, type StatesFollower } from '../server/states.ts'
import { hallRows } from '../server/store/audit.ts'
import { saveStates, statesAt } from '../server/store/states.ts'
import { verifyHall } from '../server/verify.ts'
import { ask, press } from './support/asking.ts'
import { bigHall } from './support/big-hall.ts'
import { openTestDoor, type TestDoor } from './support/door.ts'
import { freshDatabase, serveOn } from './support/processes.ts'
import { checkTables, replay } from './support/truth.ts'

const NINE = Date.parse('2026-11-24T09:00:00+08:00')
const SECRET = Buffer.alloc(32, 7)
/** By the first two counters; its numbers begin with B. */
const SERVED = 's1'

async function onDatabase<T>(url: string, run: (db: pg.Client) => Promise<T>): Promise<T> {
  const db = new pg.Client(url)
  await db.connect()
  return run(db).finally(() => db.end())
}

async function visits(door: TestDoor, many: number): Promise<void> {
  for (const counter of ['1', '2']) await door.press({ do: 'open', counter })
  for (let n = 0; n < many; n++) {
    await door.press({ do: 'take', service: SERVED })
    const called = await door.press({ do: 'call-next', counter: String(1 + (n % 2)) })
    assert.ok(called.ok)
    const ticket = called.events[0]?.ticket?.id
    await door.press({ do: 'serve', ticket })
    if (n % 3 > 0) await door.press({ do: 'finish', ticket })
    else await door.press({ do: 'park', ticket })
  }
}

/** One more process, which reads what others wrote and decides nothing. */
async function follower(door: TestDoor, told: unknown[] = []): Promise<StatesFollower> {
  const halls = openHalls(door.pool, SECRET, (error) => told.push(error))
  await halls.refresh()
  return followStates(door.pool, halls, (error) => told.push(error))
}

const agree = async (door: TestDoor) => {
  const log = await door.log()
  await onDatabase(door.url, (db) => checkTables(db, replay(log)))
}

test('what nobody wrote to the tables is read from the log, whoever fell and when', async () => {
  const door = await openTestDoor(bigHall(), NINE)
  // This door has no follower: as if its process had fallen after each commit.
  await visits(door, 9)
  assert.equal(await statesAt(door.pool, door.hall), 0)
  const first = await follower(door)
  await agree(door)
  await first.stop()
  await visits(door, 5)
  const [second, third] = [await follower(door), await follower(door)]
  await agree(door)
  await Promise.all([second.stop(), third.stop()])
})

test('they go forward only: what is older than they are is not written', async () => {
  const door = await openTestDoor(bigHall(), NINE)
  await visits(door, 4)
  const states = await follower(door)
  await agree(door)
  const log = await door.log()
  const old = log.find(({ type }) => type === 'served')
  assert.ok(old?.ticket && old.counter)
  await saveStates(door.pool, door.hall, { seq: old.seq, tickets: [old.ticket], counters: [old.counter], series: [] })
  await agree(door)
  await states.stop()
})

test('tables that cannot be written are told of once, harm no press, and come right by themselves', async () => {
  const told: unknown[] = []
  const door = await openTestDoor(bigHall(), NINE)
  const states = followStates(door.pool, door.halls, (error) => told.push(error))
  await onDatabase(door.url, (db) =>
    // As a fault would that no rule of ours foresees.
    db.query(`ALTER TABLE tickets ADD CONSTRAINT nobody_parks CHECK (state <> 'parked') NOT VALID`),
  )
  await visits(door, 4)
  await assert.rejects(states.settle(door.hall), /nobody_parks/)
  await new Promise((resolve) => setTimeout(resolve, 2_500))
  assert.equal(told.length, 1, 'tried again each second, told once')
  await visits(door, 2)
  assert.deepEqual(door.faults, [])
  await onDatabase(door.url, (db) => db.query('ALTER TABLE tickets DROP CONSTRAINT nobody_parks'))
  await agree(door)
  await states.stop()
})

test('a log is verified while the tables are behind it, and a row that was changed by hand is found all the same', async () => {
  const door = await openTestDoor(bigHall(), NINE)
  await visits(door, 4)
  const states = await follower(door)
  await agree(door)
  await states.stop()
  const known = (await door.log()).length
  await visits(door, 4)
  await onDatabase(door.url, async (db) => {
    const verify = async () => {
      const [hall] = await hallRows(db)
      assert.ok(hall)
      return (await verifyHall(db, hall)).fault
    }
    assert.equal(await statesAt(db, door.hall), known)
    assert.equal(await verify(), null)
    await db.query(`UPDATE tickets SET state = 'missed' WHERE id = '2026-11-24-B001'`)
    assert.equal((await verify())?.kind, 'tables')
  })
})

test('whatever decided it: nobody is put at two counters, and no two people at one', async () => {
  const door = await openTestDoor(bigHall(), NINE)
  for (const counter of ['1', '2']) await door.press({ do: 'open', counter })
  await Promise.all([0, 0].map(() => door.press({ do: 'take', service: SERVED })))
  const called = await door.press({ do: 'call-next', counter: '1' })
  assert.ok(called.ok)
  const { board } = door.halls.get(door.hall) as { board: Parameters<typeof toSnapshot>[0] }
  const [first, second] = [...board.tickets.values()]
  assert.ok(first && second && first.counter === '1')
  const put = (counter: string, ticket: typeof first) => {
    const copy = fromSnapshot(toSnapshot(board), [])
    const at = copy?.counters.get(counter)
    assert.ok(copy && at)
    const by = { role: 'clerk', staff: 'x' } as const
    const fact = {
      type: 'called',
      ticket: { ...ticket, state: 'called', counter },
      counter: { ...at, ticket: ticket.id },
    }
    record(copy, [fact as never], { at: NINE, by, command: 'of-a-fault' })
  }
  assert.throws(() => put('2', first), /is at counter 1/)
  assert.throws(() => put('1', second), /counter 1 has/)
  put('2', second)
})

test('a hall in which the last person has just been served may be given up at once', async () => {
  const url = await freshDatabase()
  const server = await serveOn(url)
  const { token } = server
  const other = { ...bigHall(), hall: 'second' }
  assert.equal((await ask(server.url, 'POST', '/api/v1/halls', { token, body: other })).status, 201)
  const retire = () => ask(server.url, 'POST', '/api/v1/halls/second/retire', { token })
  await press({ url: server.url, hall: 'second' }, { do: 'open', counter: '1' }, token)
  await press({ url: server.url, hall: 'second' }, { do: 'take', service: SERVED }, token)
  assert.equal((await retire()).body.code, 'in_use')
  const { body } = await press({ url: server.url, hall: 'second' }, { do: 'call-next', counter: '1' }, token)
  const { id } = body.ticket as { id: string }
  assert.equal((await retire()).body.code, 'in_use')
  await press({ url: server.url, hall: 'second' }, { do: 'serve', ticket: id }, token)
  assert.equal((await press({ url: server.url, hall: 'second' }, { do: 'finish', ticket: id }, token)).status, 200)
  assert.equal((await retire()).status, 204)
})
