// The people who work here: accounts and what becomes of them, sessions, passwords, codes from a phone.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { TOTP } from 'otpauth'
import pg from 'pg'
import decodeQr from 'qr/decode.js'
import { readConfig } from '../server/config.ts'
import { madeUpPassword, passwordFault } from '../server/passwords.ts'
import { openThrottle } from '../server/throttle.ts'
import { type Answer, ask, signIn } from './support/asking.ts'
import { ADMIN_PASSWORD, type HallServer, openHallServer } from './support/hall-server.ts'
import { svgToPixels } from './support/svg.ts'

const PASSWORD = 'a-password-of-the-test'
const CODE_S = 30

let server: HallServer
before(async () => {
  server = await openHallServer({ LIMIT_SIGN_INS: '100000' })
})

const as = (token: string | null, method: string, path: string, body?: unknown, headers = {}): Promise<Answer> =>
  ask(server.url, method, `/api/v1${path}`, { token, headers, ...(body === undefined ? {} : { body }) })
const manager = (method: string, path: string, body?: unknown, headers = {}) =>
  as(server.token, method, path, body, headers)

async function newPerson(user: string, role = 'clerk', hall: string | null = server.hall): Promise<string> {
  const added = await manager('POST', '/staff', { user, name: `${user} 姓名`, role, hall, password: PASSWORD })
  assert.equal(added.status, 201, JSON.stringify(added.body))
  return signIn(server.url, user, PASSWORD)
}

interface Managed {
  user: string
  version: number
  active: boolean
  role: string
  mustChange: boolean
  hasCode: boolean
}

async function find(user: string): Promise<Managed | undefined> {
  const { body } = await manager('GET', '/staff')
  return (body.staff as Managed[]).find((one) => one.user === user)
}

test('an account is changed; the second of two who edit it is told; disabled, its sessions end at once', async () => {
  const token = await newPerson('li')
  const { version = 0 } = (await find('li')) ?? {}
  const first = await manager('PATCH', '/staff/li', { name: '李雷', role: 'host' }, { 'if-match': `"${version}"` })
  assert.equal(first.status, 200)
  const second = await manager('PATCH', '/staff/li', { role: 'inspector' }, { 'if-match': `"${version}"` })
  assert.deepEqual([second.status, second.body.code], [412, 'account_changed'])
  assert.equal((await as(token, 'GET', '/session')).body.role, 'host')
  assert.equal((await manager('PATCH', '/staff/li', { active: false })).status, 200)
  assert.equal((await as(token, 'GET', '/session')).status, 401)
  const shut = await as(null, 'POST', '/session', { user: 'li', password: PASSWORD })
  assert.deepEqual([shut.status, shut.body.code], [401, 'wrong_password'])
  assert.equal((await manager('PATCH', '/staff/li', { active: true })).status, 200)
  assert.notEqual(await signIn(server.url, 'li', PASSWORD), 'undefined')
})

test('nobody takes away their own rights; of two managers who remove each other one stays', async () => {
  const own: [string, string, unknown?][] = [
    ['DELETE', '/staff/admin'],
    ['PATCH', '/staff/admin', { role: 'clerk' }],
    ['PATCH', '/staff/admin', { active: false }],
    ['POST', '/staff/admin/password'],
  ]
  for (const [method, path, body] of own) {
    const answer = await manager(method, path, body)
    assert.deepEqual([answer.status, answer.body.code], [409, 'own_account'], `${method} ${path}`)
  }
  const tokens = [await newPerson('one', 'manager', null), await newPerson('two', 'manager', null)]
  const answers = await Promise.all([
    as(tokens[0] ?? '', 'PATCH', '/staff/two', { role: 'clerk' }),
    as(tokens[1] ?? '', 'PATCH', '/staff/one', { role: 'clerk' }),
  ])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 403])
  for (const user of ['one', 'two']) await manager('DELETE', `/staff/${user}`)
})

test('every change of rights is in the hall’s log, with ids and no names', async () => {
  await newPerson('zhao')
  await manager('PATCH', '/staff/zhao', { name: '赵敏' })
  await manager('PATCH', '/staff/zhao', { role: 'host' })
  await manager('PATCH', '/staff/zhao', { active: false })
  await manager('POST', '/staff/zhao/password')
  await manager('DELETE', '/staff/zhao')
  const { body } = await manager('GET', `/halls/${server.hall}/events?records=true`)
  const events = (body.events as { type: string; record: string }[]).filter(({ record }) => record.includes('zhao'))
  assert.deepEqual(
    events.map(({ record }) => (JSON.parse(record) as { type: string }).type),
    Array.from({ length: 5 }, () => 'staff-changed'),
  )
  const changes = events.map(
    ({ record }) => (JSON.parse(record) as { change: { before: unknown; after: unknown } }).change,
  )
  const rights = { role: 'clerk', hall: server.hall, active: true }
  assert.deepEqual(changes[0], { what: 'staff', id: 'zhao', before: null, after: rights })
  assert.deepEqual(changes[1], { what: 'staff', id: 'zhao', before: rights, after: { ...rights, role: 'host' } })
  const gone = { ...rights, role: 'host', active: false }
  assert.deepEqual(changes[3], { what: 'staff', id: 'zhao', before: gone, after: { ...gone, did: 'password' } })
  assert.equal(changes[4]?.after, null)
  assert.doesNotMatch(JSON.stringify(events), /姓名|赵敏/)
})

test('a change that was made just before a fall is in the log after it', async () => {
  const client = new pg.Client(server.connection)
  await client.connect()
  const change = JSON.stringify({ what: 'staff', id: 'fallen', before: null, after: null })
  await client.query('INSERT INTO staff_changes (hall, body, by) VALUES ($1, $2, $3)', [server.hall, change, 'admin'])
  await newPerson('next')
  const { rows } = await client.query('SELECT count(*)::int AS left FROM staff_changes')
  await client.end()
  assert.equal(rows[0].left, 0)
  const { body } = await manager('GET', `/halls/${server.hall}/events?records=true`)
  assert.match(JSON.stringify(body), /fallen/)
})

test('a made-up password is good for one thing: to be changed', async () => {
  const added = await manager('POST', '/staff', { user: 'sun', name: '孙', role: 'manager', hall: null })
  const made = String(added.body.password)
  const token = await signIn(server.url, 'sun', made)
  for (const [method, path] of [
    ['GET', '/staff'],
    ['GET', '/sessions'],
    ['GET', `/halls/${server.hall}/events`],
  ] as const) {
    const answer = await as(token, method, path)
    assert.deepEqual([answer.status, answer.body.code], [403, 'password_change_needed'], path)
  }
  const press = { id: 'a-press-too-early', do: 'open', counter: '3' }
  assert.equal((await as(token, 'POST', `/halls/${server.hall}/commands`, press)).status, 401)
  assert.equal((await as(token, 'GET', '/session')).body.mustChange, true)
  const other = await signIn(server.url, 'sun', made)
  assert.equal((await as(token, 'PUT', '/session/password', { old: made, new: PASSWORD })).status, 204)
  assert.equal((await as(token, 'GET', '/staff')).status, 200)
  assert.equal((await as(other, 'GET', '/session')).status, 401, 'other sessions end')
  const reset = await manager('POST', '/staff/sun/password')
  assert.equal((await as(token, 'GET', '/session')).status, 401)
  assert.equal(await signIn(server.url, 'sun', PASSWORD), 'undefined')
  assert.notEqual(await signIn(server.url, 'sun', String(reset.body.password)), 'undefined')
  await manager('DELETE', '/staff/sun')
})

test('passwords that are tried first are refused, by the field', async () => {
  const token = await newPerson('zhou.yi')
  const refused: [string, number, string][] = [
    ['short', 400, 'malformed'],
    ['12345678', 400, 'password_common'],
    ['Password123!', 400, 'password_common'],
    ['88888888', 400, 'password_common'],
    ['Zhou.Yi2026', 400, 'password_is_user'],
    [PASSWORD, 400, 'password_same'],
  ]
  for (const [chosen, status, code] of refused) {
    const { status: got, body } = await as(token, 'PUT', '/session/password', { old: PASSWORD, new: chosen })
    assert.deepEqual([got, body.code, body.field], [status, code, 'new'], chosen)
  }
  const wrong = await as(token, 'PUT', '/session/password', { old: 'not this one', new: 'another good one' })
  assert.deepEqual([wrong.status, wrong.body.code, wrong.body.field], [403, 'wrong_password', 'old'])
  const added = await manager('POST', '/staff', { user: 'wu', name: 'Wu', role: 'clerk', password: 'qwertyuiop' })
  assert.deepEqual([added.status, added.body.field], [400, 'password'])
  for (let n = 0; n < 50; n++) assert.equal(passwordFault(madeUpPassword(), 'admin'), null)
  assert.throws(() => readConfig({ ADMIN_PASSWORD: 'seven77' }), /ADMIN_PASSWORD must have 8 to 200 characters/)
})

test('sessions are listed, with where they come from, and ended one by one or all', async () => {
  await newPerson('qian')
  const from = {
    'x-forwarded-for': '10.9.8.7',
    'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36',
  }
  const one = await as(null, 'POST', '/session', { user: 'qian', password: PASSWORD }, from)
  const token = String(one.body.token)
  const list = async (of: string, path = '/sessions') =>
    (await as(of, 'GET', path)).body.sessions as { id: string; user: string; own: boolean; [field: string]: unknown }[]
  const mine = await list(token)
  assert.equal(mine.length, 2)
  const own = mine.find((each) => each.own)
  assert.deepEqual([own?.address, own?.browser, own?.user], ['10.9.8.7', 'Chrome · Windows', 'qian'])
  const other = mine.find((each) => !each.own)
  const stranger = await newPerson('feng')
  assert.equal((await as(stranger, 'DELETE', `/sessions/${other?.id}`)).status, 404)
  assert.equal((await as(token, 'DELETE', `/sessions/${other?.id}`)).status, 204)
  assert.equal((await list(token)).length, 1)
  const third = await signIn(server.url, 'qian', PASSWORD)
  assert.equal((await as(token, 'DELETE', '/sessions')).status, 204)
  assert.equal((await as(third, 'GET', '/session')).status, 401)
  assert.ok((await list(server.token, '/staff/sessions')).some(({ user }) => user === 'qian'))
  const fourth = await signIn(server.url, 'qian', PASSWORD)
  const newest = (await list(fourth)).find((each) => each.own)
  assert.equal((await manager('DELETE', `/staff/sessions/${newest?.id}`)).status, 204)
  assert.equal((await as(fourth, 'GET', '/session')).status, 401)
  assert.equal((await manager('DELETE', '/staff/qian/sessions')).status, 204)
  assert.equal((await as(token, 'GET', '/session')).status, 401)
})

test('who asks nothing for two hours is signed out, and the row goes', async () => {
  const token = await newPerson('idle')
  const client = new pg.Client(server.connection)
  await client.connect()
  await client.query("UPDATE sessions SET seen_at = now() - interval '121 minutes' WHERE name_of_user = 'idle'")
  // Whatever ends a session lets nothing be believed that was read before.
  await as(await newPerson('awake'), 'DELETE', '/sessions')
  assert.equal((await as(token, 'GET', '/session')).status, 401)
  await client.end()
})

test('codes: on by showing one, asked for, each good once; recovery codes; off', async () => {
  const token = await newPerson('zheng', 'manager')
  assert.equal((await as(token, 'POST', '/session/code', { password: 'not this one' })).body.field, 'password')
  const begun = await as(token, 'POST', '/session/code', { password: PASSWORD })
  const { secret, uri, qr } = begun.body as { secret: string; uri: string; qr: string }
  assert.equal(decodeQr(svgToPixels(qr)), uri)
  const at = (periods: number) => new TOTP({ secret }).generate({ timestamp: Date.now() + periods * CODE_S * 1_000 })
  const signedIn = (code?: string) =>
    as(null, 'POST', '/session', { user: 'zheng', password: PASSWORD, ...(code === undefined ? {} : { code }) })
  assert.equal((await signedIn()).status, 200, 'not asked for before it was shown once')
  assert.equal((await as(token, 'PUT', '/session/code', { code: at(-100) })).body.code, 'wrong_code')
  const shown = at(-1)
  const { recoveryCodes } = (await as(token, 'PUT', '/session/code', { code: shown })).body as {
    recoveryCodes: string[]
  }
  assert.equal(new Set(recoveryCodes).size, 10)
  assert.deepEqual([(await signedIn()).status, (await signedIn()).body.code], [401, 'code_needed'])
  assert.equal((await signedIn(shown)).body.code, 'wrong_code', 'each code once')
  const next = at(0)
  const together = await Promise.all([signedIn(next), signedIn(next)])
  assert.deepEqual(together.map(({ status }) => status).sort(), [200, 401])
  const [first = '', second = ''] = recoveryCodes
  assert.equal((await signedIn(first.toUpperCase().replaceAll('-', ' '))).status, 200)
  assert.equal((await signedIn(first)).status, 401)
  assert.deepEqual((await as(token, 'GET', '/session/code')).body, { on: true, recoveryCodes: 9 })
  const client = new pg.Client(server.connection)
  await client.connect()
  const { rows } = await client.query<{ kept: Buffer }>(
    "SELECT code_secret AS kept FROM staff WHERE name_of_user = 'zheng'",
  )
  await client.end()
  assert.ok(!rows[0]?.kept.includes(Buffer.from(new TOTP({ secret }).secret.bytes)), 'the secret lies open')
  const off = await as(token, 'POST', '/session/code/off', { password: PASSWORD, code: second })
  assert.equal(off.status, 204)
  assert.equal((await signedIn()).status, 200)
})

test('a manager switches off the codes of somebody whose phone is gone', async () => {
  const token = await newPerson('wang', 'manager')
  const { secret } = (await as(token, 'POST', '/session/code', { password: PASSWORD })).body as { secret: string }
  await as(token, 'PUT', '/session/code', { code: new TOTP({ secret }).generate() })
  assert.equal((await find('wang'))?.hasCode, true)
  assert.equal((await manager('DELETE', '/staff/wang/code')).status, 204)
  assert.notEqual(await signIn(server.url, 'wang', PASSWORD), 'undefined')
})

test('guessing gets slower by account and by address; a known address is not kept out by strangers', () => {
  let now = 0
  const throttle = openThrottle(20, () => now)
  throttle.begin('li', 'desk')
  throttle.right('li', 'desk')
  const waits: number[] = []
  for (let n = 0; n < 40; n++) {
    const wait = throttle.begin('li', `10.0.0.${n}`)
    waits.push(wait)
    now += wait * 1_000
  }
  assert.deepEqual(waits.slice(0, 8), Array(8).fill(0))
  assert.ok(Math.max(...waits) >= 512 && Math.max(...waits) <= 900, `${waits}`)
  assert.ok(throttle.begin('li', '10.0.0.99') > 0)
  assert.equal(throttle.begin('li', 'desk'), 0)
  for (let n = 0; n < 30; n++) throttle.begin(`user${n}`, 'one address')
  assert.ok(throttle.begin('somebody', 'one address') > 0)
  now += 31 * 60_000
  assert.equal(throttle.begin('li', '10.0.0.99'), 0)
})

test('who has to wait is told for how long, known user or not', async () => {
  const strict = await openHallServer()
  for (const user of ['admin', 'nobody-of-this-name']) {
    let last: Answer | undefined
    for (let n = 0; n < 9; n++)
      last = await ask(strict.url, 'POST', '/api/v1/session', { body: { user, password: `guess ${n}` } })
    assert.equal(last?.status, 429, user)
    assert.ok(Number(last?.headers.get('retry-after')) > 0, user)
    assert.equal(typeof last?.body.retryAfterSeconds, 'number')
  }
  assert.notEqual(ADMIN_PASSWORD, '')
})

test('names are for the people of the hall', async () => {
  const token = await newPerson('he')
  const { body } = await as(token, 'GET', `/halls/${server.hall}/staff/names`)
  assert.equal((body.names as Record<string, string>).he, 'he 姓名')
})
