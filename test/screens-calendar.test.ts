// The manager's year in a real browser: days by keys, why each is as it is, closed and opened with what is booked in sight.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import type { HallFile } from '../core/hall.ts'
import { ask } from './support/asking.ts'
import { violations } from './support/axe.ts'
import { at, BOOK, book, booked, bookingHall, hallServer, person } from './support/booking-hall.ts'
import { openBrowser } from './support/browser.ts'
import { type HallServer, moveTo } from './support/hall-server.ts'
import { newStaff, openConsole } from './support/signed-in.ts'

let server: HallServer
let browser: Browser
let page: Page

before(async () => {
  // A month is as far as anybody books here.
  const file = bookingHall({}, { limits: { openPerService: null } })
  const openings = file.openings.map((one) => ({ ...one, book: { ...BOOK, untilDays: 31 } }))
  server = await hallServer({ ...file, openings }, '2026-10-26T08:00:00+08:00')
  for (const n of [1, 2]) booked(await book(server, person(n), at('09:00', '2026-11-18')))
  browser = await openBrowser()
  page = await openConsole(browser, server, server.token, { path: '#calendar' })
  page.on('pageerror', (error) => assert.fail(error))
  await page.locator('#day-2026-10-26').waitFor()
})
after(() => browser?.close())

const panel = (text: string | RegExp) => page.locator('.day-panel', { hasText: text }).waitFor()
const day = (date: string) => page.locator(`#day-${date}`)
const focusOn = (date: string) => page.waitForFunction((id) => document.activeElement?.id === id, `day-${date}`)
const inForce = async () =>
  (await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/file`, { token: server.token }))
    .body as unknown as HallFile
const why = async () => (await page.locator('.day-why li').allTextContents()).join(' → ')

test('every day has its colour, its sign and its words; nobody is kept out', async () => {
  assert.equal(await page.locator('.months .day').count(), 365)
  const label = (date: string) =>
    day(date)
      .getAttribute('aria-label')
      .then((text) => text ?? '')
  // Browsers differ in whether a comma follows the weekday.
  assert.match(await label('2026-10-01'), /^Thursday,? 1 October 2026, Holiday$/)
  assert.match(await label('2026-10-10'), /^Saturday,? 10 October 2026, Make-up working day$/)
  const sign = (date: string) => day(date).locator('.sign').getAttribute('data-sign')
  assert.deepEqual([await sign('2026-10-01'), await sign('2026-12-24'), await sign('2026-11-18')], ['H', '×', ''])
  assert.deepEqual(await violations(page), [])
})

test('arrow keys move by days and weeks, also into another year; one day is in the way of the tab key', async () => {
  await day('2026-12-30').click()
  await page.keyboard.press('ArrowRight')
  await focusOn('2026-12-31')
  await page.keyboard.press('ArrowDown')
  await focusOn('2027-01-07')
  await page.locator('.year-warning', { hasText: 'The national calendar of 2027 is not there yet' }).waitFor()
  await page.locator('.day-why', { hasText: 'holidays not published yet' }).waitFor()
  await page.keyboard.press('PageUp')
  await focusOn('2026-12-07')
  await page.locator('.year-warning').waitFor({ state: 'detached' })
  assert.equal(await page.locator('.months [tabindex="0"]').count(), 1)
  for (const [key, date] of [
    ['Home', '2026-12-01'],
    ['ArrowUp', '2026-11-24'],
    ['End', '2026-11-30'],
    ['ArrowLeft', '2026-11-29'],
  ] as const) {
    await page.keyboard.press(key)
    await focusOn(date)
  }
})

test('from 1 November the manager is warned that next year’s paper is missing', async () => {
  await moveTo(server, '2026-11-01T08:00:00+08:00')
  await page.reload()
  await page.locator('.year-warning', { hasText: '2027' }).waitFor()
})

test('a day is closed: who has booked stands there first; taken back, everything fits again', async () => {
  await day('2026-11-18').click()
  await panel('2 booked')
  assert.equal(
    await why(),
    'open by Opening hours 08:30–12:00 → open by Opening hours 14:30–17:30 → open by Evening 18:00–20:00 → opens only if enough people book: Evening 18:00–20:00',
  )
  await page.click('[data-edit=close]')
  const save = page.locator('[data-step=save-day]')
  assert.equal(await save.getAttribute('aria-disabled'), 'true', 'people are told why')
  await page.fill('[name=name-en]', 'Power cut')
  await page.fill('[name=name-zh-CN]', '停电')
  await panel('2 appointments would not fit any more:')
  assert.deepEqual(await page.locator('.conflicts li').allTextContents(), [
    '09:00 Identity card · b1 · does not take place',
    '09:00 Identity card · b2 · does not take place',
  ])
  assert.deepEqual(await violations(page), [])
  assert.equal((await inForce()).exceptions, undefined, 'nothing is saved yet')
  await page.getByRole('button', { name: 'Save all the same' }).click()
  await page.locator('#day-2026-11-18.closed').waitFor()
  await panel('Closed by the hall')
  assert.match(await why(), /exception for this day|Power cut/)
  await page.getByRole('button', { name: 'Take back' }).click()
  await panel('Everybody who has booked still fits.')
  await page.getByRole('button', { name: 'Save and put in force' }).click()
  await page.locator('#day-2026-11-18.open').waitFor()
  assert.deepEqual((await inForce()).exceptions, [])
})

test('a Saturday is opened for the morning, a session planned, another called off', async () => {
  await day('2026-11-21').click()
  await panel('Not open on this weekday')
  await page.click('[data-edit=open]')
  await page.selectOption('[name=opening]', 'am')
  await page.fill('[name=name-en]', 'Open day')
  await page.fill('[name=name-zh-CN]', '开放日')
  await page.fill('.day-edit [name=end]', '08:00')
  await panel('This cannot be saved')
  await page.fill('.day-edit [name=end]', '11:00')
  await page.getByRole('button', { name: 'Save and put in force' }).and(page.locator('[aria-disabled=false]')).click()
  await page.locator('#day-2026-11-21.changed').waitFor()
  await panel('08:30–11:00')
  await page.click('[data-edit=plan]')
  assert.equal(await page.inputValue('.plan [name=date]'), '2026-11-21')
  await page.getByRole('button', { name: 'Plan a session' }).click()
  await panel('18:00–20:00')
  await panel('planned by hand')
  await page.locator('[data-session="am@2026-11-21"] button').click()
  await page.fill('dialog [name=reason]', 'nobody there')
  await page.locator('dialog').getByRole('button', { name: 'Call the session off' }).click()
  await page.locator('[data-session="am@2026-11-21"][data-state=called-off]').waitFor()
  assert.match((await day('2026-11-21').getAttribute('aria-label')) ?? '', /a session is called off/)
})

test('a rule is edited where the hall is set up: who would not fit stands there before and after it is saved', async () => {
  const setup = await openConsole(browser, server, server.token, { path: '#setup/services' })
  const first = setup.getByLabel('By appointment', { exact: false }).first()
  await first.uncheck()
  const told = setup.locator('.draft-state', { hasText: '2 appointments would not fit any more' })
  await told.locator('.conflicts li', { hasText: '2026-11-18 09:00' }).first().waitFor()
  await setup.getByRole('button', { name: 'Save and put in force' }).click()
  await setup.locator('.draft-state', { hasText: '2 appointments do not fit' }).waitFor()
  await first.check()
  await setup.locator('.draft-state .conflicts').waitFor({ state: 'detached' })
  await setup.getByRole('button', { name: 'Save and put in force' }).click()
  await setup.getByText('Saved. It is in force now.').waitFor()
  await setup.close()
})

test('somebody else saves in between: the second is told, and saves upon what is there', async () => {
  await day('2026-11-25').click()
  await page.click('[data-edit=hours]')
  await page.fill('.day-edit [name=start]', '09:00')
  await page.fill('[name=name-en]', 'Drill')
  await page.fill('[name=name-zh-CN]', '演练')
  await panel('Everybody who has booked still fits.')
  const file = await inForce()
  const closures = [...file.closures, { date: '2026-12-25', name: { en: 'Inventory', 'zh-CN': '盘点' } }]
  await ask(server.url, 'PUT', `/api/v1/halls/${server.hall}/file`, {
    body: { ...file, closures },
    token: server.token,
  })
  await page.locator('#day-2026-12-25.closed').waitFor()
  await page.getByRole('button', { name: 'Save and put in force' }).and(page.locator('[aria-disabled=false]')).click()
  await page.locator('#day-2026-11-25.changed').waitFor()
  assert.equal((await inForce()).closures.length, closures.length, 'theirs is still there')
})

test('an inspector and a host look and change nothing; in Chinese, on a tablet', async () => {
  const host = await newStaff(server, 'host', 'lin.yi')
  const tablet = await openConsole(browser, server, host, {
    path: '#calendar',
    language: 'zh-CN',
    width: 1024,
    height: 768,
  })
  await tablet.locator('#day-2026-10-01.holiday [data-sign="休"]').waitFor()
  assert.equal(await tablet.locator('[data-edit]').count(), 0)
  assert.deepEqual(await violations(tablet), [])
  await tablet.close()
})
