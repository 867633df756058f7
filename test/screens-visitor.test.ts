// A visitor's way through the hall in a real browser: three taps to a number, the place in line on the phone, the call.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { ask, press } from './support/asking.ts'
import { openBrowser } from './support/browser.ts'
import { type Cable, layCable } from './support/cable.ts'
import { type HallServer, moveTo, openHallServer } from './support/hall-server.ts'

const KIOSK = { width: 1080, height: 1920 }
const PHONE = { width: 390, height: 844 }
/** A screen that is cut off says so within five seconds; a machine that runs all tests at once is given more. */
const SAYS_SO_WITHIN_MS = 15_000

let server: HallServer
let cable: Cable
let browser: Browser

before(async () => {
  server = await openHallServer()
  cable = await layCable(server.url)
  browser = await openBrowser()
})
after(() => browser?.close())

async function open(path: string, viewport = PHONE): Promise<Page> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN' })
  const page = await context.newPage()
  page.on('pageerror', (error) => assert.fail(error))
  await page.goto(cable.url + path)
  return page
}

async function goToSheet(page: Page, department = 'police', service = 'id-card'): Promise<void> {
  await page.click(`[data-department=${department}]`)
  await page.click(`[data-service=${service}]`)
}

/** A few presses cross two screens and a socket; nothing here waits longer than a person would. */
function soon(page: Page, selector: string, text?: string) {
  return page.locator(selector, text === undefined ? {} : { hasText: text }).waitFor({ timeout: SAYS_SO_WITHIN_MS })
}

async function taken(): Promise<string[]> {
  const { body } = await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/board?audience=staff`, {
    token: server.token,
  })
  return (body.tickets as { number: string }[]).map(({ number }) => number)
}

test('three taps at the kiosk give the number that the hall gave', async () => {
  const kiosk = await open('/kiosk', KIOSK)
  const before = await taken()
  await goToSheet(kiosk)
  await kiosk.click('.take')
  await soon(kiosk, '[data-number]')
  const shown = await kiosk.getAttribute('[data-number]', 'data-number')
  const given = (await taken()).filter((number) => !before.includes(number))
  assert.deepEqual(given, [shown])
  await soon(kiosk, '.phone-code img')
  const loaded = await kiosk.$eval('.phone-code img', (image) => (image as HTMLImageElement).decode().then(() => true))
  assert.ok(loaded, 'the code for the phone is drawn')
  await kiosk.context().close()
})

test('a double tap gives one number, and presses nothing that comes up under the finger', async () => {
  const kiosk = await open('/kiosk', KIOSK)
  const before = await taken()
  await kiosk.dblclick('[data-department=police]')
  await kiosk.dblclick('[data-service=id-card]')
  await kiosk.dblclick('.take')
  await soon(kiosk, '[data-number]')
  assert.equal((await taken()).length, before.length + 1)
  await kiosk.context().close()
})

test('the kiosk speaks the other language and returns to the first for the next person', async () => {
  const kiosk = await open('/kiosk', KIOSK)
  await soon(kiosk, 'h1', '请选择办事部门')
  await kiosk.click('[lang=en]')
  await soon(kiosk, 'h1', 'Which department')
  assert.equal(await kiosk.getAttribute('html', 'lang'), 'en')
  await goToSheet(kiosk)
  await kiosk.click('.take')
  await soon(kiosk, 'h1', 'Your number')
  await kiosk.click('.given-end .push-main')
  await soon(kiosk, 'h1', '请选择办事部门')
  await kiosk.context().close()
})

test('the phone shows the place in line, and it moves; the call names the counter', async () => {
  const first = await press(server, { do: 'take', service: 'marriage' })
  const phone = await open('/booking#marriage')
  await phone.click('.take')
  await soon(phone, '[data-ahead="1"]')
  const key = decodeURIComponent(new URL(phone.url()).hash.slice(1))
  const counter = await counterOf('marriage')
  await press(server, { do: 'open', counter }, server.token)
  await press(server, { do: 'call-next', counter }, server.token)
  await soon(phone, '[data-ahead="0"]')
  const { id } = first.body.ticket as { id: string }
  await press(server, { do: 'serve', ticket: id }, server.token)
  await press(server, { do: 'finish', ticket: id }, server.token)
  await press(server, { do: 'call-next', counter }, server.token)
  await soon(phone, `[data-counter="${counter}"]`)
  assert.match(await phone.title(), new RegExp(`${counter}号窗口`))
  const { body } = await ask(server.url, 'GET', `/api/v1/tickets/${key}`)
  const own = body.ticket as { id: string; number: string }
  assert.equal(await phone.getAttribute('[data-number]', 'data-number'), own.number)
  await press(server, { do: 'recall', ticket: own.id }, server.token)
  await soon(phone, '.called', '第 2 次')
  await press(server, { do: 'miss', ticket: own.id }, server.token)
  await soon(phone, '[data-state=missed]', '导办员')
  await phone.context().close()
})

test('a place is let go only when it was asked for twice', async () => {
  const { body } = await press(server, { do: 'take', service: 'passport' })
  const { key } = body.ticket as { key: string }
  const phone = await open(`/ticket#${key}`)
  await phone.click('[data-step=cancel]')
  await phone.click('.let-go-ask .push-main')
  await phone.click('[data-step=cancel]')
  await phone.click('.let-go-ask .push-danger')
  await soon(phone, '[data-state=cancelled]')
  await phone.context().close()
})

test('a wrong key is said to be wrong', async () => {
  const phone = await open('/ticket#nobody-has-this-key')
  await soon(phone, 'h1', '没有找到这个号码')
  await phone.context().close()
})

test('a key is kept in no place that outlives the tab', async () => {
  const phone = await open('/booking#passport')
  await phone.click('.take')
  await soon(phone, '[data-ahead]')
  assert.equal(await phone.evaluate(() => localStorage.length), 0)
  await phone.context().close()
})

test('whoever is cut off is told so, and the press that was waiting still gives one number', async () => {
  const kiosk = await open('/kiosk', KIOSK)
  const { body } = await press(server, { do: 'take', service: 'id-card' })
  const phone = await open(`/ticket#${(body.ticket as { key: string }).key}`)
  await soon(phone, '[data-ahead]')
  await goToSheet(kiosk)
  const before = await taken()
  cable.cut()
  await Promise.all([soon(kiosk, '.line-banner'), soon(phone, '.line-banner', '09:00')])
  await kiosk.click('.take')
  await soon(kiosk, '.notice', '自动重试')
  cable.mend()
  await soon(kiosk, '[data-number]')
  assert.equal((await taken()).length, before.length + 1)
  for (const page of [kiosk, phone]) {
    await page.locator('.line-banner').waitFor({ state: 'detached', timeout: SAYS_SO_WITHIN_MS })
    await page.context().close()
  }
})

// Last: the hall's clock goes forward only.
test('after hours the kiosk says when it opens next', async () => {
  const kiosk = await open('/kiosk', KIOSK)
  await goToSheet(kiosk)
  // The kiosk has not heard yet that the service is closed: what it asks about the hall from now on stays unanswered.
  await kiosk.route(`**/api/v1/halls/${server.hall}`, () => {})
  await moveTo(server, '2026-11-24T12:30:00+08:00')
  await kiosk.click('.take')
  await soon(kiosk, '.refusal', '今天 14:30')
  await kiosk.context().close()
})

async function counterOf(service: string): Promise<string> {
  const { body } = await ask(server.url, 'GET', `/api/v1/halls/${server.hall}`)
  const counters = body.counters as { id: string; serves: { service: string; tier: number }[] }[]
  const found = counters.find(({ serves }) => serves.some((one) => one.service === service && one.tier === 1))
  assert.ok(found, `no counter serves ${service}`)
  return found.id
}
