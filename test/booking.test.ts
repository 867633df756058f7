// Booking a time, through the door and over HTTP: places, holds, changes, the booking share. Laws of the hall, §4 and §6.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HallFile } from '../core/hall.ts'
import { ask, press } from './support/asking.ts'
import { at, BOOK, book, booked, bookingHall, freeOn, hallServer, person, refused } from './support/booking-hall.ts'
import { moveTo } from './support/hall-server.ts'

test('a place is held while somebody types, booked, moved, given up and taken back', async () => {
  const server = await hallServer(bookingHall())
  assert.equal((await freeOn(server, '2026-11-25')).get('09:00'), 2)
  const held = booked(await press(server, { do: 'hold', service: 'id-card', start: at('09:00') }))
  assert.equal(held.state, 'held')
  assert.equal((await freeOn(server, '2026-11-25')).get('09:00'), 1, 'a held place is nobody else’s')
  const mine = booked(await press(server, { do: 'book', appointment: held.key, ...person(1) }))
  assert.equal(`${mine.state} ${mine.id}`, `booked ${held.id}`)
  assert.match(mine.code, /^\d{9}$/)
  // The new place first: where none is free, the old one stays.
  booked(await book(server, person(2), at('10:00')))
  booked(await book(server, person(3), at('10:00')))
  const full = await press(server, { do: 'rebook', appointment: mine.key, start: at('10:00') })
  assert.equal(refused(full), 'slot_full start')
  assert.ok((full.body.alternatives as string[]).includes(at('10:15')), 'and other times are offered')
  const moved = booked(await press(server, { do: 'rebook', appointment: mine.key, start: at('10:15') }))
  assert.equal(moved.start, at('10:15'))
  assert.equal((await freeOn(server, '2026-11-25')).get('09:00'), 1, 'what was given up is not offered at once')
  assert.equal((await freeOn(server, '2026-11-25')).get('10:15'), 1)
  const back = booked(await press(server, { do: 'undo-appointment', appointment: mine.key }))
  assert.equal(back.start, at('09:00'))
  await moveTo(server, at('08:31', '2026-11-24'))
  assert.equal((await freeOn(server, '2026-11-25')).get('10:15'), 2, 'after the quarantine it is')
  const gone = booked(await press(server, { do: 'cancel-appointment', appointment: mine.key }))
  assert.equal(gone.state, 'cancelled')
  await moveTo(server, at('08:42', '2026-11-24'))
  assert.equal(refused(await press(server, { do: 'undo-appointment', appointment: mine.key })), 'too_late appointment')
  assert.equal((await freeOn(server, '2026-11-25')).get('09:00'), 1)
  await moveTo(server, at('09:01', '2026-11-24'))
  assert.equal((await freeOn(server, '2026-11-25')).get('09:00'), 2)
  await server.stop()
})

test('a hold lapses by itself, is renewed by activity, and is never sold twice', async () => {
  const server = await hallServer(bookingHall())
  const held = booked(await press(server, { do: 'hold', service: 'id-card', start: at('09:00') }))
  await moveTo(server, at('08:08', '2026-11-24'))
  booked(await press(server, { do: 'hold', appointment: held.key }))
  await moveTo(server, at('08:17', '2026-11-24'))
  assert.equal((await freeOn(server, '2026-11-25')).get('09:00'), 1, 'renewed')
  await moveTo(server, at('08:19', '2026-11-24'))
  assert.equal((await freeOn(server, '2026-11-25')).get('09:00'), 2, 'lapsed')
  const late = await press(server, { do: 'book', appointment: held.key, ...person(1) })
  assert.equal(refused(late), 'hold_lapsed appointment')
  await server.stop()
})

test('1,000 people for 100 places, online, at the desk, by holds and by changes, all at once: exactly 100', async () => {
  const file = bookingHall({}, { limits: { openPerService: null, perHour: null } })
  const [am] = file.openings as [HallFile['openings'][number]]
  // One slot of a hundred places, and one beside it from which forty people want to change.
  const openings = [{ ...am, start: '09:00', end: '10:00', slotMinutes: 30, online: 100, desk: 100, book: BOOK }]
  const server = await hallServer({ ...file, openings }, '2026-11-24T08:00:00+08:00')
  const early = await Promise.all(Array.from({ length: 40 }, (_, i) => book(server, person(i), at('09:30'))))
  const movers = early.map((one) => booked(one).key)
  const rushes = [
    ...movers.map((key) => press(server, { do: 'rebook', appointment: key, start: at('09:00') })),
    ...Array.from({ length: 320 }, (_, i) => book(server, person(1_000 + i), at('09:00'))),
    ...Array.from({ length: 320 }, (_, i) => book(server, person(2_000 + i), at('09:00'), {}, server.token)),
    ...Array.from({ length: 320 }, async (_, i) => {
      const held = await press(server, { do: 'hold', service: 'id-card', start: at('09:00') })
      if (held.status !== 200) return held
      return press(server, { do: 'book', appointment: booked(held).key, ...person(3_000 + i) })
    }),
  ]
  const answers = await Promise.all(rushes)
  const won = answers.filter(({ status }) => status === 200)
  assert.equal(won.length, 100)
  assert.ok(
    answers.every((one) => one.status === 200 || refused(one) === 'slot_full start'),
    'everybody else is told, and offered other times',
  )
  const ids = new Set(won.map((one) => booked(one).id))
  assert.equal(ids.size, 100)
  assert.equal((await freeOn(server, '2026-11-25')).get('09:00'), undefined, 'nothing is left to book')
  await server.stop()
})

test('staff book on the same path, see the places of the desk, and are told no as well', async () => {
  const server = await hallServer(bookingHall({}, { limits: { openPerService: null } }))
  for (const n of [1, 2]) booked(await book(server, person(n), at('09:00')))
  assert.equal(refused(await book(server, person(3), at('09:00'))), 'slot_full start')
  assert.equal((await freeOn(server, '2026-11-25', 'id-card', server.token)).get('09:00'), 1)
  booked(await book(server, person(3), at('09:00'), {}, server.token))
  assert.equal(refused(await book(server, person(4), at('09:00'), {}, server.token)), 'slot_full start')
  // Within the lead time nobody books online any more; the desk still may.
  await moveTo(server, at('08:16'))
  assert.equal(refused(await book(server, person(5), at('09:15'))), 'too_late start')
  booked(await book(server, person(5), at('09:15'), {}, server.token))
  await server.stop()
})

test('at most half of the planned minutes of each half hour and pool of counters are booked', async () => {
  // Counters 1 and 2 are there for identity cards: 60 minutes a half hour, 30 of them to be booked, 8 a person.
  const base = bookingHall({}, { limits: { openPerService: null } })
  const openings = base.openings.map((one) => ({ ...one, online: 50, desk: 50 }))
  const policy = { ...base.policy, bookingShare: 0.5 }
  const server = await hallServer({ ...base, openings, policy })
  const free = await freeOn(server, '2026-11-25')
  assert.equal(free.get('09:00'), 3, '3 × 8 minutes within 30')
  assert.equal(free.get('08:30'), 3)
  for (const n of [1, 2, 3]) booked(await book(server, person(n), at('09:00')))
  assert.equal((await freeOn(server, '2026-11-25')).get('09:15'), undefined, 'the other quarter shares the half hour')
  assert.equal((await freeOn(server, '2026-11-25')).get('09:30'), 3)
  // A passport shares counter 2 with them; its own bound is 15 of 30 minutes, the pool’s 30 of 60.
  assert.equal((await freeOn(server, '2026-11-25', 'passport')).get('09:00'), undefined)
  assert.equal((await freeOn(server, '2026-11-25', 'passport')).get('10:00'), 1)
  await server.stop()
})

test('what a restart reads is what was there; a booking repeated by its id is the same booking', async () => {
  const server = await hallServer(bookingHall())
  const id = 'a-press-of-its-own'
  const first = booked(await book(server, person(1), at('09:00'), { id }))
  const again = await book(server, person(1), at('09:00'), { id })
  assert.equal(again.body.repeated, true)
  assert.deepEqual([booked(again).id, booked(again).key, booked(again).code], [first.id, first.key, first.code])
  const other = await book(server, person(2), at('09:00'), { id })
  assert.equal(refused(other), 'id_reused id')
  await server.serving.halls.saveSnapshots()
  booked(await book(server, person(2), at('09:00')))
  await server.stop()
  const files = await import('../server/halls.ts')
  const { openPool } = await import('../server/db.ts')
  const pool = openPool(server.connection, () => {})
  const halls = files.openHalls(pool, Buffer.alloc(32), (error) => assert.fail(String(error)))
  await halls.refresh()
  const all = halls.get('small')?.board.bookings.all
  assert.deepEqual(
    [...(all?.values() ?? [])].map((one) => `${one.id} ${one.state}`),
    ['b1 booked', 'b2 booked'],
  )
  await pool.end()
})

test('a session of which nothing can be booked says why: too late, only for who is invited, or nobody books it', async () => {
  const base = bookingHall()
  const [am] = base.openings as [HallFile['openings'][number]]
  const openings = [
    { ...am, id: 'late', start: '15:00', end: '16:00', book: { ...BOOK, lead: { minutes: 60, before: 'session' } } },
    { ...am, id: 'walk', start: '16:00', end: '17:00', book: null },
    { ...am, id: 'party', kind: 'campaign', start: '17:00', end: '18:00', walkIn: false },
    { ...am, id: 'open', start: '18:00', end: '19:00' },
  ] as HallFile['openings']
  const server = await hallServer({ ...base, openings }, '2026-11-25T14:00:00+08:00')
  const told = async () => {
    const path = `/api/v1/halls/${server.hall}/slots?service=id-card&from=2026-11-25&to=2026-11-25`
    const [day] = (await ask(server.url, 'GET', path)).body.days as { sessions: { id: string; notBooked?: string }[] }[]
    return day?.sessions.map(({ id, notBooked = '-' }) => `${id.split('@')[0]} ${notBooked}`).join()
  }
  assert.equal(await told(), 'late -,walk never,party invited,open -')
  await moveTo(server, '2026-11-25T14:00:01+08:00')
  assert.equal(await told(), 'late over,walk never,party invited,open -', 'to the second, however long it was kept')
  await server.stop()
})
