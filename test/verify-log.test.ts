// Somebody with the database's password changes the past: each way is found, or is said not to be.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { chained } from '../server/chain.ts'
import { hallRows } from '../server/store/audit.ts'
import { type Verdict, verifyHall } from '../server/verify.ts'
import { type HallServer, openHallServer } from './support/hall-server.ts'
import { newFolder } from './support/program.ts'
import { smallHall } from './support/small-hall.ts'
import { tell } from './support/story.ts'

let server: HallServer
let db: pg.Client

before(async () => {
  const HALL_FILE = join(newFolder(), 'hall.json')
  writeFileSync(HALL_FILE, JSON.stringify(smallHall()))
  server = await openHallServer({ HALL_FILE, CLOCK: 'manual@2026-11-24T08:00:00+08:00' })
  const day = `
    09:00  clerk    open counter=1         -> open 1
    09:01  visitor  take id-card           -> A001
    09:02  visitor  take id-card           -> A002
    09:03  clerk    call-next counter=1    -> called A001
    09:04  clerk    serve A001             -> serving A001
    09:09  clerk    finish A001            -> done A001`
  await tell(server, `${day}\n== 2026-11-25\n${day}\n09:10  clerk call-next counter=1 -> called A002`)
  await server.stop()
  db = new pg.Client(server.connection)
  // The database is dropped when the file ends, whoever is still on it.
  db.on('error', () => {})
  await db.connect()
})
after(() => db?.end())

async function verdict(client: pg.Client = db): Promise<Verdict> {
  const [hall] = await hallRows(client)
  if (hall === undefined) throw new Error('no hall')
  return verifyHall(client, hall)
}

async function firstOf(type: string): Promise<number> {
  const { rows } = await db.query<{ seq: string }>('SELECT min(seq) AS seq FROM events WHERE type = $1', [type])
  return Number(rows[0]?.seq)
}

/** What the check finds after these changes; they are taken back. */
async function found(...changes: string[]): Promise<[string, number] | null> {
  await db.query('BEGIN')
  try {
    for (const change of changes) await db.query(change)
    const { fault } = await verdict()
    return fault && [fault.kind, fault.seq]
  } finally {
    await db.query('ROLLBACK')
  }
}

/** Makes the events from `seq` on a whole chain again, as somebody who knows the program can. */
async function chainAgain(seq: number): Promise<void> {
  const { rows } = await db.query<{ seq: number; text: string; hash: Buffer }>(
    'SELECT seq, body::text AS text, hash FROM events WHERE seq >= $1 ORDER BY seq',
    [seq - 1],
  )
  let hash = rows[0]?.hash ?? Buffer.alloc(0)
  for (const row of rows.slice(1)) {
    hash = chained(hash, row.text)
    await db.query('UPDATE events SET hash = $2 WHERE seq = $1', [row.seq, hash])
  }
  await db.query('UPDATE halls SET hash = $1', [hash])
}

const altered = (seq: number) =>
  `UPDATE events SET body = replace(body::text, '"calls":1', '"calls":2')::json WHERE seq = ${seq}`
/** Moves all numbers from `seq` on by one, without meeting another on the way. */
const movedBy = (seq: number, by: number) => [
  `UPDATE events SET seq = -seq WHERE seq >= ${seq}`,
  `UPDATE events SET seq = -seq + ${by} WHERE seq < 0`,
  `UPDATE halls SET seq = seq + ${by}`,
]

test('a log that nobody touched is whole, and tells the hash each finished day closed with', async () => {
  const { fault, events, closings } = await verdict()
  assert.equal(fault, null)
  assert.ok(events > 12)
  const { rows } = await db.query<{ seq: number; hash: Buffer }>(
    `SELECT seq, hash FROM events WHERE seq = (SELECT max(seq) - 1 FROM events WHERE type = 'day-opened')`,
  )
  assert.deepEqual(closings, [{ day: '2026-11-24', seq: rows[0]?.seq, hash: rows[0]?.hash.toString('hex') }])
})

test('letters, type, time or hash of an event changed: that event is named', async () => {
  const call = await firstOf('called')
  assert.deepEqual(await found(altered(call)), ['altered', call])
  assert.deepEqual(await found(`UPDATE events SET type = 'taken' WHERE seq = ${call}`), ['altered', call])
  assert.deepEqual(await found(`UPDATE events SET at = at - interval '1 hour' WHERE seq = ${call}`), ['altered', call])
  assert.deepEqual(await found(`UPDATE events SET hash = hash || '\\x00' WHERE seq = ${call}`), ['altered', call])
})

test('an event removed is missing, whether or not the rest is numbered anew', async () => {
  assert.deepEqual(await found('DELETE FROM events WHERE seq = 4'), ['missing', 4])
  assert.deepEqual(await found('DELETE FROM events WHERE seq = 4', ...movedBy(5, -1)), ['missing', 4])
  assert.deepEqual(await found('DELETE FROM events WHERE seq = 1'), ['missing', 1])
})

test('an event put in is surplus, in the middle and at the end', async () => {
  const copy = (to: number) => `INSERT INTO events SELECT hall, ${to}, at, type, body, hash FROM events WHERE seq = 3`
  assert.deepEqual(await found(...movedBy(6, 1), copy(6)), ['surplus', 6])
  assert.deepEqual(await found(`INSERT INTO events SELECT hall, 900, at, type, body, hash FROM events WHERE seq = 3`), [
    'missing',
    (await verdict()).events + 1,
  ])
  const end = (await verdict()).events + 1
  assert.deepEqual(await found(copy(end)), ['surplus', end])
})

test('two events that changed places: the first of the two is named', async () => {
  const swapped = await found(
    'UPDATE events SET seq = -3 WHERE seq = 3',
    'UPDATE events SET seq = 3 WHERE seq = 4',
    'UPDATE events SET seq = 4 WHERE seq = -3',
  )
  assert.deepEqual(swapped, ['moved', 3])
})

test('the end cut off is seen by what else knows of it: the hall, presses that were answered, tickets', async () => {
  const { events } = await verdict()
  const cut = `DELETE FROM events WHERE seq = ${events}`
  assert.deepEqual(await found(cut), ['missing', events])
  const row = `UPDATE halls SET seq = ${events - 1}, hash = (SELECT hash FROM events WHERE seq = ${events - 1})`
  assert.deepEqual(await found(cut, row), ['missing', events])
  const press = `DELETE FROM commands WHERE last_seq = ${events}`
  assert.deepEqual(await found(cut, row, press), ['tables', events - 1])
  // Everything cut off everywhere, to the last table: the chain alone cannot show it, only a hash kept elsewhere can.
  const tables = [
    `UPDATE tickets SET state = 'waiting', counter = NULL, calls = 0 WHERE id = '2026-11-25-A002'`,
    `UPDATE counters SET ticket = NULL`,
  ]
  assert.equal(await found(cut, row, press, ...tables), null)
})

test('a table that was changed by hand does not agree with the log', async () => {
  const [kind] = (await found(`UPDATE tickets SET state = 'missed' WHERE id = '2026-11-24-A001'`)) ?? []
  assert.equal(kind, 'tables')
  assert.equal((await found(`UPDATE counters SET state = 'paused' WHERE id = '1'`))?.[0], 'tables')
  assert.equal((await found(`DELETE FROM tickets WHERE id = '2026-11-24-A002'`))?.[0], 'tables')
  const copy = `INSERT INTO tickets (hall, id, day, number, services, service, state, taken_at, counts_as, eligible_from,
      calls, entered_by, key_hash) SELECT hall, '2026-11-24-A007', day, 'A007', services, service, state, taken_at,
      counts_as, eligible_from, calls, entered_by, '\\x01' FROM tickets WHERE id = '2026-11-24-A002'`
  assert.equal((await found(copy))?.[0], 'tables')
})

/** The tool as people run it. */
function run(...words: string[]): Promise<{ code: number | null; said: string }> {
  const tool = join(import.meta.dirname, '..', 'scripts', 'verify-log.ts')
  const env = { ...process.env, DATABASE_URL: server.connection.connectionString }
  const child = spawn(process.execPath, ['--import', 'tsx', tool, ...words], { env })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part) => {
      said += String(part)
    })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })))
}

test('a log written anew is whole in itself; the hashes that were kept elsewhere tell', async () => {
  const first = await run()
  assert.equal(first.code, 0, first.said)
  assert.match(first.said, /small 2026-11-24 \d+ [0-9a-f]{64}\n.*the chain is whole and the tables agree/)
  const kept = join(newFolder(), 'hashes.txt')
  writeFileSync(kept, first.said)
  assert.equal((await run('--hall=small', `--against=${kept}`)).code, 0)
  const seq = await firstOf('taken')
  const { rows } = await db.query<{ text: string }>('SELECT body::text AS text FROM events WHERE seq = $1', [seq])
  await db.query(
    `UPDATE events SET body = replace(body::text, '"language":null', '"language":"en"')::json WHERE seq = ${seq}`,
  )
  await chainAgain(seq)
  assert.equal((await verdict()).fault, null)
  const again = await run(`--against=${kept}`)
  assert.equal(again.code, 1)
  assert.match(again.said, /the kept hash of small 2026-11-24 \d+ is another/)
  await db.query('UPDATE events SET body = $1::json WHERE seq = $2', [rows[0]?.text, seq])
  const broken = await run()
  assert.equal(broken.code, 1)
  assert.match(broken.said, /small: altered at event \d+ \(taken, 2026-11-24T01:01:00/)
  await chainAgain(seq)
})

test('what cannot be read is told from what is wrong', async () => {
  assert.equal((await run('--hall=nowhere')).code, 2)
  assert.match((await run('--what')).said, /is not understood/)
  assert.equal((await run('--against=/nowhere/hashes')).code, 2)
})
