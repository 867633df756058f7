// What becomes of a number, as people see it on their phones and on the hall's screens.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { violations } from './support/axe.ts'
import { moveTo } from './support/hall-server.ts'
import { cutOff, LOBBY, openVisitors, PHONE, SOON_MS, soon, type Visitors } from './support/visitors.ts'

/** Longer than what is over stays large in the lobby. */
const WHILE_MS = 25_000

let visitors: Visitors

before(async () => {
  visitors = await openVisitors()
})

/** To the page's own clock; its line is taken for dead then, and is up again soon. */
async function aWhileLater(page: Page): Promise<void> {
  await page.clock.fastForward(WHILE_MS)
  await page.locator('.banner').waitFor({ state: 'detached', timeout: SOON_MS })
}

test('on the phone too, several services go on one number; the page follows them one by one', async () => {
  const phone = await visitors.open('/booking#fund-loan', PHONE)
  await phone.click('.also')
  await phone.fill('#search', '缴存提取')
  await phone.fill('#search', '公积金')
  await phone.click('[data-service=fund-withdrawal]')
  assert.deepEqual(await violations(phone), [])
  await phone.click('.take')
  await soon(phone, '[data-step-state=next]')
  const ticket = await visitors.holder(decodeURIComponent(new URL(phone.url()).hash.slice(1)))
  assert.deepEqual(ticket.services, ['fund-loan', 'fund-withdrawal'])
  await visitors.act({ do: 'open', counter: '20' })
  await visitors.act({ do: 'call-next', counter: '20' })
  await visitors.act({ do: 'serve', ticket: ticket.id })
  await soon(phone, '[data-step-state=now]')
  await visitors.act({ do: 'finish', ticket: ticket.id })
  await soon(phone, '[data-step-state=done]')
  await soon(phone, '[data-state=waiting]')
  await soon(phone, '.again', '09:00')
  assert.deepEqual(await violations(phone), [])
  await phone.context().close()
})

test('a number that is put aside, sent on, missed and brought back is told each time in words', async () => {
  const ticket = await visitors.take('tax-clearance')
  const phone = await visitors.open(`/ticket#${ticket.key}`, PHONE)
  await visitors.act({ do: 'open', counter: '17' })
  await visitors.act({ do: 'call-next', counter: '17' })
  await visitors.act({ do: 'serve', ticket: ticket.id })
  await visitors.act({ do: 'park', ticket: ticket.id, where: '照相' })
  await soon(phone, '[data-state=parked]', '照相')
  await soon(phone, '[data-state=parked]', '17号窗口')
  await visitors.act({ do: 'transfer', ticket: ticket.id, service: 'invoices', counter: '18' })
  await soon(phone, '.again', '将由18号窗口叫您')
  await visitors.act({ do: 'reprint', ticket: ticket.id })
  await visitors.act({ do: 'grant', ticket: ticket.id, priority: { class: 'senior', reason: 'card shown' } })
  await soon(phone, '.ticket-mark', '补打 1 次')
  await soon(phone, '.ticket-mark', '老年人')
  await visitors.act({ do: 'open', counter: '18' })
  await visitors.act({ do: 'call-next', counter: '18' })
  await soon(phone, '[data-counter="18"]')
  await visitors.act({ do: 'miss', ticket: ticket.id })
  await soon(phone, '[data-state=missed]', '请在 10:00 前')
  assert.deepEqual(await violations(phone), [])
  await visitors.act({ do: 'resume', ticket: ticket.id })
  await soon(phone, '[data-state=waiting]')
  await visitors.act({ do: 'call-next', counter: '18' })
  await visitors.act({ do: 'miss', ticket: ticket.id })
  await soon(phone, '[data-state=missed]', '重新排队')
  await phone.context().close()
})

test('three people are let pass only after it was asked, and it is said what that means', async () => {
  const first = await visitors.take('hk-macao-permit')
  for (let count = 0; count < 3; count++) await visitors.take('hk-macao-permit')
  const phone = await visitors.open(`/ticket#${first.key}`, PHONE)
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
  const [first, second] = [await visitors.take('social-insurance'), await visitors.take('social-insurance')]
  await visitors.act({ do: 'open', counter: '22' })
  await visitors.act({ do: 'open', counter: '23' })
  const lobby = await visitors.open('/display?zone=C', LOBBY, { asleep: true })
  await soon(lobby, '.calls .notice')
  await visitors.act({ do: 'call-next', counter: '22' })
  await soon(lobby, '.call.fresh .number', first.number)
  await visitors.act({ do: 'serve', ticket: first.id })
  await aWhileLater(lobby)
  await soon(lobby, '.call:not(.fresh) .number', first.number)
  await visitors.act({ do: 'finish', ticket: first.id })
  await soon(lobby, '.call .mark', '已办结')
  await aWhileLater(lobby)
  await soon(lobby, '.past.over .number', first.number)
  assert.equal(await lobby.locator('.call').count(), 0)
  await visitors.act({ do: 'undo', ticket: first.id })
  await soon(lobby, '.call .number', first.number)
  assert.equal(await lobby.locator('.call.fresh').count(), 0)
  await visitors.act({ do: 'call-next', counter: '23' })
  await soon(lobby, '.call .place', '23号窗口')
  await visitors.act({ do: 'finish', ticket: first.id })
  await visitors.act({ do: 'transfer', ticket: second.id, service: 'social-card', counter: '22' })
  await visitors.act({ do: 'call-next', counter: '22' })
  await lobby
    .locator('.call.fresh', { hasText: second.number })
    .filter({ hasText: '22号窗口' })
    .waitFor({ timeout: SOON_MS })
  // What is being spoken just now is spoken to its end.
  assert.equal(await lobby.locator('.body').getByText('23号窗口').count(), 0)
  await lobby.context().close()
})

test('a paused counter says until when', async () => {
  await visitors.act({ do: 'open', counter: '39' })
  const screen = await visitors.open('/display/counter?counter=39', LOBBY)
  await soon(screen, '.free')
  await visitors.act({ do: 'pause', counter: '39', reason: 'papers', minutes: 20 })
  await soon(screen, '.paused', '09:20 恢复')
  await soon(screen, '.paused', 'Back at 09:20')
  await screen.context().close()
})

test('no English name of a department is cut off in the lobby', async () => {
  for (const service of ['social-card', 'medical-staff', 'passport', 'disability-certificate'])
    await visitors.take(service)
  for (const language of ['zh-CN', 'en']) {
    const lobby = await visitors.open(`/display?lang=${language}`, LOBBY)
    await soon(lobby, '.waiting li')
    const cut = await cutOff(lobby, '.waiting li .place')
    assert.deepEqual(cut, [])
    await lobby.context().close()
  }
})

// Last: the hall's clock goes forward only.
test('after closing the phone says when the hall opens, and who is turned away is told so', async () => {
  const ticket = await visitors.take('birth-registration')
  const phone = await visitors.open(`/ticket#${ticket.key}`, PHONE)
  await soon(phone, '[data-ahead]')
  await moveTo(visitors.server, '2026-11-24T20:30:00+08:00')
  await visitors.act({ do: 'turn-away', ticket: ticket.id, reason: 'system down' })
  await soon(phone, '[data-state=closed]', '今天没能为您办理')
  await phone.goto(`${visitors.server.url}/booking`)
  await soon(phone, '.notice', '明天 08:30')
  await phone.context().close()
})
