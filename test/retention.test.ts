// Personal data goes when its time is over: by itself at the turn of the day, by hand with a dry run; old open rows are sealed.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { pino } from 'pino'
import { readConfig } from '../server/config.ts'
import { migrate } from '../server/migrate.ts'
import { type Serving, serve } from '../server/serve.ts'
import { ask, press } from './support/asking.ts'
import { connectTo, openDatabase } from './support/database.ts'
import { ADMIN_PASSWORD, type HallServer, moveTo, openHallServer, TUESDAY_MORNING } from './support/hall-server.ts'
import { smallHall } from './support/small-hall.ts'

let server: HallServer
let db: pg.Client

before(async () => {
  server = await openHallServer()
  db = await connectTo(server.connection)
  const body = smallHall({ hall: 'small' })
  await ask(server.url, 'PUT', '/api/v1/halls/small/file', { body, token: server.token })
  server.hall = 'small'
  await moveTo(server, '2026-11-24T09:30:00+08:00')
})

const inHall = (path: string) => `/api/v1/halls/small${path}`
const say = (body: Record<string, unknown>) => press(server, body, server.token)

async function takeFor(given: Record<string, string>, service: string) {
  const { body } = await press(server, { do: 'take', service, ...given })
  return { ticket: body.ticket as { id: string } }
}

test('days pass: contacts go after thirty, notes after ninety, and the log says how many', async () => {
  const looks = async () => {
    const { body } = await ask(server.url, 'GET', inHall('/retention'), { token: server.token })
    return (body.kept as { type: string; before: string; count: number }[]).map(
      ({ type, before, count }) => `${type} ${before} ${count}`,
    )
  }
  const count = async (table: string) => (await db.query(`SELECT count(*)::int AS n FROM ${table}`)).rows[0].n as number
  assert.deepEqual(await looks(), ['contacts 2026-10-25 0', 'notes 2026-08-26 0', 'bookings 2026-08-26 0'])
  const { ticket } = await takeFor({ phone: '13800008888' }, 'deed')
  await say({ do: 'open', counter: '3' })
  await say({ do: 'call', counter: '3', ticket: ticket.id, reason: 'a test' })
  await say({ do: 'park', ticket: ticket.id, note: 'comes back' })
  const contacts = await count('people_data')
  assert.ok(contacts > 0)
  await moveTo(server, '2026-12-24T12:00:00+08:00')
  assert.equal(await count('people_data'), contacts)
  assert.equal((await looks())[0], 'contacts 2026-11-24 0')
  await moveTo(server, '2026-12-25T12:00:00+08:00')
  for (const until = performance.now() + 30_000; (await count('people_data')) > 0; ) {
    assert.ok(performance.now() < until, 'contacts of 24 November are still there')
    await delay(20)
  }
  assert.equal(await count('notes'), 1)
  await moveTo(server, '2027-02-23T12:00:00+08:00')
  for (const until = performance.now() + 30_000; (await count('notes')) > 0; ) {
    assert.ok(performance.now() < until, 'the note of 24 November is still there')
    await delay(20)
  }
  const lines = async () => {
    const { rows } = await db.query(
      `SELECT body FROM events WHERE hall = 'small' AND type = 'data-removed' AND body #>> '{change,id}' = 'retention'`,
    )
    return rows.map(({ body }) => [body.change.before, body.by.role])
  }
  for (const until = performance.now() + 30_000; (await lines()).length < 2; await delay(20))
    assert.ok(performance.now() < until, 'the log says nothing')
  assert.deepEqual(await lines(), [
    [
      {
        contacts: { count: contacts, before: '2026-11-25' },
        notes: { count: 0, before: '2026-09-26' },
        bookings: { count: 0, before: '2026-09-26' },
      },
      'clock',
    ],
    [
      {
        contacts: { count: 0, before: '2027-01-24' },
        notes: { count: 1, before: '2026-11-25' },
        bookings: { count: 0, before: '2026-11-25' },
      },
      'clock',
    ],
  ])
})

test('by hand: a dry run says what would go and leaves it, the same without the flag lets it go', async () => {
  const ticket = { id: '2027-02-23-B001' }
  await db.query('INSERT INTO people_data (hall, ticket, card_last, card_person) VALUES ($1, $2, $3, $4)', [
    'small',
    ticket.id,
    '002X',
    Buffer.alloc(32),
  ])
  const run = (...words: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'scripts/retention.ts', ...words],
      {
        env: {
          ...process.env,
          DATABASE_URL: server.connection.connectionString,
          CLOCK: 'manual@2027-04-01T12:00:00+08:00',
        },
        encoding: 'utf8',
      },
    )
    assert.equal(status, 0, stderr)
    return stdout.split('\n').filter((line) => line.startsWith('small'))
  }
  const kept = async () => (await db.query('SELECT 1 FROM people_data WHERE ticket = $1', [ticket.id])).rows.length
  const [contacts] = run('--dry-run')
  assert.equal(contacts, 'small\tcontacts\tkept 30 days\tbefore 2027-03-02\t1 would go')
  assert.equal(await kept(), 1)
  const [gone] = run()
  assert.equal(gone, 'small\tcontacts\tkept 30 days\tbefore 2027-03-02\t1 gone')
  assert.equal(await kept(), 0)
})

test('numbers that an older program left in the open are sealed at the start', async () => {
  const { connection } = await openDatabase(migrate)
  const config = readConfig({ PORT: '0', ADMIN_PASSWORD, CLOCK: `manual@${TUESDAY_MORNING}` })
  const old = new pg.Client(connection)
  await old.connect()
  const started: Serving[] = []
  try {
    started.push(await serve(config, connection, pino({ level: 'error' })))
    const [{ id } = { id: '' }] = started[0]?.halls.list() ?? []
    await started[0]?.stop()
    await old.query('INSERT INTO contacts (hall, ticket, phone) VALUES ($1, $2, $3)', [
      id,
      '2026-11-24-A001',
      '+86 138-0000-9999',
    ])
    started.push(await serve(config, connection, pino({ level: 'error' })))
    for (const until = performance.now() + 30_000; ; await delay(20)) {
      const { rows } = await old.query('SELECT 1 FROM contacts')
      if (rows.length === 0) break
      assert.ok(performance.now() < until)
    }
    const { rows } = await old.query('SELECT phone_last, phone FROM people_data')
    assert.equal(rows[0].phone_last, '9999')
    assert.ok(!rows[0].phone.toString('latin1').includes('1380000'))
  } finally {
    await started.at(-1)?.stop()
    await old.end()
  }
})
