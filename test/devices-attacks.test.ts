// Devices that are stolen, revoked, foreign or made up: what they try, and that it opens nothing.
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import { type Answer, ask, press, signIn } from './support/asking.ts'
import { ALIVE, openDeviceHall, openSocket, PLENTY } from './support/devices.ts'
import { ADMIN_PASSWORD, type HallServer } from './support/hall-server.ts'
import { serveOn } from './support/processes.ts'
import { until } from './support/until.ts'

const WITHIN_MS = 15_000

const { server, askForCode, fetchToken, pair, pairedDevice, eventOf, lastChange, own, revoke, take } =
  await openDeviceHall()
let other: HallServer

before(async () => {
  const { body: file } = await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/file`, { token: server.token })
  const second = { ...file, hall: 'second' }
  const made = await ask(server.url, 'PUT', '/api/v1/halls/second/file', { body: second, token: server.token })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  other = await serveOn(server.connection.connectionString, PLENTY)
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
  const socket = openSocket(server.url, token)
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

test('a revoked device is cut off at once, in every process, and its token opens nothing', async () => {
  const { id, token } = await pairedDevice()
  const cut = [openSocket(server.url, token), openSocket(other.url, token)].map(async (socket) => {
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
  const said = await ask(server.url, 'POST', '/api/v1/devices/own/alive', { body: ALIVE, headers: foreign })
  assert.equal(said.status, 403)
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
