// Booking a time, through the door and over HTTP: places, holds, changes, limits, check-in. Laws of the hall, §4 and §6.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { HallFile } from '../core/hall.ts'
import { type Answer, ask, press, signIn } from './support/asking.ts'
import { BOOK, book, bookingHall, freeOn, person } from './support/booking-hall.ts'
import { type HallServer, moveTo, openHallServer } from './support/hall-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'tingxu-booking-'))
after(() => rmSync(folder, { recursive: true }))
let files = 0

async function hallServer(file: HallFile, now = '2026-11-24T08:00:00+08:00', env: Record<string, string> = {}) {
  const HALL_FILE = join(folder, `${files++}.json`)
  writeFileSync(HALL_FILE, JSON.stringify(file))
  return openHallServer({ HALL_FILE, CLOCK: `manual@${now}`, LIMIT_COMMANDS: '100000', ...env })
}

interface Booked {
  id: string
  key: string
  code: string
  state: string
  start: string
}

function booked(answer: Answer): Booked {
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.appointment as Booked
}

/** The code of a refusal and the field it names. */
function refused({ status, body }: Answer): string {
  return status === 409 ? `${body.code} ${body.field ?? ''}`.trim() : `${status} ${body.code ?? 'done'}`
}

const at = (time: string, day = '2026-11-25') => `${day}T${time}:00+08:00`

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

async function staff(server: HallServer, role: string): Promise<string> {
  const body = { user: `${role}-here`, name: role, role, password: 'a-long-enough-password' }
  assert.equal((await ask(server.url, 'POST', '/api/v1/staff', { body, token: server.token })).status, 201)
  return signIn(server.url, `${role}-here`, 'a-long-enough-password')
}

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

interface Logged {
  type: string
  appointment?: { id: string; wish?: string }
}

async function log(server: HallServer): Promise<Logged[]> {
  const path = `/api/v1/halls/${server.hall}/events?after=0`
  return (await ask(server.url, 'GET', path, { token: server.token })).body.events as Logged[]
}

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
