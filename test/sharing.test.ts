// Who reads by HTTP leaves connections to those who press; a gate lets so many in, some wait, the rest come again.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { inTransaction, openPool, type Pool } from '../server/db.ts'
import { Busy } from '../server/fault.ts'
import { openGate } from '../server/gate.ts'
import { migrate } from '../server/migrate.ts'
import { shareOf } from '../server/sharing.ts'
import { openDatabase } from './support/database.ts'

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
