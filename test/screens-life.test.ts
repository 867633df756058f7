// What becomes of a number, as people see it on the kiosk, on their phones and on the hall's screens.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import type { HallFile } from '../core/hall.ts'
import type { TicketView } from '../core/protocol.ts'
import { ask, press } from './support/asking.ts'
import { violations } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'
import { type HallServer, moveTo, openHallServer } from './support/hall-server.ts'

const KIOSK = { width: 1080, height: 1920 }
const PHONE = { width: 390, height: 844 }
const LOBBY = { width: 1920, height: 1080 }
const SOON_MS = 10_000
/** Longer than what is over stays large in the lobby. */
const WHILE_MS = 25_000

let server: HallServer
let browser: Browser
const folder = mkdtempSync(join(tmpdir(), 'tingxu-life-'))

before(async () => {
  const file: HallFile = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'halls', 'zhangzhou.json'), 'utf8'))
  for (const service of file.services) {
    if (service.id === 'notary') service.onePerPerson = true
    if (service.id === 'gas') service.dailyLimit = 1
  }
  const HALL_FILE = join(folder, 'hall.json')
  writeFileSync(HALL_FILE, JSON.stringify(file))
  server = await openHallServer({ HALL_FILE })
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

type Size = { width: number; height: number }

async function open(path: string, viewport: Size, { asleep = false, signedIn = false } = {}): Promise<Page> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN' })
  const cookie = { name: 'tingxu_session', value: server.token, url: server.url, sameSite: 'Strict' as const }
  if (signedIn) await context.addCookies([cookie])
  const page = await context.newPage()
  page.on('pageerror', (error) => assert.fail(error))
  if (asleep) await page.clock.install()
  await page.goto(server.url + path)
  return page
}

function soon(page: Page, selector: string, text?: string) {
  return page
    .locator(selector, text === undefined ? {} : { hasText: text })
    .first()
    .waitFor({ timeout: SOON_MS })
}

async function take(service: string, more: object = {}): Promise<TicketView & { key: string }> {
  const { body } = await press(server, { do: 'take', service, ...more })
  return body.ticket as TicketView & { key: string }
}

/** A manager's press, which must be done. */
async function act(command: Record<string, unknown>): Promise<void> {
  const { status, body } = await press(server, command, server.token)
  assert.equal(status, 200, JSON.stringify(body))
}

async function holder(key: string): Promise<TicketView> {
  const { body } = await ask(server.url, 'GET', `/api/v1/tickets/${key}`)
  return body.ticket as TicketView
}

async function staffTicket(number: string): Promise<TicketView | undefined> {
  const { body } = await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/board?audience=staff`, {
    token: server.token,
  })
  return (body.tickets as TicketView[]).find((one) => one.number === number)
}

async function givenNumber(kiosk: Page): Promise<string> {
  await soon(kiosk, '[data-number]')
  return (await kiosk.getAttribute('[data-number]', 'data-number')) ?? ''
}

/** Texts of which not all is to be seen. Glyphs may reach out of a tight line by less than half their size. */
function cutOff(page: Page, selector: string): Promise<(string | null)[]> {
  return page.$$eval(selector, (all) =>
    all
      .filter((one) => {
        const slack = Number.parseFloat(getComputedStyle(one).fontSize) / 2
        return (
          one.clientHeight === 0 || one.scrollHeight > one.clientHeight + slack || one.scrollWidth > one.clientWidth
        )
      })
      .map((one) => one.textContent),
  )
}

/** To the page's own clock; its line is taken for dead then, and is up again soon. */
async function aWhileLater(page: Page): Promise<void> {
  await page.clock.fastForward(WHILE_MS)
  await page.locator('.banner').waitFor({ state: 'detached', timeout: SOON_MS })
}

test('who does not know what they need has a number for the guide after two taps', async () => {
  const kiosk = await open('/kiosk', KIOSK)
  await kiosk.click('.guide')
  await kiosk.click('.take')
  const ticket = await staffTicket(await givenNumber(kiosk))
  assert.equal(ticket?.service, 'guidance')
  await kiosk.context().close()
})

test('several services go on one number, in the order in which they were chosen', async () => {
  const kiosk = await open('/kiosk', KIOSK)
  const add = async (department: string, service: string) => {
    await kiosk.click(`[data-department=${department}]`)
    await kiosk.click(`[data-service=${service}]`)
  }
  await add('police', 'id-card')
  await kiosk.click('.also')
  await add('exit-entry', 'passport')
  await kiosk.click('.also')
  await kiosk.click('[data-department=exit-entry]')
  assert.equal(await kiosk.getAttribute('[data-service=passport]', 'aria-disabled'), 'true')
  await kiosk.click('[data-service=taiwan-permit]')
  await kiosk.click('.also')
  await add('utilities', 'water')
  await kiosk.click('[data-chosen=taiwan-permit] button')
  assert.deepEqual(await violations(kiosk), [])
  await kiosk.click('.kiosk-foot [aria-pressed=false]:has-text("大字版")')
  assert.deepEqual(await violations(kiosk), [])
  await kiosk.click('.take')
  const ticket = await staffTicket(await givenNumber(kiosk))
  assert.deepEqual(ticket?.services, ['id-card', 'passport', 'water'])
  assert.deepEqual(await kiosk.locator('.given-services li').allTextContents(), [
    '居民身份证',
    '普通护照',
    '用水报装、过户',
  ])
  const card = await kiosk.locator('.given-more .card').boundingBox()
  const end = await kiosk.locator('.given-end').boundingBox()
  assert.ok(card !== null && end !== null && card.y + card.height <= end.y, 'nothing of what to bring is cut off')
  assert.deepEqual(await violations(kiosk), [])
  await kiosk.context().close()
})

test('who goes first by law may say so at a kiosk that the hall knows; at others nothing is asked', async () => {
  const stranger = await open('/kiosk', KIOSK)
  const asked = stranger.waitForResponse('**/api/v1/session')
  await stranger.click('.guide')
  await (await asked).finished()
  assert.equal(await stranger.locator('.priority').count(), 0)
  await stranger.context().close()
  const kiosk = await open('/kiosk', KIOSK, { signedIn: true })
  await kiosk.click('[data-department=tax]')
  await kiosk.click('[data-service=income-tax]')
  await kiosk.click('.priority')
  assert.deepEqual(await violations(kiosk), [])
  await kiosk.click('[data-priority=senior]')
  await soon(kiosk, '.priority-is', '老年人')
  await kiosk.click('.priority-is button')
  await kiosk.click('.priority')
  await kiosk.click('[data-priority=disabled]')
  await kiosk.click('.take')
  const ticket = await staffTicket(await givenNumber(kiosk))
  assert.deepEqual(ticket?.priority, { class: 'disabled', reason: '在取号机上自述' })
  assert.ok(Date.parse(ticket.countsAs) < Date.parse(ticket.takenAt))
  await kiosk.context().close()
})

test('large text hides no hint of what a department does', async () => {
  const kiosk = await open('/kiosk', KIOSK)
  await kiosk.click('.kiosk-foot [aria-pressed=false]:has-text("大字版")')
  const hidden = await cutOff(kiosk, '.tile-note')
  assert.deepEqual(hidden, [])
  await kiosk.context().close()
})

test('one number a person: the kiosk asks for a phone number by keys and keyboard, and names the number there is', async () => {
  const kiosk = await open('/kiosk', KIOSK)
  const goToPad = async () => {
    await kiosk.click('[data-department=justice]')
    await kiosk.click('[data-service=notary]')
    await kiosk.click('.take')
    await soon(kiosk, '.pad')
  }
  await goToPad()
  // By the keyboard: a second tap on the same place is taken for half of a double tap.
  await kiosk.press('.take', 'Enter')
  await soon(kiosk, '.notice', '手机号码')
  for (const digit of '13805961234') await kiosk.click(`.pad button:text-is("${digit}")`)
  await kiosk.click('.pad-word:text-is("退格")')
  assert.equal(await kiosk.inputValue('#phone'), '1380596123')
  assert.deepEqual(await violations(kiosk), [])
  await kiosk.press('#phone', '4')
  assert.equal(await kiosk.inputValue('#phone'), '13805961234')
  await kiosk.press('#phone', 'Enter')
  const number = await givenNumber(kiosk)
  await kiosk.click('.given-end .push-main')
  await goToPad()
  await kiosk.fill('#phone', '138 0596 1234')
  await kiosk.press('.take', 'Enter')
  await soon(kiosk, `[data-held=${number}]`)
  const phone = await open('/booking#notary', PHONE)
  await phone.click('.take')
  await soon(phone, '.phone-wrong')
  await phone.fill('#phone', '13805961234')
  await phone.click('.take')
  await soon(phone, `[data-held=${number}]`)
  await phone.fill('#phone', '13905960000')
  await phone.click('.take')
  await soon(phone, '[data-ahead="1"]')
  await phone.context().close()
  await kiosk.context().close()
})

test('when all numbers are given the kiosk says when there are more, and what can be done now', async () => {
  await take('gas')
  const kiosk = await open('/kiosk', KIOSK)
  await kiosk.click('[data-department=utilities]')
  await kiosk.click('[data-service=gas]')
  await kiosk.click('.take')
  await soon(kiosk, '.refusal', '再放号')
  await kiosk.click('[data-instead=water]')
  await kiosk.click('.take')
  const ticket = await staffTicket(await givenNumber(kiosk))
  assert.equal(ticket?.service, 'water')
  await kiosk.context().close()
})

test('on the phone too, several services go on one number; the page follows them one by one', async () => {
  const phone = await open('/booking#fund-loan', PHONE)
  await phone.click('.also')
  await phone.fill('#search', '缴存提取')
  await phone.fill('#search', '公积金')
  await phone.click('[data-service=fund-withdrawal]')
  assert.deepEqual(await violations(phone), [])
  await phone.click('.take')
  await soon(phone, '[data-step-state=next]')
  const ticket = await holder(decodeURIComponent(new URL(phone.url()).hash.slice(1)))
  assert.deepEqual(ticket.services, ['fund-loan', 'fund-withdrawal'])
  await act({ do: 'open', counter: '20' })
  await act({ do: 'call-next', counter: '20' })
  await act({ do: 'serve', ticket: ticket.id })
  await soon(phone, '[data-step-state=now]')
  await act({ do: 'finish', ticket: ticket.id })
  await soon(phone, '[data-step-state=done]')
  await soon(phone, '[data-state=waiting]')
  await soon(phone, '.again', '09:00')
  assert.deepEqual(await violations(phone), [])
  await phone.context().close()
})

test('a number that is put aside, sent on, missed and brought back is told each time in words', async () => {
  const ticket = await take('tax-clearance')
  const phone = await open(`/ticket#${ticket.key}`, PHONE)
  await act({ do: 'open', counter: '17' })
  await act({ do: 'call-next', counter: '17' })
  await act({ do: 'serve', ticket: ticket.id })
  await act({ do: 'park', ticket: ticket.id, where: '照相' })
  await soon(phone, '[data-state=parked]', '照相')
  await soon(phone, '[data-state=parked]', '17号窗口')
  await act({ do: 'transfer', ticket: ticket.id, service: 'invoices', counter: '18' })
  await soon(phone, '.again', '将由18号窗口叫您')
  await act({ do: 'reprint', ticket: ticket.id })
  await act({ do: 'grant', ticket: ticket.id, priority: { class: 'senior', reason: 'card shown' } })
  await soon(phone, '.ticket-mark', '补打 1 次')
  await soon(phone, '.ticket-mark', '老年人')
  await act({ do: 'open', counter: '18' })
  await act({ do: 'call-next', counter: '18' })
  await soon(phone, '[data-counter="18"]')
  await act({ do: 'miss', ticket: ticket.id })
  await soon(phone, '[data-state=missed]', '请在 10:00 前')
  assert.deepEqual(await violations(phone), [])
  await act({ do: 'resume', ticket: ticket.id })
  await soon(phone, '[data-state=waiting]')
  await act({ do: 'call-next', counter: '18' })
  await act({ do: 'miss', ticket: ticket.id })
  await soon(phone, '[data-state=missed]', '重新排队')
  await phone.context().close()
})

test('three people are let pass only after it was asked, and it is said what that means', async () => {
  const first = await take('hk-macao-permit')
  for (let count = 0; count < 3; count++) await take('hk-macao-permit')
  const phone = await open(`/ticket#${first.key}`, PHONE)
  await soon(phone, '[data-ahead="0"]')
  await phone.click('[data-step=yield]')
  await soon(phone, '.let-go-ask', '三位之后')
  await phone.click('.let-go-ask .push-main')
  await phone.click('[data-step=yield]')
  assert.deepEqual(await violations(phone), [])
  await phone.click('.let-go-ask .push:last-child')
  await soon(phone, '[data-ahead="3"]')
  await phone.context().close()
})

test('the lobby lets go of what is over; what is taken back comes back without a sound; who was sent on is called anew', async () => {
  const [first, second] = [await take('social-insurance'), await take('social-insurance')]
  await act({ do: 'open', counter: '22' })
  await act({ do: 'open', counter: '23' })
  const lobby = await open('/display?zone=C', LOBBY, { asleep: true })
  await soon(lobby, '.calls .notice')
  await act({ do: 'call-next', counter: '22' })
  await soon(lobby, '.call.fresh .number', first.number)
  await act({ do: 'serve', ticket: first.id })
  await aWhileLater(lobby)
  await soon(lobby, '.call:not(.fresh) .number', first.number)
  await act({ do: 'finish', ticket: first.id })
  await soon(lobby, '.call .mark', '已办结')
  await aWhileLater(lobby)
  await soon(lobby, '.past.over .number', first.number)
  assert.equal(await lobby.locator('.call').count(), 0)
  await act({ do: 'undo', ticket: first.id })
  await soon(lobby, '.call .number', first.number)
  assert.equal(await lobby.locator('.call.fresh').count(), 0)
  await act({ do: 'call-next', counter: '23' })
  await soon(lobby, '.call .place', '23号窗口')
  await act({ do: 'finish', ticket: first.id })
  await act({ do: 'transfer', ticket: second.id, service: 'social-card', counter: '22' })
  await act({ do: 'call-next', counter: '22' })
  await lobby
    .locator('.call.fresh', { hasText: second.number })
    .filter({ hasText: '22号窗口' })
    .waitFor({ timeout: SOON_MS })
  assert.equal(await lobby.getByText('23号窗口').count(), 0)
  await lobby.context().close()
})

test('a paused counter says until when', async () => {
  await act({ do: 'open', counter: '39' })
  const screen = await open('/display/counter?counter=39', LOBBY)
  await soon(screen, '.free')
  await act({ do: 'pause', counter: '39', reason: 'papers', minutes: 20 })
  await soon(screen, '.paused', '09:20 恢复')
  await soon(screen, '.paused', 'Back at 09:20')
  await screen.context().close()
})

test('no English name of a department is cut off in the lobby', async () => {
  for (const service of ['social-card', 'medical-staff', 'passport', 'disability-certificate']) await take(service)
  for (const language of ['zh-CN', 'en']) {
    const lobby = await open(`/display?lang=${language}`, LOBBY)
    await soon(lobby, '.waiting li')
    const cut = await cutOff(lobby, '.waiting li .place')
    assert.deepEqual(cut, [])
    await lobby.context().close()
  }
})

// Last: the hall's clock goes forward only.
test('after closing the phone says when the hall opens, and who is turned away is told so', async () => {
  const ticket = await take('birth-registration')
  const phone = await open(`/ticket#${ticket.key}`, PHONE)
  await soon(phone, '[data-ahead]')
  await moveTo(server, '2026-11-24T20:30:00+08:00')
  await act({ do: 'turn-away', ticket: ticket.id, reason: 'system down' })
  await soon(phone, '[data-state=closed]', '今天没能为您办理')
  await phone.goto(`${server.url}/booking`)
  await soon(phone, '.notice', '明天 08:30')
  await phone.context().close()
})
