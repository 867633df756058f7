// Kiosks and screens: paired by the code they show, doing what they were paired for and nothing else, gone when revoked.
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { io, type Socket } from 'socket.io-client'
import { type Answer, ask, press, signIn } from './support/asking.ts'
import { ADMIN_PASSWORD, type HallServer, openHallServer } from './support/hall-server.ts'
import { serveOn, until } from './support/processes.ts'

const WITHIN_MS = 15_000

let server: HallServer
let other: HallServer
const sockets: Socket[] = []

before(async () => {
  const env = { LIMIT_PAIRINGS: '1000', LIMIT_DEVICE_REQUESTS: '1000' }
  server = await openHallServer(env)
  const { body: file } = await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/file`, { token: server.token })
  const second = { ...file, hall: 'second' }
  const made = await ask(server.url, 'PUT', '/api/v1/halls/second/file', { body: second, token: server.token })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  other = await serveOn(server.connection.connectionString, env)
})
after(() => {
  for (const socket of sockets) socket.disconnect()
})

interface Asked {
  id: string
  code: string
  secret: string
}

async function askForCode(kind = 'kiosk', url = server.url): Promise<Asked> {
  const { status, body } = await ask(url, 'POST', '/api/v1/devices', { body: { kind } })
  assert.equal(status, 201, JSON.stringify(body))
  return body as unknown as Asked
}

function fetchToken({ id, secret }: Asked, url = server.url): Promise<Answer> {
  return ask(url, 'GET', `/api/v1/devices/${id}/token`, { headers: { 'x-device-secret': secret } })
}

const cookieIn = (answer: Answer) => answer.headers.get('set-cookie')?.match(/tingxu_device=([^;]*)/)?.[1] ?? ''

function pair(code: string, change: object = {}, token: string | null = server.token): Promise<Answer> {
  const body = { code, name: '东门取号机', hall: server.hall, scope: { kind: 'kiosk' }, ...change }
  return ask(server.url, 'POST', '/api/v1/devices/pair', { body, token })
}

async function pairedDevice(change: object = {}): Promise<{ id: string; token: string; asked: Asked }> {
  const asked = await askForCode()
  const { status, body } = await pair(asked.code, change)
  assert.equal(status, 201, JSON.stringify(body))
  return { id: asked.id, token: cookieIn(await fetchToken(asked)), asked }
}

const revoke = (id: string, token = server.token) => ask(server.url, 'DELETE', `/api/v1/devices/${id}`, { token })
const own = (token: string, url = server.url) => ask(url, 'GET', '/api/v1/devices/own', { token })
const take = (token: string | null, change: object = {}, hall = server.hall) =>
  press({ url: server.url, hall }, { do: 'take', service: 'id-card', ...change }, token)

async function eventOf(seq: unknown, hall = server.hall): Promise<Record<string, unknown>> {
  const { body } = await ask(server.url, 'GET', `/api/v1/halls/${hall}/events?after=${Number(seq) - 1}&records=true`, {
    token: server.token,
  })
  const [event] = body.events as { record: string }[]
  return JSON.parse(event?.record ?? '{}')
}

async function lastChange(): Promise<Record<string, unknown>> {
  const seq = server.serving.halls.get(server.hall)?.board.seq
  return eventOf(seq)
}

const alive = { version: '0', page: '/kiosk', upSeconds: 5, screen: { width: 1080, height: 1920 } }

test('a code typed by a manager makes a kiosk: it presses as one, grants a priority, and the log names it', async () => {
  const asked = await askForCode()
  assert.match(asked.code, /^[A-HJ-NPR-Z2-9]{6}$/)
  assert.deepEqual((await fetchToken(asked)).body, { paired: false })
  // People read it out in groups, and type it as they like.
  const typed = ` ${asked.code.slice(0, 3).toLowerCase()} ${asked.code.slice(3)}`
  const paired = await pair(typed)
  assert.equal(paired.status, 201)
  const { type, by, change } = await lastChange()
  assert.deepEqual({ type, by }, { type: 'device-changed', by: { role: 'manager', staff: 'admin' } })
  const rights = { kind: 'kiosk', name: '东门取号机', zone: null, counter: null }
  assert.deepEqual(change, { what: 'device', id: asked.id, before: null, after: rights })
  const answer = await fetchToken(asked)
  const cookie = answer.headers.get('set-cookie') ?? ''
  assert.match(cookie, /HttpOnly/)
  assert.match(cookie, /SameSite=Strict/)
  assert.ok(!JSON.stringify(answer.body).includes(cookieIn(answer)), 'the token is in the cookie alone')
  const taken = await take(cookieIn(answer), { priority: { class: 'senior', reason: 'asked for at the kiosk' } })
  assert.equal(taken.status, 200, JSON.stringify(taken.body))
  assert.deepEqual((await eventOf(taken.body.seq)).by, { role: 'kiosk', staff: null, device: asked.id })
  assert.equal((await take(null, { priority: { class: 'senior', reason: 'x' } })).status, 401)
})

test('the token may be fetched again while it was not used, and never afterwards; a code works once', async () => {
  const asked = await askForCode()
  await pair(asked.code)
  const lost = cookieIn(await fetchToken(asked))
  const kept = cookieIn(await fetchToken(asked))
  assert.equal((await own(lost)).status, 401)
  assert.equal((await own(kept)).status, 200)
  await until('the secret is forgotten', async () => (await fetchToken(asked)).status === 404, WITHIN_MS)
  assert.equal((await own(kept)).status, 200)
  assert.equal((await pair(asked.code)).body.code, 'no_such_code')
})

test('two managers type one code at once: one of them pairs it', async () => {
  const { code } = await askForCode()
  const answers = await Promise.all([1, 2, 3, 4].map(() => pair(code)))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 404, 404, 404])
})

test('a code lapses after ten minutes, and with it what asked for it', async () => {
  const asked = await askForCode()
  const client = new pg.Client(server.connection)
  await client.connect()
  await client.query("UPDATE device_requests SET asked_at = now() - interval '11 minutes' WHERE id = $1", [asked.id])
  assert.equal((await pair(asked.code)).body.code, 'no_such_code')
  assert.equal((await fetchToken(asked)).status, 404)
  await askForCode()
  const left = await client.query('SELECT 1 FROM device_requests WHERE id = $1', [asked.id])
  await client.end()
  assert.equal(left.rowCount, 0)
})

test('another secret, a made-up token and the hash from a stolen database open nothing', async () => {
  const asked = await askForCode()
  await pair(asked.code)
  assert.equal((await fetchToken({ ...asked, secret: 'x'.repeat(43) })).status, 404)
  const { token } = await pairedDevice()
  for (const guess of ['d.', `d.${'A'.repeat(43)}`, `${token}x`, token.slice(0, -1)])
    assert.equal((await own(guess)).status, 401, guess)
  assert.equal((await own(`d.${createHash('sha256').update(token).digest('hex')}`)).status, 401)
})

test('a kiosk is a visitor in another hall, a screen is one everywhere, and neither sees or does what staff do', async () => {
  const { token, id } = await pairedDevice()
  const away = await take(token, {}, 'second')
  assert.deepEqual((await eventOf(away.body.seq, 'second')).by, { role: 'visitor', staff: null })
  const screen = await pairedDevice({ scope: { kind: 'counter', counter: '3' } })
  assert.deepEqual((await eventOf((await take(screen.token)).body.seq)).by, { role: 'visitor', staff: null })
  for (const asked of [
    press(server, { do: 'open', counter: '3' }, token),
    ask(server.url, 'GET', `/api/v1/devices?hall=${server.hall}`, { token }),
    ask(server.url, 'DELETE', `/api/v1/devices/${id}`, { token }),
    ask(server.url, 'GET', `/api/v1/halls/${server.hall}/file`, { token }),
    ask(server.url, 'GET', `/api/v1/halls/${server.hall}/board?audience=staff`, { token }),
    pair('ABCDEF', {}, token),
  ]) {
    const { status } = await asked
    assert.ok(status === 401 || status === 403, `${status}`)
  }
  const socket = open(token)
  const refused = new Promise((resolve) => socket.on('refused', resolve))
  socket.emit('watch', { hall: server.hall, audience: 'staff' })
  assert.deepEqual(await refused, { code: 'forbidden' })
})

test("the manager of one hall neither pairs into another, nor sees or changes another's devices; a clerk does none of it", async () => {
  const staff = async (user: string, role: string) => {
    const body = { user, name: user, role, password: 'a-password-of-theirs', hall: 'second' }
    const added = await ask(server.url, 'POST', '/api/v1/staff', { body, token: server.token })
    assert.equal(added.status, 201, JSON.stringify(added.body))
    return signIn(server.url, user, 'a-password-of-theirs')
  }
  const second = await staff('second', 'manager')
  const clerk = await staff('clerk', 'clerk')
  const { id } = await pairedDevice()
  const { code } = await askForCode()
  for (const token of [second, clerk]) {
    assert.equal((await pair(code, {}, token)).status, 403)
    assert.equal((await ask(server.url, 'GET', `/api/v1/devices?hall=${server.hall}`, { token })).status, 403)
    assert.ok([403, 404].includes((await revoke(id, token)).status))
    const renamed = await ask(server.url, 'PATCH', `/api/v1/devices/${id}`, { body: { name: 'mine' }, token })
    assert.ok([403, 404].includes(renamed.status))
  }
  const seen = await ask(server.url, 'GET', '/api/v1/devices', { token: second })
  assert.deepEqual(seen.body.devices, [])
})

function open(token: string, url = server.url): Socket {
  const socket = io(url, { transports: ['websocket'], forceNew: true, auth: { token } })
  sockets.push(socket)
  return socket
}

test('a revoked device is cut off at once, in every process, and its token opens nothing', async () => {
  const { id, token } = await pairedDevice()
  const cut = [open(token), open(token, other.url)].map(async (socket) => {
    const board = new Promise((resolve) => socket.once('board', resolve))
    socket.emit('watch', { hall: server.hall, audience: 'lobby' })
    await board
    return { gone: new Promise((resolve) => socket.once('disconnect', resolve)) }
  })
  const watching = await Promise.all(cut)
  assert.equal((await own(token, other.url)).status, 200)
  assert.equal((await revoke(id)).status, 204)
  assert.equal((await own(token)).status, 401)
  await Promise.all(watching.map(({ gone }) => gone))
  await until('the other process knows', async () => (await own(token, other.url)).status === 401, WITHIN_MS)
  assert.equal((await take(token)).status, 401)
  const { change } = await lastChange()
  assert.equal((change as { after: unknown }).after, null)
  assert.equal((await revoke(id)).status, 404)
})

test('a page of another site presses nothing with the cookie of a kiosk', async () => {
  const { token, id } = await pairedDevice()
  const cookie = `tingxu_device=${token}`
  const pressed = (origin: string) =>
    ask(server.url, 'POST', `/api/v1/halls/${server.hall}/commands`, {
      body: { id: randomUUID(), do: 'take', service: 'id-card' },
      headers: { cookie, origin },
    })
  assert.equal((await pressed('https://elsewhere.example')).status, 403)
  const taken = await pressed(server.url)
  assert.deepEqual((await eventOf(taken.body.seq)).by, { role: 'kiosk', staff: null, device: id })
  const foreign = { cookie, origin: 'https://elsewhere.example' }
  const said = await ask(server.url, 'POST', '/api/v1/devices/own/alive', { body: alive, headers: foreign })
  assert.equal(said.status, 403)
})

test('a device that is renamed or moved hears of it at once; the log has both, before and after', async () => {
  const { id, token } = await pairedDevice({ scope: { kind: 'zone', zone: 'A' } })
  const socket = open(token)
  const board = new Promise((resolve) => socket.once('board', resolve))
  socket.emit('watch', { hall: server.hall, audience: 'lobby' })
  await board
  const told = new Promise((resolve) => socket.once('device', resolve))
  const path = `/api/v1/devices/${id}`
  const scope = { kind: 'counter', counter: '3' }
  assert.equal((await ask(server.url, 'PATCH', path, { body: { scope }, token: server.token })).status, 200)
  await told
  assert.equal(((await own(token)).body.device as { counter: string }).counter, '3')
  const { change } = await lastChange()
  const name = '东门取号机'
  const before = { kind: 'zone', name, zone: 'A', counter: null }
  assert.deepEqual(change, { what: 'device', id, before, after: { kind: 'counter', name, zone: null, counter: '3' } })
})

test('what does not fit together is refused, naming the field', async () => {
  const { code } = await askForCode()
  const cases: [object, string][] = [
    [{ scope: { kind: 'counter' } }, 'scope.counter'],
    [{ scope: { kind: 'counter', counter: 'nowhere' } }, 'scope.counter'],
    [{ scope: { kind: 'zone', zone: 'nowhere' } }, 'scope.zone'],
    [{ scope: { kind: 'kiosk', counter: '3' } }, 'scope.counter'],
    [{ scope: { kind: 'toaster' } }, 'scope.kind'],
    [{ name: '  ' }, 'name'],
    [{ code: 'O0I1QQ' }, 'code'],
  ]
  for (const [change, field] of cases) {
    const { status, body } = await pair(code, change)
    assert.deepEqual([status, body.field], [400, field], JSON.stringify(change))
  }
  assert.equal((await pair(code, { hall: 'nowhere' })).status, 404)
  assert.equal((await pair(code)).status, 201, 'none of it used the code up')
})

test('a heartbeat is seen by every manager; what is silent for 90 s is down and stands first', async () => {
  const { id, token } = await pairedDevice()
  const list = async () => {
    const { body } = await ask(server.url, 'GET', `/api/v1/devices?hall=${server.hall}`, { token: server.token })
    return body.devices as { id: string; down: boolean; current: boolean; said: unknown; pairedBy: string }[]
  }
  const said = await ask(server.url, 'POST', '/api/v1/devices/own/alive', { body: alive, token })
  assert.equal(said.status, 200)
  const seen = (await list()).find((one) => one.id === id)
  assert.deepEqual(
    { down: seen?.down, current: seen?.current, said: seen?.said, by: seen?.pairedBy },
    { down: false, current: false, said: alive, by: 'admin' },
  )
  const silent = await pairedDevice()
  const client = new pg.Client(server.connection)
  await client.connect()
  await client.query("UPDATE devices SET paired_at = now() - interval '91 seconds' WHERE id = $1", [silent.id])
  await client.end()
  await ask(server.url, 'POST', `/api/v1/devices/${id}/reload`, { token: server.token })
  const first = (await list())[0]
  assert.deepEqual([first?.id, first?.down], [silent.id, true])
})

test('a reload that was asked for is told until the page was loaded again', async () => {
  const { id, token } = await pairedDevice()
  const say = async (upSeconds: number) => {
    const body = { ...alive, upSeconds }
    return (await ask(server.url, 'POST', '/api/v1/devices/own/alive', { body, token })).body.reload
  }
  assert.equal(await say(600), false)
  assert.equal((await ask(server.url, 'POST', `/api/v1/devices/${id}/reload`, { token: server.token })).status, 204)
  assert.equal(await say(600), true)
  assert.equal(await say(0), false)
  assert.deepEqual(((await lastChange()).change as { after: { reload: boolean } }).after.reload, true)
})

test('who may ask for codes, or try them, without end is stopped', async () => {
  const strict = await serveOn(server.connection.connectionString, {
    LIMIT_PAIRINGS: '3',
    LIMIT_DEVICE_REQUESTS: '3',
  })
  const statuses = async (asking: () => Promise<Answer>) => {
    const all: number[] = []
    for (let n = 0; n < 4; n++) all.push((await asking()).status)
    return all
  }
  const tries = () => {
    const body = { code: 'ABCDEF', name: 'x', hall: server.hall, scope: { kind: 'kiosk' } }
    return ask(strict.url, 'POST', '/api/v1/devices/pair', { body, token: strict.token })
  }
  assert.deepEqual(await statuses(tries), [404, 404, 404, 429])
  const asks = () => ask(strict.url, 'POST', '/api/v1/devices', { body: { kind: 'lobby' } })
  assert.deepEqual(await statuses(asks), [201, 201, 201, 429])
  assert.notEqual(await signIn(strict.url, 'admin', ADMIN_PASSWORD), '')
})

test('a hundred devices of one address may wait, and not one more', async () => {
  const answers: number[] = []
  for (let n = 0; n < 101; n++)
    answers.push((await ask(server.url, 'POST', '/api/v1/devices', { body: { kind: 'lobby' } })).status)
  assert.equal(answers.at(-1), 429)
  assert.ok(answers.filter((status) => status === 201).length <= 100)
})
