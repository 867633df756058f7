// Home visits: an address instead of a counter, a team instead of a line, travel in the length; done on the spot from a phone.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import type { HallFile } from '../core/hall.ts'
import type { FiguresView } from '../core/reports.ts'
import { ask, press } from './support/asking.ts'
import { violations } from './support/axe.ts'
import { at, BOOK, book, booked, bookingHall, freeOn, hallServer, person, refused } from './support/booking-hall.ts'
import { openBrowser } from './support/browser.ts'
import { type HallServer, moveTo } from './support/hall-server.ts'
import { newStaff, openConsole } from './support/signed-in.ts'

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en })
let server: HallServer
let browser: Browser

before(async () => {
  const file = bookingHall({}, { limits: { openPerService: null } })
  const [am] = file.openings as [HallFile['openings'][number]]
  const home = {
    ...am,
    id: 'home',
    kind: 'home' as const,
    services: ['deed'],
    start: '09:00',
    end: '12:00',
    walkIn: false,
    slotMinutes: 20,
    online: 5,
    desk: 5,
    teams: ['north', 'south'],
    travelMinutes: 30,
    book: { ...BOOK, lead: { minutes: 60, before: 'slot' } },
  }
  const teams = [
    { id: 'north', name: both('城北组', 'North') },
    { id: 'south', name: both('城南组', 'South') },
  ]
  const openings = [...file.openings.map((one) => ({ ...one, services: ['id-card', 'passport'] })), home]
  server = await hallServer({ ...file, openings, teams })
  browser = await openBrowser()
})
after(() => browser?.close())

const home = (n: number, time: string) =>
  book(server, person(n), at(time), { service: 'deed', address: `胜利路${n}号` })

test('a visit takes twenty minutes and the way: sixty in all; two teams make two visits at a time', async () => {
  const free = await freeOn(server, '2026-11-25', 'deed')
  assert.equal(free.get('09:00'), 2, 'as many as there are teams, whatever the rule says of places')
  assert.deepEqual([...free.keys()].at(-1), '11:00', 'the last one fits before the end')
  assert.equal(refused(await book(server, person(1), at('09:00'), { service: 'deed' })), 'person_needed address')
  const one = booked(await home(1, '09:00')) as unknown as { team: string; end: string }
  assert.equal(`${one.team} ${one.end}`, `north ${at('10:00')}`)
  assert.equal((booked(await home(2, '09:20')) as unknown as { team: string }).team, 'south')
  assert.equal(refused(await home(3, '09:40')), 'slot_full start')
  assert.equal((booked(await home(3, '10:00')) as unknown as { team: string }).team, 'north', 'back from the first')
})

test('the team has its day on a phone: addresses, there, done; nobody checks in at a kiosk for it', async () => {
  const clerk = await newStaff(server, 'clerk', 'wang.li')
  const roster = { do: 'staff-session', session: 'home@2026-11-25', staff: [{ staff: 'wang.li', place: 'south' }] }
  assert.equal((await press(server, roster, server.token)).status, 200)
  await moveTo(server, at('09:15'))
  assert.equal((await press(server, { do: 'check-in', appointment: 'b2' }, clerk)).body.detail, 'home_visit')
  const page = await openConsole(browser, server, clerk, { path: '#visits', width: 390, height: 844 })
  const mine = page.locator('[data-appointment=b2]')
  await mine.getByText('胜利路2号').waitFor()
  assert.equal(await page.locator('[data-appointment=b1]').count(), 0, 'the other team’s day is not in the way')
  assert.deepEqual(await violations(page), [])
  await mine.locator('[data-step=start]').click()
  await mine.locator('[data-step=finish]').waitFor()
  await moveTo(server, at('09:50'))
  await mine.locator('[data-step=finish]').click()
  await mine.getByText('done, 09:15–09:50').waitFor()
  const path = `/api/v1/halls/${server.hall}/events?after=0&records=true`
  const { body } = await ask(server.url, 'GET', path, { token: server.token })
  const log = JSON.stringify(body)
  assert.ok(!log.includes('胜利路'), 'no address is in the log')
  assert.ok(log.includes('visit-finished') && log.includes('data-read'))
})

test('the table by session has the visits of the day, and how long the team was there', async () => {
  const path = `/api/v1/halls/${server.hall}/reports/figures?from=2026-11-25&to=2026-11-25&by=session&language=en`
  const { lines, all } = (await ask(server.url, 'GET', path, { token: server.token })).body as unknown as FiguresView
  assert.deepEqual(
    lines.map(({ name, served, leftUncalled, wait, service }) => [
      ...[name, served, leftUncalled, wait.count, service.sumSeconds],
    ]),
    [['2026-11-25 09:00–12:00 Home visit', 1, 0, 0, 35 * 60]],
  )
  assert.equal(all.tickets, 0, 'no number was taken for it')
})
