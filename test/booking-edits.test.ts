// Rules are edited after slots were sold: nothing is oversold, what no longer fits is listed, twice is the same as once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HallFile } from '../core/hall.ts'
import { ask, press } from './support/asking.ts'
import { at, book, booked, bookingHall, freeOn, hallServer, person, refused } from './support/booking-hall.ts'
import type { HallServer } from './support/hall-server.ts'

interface Conflicts {
  count: number
  conflicts: { appointment: string; code: string; start: string }[]
}

async function save(server: HallServer, file: HallFile): Promise<Conflicts> {
  const path = `/api/v1/halls/${server.hall}/file`
  const { status, body } = await ask(server.url, 'PUT', path, { body: file, token: server.token })
  assert.equal(status, 200, JSON.stringify(body))
  return body as unknown as Conflicts
}

async function draft(server: HallServer, file: HallFile): Promise<Conflicts> {
  const { body } = await ask(server.url, 'POST', '/api/v1/hall-file-check', { body: file, token: server.token })
  return body as unknown as Conflicts
}

const told = ({ conflicts }: Conflicts) => conflicts.map((one) => `${one.appointment} ${one.code}`)
const withAm = (file: HallFile, change: object): HallFile => ({
  ...file,
  openings: file.openings.map((one) => (one.id === 'am' ? { ...one, ...change } : one)),
})

test('an edit lists what no longer fits before it is saved and after, sells nothing twice, and moves nobody', async () => {
  const file = bookingHall({}, { limits: { openPerService: null } })
  const server = await hallServer(file)
  for (const n of [1, 2]) booked(await book(server, person(n), at('09:00')))
  const third = booked(await book(server, person(3), at('09:00'), {}, server.token))
  booked(await book(server, person(4), at('11:45')))
  const fewer = withAm(file, { online: 1, desk: 2, end: '11:30' })
  assert.deepEqual(told(await draft(server, fewer)), ['b3 places_fewer', 'b4 outside_hours'])
  assert.deepEqual(told(await draft(server, file)), [], 'looking at a draft changes nothing')
  const saved = await save(server, fewer)
  assert.deepEqual(told(saved), ['b3 places_fewer', 'b4 outside_hours'])
  assert.deepEqual(told(await save(server, fewer)), told(saved), 'saving twice is the same as once')
  assert.equal(refused(await book(server, person(5), at('09:00'), {}, server.token)), 'slot_full start')
  const still = (await ask(server.url, 'GET', `/api/v1/appointments/${third.key}`)).body.appointment as {
    start: string
  }
  assert.equal(still.start, at('09:00'), 'nobody is moved')
  // One of them goes: what did not fit fits again.
  await press(server, { do: 'cancel-appointment', appointment: 'b1', reason: 'asked for by phone' }, server.token)
  const path = `/api/v1/halls/${server.hall}/conflicts`
  const now = (await ask(server.url, 'GET', path, { token: server.token })).body as unknown as Conflicts
  assert.deepEqual(told(now), ['b4 outside_hours'])
  await server.stop()
})

test('a rule that is renamed, cut otherwise, or closed for a day still knows what was sold', async () => {
  const file = bookingHall({}, { limits: { openPerService: null } })
  const server = await hallServer(file)
  for (const n of [1, 2]) booked(await book(server, person(n), at('09:00')))
  // Another name: the new rule does not sell the same places anew.
  const renamed = withAm(file, { id: 'mornings' })
  assert.deepEqual(told(await save(server, renamed)), [])
  assert.equal((await freeOn(server, '2026-11-25')).get('09:00'), undefined)
  // Twenty-minute slots: nine o'clock to a quarter past lies in two of them, and weighs on both.
  const cut = withAm(file, { slotMinutes: 20 })
  assert.deepEqual(told(await save(server, cut)), [])
  const online = await freeOn(server, '2026-11-25')
  assert.deepEqual(
    [online.get('08:30'), online.get('08:50'), online.get('09:10'), online.get('09:30')],
    [2, undefined, undefined, 2],
  )
  assert.equal((await freeOn(server, '2026-11-25', 'id-card', server.token)).get('08:50'), 1)
  const name = { 'zh-CN': '设备检修', en: 'Maintenance' }
  const closed = { ...cut, closures: [...cut.closures, { date: '2026-11-25', name }] }
  assert.deepEqual(told(await draft(server, closed)), ['b1 session_gone', 'b2 session_gone'])
  const exception = { ...cut, exceptions: [{ date: '2026-11-25', opening: 'am', name, start: '09:30' }] }
  assert.deepEqual(told(await save(server, exception)), ['b1 outside_hours', 'b2 outside_hours'])
  assert.equal([...(await freeOn(server, '2026-11-25')).keys()][0], '09:30')
  await server.stop()
})
