// The desk's side of booking in a real browser: found, checked in, booked for somebody; evenings confirmed, staffed, swapped.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { ask, press } from './support/asking.ts'
import { violations } from './support/axe.ts'
import { at, book, booked, bookingHall, hallServer, person } from './support/booking-hall.ts'
import { openBrowser } from './support/browser.ts'
import { type HallServer, moveTo } from './support/hall-server.ts'
import { newStaff, openConsole } from './support/signed-in.ts'

let server: HallServer
let browser: Browser
let host: string
let desk: Page

before(async () => {
  server = await hallServer(bookingHall({}, { limits: { openPerService: null } }), '2026-11-25T08:00:00+08:00')
  browser = await openBrowser()
  host = await newStaff(server, 'host', 'lin.yi')
  desk = await openConsole(browser, server, host, { path: '#appointments' })
  desk.on('pageerror', (error) => assert.fail(error))
  await desk.locator('.appts').waitFor()
})
after(async () => {
  await browser?.close()
})

const soon = (page: Page, selector: string) => page.locator(selector).first().waitFor({ timeout: 20_000 })

test('whom the desk expects is listed masked; a part of the name finds them, and they are checked in', async () => {
  booked(await book(server, { name: '林美玲', phone: '13800000001' }, at('09:30')))
  await soon(desk, '[data-appointment=b1]')
  const row = (await desk.textContent('[data-appointment=b1]')) ?? ''
  assert.ok(row.includes('林**') && !row.includes('美玲') && row.includes('09:30'), row)
  assert.deepEqual(await violations(desk), [])
  await desk.fill('input[type=search]', '美玲')
  await desk.locator('[data-appointment=b1]', { hasText: '2026-11-25' }).click()
  await desk.locator('.appt-card', { hasText: '林美玲' }).waitFor()
  await moveTo(server, at('09:05'))
  await desk.click('[data-step=check-in]')
  await soon(desk, '.number-card')
  assert.match((await desk.textContent('.number-card h1')) ?? '', /A001/)
  const log = `/api/v1/halls/${server.hall}/events?after=0&records=true`
  const { body } = await ask(server.url, 'GET', log, { token: server.token })
  const reads = (body.events as { record: string }[]).filter(({ record }) => record.includes('"data-read"'))
  assert.equal(reads.length, 1, 'a search is on record, once')
})

test('for who stands there: a time of the desk, their name, the code on paper; or a place kept by a link', async () => {
  await desk.fill('input[type=search]', '')
  await desk.getByRole('button', { name: 'New appointment' }).click()
  await desk.locator('.pick', { hasText: 'Identity card' }).first().click()
  await desk.locator('.desk-times input[type=date]').fill('2026-11-26')
  await desk.click(`[data-start="${at('09:00', '2026-11-26')}"]`)
  await desk.fill('input[name=name]', 'Chen Ming')
  await desk.fill('input[name=phone]', '1380')
  await desk.getByRole('button', { name: 'Book', exact: true }).click()
  await desk.locator('.notices li.bad').first().waitFor()
  // Refused, or another time chosen: only what was wrong is entered again.
  await desk.fill('input[name=phone]', '13800000002')
  await desk.getByRole('button', { name: 'Choose another time' }).click()
  await desk.locator('.desk-times input[type=date]').fill('2026-11-26')
  await desk.click(`[data-start="${at('09:00', '2026-11-26')}"]`)
  await desk.getByRole('button', { name: 'Book', exact: true }).click()
  await soon(desk, '.number-card .code')
  assert.match((await desk.textContent('.number-card .code')) ?? '', /^\d{3} \d{3} \d{3}$/)
  await desk.getByRole('button', { name: 'New appointment' }).click()
  await desk.locator('.pick', { hasText: 'Identity card' }).first().click()
  await desk.locator('.desk-times input[type=date]').fill('2026-11-26')
  await desk.click(`[data-start="${at('09:15', '2026-11-26')}"]`)
  await desk.getByRole('button', { name: /book by link/ }).click()
  const link = (await desk.textContent('.number-card .link')) ?? ''
  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en' })).newPage()
  await phone.goto(link.replace('/appointment#', '/appointment?lang=en#'))
  await phone.fill('#who-name', 'Wu Fang')
  await phone.fill('#who-phone', '13800000003')
  await phone.click('.take')
  await soon(phone, '.code-digits')
  await phone.context().close()
})

test('an evening: a manager confirms it, staffs it; a clerk asks to be relieved, another steps in, the manager agrees', async () => {
  const wang = await newStaff(server, 'clerk', 'wang.li')
  const chen = await newStaff(server, 'clerk', 'chen.hao')
  const open = (token: string) => openConsole(browser, server, token, { path: '#appointments' })
  const manager = await open(server.token)
  await manager.getByRole('button', { name: 'After hours' }).click()
  const evening = manager.locator('[data-session="evening@2026-12-02"]')
  await evening.waitFor()
  // Nobody booked it and it is a week away: what can be done about it is folded away.
  await evening.locator('summary').click()
  await evening.locator('input').first().fill('the mayor asked for it')
  await evening.locator('[data-step=confirm]').click()
  await evening.getByText('takes place', { exact: true }).waitFor()
  await evening.locator('select').last().selectOption('wang.li')
  await evening.locator('[data-staff="wang.li"]').waitFor()
  assert.deepEqual(await violations(manager), [])
  const first = await open(wang)
  await first.getByRole('button', { name: 'After hours' }).click()
  await first.locator('[data-session="evening@2026-12-02"]').getByRole('button', { name: 'Ask to be relieved' }).click()
  const second = await open(chen)
  await second.getByRole('button', { name: 'After hours' }).click()
  await second.getByRole('button', { name: 'Offer to step in' }).click()
  await evening.getByRole('button', { name: 'Approve' }).click()
  await evening.locator('[data-staff="chen.hao"]').waitFor()
  assert.equal(await evening.locator('[data-staff="wang.li"]').count(), 0)
  // Another evening is planned by hand, on a Friday, and called off.
  await manager.getByRole('button', { name: 'Plan a session' }).click()
  await manager.fill('.plan input[name=date]', '2026-12-04')
  await manager.locator('.plan button[type=submit]').click()
  const friday = manager.locator('.session-list > li', { hasText: '4 December' })
  await friday.waitFor()
  const id = (await friday.getAttribute('data-session')) ?? ''
  const mine = booked(await book(server, person(9), at('18:00', '2026-12-04')))
  await friday.locator('input').first().fill('a burst pipe')
  await friday.locator('[data-step=call-off]').click()
  await friday.getByText('called off', { exact: true }).waitFor()
  const { body } = await ask(server.url, 'GET', `/api/v1/appointments/${mine.key}`)
  assert.equal(
    `${(body.appointment as { state: string; session: string }).state} ${id}`,
    `cancelled ${(body.appointment as { session: string }).session}`,
  )
  assert.equal((await press(server, { do: 'confirm-session', session: id }, server.token)).body.code, 'not_allowed_now')
})
