// Setting up by HTTP: drafts are checked, changes are on record, halls are made and taken out of use.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HallFile } from '../core/hall.ts'
import { ask, signIn } from './support/asking.ts'
import { type HallServer, openHallServer } from './support/hall-server.ts'
import { smallHall } from './support/small-hall.ts'

const fileOf = async (server: HallServer, hall: string) => {
  const { body, headers } = await ask(server.url, 'GET', `/api/v1/halls/${hall}/file`, { token: server.token })
  return { file: body as unknown as HallFile, etag: headers.get('etag') ?? '' }
}

test('a draft is checked: its faults with their rule, its slips, its next fourteen days', async () => {
  const server = await openHallServer()
  const check = (body: unknown, token: string | null = server.token) =>
    ask(server.url, 'POST', '/api/v1/hall-file-check', { body, token })
  assert.equal((await check(smallHall(), null)).status, 401)
  const bad = await check({ ...smallHall(), languages: [] })
  assert.deepEqual(
    (bad.body.faults as { path: string; rule: string }[]).map((one) => `${one.path} ${one.rule}`),
    ['/languages minItems'],
  )
  const good = await check(smallHall())
  const days = good.body.days as { date: string; open: boolean; why: { rule: string }[] }[]
  assert.equal(days.length, 14)
  assert.deepEqual(
    days.slice(0, 5).map((one) => one.open),
    [true, true, true, true, false],
  )
  assert.equal(days[4]?.why[0]?.rule, 'no_opening_that_day')
  assert.ok(
    (good.body.warnings as { code: string; detail: string }[]).some(
      (one) => one.code === 'calendar_unpublished' && one.detail === '2027',
    ),
  )
})

test('an export put back changes nothing; each change is on record with who, before and after', async () => {
  const server = await openHallServer()
  const path = `/api/v1/halls/${server.hall}`
  const { file, etag } = await fileOf(server, server.hall)
  const again = await ask(server.url, 'PUT', `${path}/file`, {
    body: file,
    token: server.token,
    headers: { 'if-match': etag },
  })
  assert.equal(again.status, 200)
  assert.deepEqual((await fileOf(server, server.hall)).file, file)
  const services = file.services.map((one, i) => (i === 0 ? { ...one, minutes: 33 } : one))
  await ask(server.url, 'PUT', `${path}/file`, { body: { ...file, services }, token: server.token })
  const { body } = await ask(server.url, 'GET', `${path}/changes`, { token: server.token })
  const changes = body.changes as { by: { name: string }; first: boolean; paths: object[] }[]
  const { id, minutes } = file.services[0] ?? {}
  assert.deepEqual(changes[0]?.paths, [{ path: `/services/${id}/minutes`, before: minutes, after: 33 }])
  assert.deepEqual([changes[0]?.by.name, changes[1]?.paths, changes.at(-1)?.first], ['admin', [], true])
  await ask(server.url, 'POST', '/api/v1/staff', {
    body: { user: 'clerk', name: 'C', role: 'clerk', password: 'a-clerks-password' },
    token: server.token,
  })
  const clerk = await signIn(server.url, 'clerk', 'a-clerks-password')
  assert.equal((await ask(server.url, 'GET', `${path}/changes`, { token: clerk })).status, 403)
})

test('a new hall takes the sample’s place: the sample is listed and followed no more, its log stays', async () => {
  const server = await openHallServer()
  const { url, token, hall } = server
  const facts = () => ask(url, 'GET', `/api/v1/halls/${hall}/setup`, { token })
  assert.equal((await facts()).body.sample, true)
  assert.equal((await ask(url, 'POST', `/api/v1/halls/${hall}/retire`, { token })).body.code, 'last_hall')
  const body = { ...smallHall(), hall: 'own' }
  assert.equal((await ask(url, 'POST', '/api/v1/halls', { body })).status, 401)
  assert.equal((await ask(url, 'POST', '/api/v1/halls', { body, token })).status, 201)
  assert.equal((await ask(url, 'POST', '/api/v1/halls', { body, token })).body.code, 'hall_exists')
  assert.equal((await ask(url, 'POST', `/api/v1/halls/${hall}/retire`, { token })).status, 204)
  const halls = (await ask(url, 'GET', '/api/v1/halls')).body.halls as { id: string }[]
  assert.deepEqual(
    halls.map((one) => one.id),
    ['own'],
  )
  assert.equal((await facts()).status, 404)
  const taken = await ask(url, 'POST', `/api/v1/halls/${hall}/commands`, {
    body: { id: 'press-no-1', do: 'take', service: 'id-card' },
  })
  assert.equal(taken.status, 404)
})
