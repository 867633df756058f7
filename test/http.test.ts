// The outside of the program, as the contract has it: reading a hall, one's ticket, the hall file, signing in.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import decodeQr from 'qr/decode.js'
import type { HallFile } from '../core/hall.ts'
import { faultsOf } from '../core/hall-faults.ts'
import { type Answer, ask, press, signIn } from './support/asking.ts'
import { type HallServer, openHallServer } from './support/hall-server.ts'
import { smallHall } from './support/small-hall.ts'
import { svgToPixels } from './support/svg.ts'

let server: HallServer
const get = (path: string, token: string | null = null) => ask(server.url, 'GET', path, { token })
const hallPath = (rest = '') => `/api/v1/halls/${server.hall}${rest}`

test('the hall says what it is and gives, now', async () => {
  server = await openHallServer()
  const { body } = await get(hallPath())
  const services = body.services as {
    id: string
    open: boolean
    waiting: number
    materials: unknown[]
    estimate: unknown
  }[]
  const idCard = services.find(({ id }) => id === 'id-card')
  assert.equal(body.id, 'zhangzhou')
  assert.equal(body.now, '2026-11-24T09:00:00+08:00')
  assert.equal(idCard?.open, true)
  assert.equal(idCard?.waiting, 0)
  assert.ok((idCard?.materials.length ?? 0) > 0)
  assert.ok((body.departments as unknown[]).length >= 14)
  const { body: halls } = await get('/api/v1/halls')
  assert.deepEqual(
    (halls.halls as { id: string }[]).map(({ id }) => id),
    ['zhangzhou'],
  )
  assert.equal((await get('/api/v1/halls/atlantis')).status, 404)
})

test('a ticket is read by its key and by nothing else; its QR code leads to its page', async () => {
  const taken = await press(server, { do: 'take', service: 'id-card', phone: '13800138000' })
  const { key, id, number } = taken.body.ticket as { key: string; id: string; number: string }
  assert.ok(key.length * 6 >= 128, 'at least 128 bits')
  const { body } = await get(`/api/v1/tickets/${key}`)
  assert.equal((body.ticket as { number: string }).number, number)
  assert.equal(body.ahead, 0)
  assert.deepEqual(body.why, { rule: 'walk-in', countsAs: '2026-11-24T09:00:00+08:00' })
  for (const guess of [id, number, `${key}x`, key.slice(0, -1), 'x'.repeat(27)])
    assert.equal((await get(`/api/v1/tickets/${guess}`)).status, 404, guess)
  const svg = String((await get(`/api/v1/tickets/${key}/qr.svg`)).body.text)
  assert.equal(decodeQr(svgToPixels(svg)), `${server.url}/ticket#${key}`)
})

test('personal data is in no event, and the key in no answer but the taker’s', async () => {
  const { body } = await get(`${hallPath('/events')}?records=true`, server.token)
  const all = JSON.stringify(body)
  assert.doesNotMatch(all, /13800138000/)
  assert.doesNotMatch(all, /"key"/)
  const board = await ask(server.url, 'GET', `${hallPath('/board')}?audience=staff`, { token: server.token })
  assert.doesNotMatch(JSON.stringify(board.body), /13800138000|"key"/)
})

test('each audience gets its own board, and only its own', async () => {
  assert.equal((await get(`${hallPath('/board')}?audience=lobby`)).status, 200)
  assert.equal((await get(`${hallPath('/board')}?audience=staff`)).status, 401)
  assert.equal((await get(`${hallPath('/board')}?audience=visitor&key=guessed-guessed-guessed`)).status, 404)
  assert.equal((await get(`${hallPath('/board')}?audience=everybody`)).status, 400)
  const lobby = JSON.stringify((await get(`${hallPath('/board')}?audience=lobby`)).body)
  assert.doesNotMatch(lobby, /"tickets"|countsAs|enteredBy|clerk/)
})

test('the hall file: read, written back unchanged, refused when faulty or when somebody was faster', async () => {
  const read = await get(hallPath('/file'), server.token)
  const etag = read.headers.get('etag') ?? ''
  assert.deepEqual(faultsOf(read.body), [])
  const put = (body: unknown, headers: Record<string, string> = {}, hall = server.hall): Promise<Answer> =>
    ask(server.url, 'PUT', `/api/v1/halls/${hall}/file`, { body, token: server.token, headers })
  const written = await put(read.body, { 'if-match': etag })
  assert.equal(written.status, 200)
  assert.deepEqual((await get(hallPath('/file'), server.token)).body, read.body)
  const second = await put(read.body, { 'if-match': etag })
  assert.deepEqual([second.status, second.body.code], [412, 'file_changed'])

  const faulty = structuredClone(read.body) as unknown as HallFile
  faulty.services[3] = { ...faulty.services[3], department: 'nowhere' } as HallFile['services'][number]
  const refused = await put(faulty)
  assert.deepEqual(
    [refused.status, refused.body.code, refused.body.field],
    [400, 'bad_hall_file', '/services/3/department'],
  )

  await press(server, { do: 'take', service: 'id-card' })
  const without = structuredClone(read.body) as unknown as HallFile
  without.services = without.services.filter(({ id }) => id !== 'id-card')
  without.counters = without.counters.map((one) => ({
    ...one,
    serves: one.serves.filter(({ service }) => service !== 'id-card'),
  }))
  for (const opening of without.openings)
    if (opening.services !== '*') opening.services = opening.services.filter((id) => id !== 'id-card')
  const inUse = await put(without)
  assert.deepEqual([inUse.status, inUse.body.code, inUse.body.detail], [409, 'in_use', 'id-card'])

  assert.equal((await put(smallHall(), {}, 'small')).status, 201)
  assert.equal((await get('/api/v1/halls/small')).body.id, 'small')
  const otherName = await put(smallHall(), {}, 'not-small')
  assert.deepEqual([otherName.status, otherName.body.field], [400, '/hall'])
  assert.equal((await ask(server.url, 'PUT', hallPath('/file'), { body: read.body })).status, 401)
})

test('signing in: cookie for pages, token for programs; out again; accounts end with their sessions', async () => {
  const body = { user: 'admin', password: 'wrong-password' }
  const wrong = await ask(server.url, 'POST', '/api/v1/session', { body })
  assert.deepEqual([wrong.status, wrong.body.code], [401, 'wrong_password'])
  const clerk = { user: 'wang', name: '王芳', role: 'clerk', password: 'long-enough-password' }
  assert.equal((await ask(server.url, 'POST', '/api/v1/staff', { body: clerk, token: server.token })).status, 201)
  const again = await ask(server.url, 'POST', '/api/v1/staff', { body: clerk, token: server.token })
  assert.deepEqual([again.status, again.body.code], [409, 'user_exists'])
  const signedIn = await ask(server.url, 'POST', '/api/v1/session', {
    body: { user: 'wang', password: clerk.password },
  })
  const cookie = signedIn.headers.get('set-cookie') ?? ''
  assert.match(cookie, /HttpOnly/)
  assert.match(cookie, /SameSite=Strict/)
  const headers = { cookie: cookie.split(';')[0] ?? '' }
  assert.equal((await ask(server.url, 'GET', '/api/v1/session', { headers })).body.name, '王芳')
  const foreign = { ...headers, origin: 'https://elsewhere.example' }
  assert.equal((await ask(server.url, 'DELETE', '/api/v1/session', { headers: foreign })).status, 403)
  const token = await signIn(server.url, 'wang', clerk.password)
  assert.equal((await get('/api/v1/staff', token)).status, 403)
  assert.equal((await ask(server.url, 'DELETE', '/api/v1/session', { headers })).status, 204)
  assert.equal((await ask(server.url, 'GET', '/api/v1/session', { headers })).status, 401)
  assert.equal((await get('/api/v1/session', token)).status, 200)
  assert.equal((await ask(server.url, 'DELETE', '/api/v1/staff/wang', { token: server.token })).status, 204)
  assert.equal((await get('/api/v1/session', token)).status, 401)
})

test('the clock is manual here: it moves forward only, for managers only', async () => {
  const move = (now: unknown, token: string | null = server.token) =>
    ask(server.url, 'PUT', '/api/v1/clock', { body: { now }, token })
  assert.equal((await move('2026-11-24T09:10:00+08:00')).body.now, '2026-11-24T01:10:00+00:00')
  assert.equal((await move('2026-11-24T09:09:59+08:00')).body.code, 'clock_backwards')
  assert.equal((await move('2026-11-24 09:20')).body.field, 'now')
  assert.equal((await move('2026-11-24T10:00:00+08:00', null)).status, 401)
})

test('the program describes itself: every route of the contract is in the OpenAPI document', async () => {
  const { body } = await get('/openapi.json')
  const paths = Object.keys(body.paths as object)
  for (const path of [
    ...['/api/v1/halls', '/api/v1/halls/{hall}', '/api/v1/halls/{hall}/commands', '/api/v1/halls/{hall}/board'],
    ...['/api/v1/halls/{hall}/events', '/api/v1/halls/{hall}/file', '/api/v1/tickets/{key}', '/api/v1/session'],
    ...['/api/v1/clock', '/health/live', '/health/ready', '/metrics'],
  ])
    assert.ok(paths.includes(path), path)
  assert.equal((await get('/health/live')).status, 200)
  assert.equal((await get('/health/ready')).status, 200)
  assert.match(String((await get('/metrics')).body.text), /tingxu_events_total\{hall="zhangzhou",type="taken"\} \d/)
})
