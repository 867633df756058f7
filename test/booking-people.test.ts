// People who book: limits and bans, check-in, evenings on demand, the waiting list, and what is kept of them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HallFile } from '../core/hall.ts'
import type { FiguresView } from '../core/reports.ts'
import { openPool } from '../server/db.ts'
import { ask, press } from './support/asking.ts'
import {
  at,
  BOOK,
  type Booked,
  book,
  booked,
  bookingHall,
  hallServer,
  log,
  person,
  refused,
  staff,
} from './support/booking-hall.ts'
import { moveTo } from './support/hall-server.ts'

test('what one person may have: one of a service, five an hour; misses and cancellations lead to a ban that is lifted', async () => {
  const server = await hallServer(bookingHall({}, { limits: { openPerService: 1, perHour: 3 } }))
  const first = booked(await book(server, person(1), at('09:00')))
  assert.equal(refused(await book(server, person(1), at('10:00'))), 'already_booked phone')
  assert.equal(
    refused(await book(server, { name: '林', phone: '+86 138 0000 0001' }, at('10:00'))),
    'already_booked phone',
  )
  booked(await book(server, person(1), at('10:00'), { service: 'passport' }))
  booked(await book(server, person(1), at('10:30'), { service: 'deed' }))
  assert.equal(refused(await book(server, person(1), at('15:00'), { service: 'archive' })), 'limit_reached phone')
  // Nobody comes: the first miss warns, the second bans.
  await moveTo(server, at('17:40'))
  const seen = async () => (await ask(server.url, 'GET', `/api/v1/appointments/${first.key}`)).body
  const state = await seen()
  assert.equal((state.appointment as Booked).state, 'missed')
  assert.ok(state.bannedUntil, 'three misses on one day')
  const banned = await book(server, person(1), at('09:00', '2026-11-27'))
  assert.equal(refused(banned), 'banned phone')
  // Appeals, one by one; a manager lifts two of the three.
  assert.equal(refused(await press(server, { do: 'appeal', appointment: first.key })), 'reason_needed note')
  assert.equal((await press(server, { do: 'appeal', appointment: first.key, note: 'my mother fell ill' })).status, 200)
  const host = await staff(server, 'host')
  const lift = { do: 'lift-ban', reason: 'shown a letter from the hospital' }
  assert.equal((await press(server, { ...lift, appointment: first.id }, host)).status, 403)
  assert.equal((await press(server, { ...lift, appointment: first.id }, server.token)).status, 200)
  assert.equal(refused(await book(server, person(1), at('09:00', '2026-11-27'))), 'banned phone')
  assert.equal((await press(server, { ...lift, appointment: 'b2' }, server.token)).status, 200)
  booked(await book(server, person(1), at('09:00', '2026-11-27')))
  const { body } = await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/events?after=0&records=true`, {
    token: server.token,
  })
  const log = JSON.stringify(body)
  assert.ok(
    !log.includes('林') &&
      !log.includes('13800000001') &&
      !log.includes('hospital letter') &&
      !log.includes('fell ill'),
  )
  assert.ok(log.includes('ban-lifted') && log.includes('appealed'), 'all of it is on record')
  await server.stop()
})

test('check-in: half an hour before, on the day, by code, key or phone; twice shows the same number', async () => {
  const server = await hallServer(bookingHall({}, { limits: { openPerService: null } }))
  const mine = booked(await book(server, person(1), at('10:00')))
  const checkIn = (input: object, token: string | null = null) => press(server, { do: 'check-in', ...input }, token)
  const wrongDay = await checkIn({ code: mine.code })
  assert.equal(`${refused(wrongDay)} ${wrongDay.body.date}`, 'wrong_day appointment 2026-11-25')
  await moveTo(server, at('09:29'))
  const early = await checkIn({ code: mine.code })
  assert.equal(`${refused(early)} ${early.body.nextOpening}`, `too_early appointment ${at('09:30')}`)
  assert.equal(refused(await checkIn({ code: '000000000' })), 'no_such_appointment appointment')
  assert.equal(refused(await checkIn({ code: 'nonsense' })), 'no_such_appointment code')
  await moveTo(server, at('09:30'))
  const spaced = `${mine.code.slice(0, 3)} ${mine.code.slice(3, 6)} ${mine.code.slice(6)}`
  const { body } = await checkIn({ code: spaced })
  const ticket = body.ticket as {
    number: string
    countsAs: string
    eligibleFrom: string
    key: string
    appointment: string
  }
  assert.equal(`${ticket.number} ${ticket.countsAs} ${ticket.eligibleFrom}`, `A001 ${at('09:15')} ${at('09:55')}`)
  const again = (await checkIn({ code: mine.key })).body.ticket as { number: string; key: string; copies: number }
  assert.deepEqual([again.number, again.key, again.copies], ['A001', ticket.key, 1])
  // By phone, as at a kiosk; whoever is late counts from ten minutes before they came.
  booked(await book(server, person(2), at('10:45')))
  await moveTo(server, at('10:56'))
  const late = (await checkIn({ phone: person(2).phone })).body.ticket as { countsAs: string; eligibleFrom: string }
  assert.equal(`${late.countsAs} ${late.eligibleFrom}`, `${at('10:46')} ${at('10:56')}`)
  const known = (await ask(server.url, 'GET', `/api/v1/appointments/${mine.key}`)).body
  assert.equal((known.appointment as Booked).state, 'arrived')
  assert.equal(known.ticketKey, ticket.key)
  await server.stop()
})

test('an appointment waits from its slot or its arrival, whichever is later, and the day’s order holds when it is checked again', async () => {
  const server = await hallServer(bookingHall({}, { limits: { openPerService: null } }), '2026-11-25T08:00:00+08:00')
  const early = booked(await book(server, person(1), at('09:30')))
  await moveTo(server, at('09:05'))
  for (const _ of [1, 2, 3]) await press(server, { do: 'take', service: 'id-card' })
  await moveTo(server, at('09:10'))
  await press(server, { do: 'check-in', code: early.code })
  await press(server, { do: 'open', counter: '1' }, server.token)
  const called: string[] = []
  for (const time of ['09:11', '09:26', '09:34', '09:50']) {
    await moveTo(server, at(time))
    const { body } = await press(server, { do: 'call-next', counter: '1' }, server.token)
    const { id, number } = body.ticket as { id: string; number: string }
    called.push(number)
    await press(server, { do: 'serve', ticket: id }, server.token)
    await press(server, { do: 'finish', ticket: id }, server.token)
  }
  // It counts as 08:45 and is eligible from 09:25 on: after the first walk-in, before the second.
  assert.deepEqual(called, ['A001', 'A004', 'A002', 'A003'])
  const report = async (name: string) =>
    (
      await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/reports/${name}?from=2026-11-25&to=2026-11-25`, {
        token: server.token,
      })
    ).body
  const fair = await report('fairness')
  assert.deepEqual(fair.faults, [], JSON.stringify(fair))
  // Waits of 6, 0 (called before its slot), 29 and 45 minutes.
  const figures = JSON.stringify(await report('figures'))
  assert.match(figures, /"meanSeconds":1200/, figures.slice(0, 800))
  await server.stop()
})

test('an evening opens when enough people come, and is called off when not; the walk-in door follows', async () => {
  const server = await hallServer(bookingHall(), '2026-11-25T09:00:00+08:00')
  const one = booked(await book(server, person(1), at('18:00')))
  const slots = async (date: string) => {
    const path = `/api/v1/halls/${server.hall}/slots?service=id-card&from=${date}&to=${date}`
    const [day] = (await ask(server.url, 'GET', path)).body.days as { sessions: Record<string, unknown>[] }[]
    return day?.sessions.find(({ kind }) => kind === 'evening') ?? {}
  }
  assert.deepEqual(
    [(await slots('2026-11-25')).state, (await slots('2026-11-25')).minimum, (await slots('2026-11-25')).booked],
    ['planned', 2, 1],
  )
  await moveTo(server, at('17:00'))
  assert.equal((await slots('2026-11-25')).state, 'called-off')
  const told = (await ask(server.url, 'GET', `/api/v1/appointments/${one.key}`)).body
  const mine = told.appointment as Booked & { endedBy: string }
  assert.equal(`${mine.state} ${mine.endedBy} ${told.warned}`, 'cancelled hall false')
  await moveTo(server, at('18:05'))
  assert.equal(refused(await press(server, { do: 'take', service: 'id-card' })), 'service_closed')
  // A week later three people book: it takes place, for walk-ins too.
  await moveTo(server, at('09:00', '2026-12-02'))
  for (const n of [1, 2]) booked(await book(server, person(n), at('18:00', '2026-12-02')))
  await moveTo(server, at('17:00', '2026-12-02'))
  assert.equal((await slots('2026-12-02')).state, 'confirmed')
  await moveTo(server, at('18:05', '2026-12-02'))
  assert.equal((await press(server, { do: 'take', service: 'id-card' })).status, 200)
  await server.stop()
})

test('who finds no place is offered one that becomes free, for a while, then the next in line', async () => {
  const file = bookingHall({}, { quarantineMinutes: 30, offerMinutes: 60, limits: { openPerService: null } })
  const [am] = file.openings as [HallFile['openings'][number]]
  const openings = [{ ...am, start: '09:00', end: '09:15', online: 1, desk: 1, book: { ...BOOK, untilDays: 1 } }]
  const server = await hallServer({ ...file, openings }, '2026-11-24T09:00:00+08:00')
  const holder = booked(await book(server, person(1), at('09:00')))
  const join = (n: number) =>
    press(server, { do: 'join-waiting-list', service: 'id-card', from: '2026-11-25', to: '2026-11-25', ...person(n) })
  for (const n of [2, 3]) assert.equal((await join(n)).status, 200)
  await press(server, { do: 'cancel-appointment', appointment: holder.key })
  assert.equal(refused(await book(server, person(9), at('09:00'))), 'slot_full start', 'quarantine')
  await moveTo(server, at('09:31', '2026-11-24'))
  assert.equal(
    refused(await book(server, person(9), at('09:00'))),
    'slot_full start',
    'it is offered to the list first',
  )
  const events = await log(server)
  const offers = () => events.filter(({ type }) => type === 'offered').map(({ appointment }) => appointment?.wish)
  assert.deepEqual(offers(), ['w1'])
  await moveTo(server, at('10:40', '2026-11-24'))
  events.splice(0, events.length, ...(await log(server)))
  assert.deepEqual(offers(), ['w1', 'w2'], 'the first did not answer, the second is asked')
  await server.stop()
})

test('who booked lies apart: sealed, in no event, forgotten on request and when its time is over', async () => {
  const server = await hallServer(bookingHall({}, { needs: ['name', 'phone', 'card'] }))
  const who = { ...person(1), card: '11010519491231002X', mail: 'lin@example.org' }
  assert.equal(refused(await book(server, person(1), at('09:00'))), 'person_needed card')
  const mine = booked(await book(server, who, at('09:00')))
  const other = booked(await book(server, { ...person(2), card: '440308199901101512' } as typeof who, at('10:00')))
  const seen = (await ask(server.url, 'GET', `/api/v1/appointments/${mine.key}`)).body
  assert.deepEqual(seen.person, { name: who.name, phone: who.phone, mail: who.mail, address: null })
  const pool = openPool(server.connection, () => {})
  const everywhere = async () => {
    const { rows: tables } = await pool.query<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
    )
    const all: string[] = []
    for (const { name } of tables)
      all.push(JSON.stringify((await pool.query(`SELECT t::text AS row FROM ${name} AS t`)).rows))
    return all.join()
  }
  const secrets = [who.name, who.phone, who.card, who.mail, mine.key, mine.code]
  const before = await everywhere()
  for (const secret of secrets) assert.ok(!before.includes(secret), `${secret} stands in the open`)
  const forget = { body: { phone: '138 0000 0001' }, token: server.token }
  const gone = await ask(server.url, 'POST', `/api/v1/halls/${server.hall}/people/forget`, forget)
  assert.deepEqual(gone.body, { tickets: 1, contacts: 0, notes: 0, bookings: 1 })
  const left = (await ask(server.url, 'GET', `/api/v1/appointments/${mine.key}`)).body
  assert.deepEqual(left.person, { name: null, phone: null, mail: null, address: null })
  assert.equal((left.appointment as Booked).state, 'booked', 'the place stays theirs')
  // The other one's goes by itself, ninety days after the day.
  const count = async () => (await pool.query<{ n: number }>('SELECT count(*) AS n FROM bookers')).rows[0]?.n
  assert.equal(await count(), 1)
  const path = `/api/v1/appointments/${other.key}/data`
  assert.deepEqual((await ask(server.url, 'DELETE', path)).body, { bookings: 1 })
  assert.equal(await count(), 0)
  await pool.end()
  await server.stop()
})

test('by session: how many were served in an evening and how many minutes were worked, also after its end', async () => {
  const server = await hallServer(bookingHall(), '2026-12-02T16:00:00+08:00')
  const day = '2026-12-02'
  for (const n of [1, 2]) booked(await book(server, person(n), at('18:00', day)))
  await press(server, { do: 'open', counter: '1' }, server.token)
  const serve = async (from: string, until: string) => {
    await moveTo(server, at(from, day))
    const { body } = await press(server, { do: 'call-next', counter: '1' }, server.token)
    const ticket = (body.events as { ticket: { id: string } }[])[0]?.ticket.id
    await press(server, { do: 'serve', ticket }, server.token)
    await moveTo(server, at(until, day))
    assert.equal((await press(server, { do: 'finish', ticket }, server.token)).status, 200)
  }
  await press(server, { do: 'take', service: 'id-card' })
  await serve('16:10', '16:20')
  await moveTo(server, at('19:50', day))
  for (const _ of [1, 2]) assert.equal((await press(server, { do: 'take', service: 'id-card' })).status, 200)
  await serve('19:51', '19:58')
  await serve('20:02', '20:12')
  const path = `/api/v1/halls/${server.hall}/reports/figures?from=${day}&to=${day}&by=session&language=en`
  const { lines } = (await ask(server.url, 'GET', path, { token: server.token })).body as unknown as FiguresView
  assert.deepEqual(
    lines.map(({ name, served, service, extended }) => [name, served, service.sumSeconds, extended.sumSeconds]),
    [
      [`${day} 14:30–17:30 Opening hours`, 1, 600, 0],
      [`${day} 18:00–20:00 Evening`, 2, 1_020, 600],
    ],
  )
  const sheet = await ask(server.url, 'GET', `${path}&format=csv`, { token: server.token })
  assert.match(String(sheet.body.text), /Evening,2,2,.*,17\r\n/)
  await server.stop()
})
