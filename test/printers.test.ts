// The right to speak with a printer, as the database keeps it: one at a time, and whoever slept over its end does nothing.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import pg from 'pg'
import {
  addPrints,
  claimPrint,
  holdPrinter,
  leavePrinter,
  markSent,
  type NewPrint,
  readPrint,
  savePrint,
} from '../server/store/prints.ts'
import { stopFirst } from './support/database.ts'
import { freshDatabase } from './support/processes.ts'

const LEASE_S = 60
const OF = { hall: 'small', name: 'p.0', printer: 'east', language: 'en', origin: null }
const PAPER: NewPrint = { ...OF, kind: 'ticket', about: ['p'], copies: 0, fileSeq: null }
const slept = { hall: 'small', printer: 'east', holder: 'one that slept' }
const next = { ...slept, holder: 'the next' }
let pool: pg.Pool

before(async () => {
  pool = new pg.Pool({ connectionString: await freshDatabase() })
  stopFirst(() => pool.end())
  await pool.query("INSERT INTO halls (id, name, hash) VALUES ('small', '{}', '\\x00')")
})

test('a process that slept over the end of its time sends nothing, notes nothing, and ends nobody’s time', async () => {
  await addPrints(pool, [PAPER], [0])
  assert.equal(await holdPrinter(pool, slept, LEASE_S), true)
  assert.equal(await holdPrinter(pool, next, LEASE_S), false, 'one at a time')
  const due = await claimPrint(pool, slept, LEASE_S)
  assert.ok(due)
  // It sleeps.
  await pool.query("UPDATE printers SET busy_until = now() - interval '1 second'")
  await pool.query("UPDATE prints SET next_at = now() - interval '1 second'")
  await assert.rejects(markSent(pool, slept, due), 'too late, though nobody else came yet')
  assert.equal(await holdPrinter(pool, next, LEASE_S), true)
  const again = await claimPrint(pool, next, LEASE_S)
  assert.equal(again?.sent, 0)
  assert.ok(again)
  // It wakes while the next one prints.
  await assert.rejects(markSent(pool, slept, due))
  await markSent(pool, next, again)
  await assert.rejects(markSent(pool, slept, due))
  await savePrint(pool, slept, due, { state: 'queued', trouble: 'silent', againS: 0 })
  await leavePrinter(pool, slept, 'silent')
  assert.deepEqual(await readPrint(pool, 'small', 'p.0'), { state: 'printing', trouble: null, printer: 'east' })
  assert.equal(await holdPrinter(pool, slept, LEASE_S), false, 'the next one still has it')
  assert.equal(await claimPrint(pool, slept, LEASE_S), undefined)
  await savePrint(pool, next, again, { state: 'printed', trouble: null, againS: 0 })
  await leavePrinter(pool, next, 'ready')
  assert.equal((await readPrint(pool, 'small', 'p.0'))?.state, 'printed')
  assert.equal(await holdPrinter(pool, { ...slept, holder: 'a third' }, LEASE_S), true)
})
