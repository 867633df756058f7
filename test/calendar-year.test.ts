// The year of a hall as its manager reads it and as people's own calendars are fed with it; sessions planned by hand.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HallFile } from '../core/hall.ts'
import type { CalendarView } from '../core/protocol-calendar.ts'
import { ask, press } from './support/asking.ts'
import { at, BOOK, book, booked, bookingHall, hallServer, person, refused } from './support/booking-hall.ts'
import type { HallServer } from './support/hall-server.ts'
import { readIcs } from './support/ics.ts'

const name = (en: string, zh: string) => ({ en, 'zh-CN': zh })

async function year(server: HallServer, query = '', token: string | null = null): Promise<CalendarView> {
  const path = `/api/v1/halls/${server.hall}/calendar${query}`
  const { status, body } = await ask(server.url, 'GET', path, { token })
  assert.equal(status, 200, JSON.stringify(body))
  return body as unknown as CalendarView
}

async function feed(server: HallServer, language: string): Promise<Record<string, string>[]> {
  const path = `/api/v1/halls/${server.hall}/calendar.ics?language=${language}`
  const { status, body, headers } = await ask(server.url, 'GET', path)
  assert.equal(status, 200)
  assert.match(headers.get('content-type') ?? '', /^text\/calendar/)
  return readIcs(String(body.text))
}

const line = (one: Record<string, string>) => {
  const day = one['DTSTART;VALUE=DATE']
  const when = day === undefined ? `${one.DTSTART} ${one.DTEND}` : `${day} ${one['DTEND;VALUE=DATE']}`
  return `${when} ${one.SUMMARY}${one.STATUS === 'CANCELLED' ? ' (cancelled)' : ''}`
}

const HAND = {
  do: 'plan-session',
  kind: 'weekend',
  date: '2026-11-29',
  start: '09:00',
  end: '11:00',
  services: ['id-card'],
  walkIn: true,
  slotMinutes: 15,
  online: 1,
  desk: 2,
  name: name('Moving, day one; please come', '搬迁首日'),
}

const file = bookingHall({
  exceptions: [
    { date: '2026-11-27', opening: 'pm', name: name('Training', '培训'), closed: true },
    { date: '2026-12-05', opening: 'am', name: name('Open Saturday', '周六开放'), open: true, end: '11:00' },
    { date: '2026-12-07', opening: '*', name: name('Fire drill', '消防演练'), closed: true },
    { date: '2027-01-04', opening: '*', name: name('First day', '首日'), open: true },
  ],
})

test('the year: every day with its mark, reasons and sessions; how many have booked is for staff', async () => {
  const server = await hallServer(file)
  assert.equal((await press(server, { ...HAND }, server.token)).status, 200)
  for (const n of [1, 2]) booked(await book(server, person(n), at('18:00', '2026-12-02')))
  const own = await year(server, '?year=2026', server.token)
  assert.deepEqual([own.year, own.today, own.published, own.missing], [2026, '2026-11-24', true, 2027])
  assert.equal(own.days.length, 365)
  const day = (date: string) => own.days.find((one) => one.date === date) ?? assert.fail(date)
  const marks = (...dates: string[]) => dates.map((date) => day(date).mark)
  assert.deepEqual(marks('2026-11-24', '2026-11-28', '2026-10-01', '2026-10-10'), ['open', 'off', 'holiday', 'makeup'])
  assert.deepEqual(marks('2026-12-24', '2026-11-27', '2026-11-29', '2026-12-07'), [
    'closed',
    'changed',
    'changed',
    'closed',
  ])
  const hand = day('2026-11-29')
  assert.deepEqual([hand.sessions[0]?.byHand, hand.sessions[0]?.start], [true, '2026-11-29T09:00:00+08:00'])
  assert.equal(hand.why.at(-1)?.rule, 'planned_by_hand')
  const evening = day('2026-12-02').sessions.at(-1)
  assert.deepEqual([evening?.kind, evening?.state, evening?.minimum, evening?.booked], ['evening', 'planned', 2, 2])
  assert.equal('booked' in (day('2026-11-23').sessions[0] ?? {}), false, 'what is over is told by the figures')
  for (const token of [null, server.token]) {
    const all = await year(server, '', token)
    assert.equal(JSON.stringify(all).includes('"booked"'), token !== null)
  }
  const next = await year(server, '?year=2027')
  assert.equal(next.published, false)
  assert.deepEqual(
    next.days.filter((one) => one.open).map((one) => `${one.date} ${one.mark}`),
    ['2027-01-04 changed'],
  )
  assert.equal(next.days[4]?.mark, 'unpublished')
  // What everybody sees is kept: a change of the rules, and a session called off, show at once.
  await ask(server.url, 'PUT', `/api/v1/halls/${server.hall}/file`, {
    body: { ...file, exceptions: [] },
    token: server.token,
  })
  assert.equal((await year(server)).days.find((one) => one.date === '2026-12-07')?.mark, 'open')
  const off = { do: 'call-off-session', session: 'am@2026-12-08', reason: 'a burst pipe' }
  assert.equal((await press(server, off, server.token)).status, 200)
  const eighth = (await year(server)).days.find((one) => one.date === '2026-12-08')
  assert.deepEqual(
    eighth?.sessions.map((one) => `${one.opening} ${one.state}`),
    ['pm confirmed', 'am called-off'],
  )
  await server.stop()
})

test('the feed: what differs from the ordinary week, in UTC, whole days as dates, in the language asked for', async () => {
  const server = await hallServer(file, '2026-09-20T08:00:00+08:00')
  assert.equal((await press(server, { ...HAND }, server.token)).status, 200)
  const off = { do: 'call-off-session', session: 'evening@2026-12-02', reason: 'nobody came, nobody will know why' }
  assert.equal((await press(server, off, server.token)).status, 200)
  const entries = await feed(server, 'en')
  assert.deepEqual(entries.map(line), [
    '20260920 20260921 Open, make-up working day: National Day',
    '20260925 20260928 Closed: Mid-Autumn Festival',
    '20261001 20261008 Closed: National Day',
    '20261010 20261011 Open, make-up working day: National Day',
    '20261127 20261128 Other hours: Training',
    '20261205 20261206 Other hours: Open Saturday',
    '20261207 20261208 Closed: Fire drill',
    '20261224 20261225 Closed: Maintenance',
    '20270104 20270105 Other hours: First day',
    '20261129T010000Z 20261129T030000Z Open: Moving, day one; please come',
    '20261202T100000Z 20261202T120000Z Called off: Evening (cancelled)',
  ])
  const saturday = entries.find((one) => one['DTSTART;VALUE=DATE'] === '20261205')
  assert.equal(saturday?.DESCRIPTION, '08:30–11:00 Opening hours')
  assert.ok(!JSON.stringify(entries).includes('nobody'), 'why a session is called off is for staff')
  const chinese = await feed(server, 'zh-CN')
  assert.equal(chinese[2]?.SUMMARY, '不开放：国庆节')
  assert.equal(chinese.length, entries.length)
  await server.stop()
})

test('years out of reach and halls that are not there are refused; so are sessions nobody could mean', async () => {
  const server = await hallServer(bookingHall())
  const get = async (path: string) => {
    const { status, body } = await ask(server.url, 'GET', path)
    return `${status} ${body.code} ${body.field}`
  }
  const base = `/api/v1/halls/${server.hall}/calendar`
  assert.equal(await get(`${base}?year=1999`), '400 malformed year')
  assert.equal(await get(`${base}?year=2029`), '400 malformed year')
  assert.match(await get(`${base}?year=abcd`), /^400 malformed/)
  assert.equal(await get('/api/v1/halls/none/calendar'), '404 no_such_hall hall')
  assert.equal(await get('/api/v1/halls/none/calendar.ics'), '404 no_such_hall hall')
  const plan = async (change: object) => refused(await press(server, { ...HAND, ...change }, server.token))
  assert.equal(await plan({ date: '2027-02-30' }), 'wrong_day date')
  assert.equal(await plan({ date: '2026-11-23' }), 'session_over date')
  assert.equal(await plan({ end: '09:00' }), 'no_such_slot end')
  assert.equal(await plan({ online: 3 }), 'not_bookable online')
  assert.equal(await plan({ onDemand: { minimum: 2 } }), 'not_bookable onDemand')
  const unknown = { ...BOOK, lead: { minutes: 5, before: 'matinee.end' } }
  assert.equal(await plan({ book: unknown }), 'not_bookable book.lead.before')
  assert.equal(await plan({ book: BOOK, onDemand: { minimum: 2 } }), '200 done')
  const [session] = ((await year(server)).days.find((one) => one.date === HAND.date) ?? assert.fail()).sessions
  assert.deepEqual([session?.state, session?.minimum], ['planned', 2])
  await server.stop()
})

test('a hall in another zone has its own days and hours, on the day the clocks change', async () => {
  const warsaw: HallFile = {
    ...bookingHall(),
    timeZone: 'Europe/Warsaw',
    calendar: null,
    exceptions: [{ date: '2027-03-28', opening: 'am', name: name('Sunday', '周日'), open: true }],
  }
  const server = await hallServer(warsaw, '2026-11-24T00:30:00+01:00')
  const view = await year(server, '?year=2027')
  assert.equal(view.today, '2026-11-24')
  assert.equal(view.missing, null)
  const day = view.days.find((one) => one.date === '2027-03-28')
  assert.deepEqual(
    [day?.sessions[0]?.start, day?.sessions[0]?.end],
    ['2027-03-28T08:30:00+02:00', '2027-03-28T12:00:00+02:00'],
  )
  const hand = { ...HAND, date: '2027-03-28', start: '01:00', end: '04:00' }
  assert.equal((await press(server, hand, server.token)).status, 200)
  const entries = await feed(server, 'en')
  assert.ok(entries.map(line).includes('20270328T000000Z 20270328T020000Z Open: Moving, day one; please come'))
  await server.stop()
})
