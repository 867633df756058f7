// Requests that mean no good, or are merely broken: each gets its problem, in time, and nothing else happens.
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { before, test } from 'node:test'
import { type Answer, ask, press, signIn } from './support/asking.ts'
import { bigHall } from './support/big-hall.ts'
import { devicesOf } from './support/devices.ts'
import { ADMIN_PASSWORD, type HallServer, openHallServer } from './support/hall-server.ts'
import { hallFileOf } from './support/program.ts'

const BODY_MOST = 64 * 1024
const CUT_WITHIN_MS = 12_500
const COMMANDS_A_MINUTE = 60
const SIGN_INS_A_MINUTE = 20

let server: HallServer
let path: string
before(async () => {
  server = await openHallServer()
  path = `/api/v1/halls/${server.hall}/commands`
})

function isProblem({ status, body, headers }: Answer, wanted: number, code: string, what: string): void {
  assert.equal(status, wanted, `${what}: ${JSON.stringify(body)}`)
  assert.equal(body.code, code, `${what}: ${JSON.stringify(body)}`)
  assert.equal(body.status, wanted, what)
  assert.match(headers.get('content-type') ?? '', /^application\/problem\+json/, what)
}

const GOOD = { id: 'a-good-press', do: 'take', service: 'id-card' }

test('what is not a command is refused with the field that is wrong', async () => {
  const bad: [unknown, string | null][] = [
    ['{"id": ', null],
    ['', null],
    ['null', null],
    ['[]', null],
    ['"take"', null],
    [{ ...GOOD, id: 'x'.repeat(65) }, 'id'],
    [{ ...GOOD, id: 'short' }, 'id'],
    [{ ...GOOD, id: 'with\u0000zero' }, 'id'],
    [{ ...GOOD, id: 'with\nnewline' }, 'id'],
    [{ ...GOOD, id: '一二三四五六七八' }, 'id'],
    [{ ...GOOD, id: 12345678 }, 'id'],
    [{ ...GOOD, do: 'close-ticket' }, null],
    [{ ...GOOD, do: 'configure' }, null],
    [{ ...GOOD, do: 'start-day' }, null],
    [{ ...GOOD, do: '__proto__' }, null],
    [{ ...GOOD, do: 'constructor' }, null],
    [{ ...GOOD, do: ['take'] }, null],
    [{ ...GOOD, service: '__proto__' }, 'service'],
    [{ ...GOOD, service: '../../etc' }, 'service'],
    [{ ...GOOD, phone: 'call me' }, 'phone'],
    [{ ...GOOD, more: 1 }, 'more'],
    [{ ...GOOD, priority: { class: 'senior' } }, 'priority.reason'],
    ['{"id":"a-good-press","do":"take","service":"id-card","__proto__":{"role":"manager"}}', null],
    ['{"id":"a-good-press","do":"take","service":"id-card","constructor":{"prototype":{}}}', null],
  ]
  for (const [body, field] of bad) {
    const answer = await ask(server.url, 'POST', path, { body, headers: { 'content-type': 'application/json' } })
    isProblem(answer, 400, 'malformed', JSON.stringify(body))
    if (field !== null) assert.equal(answer.body.field, field, JSON.stringify(answer.body))
  }
  assert.equal(({} as { role?: string }).role, undefined)
  const { body } = await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/board`)
  assert.equal(body.seq, 1, 'something happened')
})

test('ids that nothing has are answered as such', async () => {
  isProblem(await press(server, { do: 'take', service: 'constructor' }), 409, 'no_such_service', 'service')
  isProblem(await press(server, { do: 'open', counter: 'toString' }, server.token), 409, 'no_such_counter', 'counter')
  isProblem(await press(server, { do: 'serve', ticket: '__proto__' }, server.token), 409, 'no_such_ticket', 'ticket')
  const nowhere = await ask(server.url, 'POST', '/api/v1/halls/__proto__/commands', { body: GOOD })
  isProblem(nowhere, 404, 'no_such_hall', 'hall')
  for (const address of [
    '/api/v1/halls/nowhere',
    '/api/v1/halls/nowhere/board',
    '/api/v1/tickets/constructor',
    '/api/v1/tickets/AAAAAAAAAAAAAAAAAAAAAAAAAAA',
    '/api/v1/nothing',
    '/api/v2',
    '/%00',
    '/..%2f..%2fetc%2fpasswd',
    '/assets/../../package.json',
  ])
    assert.equal((await ask(server.url, 'GET', address)).status, 404, address)
  for (const address of ['/%', '/api/v1/halls/%ff'])
    assert.ok([400, 404].includes((await ask(server.url, 'GET', address)).status), address)
})

test('too much, of the wrong kind, or by the wrong method', async () => {
  const big = { ...GOOD, language: 'x'.repeat(BODY_MOST) }
  isProblem(await ask(server.url, 'POST', path, { body: big }), 413, 'too_large', 'body')
  const headers = { 'content-type': 'text/plain' }
  isProblem(await ask(server.url, 'POST', path, { body: JSON.stringify(GOOD), headers }), 415, 'not_json', 'kind')
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  isProblem(await ask(server.url, 'POST', path, { body: 'do=take', headers: form }), 415, 'not_json', 'form')
  for (const method of ['GET', 'PUT', 'DELETE', 'PATCH'])
    assert.equal((await ask(server.url, method, path)).status, 404, method)
})

test('a body that comes by drops, or never, is cut in time', async () => {
  const head = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n`
  const cut = await Promise.all([
    untilCut(head, ' '),
    untilCut(head, ''),
    untilCut('POST / HTTP/1.1\r\nHost: localhost\r\n', 'X-A: b\r\n'),
  ])
  for (const ms of cut) assert.ok(ms < CUT_WITHIN_MS, `cut after ${ms} ms`)
})

/** Sends the beginning, then a drop a second; resolves with the milliseconds until the server hangs up. */
function untilCut(beginning: string, drop: string): Promise<number> {
  const since = performance.now()
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    socket.write(beginning)
    const dripping = setInterval(() => {
      if (performance.now() - since > 2 * CUT_WITHIN_MS) socket.destroy()
      else if (drop !== '') socket.write(drop)
    }, 1_000)
    socket.on('data', () => {})
    socket.on('error', () => {})
    socket.on('close', () => {
      clearInterval(dripping)
      resolve(performance.now() - since)
    })
  })
}

test('whoever may not is told so: 401 to strangers, 403 to the wrong role', async () => {
  const staff = async (role: string) => {
    const body = { user: role, name: role, role, password: ADMIN_PASSWORD, hall: server.hall }
    assert.equal((await ask(server.url, 'POST', '/api/v1/staff', { body, token: server.token })).status, 201)
    return signIn(server.url, role, ADMIN_PASSWORD)
  }
  const [clerk, host, inspector] = [await staff('clerk'), await staff('host'), await staff('inspector')]
  const { body } = await press(server, { do: 'take', service: 'id-card' })
  const { id: ticket, key } = body.ticket as { id: string; key: string }
  const clerks = [
    { do: 'open', counter: '1' },
    { do: 'pause', counter: '1' },
    { do: 'close', counter: '1' },
    { do: 'call-next', counter: '1' },
    { do: 'recall', ticket },
    { do: 'serve', ticket },
    { do: 'finish', ticket },
    { do: 'miss', ticket },
  ]
  for (const command of clerks) {
    isProblem(await press(server, command), 401, 'unauthorized', `stranger ${command.do}`)
    for (const token of [host, inspector]) isProblem(await press(server, command, token), 403, 'forbidden', command.do)
  }
  isProblem(await press(server, { do: 'cancel', ticket }), 401, 'unauthorized', 'a guessed id is no key')
  isProblem(await press(server, { do: 'cancel', ticket: `${key.slice(0, -1)}_` }), 401, 'unauthorized', 'a guessed key')
  isProblem(await press(server, { do: 'cancel', ticket }, clerk), 403, 'forbidden', 'a clerk does not cancel')
  const priority = { class: 'senior', reason: 'age' }
  isProblem(await press(server, { do: 'take', service: 'id-card', priority }), 401, 'unauthorized', 'priority')
  for (const [method, address] of [
    ['GET', `/api/v1/halls/${server.hall}/events`],
    ['GET', `/api/v1/halls/${server.hall}/file`],
    ['GET', '/api/v1/staff'],
    ['PUT', '/api/v1/clock'],
  ] as const) {
    const sent = method === 'PUT' ? { body: { now: '2026-11-24T10:00:00+08:00' } } : {}
    isProblem(await ask(server.url, method, address, sent), 401, 'unauthorized', address)
    isProblem(await ask(server.url, method, address, { ...sent, token: clerk }), 403, 'forbidden', address)
  }
  isProblem(await ask(server.url, 'GET', '/api/v1/halls', { token: 'made-up' }), 401, 'unauthorized', 'a false token')
  assert.equal((await press(server, { do: 'open', counter: '1' }, clerk)).status, 200)
})

test('a cookie does not press for a page of another site', async () => {
  const body = { user: 'admin', password: ADMIN_PASSWORD }
  const { headers } = await ask(server.url, 'POST', '/api/v1/session', { body })
  const set = headers.get('set-cookie') ?? ''
  assert.match(set, /HttpOnly/)
  assert.match(set, /SameSite=Strict/)
  const cookie = set.split(';')[0] ?? ''
  const open = { id: 'pressed-with-a-cookie', do: 'open', counter: '2' }
  for (const origin of ['https://elsewhere.example', 'null'])
    isProblem(
      await ask(server.url, 'POST', path, { body: open, headers: { cookie, origin } }),
      403,
      'forbidden',
      origin,
    )
  const own = await ask(server.url, 'POST', path, { body: open, headers: { cookie, origin: server.url } })
  assert.equal(own.status, 200, JSON.stringify(own.body))
})

test('sixty presses a minute from one address where devices are paired; staff press on', async () => {
  const file = bigHall(({ policy }) => {
    policy.devices = 'paired'
  })
  const hall = await openHallServer({ HALL_FILE: hallFileOf(file), CLOCK: 'system' })
  const statuses: number[] = []
  // A machine with much else to do turns the public away for a moment; that counts for nobody.
  const insist = async (again: () => Promise<Answer>): Promise<Answer> => {
    for (;;) {
      const answer = await again()
      if (answer.status !== 503) return answer
    }
  }
  const take = () => insist(() => press(hall, { do: 'take', service: 's0' }))
  for (let n = 0; n < COMMANDS_A_MINUTE + 10; n++) statuses.push((await take()).status)
  assert.deepEqual(statuses.slice(COMMANDS_A_MINUTE), Array(10).fill(429))
  assert.ok(!statuses.slice(0, COMMANDS_A_MINUTE).includes(429))
  const late = await take()
  isProblem(late, 429, 'too_many', 'the sixty-first')
  assert.ok(Number(late.headers.get('retry-after')) > 0)
  assert.notEqual((await press(hall, { do: 'open', counter: '1' }, hall.token)).status, 429)
  // Every sound that is asked for looks into the database; a hall's screens stand behind the same address.
  const sound = `/api/v1/halls/${hall.hall}/voice/1/en`
  const asked = async (token: string | null) => (await insist(() => ask(hall.url, 'GET', sound, { token }))).status
  const sounds: number[] = []
  for (let n = 0; n <= COMMANDS_A_MINUTE; n++) sounds.push(await asked(null))
  assert.deepEqual([sounds[0], sounds.at(-2), sounds.at(-1)], [404, 404, 429])
  const lobby = await devicesOf(hall).pairedDevice({ scope: { kind: 'lobby' } })
  for (let n = 0; n <= COMMANDS_A_MINUTE; n++) assert.equal(await asked(lobby.token), 404)
})

test('passwords cannot be tried without end', async () => {
  const statuses: number[] = []
  for (let n = 0; n <= SIGN_INS_A_MINUTE; n++)
    statuses.push(
      (await ask(server.url, 'POST', '/api/v1/session', { body: { user: 'admin', password: `guess ${n}` } })).status,
    )
  assert.ok(statuses.includes(401))
  assert.equal(statuses.at(-1), 429)
})
