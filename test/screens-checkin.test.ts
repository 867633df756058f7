// Whoever booked comes to the kiosk: with the digits, the square under the scanner from any step, or the phone number.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { violations } from './support/axe.ts'
import { at, book, booked, bookingHall, hallServer, person } from './support/booking-hall.ts'
import { openBrowser } from './support/browser.ts'
import { type HallServer, moveTo } from './support/hall-server.ts'

const KIOSK = { width: 1080, height: 1920 }

let server: HallServer
let browser: Browser

before(async () => {
  server = await hallServer(bookingHall({}, { limits: { openPerService: null } }), '2026-11-25T08:00:00+08:00')
  browser = await openBrowser()
})
after(() => browser?.close())

async function open(lang = 'zh-CN'): Promise<Page> {
  const context = await browser.newContext({ viewport: KIOSK, locale: lang })
  const page = await context.newPage()
  page.on('pageerror', (error) => assert.fail(error))
  await page.goto(`${server.url}/kiosk?lang=${lang}`)
  await soon(page, '[data-go=check-in]')
  return page
}

const soon = (page: Page, selector: string) => page.locator(selector).first().waitFor({ timeout: 20_000 })

test('nine digits on the large keys: too early says from when, in time gives the number', async () => {
  const mine = booked(await book(server, person(1), at('09:30')))
  const page = await open()
  await page.click('[data-go=check-in]')
  await soon(page, '.pad')
  for (const digit of mine.code) await page.click(`.pad button:has-text("${digit}")`)
  assert.equal(await page.inputValue('#code'), mine.code.replace(/(\d{3})(?=\d)/g, '$1 '))
  await page.click('.take')
  await soon(page, '[data-code=too_early]')
  assert.match((await page.textContent('[data-code=too_early]')) ?? '', /09:00/)
  assert.deepEqual(await violations(page), [])
  await moveTo(server, at('09:00'))
  await page.click('.take')
  await soon(page, '[data-number]')
  assert.equal(await page.getAttribute('[data-number]', 'data-number'), 'A001')
  await page.context().close()
})

test('a scanner types faster than a person: from any step, into no field, whichever has the focus', async () => {
  const mine = booked(await book(server, person(2), at('10:30')))
  await moveTo(server, at('10:05'))
  const page = await open('en')
  await page.click('[data-department=police]')
  await page.click('[data-service=id-card]')
  await soon(page, '.take')
  // As a scanner in the field types the link of the square: key by key, without a pause, then Enter.
  await scan(page, `https://hall.example/appointment?lang=en#${mine.key}`)
  await soon(page, '[data-number]')
  assert.equal(await page.getAttribute('[data-number]', 'data-number'), 'A002')
  await page.click('.given-end .push-main')
  await soon(page, '[data-go=check-in]')
  await scan(page, mine.code)
  await soon(page, '[data-number]')
  assert.equal(await page.getAttribute('[data-number]', 'data-number'), 'A002', 'once more: the same number')
  await page.context().close()
})

/** In the page itself: a loop of the test would be slower than any scanner. */
async function scan(page: Page, text: string): Promise<void> {
  await page.evaluate((letters) => {
    const target = document.activeElement ?? document.body
    for (const key of [...letters, 'Enter'])
      target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  }, text)
}

test('keys pressed at a person’s pace stay in their field, even if a busy page gets round to all of them at once', async () => {
  const page = await open()
  await page.click('[data-go=check-in]')
  await soon(page, '#code')
  await page.evaluate((digits) => {
    const pressedAt = performance.now()
    for (const [n, key] of [...digits].entries()) {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
      Object.defineProperty(event, 'timeStamp', { value: pressedAt + n * 100 })
      document.querySelector('#code')?.dispatchEvent(event)
    }
  }, person(3).phone)
  assert.equal((await page.inputValue('#code')).replace(/ /g, ''), person(3).phone)
  await page.context().close()
})

test('by phone number; on another day it says which; a code that is none leads to the desk', async () => {
  booked(await book(server, person(3), at('11:00', '2026-11-27')))
  const page = await open()
  await page.click('[data-go=check-in]')
  await soon(page, '#code')
  await page.locator('#code').pressSequentially(person(3).phone, { delay: 60 })
  await page.click('.take')
  await soon(page, '[data-code=wrong_day]')
  assert.match((await page.textContent('[data-code=wrong_day]')) ?? '', /11月27日/)
  await page.click('.pad-word')
  await page.locator('#code').pressSequentially('123456789', { delay: 60 })
  await page.click('.take')
  await soon(page, '[data-code=no_such_appointment]')
  await page.context().close()
})
