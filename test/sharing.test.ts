// Who reads by HTTP leaves connections to those who press; a gate lets so many in, some wait, the rest come again.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { inTransaction, openPool, type Pool } from '../server/db.ts'
import { Busy } from '../server/fault.ts'
import { openGate } from '../server/gate.ts'
import { migrate } from '../server/migrate.ts'
import { shareOf } from '../server/sharing.ts'
import { ask } from './support/asking.ts'
import { openDatabase } from './support/database.ts'
import { freshDatabase, serveOn } from './support/processes.ts'

let pool: Pool
before(async () => {
  const { connection } = await openDatabase(migrate)
  pool = openPool(connection, () => {})
})
after(() => pool.end())

test('however many read, a press finds a connection at once', async () => {
  const reads = shareOf(pool)
  const answered: string[] = []
  const reading = Array.from({ length: 40 }, async () => {
    await reads.query('SELECT pg_sleep(0.1)')
    answered.push('read')
  })
  await pool.query('SELECT 1')
  answered.push('press')
  await Promise.all(reading)
  // Without a share it would stand behind all forty.
  assert.ok(answered.indexOf('press') <= 8, `after ${answered.indexOf('press')} reads`)
  assert.equal(answered.length, 41)
})

test('a share is given back, by transactions that fail too', async () => {
  const reads = shareOf(pool)
  for (let n = 0; n < 10; n++) {
    const failing = inTransaction(reads, () => Promise.reject(new Error('no')))
    await assert.rejects(failing, /^Error: no$/)
    assert.equal(await inTransaction(reads, async (client) => (await client.query('SELECT 7 AS n')).rows[0].n), 7)
  }
})

test('of a gate: two at once, two wait in turn, those who are known first, the next is told to come again, and who waits too long', async () => {
  const gate = openGate({ atOnce: 2, waitingMost: 2, withinMs: 200 })
  const order: string[] = []
  const work = (name: string, ms: number, first = false) =>
    gate.run(() => delay(ms).then(() => order.push(name)), first)
  const inside = [work('a', 30), work('b', 60)]
  const waiting = [work('c', 10), work('d', 10)]
  await assert.rejects(work('too many', 1), Busy)
  const known = work('known', 10, true)
  await Promise.all([...inside, ...waiting, known])
  assert.ok(order.indexOf('known') < order.indexOf('c'), order.join())
  const long = [gate.run(() => delay(600)), gate.run(() => delay(600))]
  await assert.rejects(work('late', 1), Busy)
  await Promise.all(long)
  await work('after', 1)
})

test('a program whose readers stand in line is ready all the same: a proxy has no reason to send nobody there', async () => {
  const server = await serveOn(await freshDatabase())
  const holder = new pg.Client(server.connection)
  await holder.connect()
  // What reads tickets of other days waits, and with it whoever stands behind.
  await holder.query('BEGIN')
  await holder.query('LOCK TABLE tickets IN ACCESS EXCLUSIVE MODE')
  const reading = Array.from({ length: 12 }, (_, n) =>
    ask(server.url, 'GET', `/api/v1/tickets/${String(n).padStart(27, 'x')}`),
  )
  await delay(100)
  const since = performance.now()
  assert.equal((await ask(server.url, 'GET', '/health/ready')).status, 200)
  assert.ok(performance.now() - since < 2_000, 'at once')
  await holder.query('ROLLBACK')
  await holder.end()
  for (const { status } of await Promise.all(reading)) assert.equal(status, 404)
})
