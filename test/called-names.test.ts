// Masked names of who is called: for the hall's own lobby screens, read once a call, and gone when they are to be forgotten.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { openCalledNames } from '../server/called-names.ts'
import { openPool } from '../server/db.ts'
import { secretNamed } from '../server/store/people.ts'
import { openVault } from '../server/vault.ts'
import { type Answer, ask, press } from './support/asking.ts'
import { at, book, booked, bookingHall, hallServer } from './support/booking-hall.ts'
import { devicesOf } from './support/devices.ts'
import { type HallServer, moveTo } from './support/hall-server.ts'
import { newStaff } from './support/signed-in.ts'

const DAY = '2026-11-24'
let server: HallServer
let lobby = ''
let called = { ticket: '', key: '' }

before(async () => {
  const file = bookingHall()
  server = await hallServer(
    { ...file, policy: { ...file.policy, devices: 'paired', publicNames: 'masked', remoteTakes: true } },
    at('08:00', DAY),
    { LIMIT_PAIRINGS: '1000', LIMIT_DEVICE_REQUESTS: '1000' },
  )
  const { pairedDevice } = devicesOf(server)
  lobby = (await pairedDevice({ scope: { kind: 'lobby' } })).token
  called = await callSomebody({ name: '陈志强', phone: '13800000001' })
})

/** Books, checks in and is called to counter 1. */
async function callSomebody(who: { name: string; phone: string }): Promise<{ ticket: string; key: string }> {
  const start = at('09:15', DAY)
  const { code, key } = booked(await book(server, who, start))
  await moveTo(server, at('09:10', DAY))
  const taken = await press(server, { do: 'check-in', code }, server.token)
  assert.equal(taken.status, 200, JSON.stringify(taken.body))
  const { id } = taken.body.ticket as { id: string }
  await press(server, { do: 'open', counter: '1' }, server.token)
  const next = await press(server, { do: 'call', ticket: id, counter: '1', reason: 'test' }, server.token)
  assert.equal(next.status, 200, JSON.stringify(next.body))
  return { ticket: id, key }
}

const names = (token: string | null): Promise<Answer> =>
  ask(server.url, 'GET', `/api/v1/halls/${server.hall}/called-names`, { token })

async function setNames(publicNames: string): Promise<void> {
  const path = `/api/v1/halls/${server.hall}/file`
  const { body, headers } = await ask(server.url, 'GET', path, { token: server.token })
  const file = { ...body, policy: { ...(body.policy as object), publicNames } }
  const match = { 'if-match': headers.get('etag') ?? '' }
  assert.equal((await ask(server.url, 'PUT', path, { body: file, token: server.token, headers: match })).status, 200)
}

test('a paired lobby screen is told the masked name, and no board or event holds any of it', async () => {
  const { status, body, headers } = await names(lobby)
  assert.equal(status, 200)
  assert.deepEqual(body, { names: { [called.ticket]: '陈*强' } })
  assert.equal(headers.get('cache-control'), 'no-store')
  const board = await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/board?audience=lobby`)
  assert.doesNotMatch(JSON.stringify(board.body), /陈/)
  const events = await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/events`, { token: server.token })
  assert.doesNotMatch(JSON.stringify(events.body), /陈|志强/)
})

test('nobody else is told: no visitor, no member of staff, no kiosk or counter screen', async () => {
  const { pairedDevice } = devicesOf(server)
  const kiosk = await pairedDevice({ scope: { kind: 'kiosk' } })
  const counter = await pairedDevice({ scope: { kind: 'counter', counter: '1' } })
  const host = await newStaff(server, 'host', 'host-of-names')
  for (const token of [null, kiosk.token, counter.token, host, server.token])
    assert.equal((await names(token)).status, 403, String(token))
  const zone = await pairedDevice({ scope: { kind: 'zone', zone: 'A' } })
  assert.equal((await names(zone.token)).status, 200)
  const gone = await ask(server.url, 'GET', '/api/v1/halls/nowhere/called-names', { token: lobby })
  assert.equal(`${gone.status} ${gone.body.code}`, '404 no_such_hall')
})

test('fifty screens that ask at once cost one look into the database; who took a number at the kiosk has no name', async () => {
  const { body } = await press(server, { do: 'take', service: 'deed' }, server.token)
  await press(server, { do: 'open', counter: '3' }, server.token)
  await press(server, { do: 'call-next', counter: '3' }, server.token)
  const { ticket } = body as { ticket?: { id: string } }
  const answers = await Promise.all(Array.from({ length: 50 }, () => names(lobby)))
  for (const answer of answers) assert.deepEqual(answer.body.names, { [called.ticket]: '陈*强' })
  assert.ok(ticket !== undefined && !JSON.stringify(answers.map((one) => one.body)).includes(ticket.id))
  // The same on a pool that counts: another process of the same hall.
  const { pool, looks } = countedPool()
  const vault = openVault(await secretNamed(pool, 'keys', Buffer.alloc(32)))
  const { halls } = server.serving
  const own = openCalledNames({ pool, halls, vault })
  const before = looks()
  const hall = halls.get(server.hall)
  assert.ok(hall)
  const found = await Promise.all(Array.from({ length: 50 }, () => own.of(hall)))
  assert.deepEqual(found.at(-1), { [called.ticket]: '陈*强' })
  assert.equal(looks() - before, 1)
  await pool.end()
})

/** The real pool, each query of which is counted. */
function countedPool() {
  let count = 0
  const real = openPool(server.connection, () => {})
  const query = real.query.bind(real)
  const counting = (...asked: Parameters<typeof query>) => {
    count += 1
    return query(...asked)
  }
  return { pool: Object.assign(real, { query: counting }), looks: () => count }
}

test('a hall that shows no names tells none; one that shows them again does so at once', async () => {
  await setNames('never')
  assert.deepEqual((await names(lobby)).body, { names: {} })
  await setNames('masked')
  assert.deepEqual((await names(lobby)).body, { names: { [called.ticket]: '陈*强' } })
})

test('whoever is forgotten is forgotten here too, though their call still stands on the screens', async () => {
  const answer = await ask(server.url, 'DELETE', `/api/v1/appointments/${called.key}/data`)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  assert.deepEqual((await names(lobby)).body, { names: {} })
})

test('once the call is over the name is told no more', async () => {
  const { ticket } = await callSomebodyElse()
  assert.deepEqual((await names(lobby)).body, { names: { [ticket]: 'J. D***' } })
  await press(server, { do: 'serve', ticket }, server.token)
  assert.deepEqual((await names(lobby)).body, { names: { [ticket]: 'J. D***' } })
  await press(server, { do: 'finish', ticket }, server.token)
  assert.deepEqual((await names(lobby)).body, { names: {} })
})

async function callSomebodyElse(): Promise<{ ticket: string }> {
  for (const step of ['serve', 'finish']) await press(server, { do: step, ticket: called.ticket }, server.token)
  const { code } = booked(await book(server, { name: 'John Doe', phone: '13800000002' }, at('10:30', DAY)))
  await moveTo(server, at('10:25', DAY))
  const taken = await press(server, { do: 'check-in', code }, server.token)
  const { id } = taken.body.ticket as { id: string }
  const next = await press(server, { do: 'call', ticket: id, counter: '1', reason: 'test' }, server.token)
  assert.equal(next.status, 200, JSON.stringify(next.body))
  return { ticket: id }
}
