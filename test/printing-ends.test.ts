// The program ends and another begins, with a printer and a kiosk that go on: what the paper still says, who waits for whom, what is forgotten.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { press } from './support/asking.ts'
import { stopFirst } from './support/database.ts'
import { ALIVE, devicesOf, PLENTY } from './support/devices.ts'
import { type FakePrinter, openPrinter } from './support/fake-printer.ts'
import type { HallServer } from './support/hall-server.ts'
import { freshDatabase, serveOn } from './support/processes.ts'
import { smallHall } from './support/small-hall.ts'
import { until } from './support/until.ts'

const WITHIN_MS = 8_000
/** The printer alone takes six seconds. */
const STOP_WITHIN_MS = 3_000
const END_WITHIN_MS = 4_500
const folder = mkdtempSync(join(tmpdir(), 'tingxu-printing-ends-'))
after(() => rmSync(folder, { recursive: true }))

let database: string
let printer: FakePrinter
let server: HallServer
let kiosk: { token: string }
let client: pg.Client

before(async () => {
  printer = await openPrinter()
  const { policy, ...hall } = smallHall()
  const printers = [{ id: 'east', name: '东门', host: '127.0.0.1', port: printer.port, width: 58 as const }]
  const HALL_FILE = join(folder, 'hall.json')
  writeFileSync(HALL_FILE, JSON.stringify({ ...hall, policy: { ...policy, devices: 'paired' }, paper: { printers } }))
  database = await freshDatabase()
  // No PUBLIC_URL: where phones find the hall is known from its kiosks alone.
  server = await serveOn(database, { HALL_FILE, ...PLENTY })
  stopFirst(() => server.stop())
  client = new pg.Client({ connectionString: database })
  await client.connect()
  stopFirst(() => client.end())
  kiosk = await devicesOf(server).pairedDevice({ scope: { kind: 'kiosk', printer: 'east' } })
})

/** As the kiosk says it, to the name under which it knows the hall. */
function alive(host: string): Promise<number> {
  const headers = { host, authorization: `Bearer ${kiosk.token}`, 'content-type': 'application/json' }
  return new Promise((resolve, reject) => {
    const asking = request(`${server.url}/api/v1/devices/own/alive`, { method: 'POST', headers }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    asking.on('error', reject)
    asking.end(JSON.stringify(ALIVE))
  })
}

test('a server that just started prints the code that leads to where the kiosk finds the hall', async () => {
  assert.equal(await alive('hall.local:3000'), 200)
  await server.stop()
  server = await serveOn(database)
  await press(server, { do: 'take', service: 'id-card' }, kiosk.token)
  await until('it is printed', () => printer.papers.length === 1, WITHIN_MS)
  assert.ok(printer.papers[0]?.includes('[code '), printer.papers[0])
})

test('a printer that hangs keeps the program from its end for two seconds, and lets nobody take a number meanwhile', async () => {
  printer.mood.swallows = true
  const { body } = await press(server, { do: 'take', service: 'id-card' }, kiosk.token)
  const { id, number } = body.ticket as { id: string; number: string }
  await until('it has the paper', () => printer.swallowed > 0, WITHIN_MS)
  const since = performance.now()
  const ended = server.stop()
  const closed = () =>
    fetch(`${server.url}/health/live`).then(
      () => false,
      () => true,
    )
  await until('the door is closed', closed, STOP_WITHIN_MS)
  await ended
  const tookMs = performance.now() - since
  assert.ok(tookMs < END_WITHIN_MS, `the end took ${tookMs} ms`)
  const { rows } = await client.query('SELECT state, trouble, sent FROM prints WHERE name = $1', [`${id}.0`])
  assert.deepEqual(rows, [{ state: 'queued', trouble: null, sent: 1 }], 'nobody knows whether it came out')
  const printers = await client.query('SELECT state FROM printers')
  assert.deepEqual(printers.rows, [{ state: 'ready' }], 'the printer is blamed for nothing')
  Object.assign(printer.mood, { swallows: false })
  server = await serveOn(database)
  await until('it is printed', () => printer.papers.length === 2, WITHIN_MS)
  assert.ok(printer.papers[1]?.includes(number) && printer.papers[1].includes('副本'), printer.papers[1])
})

test('what was told on paper is known for thirty days, then it goes; nothing else does', async () => {
  await server.stop()
  const before = (await client.query('SELECT name FROM prints')).rows.map(({ name }) => name)
  await client.query(
    `INSERT INTO prints (hall, name, printer, kind, about, language, copies, state, made_at)
     SELECT 'small', name, 'east', 'notice', '{deed}', 'zh-CN', 0, state, now() - age
     FROM (VALUES ('old', 'printed', interval '30 days 1 minute'), ('old and waiting', 'queued', interval '40 days'),
       ('nearly old', 'printed', interval '29 days 23 hours'), ('young', 'failed', interval '1 minute')) AS p (name, state, age)`,
  )
  server = await serveOn(database)
  const names = async () => (await client.query('SELECT name FROM prints')).rows.map(({ name }) => name).sort()
  await until('the old ones are gone', async () => (await names()).length === before.length + 2, WITHIN_MS)
  assert.deepEqual(await names(), [...before, 'nearly old', 'young'].sort())
})
