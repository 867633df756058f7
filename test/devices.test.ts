// Kiosks and screens: paired by the code they show, moved, renamed, reloaded, and seen from afar.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { ask } from './support/asking.ts'
import { ALIVE, cookieIn, openDeviceHall, openSocket } from './support/devices.ts'
import { until } from './support/until.ts'

const WITHIN_MS = 15_000

const { server, askForCode, fetchToken, pair, pairedDevice, eventOf, lastChange, own, take } = await openDeviceHall()

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

test('a device that is renamed or moved hears of it at once; the log has both, before and after', async () => {
  const { id, token } = await pairedDevice({ scope: { kind: 'zone', zone: 'A' } })
  const socket = openSocket(server.url, token)
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
  const said = await ask(server.url, 'POST', '/api/v1/devices/own/alive', { body: ALIVE, token })
  assert.equal(said.status, 200)
  const seen = (await list()).find((one) => one.id === id)
  assert.deepEqual(
    { down: seen?.down, current: seen?.current, said: seen?.said, by: seen?.pairedBy },
    { down: false, current: false, said: ALIVE, by: 'admin' },
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
    const body = { ...ALIVE, upSeconds }
    return (await ask(server.url, 'POST', '/api/v1/devices/own/alive', { body, token })).body.reload
  }
  assert.equal(await say(600), false)
  assert.equal((await ask(server.url, 'POST', `/api/v1/devices/${id}/reload`, { token: server.token })).status, 204)
  assert.equal(await say(600), true)
  assert.equal(await say(0), false)
  assert.deepEqual(((await lastChange()).change as { after: { reload: boolean } }).after.reload, true)
})
