// Presses and requests that try to get round a rule: each is refused, and nothing of it stays behind.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import { reopened, type Visit } from '../core/visit.ts'
import { ask, press, signIn } from './support/asking.ts'
import { type HallServer, moveTo, openHallServer } from './support/hall-server.ts'
import { connectTo } from './support/running.ts'
import { smallHall } from './support/small-hall.ts'
import { until } from './support/until.ts'

let server: HallServer
let db: pg.Client
before(async () => {
  server = await openHallServer()
  db = await connectTo(server.connection)
})

test('odd letters are refused or taken, and never a fault inside', async () => {
  const { url, hall, token } = server
  const taken = await press(server, { do: 'take', service: 'id-card' })
  const ticket = (taken.body.ticket as { id: string }).id
  const faults: string[] = []
  const odd = ['\u0000', 'a\u0000b', '\ud800', 'x\udc00y', '\u202e', '__proto__', 'constructor']
  for (const text of odd) {
    const inPath = encodeURIComponent(text.replace(/\p{Surrogate}/gu, '?'))
    const asked: [string, string, unknown][] = [
      ['POST', '/api/v1/session', { user: text, password: text }],
      ['POST', '/api/v1/staff', { user: 'odd', name: `n${text}`, role: 'clerk', password: 'pass-word-long-9' }],
      ['POST', '/api/v1/devices/pair', { code: 'ABCDEF', name: `n${text}`, hall, scope: { kind: 'kiosk' } }],
      ['GET', `/api/v1/devices/${inPath}/token`, undefined],
      ['GET', `/api/v1/tickets/${inPath}`, undefined],
      ['GET', `/api/v1/halls/${inPath}/board`, undefined],
      ['GET', `/api/v1/halls/${inPath}/reports/figures`, undefined],
      ['GET', `/api/v1/halls/${inPath}/staff/names`, undefined],
      ['DELETE', `/api/v1/staff/${inPath}`, undefined],
      ['POST', `/api/v1/halls/${hall}/people/forget`, { ticket: text }],
      ['POST', `/api/v1/halls/${hall}/tickets/${ticket}/contact`, { reason: `r${text}` }],
      [
        'POST',
        `/api/v1/halls/${hall}/commands`,
        { id: `odd-${Math.random()}`.slice(0, 20), do: 'summon', counter: '1', reason: `r${text}` },
      ],
      [
        'POST',
        `/api/v1/halls/${hall}/commands`,
        {
          id: `odd-${Math.random()}`.slice(0, 20),
          do: 'transfer',
          ticket,
          service: 'id-card',
          reason: `r${text}`,
          note: `n${text}`,
        },
      ],
      [
        'POST',
        `/api/v1/halls/${hall}/commands`,
        { id: `odd-${Math.random()}`.slice(0, 20), do: 'reprint', ticket: text },
      ],
      ['POST', `/api/v1/halls`, { [text]: text }],
      ['POST', `/api/v1/hall-file-check`, { hall: text, services: [{ id: text }] }],
      ['PUT', '/api/v1/session/password', { old: text, new: `new-${text}-password` }],
    ]
    for (const [method, path, body] of asked) {
      const headers = path.endsWith('/token') ? { 'x-device-secret': 'x' } : {}
      for (const as of [token, null]) {
        const answer = await ask(url, method, path, { ...(body === undefined ? {} : { body }), token: as, headers })
        if (answer.status >= 500) faults.push(`${method} ${path} ${JSON.stringify(body)}: ${answer.status}`)
      }
    }
    const deleted = await ask(url, 'DELETE', '/api/v1/staff/odd', { token })
    assert.ok(deleted.status < 500)
  }
  assert.deepEqual(faults, [])
})

test('no answer to who is signed in stays in a browser or a proxy', async () => {
  const { url, hall, token } = server
  for (const path of [
    `/halls/${hall}/board?audience=staff`,
    '/staff',
    '/devices',
    `/halls/${hall}/changes`,
    '/session/code',
  ]) {
    const { status, headers } = await ask(url, 'GET', `/api/v1${path}`, { token })
    assert.deepEqual([status, headers.get('cache-control')], [200, 'no-store'], path)
  }
})

test('a hall that another process took out of use refuses every press, and nothing is added to its log', async () => {
  const { db, say, inHall } = await hallOfItsOwn('retired')
  await db.query('UPDATE halls SET retired_at = now() WHERE id = $1', ['retired'])
  const events = async () =>
    (await db.query('SELECT count(*)::int AS n FROM events WHERE hall = $1', ['retired'])).rows[0].n
  const before = await events()
  const late = await Promise.all([say({ do: 'take', service: 'id-card' }), say({ do: 'open', counter: '1' })])
  assert.deepEqual(
    late.map(({ status, body }) => [status, body.code]),
    [
      [409, 'hall_retired'],
      [409, 'hall_retired'],
    ],
  )
  assert.equal(await events(), before)
  // By that it has heard of it too, and shows the hall no more.
  for (const until = performance.now() + 20_000; (await inHall('GET', '/board')).status !== 404; )
    assert.ok(performance.now() < until, 'the hall is still shown')
})

test('a hall in which somebody waits is not taken out of use, whatever this process believes', async () => {
  const { db, say, inHall } = await hallOfItsOwn('believed')
  const { body } = await say({ do: 'take', service: 'id-card' })
  await say({ do: 'cancel', ticket: (body.ticket as { id: string }).id })
  await until('the tables have followed', async () => {
    const { rows } = await db.query(
      `SELECT FROM halls JOIN states_at ON hall = id WHERE id = 'believed' AND states_at.seq = halls.seq`,
    )
    return rows.length === 1
  })
  // As another process left it a moment ago.
  await db.query(`UPDATE tickets SET state = 'waiting' WHERE hall = 'believed'`)
  assert.equal((await inHall('POST', '/retire')).body.code, 'in_use')
  await db.query(`UPDATE tickets SET state = 'cancelled' WHERE hall = 'believed'`)
  assert.equal((await inHall('POST', '/retire')).status, 204)
})

test('changes to accounts reach the logs of the halls in use, however many a hall out of use has left behind', async () => {
  const { db } = await hallOfItsOwn('heaped')
  await db.query(
    `INSERT INTO staff_changes (hall, body, by) SELECT 'heaped', '{"what":"staff","id":"x","before":null,"after":null}', NULL
     FROM generate_series(1, 120) n`,
  )
  await db.query(`UPDATE halls SET retired_at = now() WHERE id = 'heaped'`)
  const { url, token, hall } = server
  await ask(url, 'POST', '/api/v1/staff', {
    token,
    body: { user: 'newly', name: 'N', role: 'clerk', hall, password: 'pass-word-long-9' },
  })
  const { rowCount } = await db.query(`SELECT FROM events WHERE hall = $1 AND body->'change'->>'id' = 'newly'`, [hall])
  assert.equal(rowCount, 1)
})

test('who manages no more makes no account, even while their session is still believed', async () => {
  const { url, token } = server
  const made = { name: 'M', role: 'manager', password: 'pass-word-long-9' }
  await ask(url, 'POST', '/api/v1/staff', { token, body: { ...made, user: 'formerly' } })
  const own = await signIn(url, 'formerly', made.password)
  assert.equal((await ask(url, 'GET', '/api/v1/staff', { token: own })).status, 200)
  // As another process does it; this one asks again within five seconds.
  await db.query(`UPDATE staff SET role = 'clerk' WHERE name_of_user = 'formerly'`)
  const { body } = await ask(url, 'POST', '/api/v1/staff', { token: own, body: { ...made, user: 'friend' } })
  assert.equal(body.code, 'forbidden')
})

test('a joint visit called at another counter is held there; of two steps of one service only the last is taken back', async () => {
  const { say } = await hallOfItsOwn('joint')
  await say({ do: 'open', counter: '1' })
  await say({ do: 'open', counter: '2' })
  const { body } = await say({ do: 'take', service: 'id-card', services: ['passport'], joint: true })
  const { id: ticket } = body.ticket as { id: string }
  await say({ do: 'call-next', counter: '1' })
  await say({ do: 'serve', ticket })
  await say({ do: 'park', ticket })
  await say({ do: 'call', ticket, counter: '2', reason: 'back with the paper' })
  const { body: served } = await say({ do: 'serve', ticket })
  const { visit } = served.ticket as { visit: Visit }
  assert.deepEqual(
    visit.steps.map(({ state, counter }) => [state, counter]),
    [
      ['now', '2'],
      ['now', null],
    ],
  )
  const done = (at: number) => ({
    service: 'deed',
    state: 'done' as const,
    counter: '3',
    staff: 'a',
    since: 0,
    doneAt: at,
  })
  const steps = [done(5), done(9)]
  const back = reopened({ joint: false, steps }, steps[1] ?? done(9))
  assert.deepEqual(
    back.steps.map((one) => one.doneAt),
    [5, null],
  )
})

test('who missed their call does not come back to a service that the hall gave up', async () => {
  const { say, inHall } = await hallOfItsOwn('given-up')
  await say({ do: 'open', counter: '2' })
  const { body } = await say({ do: 'take', service: 'passport' })
  const { id: ticket } = body.ticket as { id: string }
  await say({ do: 'call-next', counter: '2' })
  await say({ do: 'miss', ticket })
  const file = smallHall({ hall: 'given-up' })
  const without = {
    ...file,
    services: file.services.filter(({ id }) => id !== 'passport'),
    counters: file.counters.map((one) => ({
      ...one,
      serves: one.serves.filter(({ service }) => service !== 'passport'),
    })),
  }
  assert.equal((await inHall('PUT', '/file', without)).status, 200)
  assert.equal((await say({ do: 'resume', ticket })).body.code, 'no_such_service')
  assert.equal((await say({ do: 'undo', ticket })).body.code, 'no_such_service')
})

test('help-out that the rules demand is no fault: one has waited long, another of that line goes first by priority', async () => {
  const { say, inHall } = await hallOfItsOwn('helping')
  const at = (time: string) => moveTo(server, `2026-11-24T${time}:00+08:00`)
  await say({ do: 'open', counter: '3' })
  await at('09:10')
  await say({ do: 'take', service: 'id-card' })
  await at('09:15')
  await say({ do: 'take', service: 'deed' })
  await at('09:39')
  const { body } = await say({ do: 'take', service: 'id-card', priority: { class: 'senior', reason: 'seen' } })
  await at('09:41')
  const { body: called } = await say({ do: 'call-next', counter: '3' })
  assert.equal((called.ticket as { id: string }).id, (body.ticket as { id: string }).id)
  assert.deepEqual((await inHall('GET', '/reports/fairness')).body.faults, [])
})

test('what people gave goes when its time is over, in a hall out of use too', async () => {
  const { db, say, inHall } = await hallOfItsOwn('left')
  const { body } = await say({ do: 'take', service: 'id-card', phone: '13800007777' })
  await say({ do: 'cancel', ticket: (body.ticket as { id: string }).id })
  assert.equal((await inHall('POST', '/retire')).status, 204)
  const kept = async () => (await db.query(`SELECT count(*)::int AS n FROM people_data WHERE hall = 'left'`)).rows[0].n
  assert.equal(await kept(), 1)
  await moveTo(server, '2026-12-26T09:00:00+08:00')
  for (const until = performance.now() + 30_000; (await kept()) > 0; ) {
    assert.ok(performance.now() < until, 'the number is still there')
    await delay(20)
  }
})

async function hallOfItsOwn(hall: string) {
  const { url, token } = server
  const made = await ask(url, 'POST', '/api/v1/halls', { body: smallHall({ hall }), token })
  assert.equal(made.status, 201)
  return {
    db,
    say: (command: Record<string, unknown>) => press({ url, hall }, command, token),
    inHall: (method: string, path: string, body?: unknown) =>
      ask(url, method, `/api/v1/halls/${hall}${path}`, {
        token,
        ...(body === undefined ? {} : { body }),
        headers: method === 'PUT' ? { 'if-match': '*' } : {},
      }),
  }
}
