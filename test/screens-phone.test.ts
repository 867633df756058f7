// The page of a number on a phone: unmistakable when it is called, there again after the net was gone, and a text for whoever asked for one.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { ask, press } from './support/asking.ts'
import { violations } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'
import { type Cable, layCable } from './support/cable.ts'
import { type HallServer, openHallServer } from './support/hall-server.ts'
import { openGateway } from './support/mailbox.ts'
import { soon } from './support/visitors.ts'

const PHONE = { width: 390, height: 844 }
const WITHIN_MS = 10_000

let gateway: Awaited<ReturnType<typeof openGateway>>
let server: HallServer
let cable: Cable
let browser: Browser

before(async () => {
  gateway = await openGateway()
  const told = { SMS_URL: gateway.url, SMS_SECRET: 'a secret of the gateway', PUBLIC_URL: 'https://hall.example.org' }
  server = await openHallServer(told)
  cable = await layCable(server.url)
  browser = await openBrowser()
})
after(() => browser?.close())

/** What only a phone has, counted. As text: what tsx makes of a function needs what a page does not have. */
const PHONE_ONLY = `
  window.asked = { buzzes: 0, awake: 0 }
  navigator.vibrate = () => { window.asked.buzzes++; return true }
  Object.defineProperty(navigator, 'wakeLock', { value: { request: async () => { window.asked.awake++ } } })
`

/** What the page asked of the phone. */
interface Asked {
  buzzes: number
  awake: number
}

async function open(path: string): Promise<Page> {
  const context = await browser.newContext({ viewport: PHONE, locale: 'zh-CN', hasTouch: true })
  await context.addInitScript(PHONE_ONLY)
  const page = await context.newPage()
  page.on('pageerror', (error) => assert.fail(error))
  await page.goto(cable.url + path)
  return page
}

/** Just after it is painted. Once more would be one too many. */
const buzzed = (page: Page, times: number) =>
  page.waitForFunction((wanted) => (window as unknown as { asked: Asked }).asked.buzzes === wanted, times)
const icon = (page: Page) => page.getAttribute('link[rel=icon]', 'href')

async function take(service: string): Promise<{ id: string; key: string; number: string }> {
  const { body } = await press(server, { do: 'take', service })
  return body.ticket as { id: string; key: string; number: string }
}

async function callNext(counter: string): Promise<void> {
  const { body } = await press(server, { do: 'call-next', counter }, server.token)
  const [event] = body.events as { ticket: { id: string } }[]
  await press(server, { do: 'serve', ticket: event?.ticket.id }, server.token)
  await press(server, { do: 'finish', ticket: event?.ticket.id }, server.token)
}

test('called, the phone buzzes once a call, stays awake, and shows it in title and mark; the counter stands largest', async () => {
  const ticket = await take('passport')
  const phone = await open(`/ticket#${ticket.key}`)
  await soon(phone, '[data-ahead="0"]')
  // So near the turn the screen stays on.
  await phone.waitForFunction(() => (window as unknown as { asked: Asked }).asked.awake >= 1)
  const usual = await icon(phone)
  await press(server, { do: 'open', counter: '7' }, server.token)
  await press(server, { do: 'call-next', counter: '7' }, server.token)
  await soon(phone, '.called [data-counter="7"]')
  await buzzed(phone, 1)
  assert.match(await phone.title(), /7号窗口/)
  assert.notEqual(await icon(phone), usual)
  const size = await phone.$eval('[data-counter]', (one) => Number.parseFloat(getComputedStyle(one).fontSize))
  assert.ok(size >= 72, `${size}px`)
  await phone.getByRole('button', { name: '打开' }).click()
  await soon(phone, '.sound', '已打开')
  assert.deepEqual(await violations(phone), [])
  await press(server, { do: 'recall', ticket: ticket.id }, server.token)
  await soon(phone, '.called', '第 2 次')
  await buzzed(phone, 2)
  await press(server, { do: 'serve', ticket: ticket.id }, server.token)
  await soon(phone, '[data-state=serving]')
  assert.equal(await icon(phone), usual)
  await press(server, { do: 'finish', ticket: ticket.id }, server.token)
  await phone.context().close()
})

test('a call that came while the phone was cut off is shown and felt as soon as it is back', async () => {
  const ticket = await take('passport')
  const phone = await open(`/ticket#${ticket.key}`)
  await soon(phone, '[data-ahead="0"]')
  cable.cut()
  await soon(phone, '.line-banner')
  await press(server, { do: 'call-next', counter: '7' }, server.token)
  cable.mend()
  await phone.evaluate(() => dispatchEvent(new Event('online')))
  await soon(phone, '.called [data-counter="7"]')
  await buzzed(phone, 1)
  await press(server, { do: 'miss', ticket: ticket.id }, server.token)
  await phone.context().close()
})

/** A request to this machine and its answer. */
const NETWORK_MS = 300

test('however often a phone is taken out of the pocket, the ticket is read in one round', async () => {
  const ticket = await take('passport')
  const phone = await open(`/ticket#${ticket.key}`)
  await phone.clock.install()
  let read = 0
  const settled = async () => {
    await phone.waitForLoadState('networkidle')
    await delay(NETWORK_MS)
  }
  phone.on('request', (request) => {
    if (request.url().endsWith(`/tickets/${ticket.key}`)) read++
  })
  await phone.reload()
  await soon(phone, '[data-ahead]')
  await settled()
  // Read once more since the line told where it stands.
  await phone.clock.runFor(11_000)
  await settled()
  await phone.evaluate(() => {
    for (let n = 0; n < 4; n++) dispatchEvent(new Event('pageshow'))
  })
  await settled()
  const before = read
  await phone.clock.runFor(31_000)
  await settled()
  assert.equal(read - before, 1, 'once in half a minute')
  await phone.context().close()
})

test('a number left on the page of a ticket: one text, when three are left before it', async () => {
  for (let n = 0; n < 5; n++) await take('id-card')
  const own = await take('id-card')
  const next = await take('id-card')
  await ask(server.url, 'PUT', `/api/v1/tickets/${next.key}/phone`, { body: { phone: '13900004321' } })
  const phone = await open(`/ticket#${own.key}`)
  await phone.click('[data-step=text-me]')
  await phone.fill('#text-me', '12')
  await phone.keyboard.press('Enter')
  await soon(phone, '.phone-wrong', '只填数字')
  assert.deepEqual(await violations(phone), [])
  await phone.fill('#text-me', '138 0000 4321')
  await phone.keyboard.press('Enter')
  await soon(phone, '.text-me', '尾号 4321')
  await phone.reload()
  await soon(phone, '.text-me', '尾号 4321')
  await press(server, { do: 'open', counter: '3' }, server.token)
  await callNext('3')
  await callNext('3')
  const since = performance.now()
  while (gateway.requests.length === 0 && performance.now() - since < WITHIN_MS) await delay(20)
  const { to, text } = JSON.parse(gateway.requests[0]?.body ?? '{}') as { to: string; text: string }
  assert.equal(to, '13800004321')
  assert.match(text, new RegExp(`${own.number}.*前面还有 3 `))
  assert.ok(text.includes(`/ticket?lang=zh-CN#${own.key}`), text)
  // The next one to be told is told; this one is not told again.
  await callNext('3')
  const textOf = (n: number) => (JSON.parse(gateway.requests[n]?.body ?? '{}') as { to?: string }).to
  while (gateway.requests.length === 1 && performance.now() - since < WITHIN_MS) await delay(20)
  assert.deepEqual([textOf(1), gateway.requests.length], ['13900004321', 2])
  await phone.getByRole('button', { name: '不用提醒了' }).click()
  await phone.locator('.text-me').waitFor({ state: 'detached' })
  const { body } = await ask(server.url, 'GET', `/api/v1/tickets/${own.key}/phone`)
  assert.deepEqual(body, { may: true, ahead: 3, last: null })
  await phone.context().close()
})

test('what was left is masked for staff and goes when the person asks; a wrong number and a foreign key are refused', async () => {
  for (let n = 0; n < 4; n++) await take('passport')
  const own = await take('passport')
  const path = `/api/v1/tickets/${own.key}/phone`
  const wrong = await ask(server.url, 'PUT', path, { body: { phone: 'my number' } })
  assert.deepEqual([wrong.status, wrong.body.field], [400, 'phone'])
  assert.equal((await ask(server.url, 'PUT', path, { body: { phone: '13900001234' } })).body.last, '1234')
  assert.equal(
    (
      await ask(server.url, 'PUT', path.replace(own.key, 'nobody-has-this-key-at-all'), {
        body: { phone: '13900001234' },
      })
    ).status,
    404,
  )
  const data = `/api/v1/halls/${server.hall}/tickets/${own.id}/data`
  const seen = JSON.stringify((await ask(server.url, 'GET', data, { token: server.token })).body)
  assert.ok(seen.includes('1234') && !seen.includes('13900001234'), seen)
  assert.equal((await ask(server.url, 'DELETE', `/api/v1/tickets/${own.key}/data`)).status, 200)
  assert.equal((await ask(server.url, 'GET', path)).body.last, null)
})

test('a hall that sends no SMS asks for no number', async () => {
  const quiet = await openHallServer()
  for (let n = 0; n < 5; n++) await press(quiet, { do: 'take', service: 'id-card' })
  const { key } = (await press(quiet, { do: 'take', service: 'id-card' })).body.ticket as { key: string }
  assert.equal((await ask(quiet.url, 'GET', `/api/v1/tickets/${key}/phone`)).body.may, false)
  const put = await ask(quiet.url, 'PUT', `/api/v1/tickets/${key}/phone`, { body: { phone: '13900001234' } })
  assert.deepEqual([put.status, put.body.code], [409, 'not_allowed_now'])
  const context = await browser.newContext({ viewport: PHONE })
  const phone = await context.newPage()
  await phone.goto(`${quiet.url}/ticket?lang=en#${key}`)
  await soon(phone, '[data-ahead="5"]')
  await phone.waitForLoadState('networkidle').catch(() => {})
  assert.equal(await phone.locator('.text-me').count(), 0)
  await context.close()
})
