// The whole life of a ticket at one counter, by key and by button, in a real browser against the real hall.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { ask, press } from './support/asking.ts'
import { violations } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'
import { type HallServer, moveTo, openHallServer } from './support/hall-server.ts'
import { newStaff, openConsole } from './support/signed-in.ts'

let server: HallServer
let browser: Browser
let desk: Page
let host = ''
let other = ''
const faults: string[] = []

before(async () => {
  server = await openHallServer()
  browser = await openBrowser()
  const clerk = await newStaff(server, 'clerk', 'wang.li')
  other = await newStaff(server, 'clerk', 'chen.hao')
  host = await newStaff(server, 'host', 'lin.yi')
  desk = await openConsole(browser, server, clerk, { width: 1366, height: 768 })
  desk.on('pageerror', (error) => faults.push(error.message))
  await desk.getByRole('button', { name: /^Counter 3 ?Closed/ }).click()
  await desk.locator('[data-step=open]').click()
  await says('The counter is open')
})

after(async () => {
  await browser?.close()
  await server?.stop()
})

const says = (text: string) => desk.locator('.notices li', { hasText: text }).first().waitFor()
const shows = (selector: string, text: string) => desk.locator(selector, { hasText: text }).first().waitFor()
const button = (name: string | RegExp) => desk.getByRole('button', { name })
const tab = (name: string) => desk.locator('.tabs').getByRole('button', { name }).click()
const take = (service: string, more = {}) => press(server, { do: 'take', service, ...more }, host)

/** What the log says of the last event of a type. */
async function lastEvent(type: string): Promise<Record<string, unknown>> {
  const path = `/api/v1/halls/${server.hall}/events?after=0`
  const { body } = await ask(server.url, 'GET', path, { token: server.token })
  const found = (body.events as { type: string }[]).findLast((one) => one.type === type)
  assert.ok(found, type)
  return found
}

test('K parks, with where the person went; their own counter has them first and lets them back to their place', async () => {
  for (const _ of [1, 2, 3]) await take('id-card')
  await shows('.line tbody tr', 'A003')
  await desk.keyboard.press('n')
  await says('Called A001')
  await desk.keyboard.press('s')
  await says('Serving A001')
  await desk.keyboard.press('k')
  await desk.getByRole('dialog').getByText('no names here').waitFor()
  await desk.keyboard.press('2')
  await says('A001 is parked')
  await tab('Parked')
  await shows('.cards li', 'Mine')
  await shows('.cards li', 'Copies')
  await button('Back in line A001').click()
  await says('A001 is back in line')
  await tab('Waiting')
  await shows('.line tbody tr:first-child', 'A001')
})

test('what a colleague noted is read in the parked list, and on the card of whoever calls the person next', async () => {
  const parked = { do: 'park', ticket: '2026-11-24-A001', note: 'brings the household register of her mother' }
  await desk.keyboard.press('n')
  await says('Called A001')
  assert.equal(await desk.locator('.ticket .notes').count(), 0, 'nothing was noted yet')
  assert.equal((await press(server, parked, server.token)).status, 200)
  await tab('Parked')
  await button('Notes A001').click()
  await shows('.cards .notes', 'household register of her mother')
  await button('Back in line A001').click()
  await says('A001 is back in line')
  await desk.keyboard.press('n')
  await says('Called A001')
  await shows('.ticket .notes', 'household register of her mother')
  await desk.keyboard.press('k')
  await desk.getByRole('dialog').getByText('no names here').waitFor()
  await desk.keyboard.press('2')
  await says('A001 is parked')
  await button('Back in line A001').click()
  await tab('Waiting')
  await shows('.line tbody tr:first-child', 'A001')
})

test('somebody out of order is called with a reason, which the log keeps', async () => {
  await button('A003').click()
  await desk.locator('.row-acts').getByRole('button', { name: 'Call', exact: true }).click()
  await desk.getByRole('dialog').getByText('fairness report').waitFor()
  await desk.keyboard.press('2')
  await says('Called A003')
  const { why } = await lastEvent('called')
  assert.deepEqual([(why as { rule: string }).rule, (why as { reason: string }).reason], ['chosen', 'Only a moment'])
})

test('a miss and a finish are taken back, by key and by button, while the bar counts down', async () => {
  await desk.keyboard.press('m')
  await shows('.undo', 'Undo miss of A003')
  await desk.keyboard.press('u')
  await says('Undone: A003')
  await shows('.ticket.called', 'A003')
  await desk.keyboard.press('s')
  await shows('.ticket.serving', 'A003')
  await desk.keyboard.press('f')
  await desk.locator('.undo', { hasText: 'Undo finish of A003' }).click()
  await shows('.ticket.serving', 'A003')
  await desk.keyboard.press('f')
  // The word of the first finish still stands there: that the counter is free again is what tells of the second.
  await desk.locator('[data-step=call-next]:not([aria-disabled=true])').first().waitFor()
})

test('who missed their call comes back to the place they had', async () => {
  await desk.keyboard.press('n')
  await shows('.ticket.called', 'A001')
  await desk.keyboard.press('m')
  await says('A001')
  await tab('Missed')
  await shows('.cards li', 'keeps the place')
  await button('Back in line A001').click()
  await says('A001 is back in line')
  await tab('Waiting')
  await shows('.line tbody tr:first-child', 'came back 1×')
})

test('T sends on to a service found by a word; to one counter without the place only for a reason', async () => {
  await desk.keyboard.press('n')
  await shows('.ticket.called', 'A001')
  await desk.keyboard.press('t')
  const dialog = desk.getByRole('dialog')
  await dialog.getByLabel('Find a service').fill('passport')
  await dialog.getByRole('button', { name: /^Passport/ }).click()
  await dialog.getByRole('button', { name: 'Transfer' }).click()
  await says('A001 is sent on')
  await desk.keyboard.press('n')
  await shows('.ticket.called', 'A002')
  await desk.keyboard.press('t')
  await dialog.getByLabel('To a counter').check()
  await dialog.getByRole('button', { name: /^Counter 4/ }).click()
  await dialog.getByLabel('Keeps the place in line').uncheck()
  assert.equal(await dialog.getByRole('button', { name: 'Transfer' }).getAttribute('aria-disabled'), 'true')
  await dialog.getByLabel('Reason').fill('asked for it')
  await dialog.getByRole('button', { name: 'Transfer' }).click()
  await says('A002 is sent on')
  const { ticket, reason } = (await lastEvent('transferred')) as { ticket: { only: string }; reason: string }
  assert.deepEqual([ticket.only, reason], ['4', 'asked for it'])
})

test('P asks for how long; H ends helping out and begins it again', async () => {
  await desk.keyboard.press('p')
  await desk.getByRole('dialog').getByLabel('15 min').check()
  await desk.getByRole('dialog').getByRole('button', { name: 'Short break' }).click()
  await shows('.ticket.none', 'Back at 09:15')
  await desk.keyboard.press('o')
  await says('The counter is open')
  await desk.keyboard.press('h')
  await shows('.place', 'Own services only')
  await button(/^Help out/).click()
  await desk.locator('.place', { hasText: 'Own services only' }).waitFor({ state: 'detached' })
})

test('a host calls the clerk, who says that they come', async () => {
  await press(server, { do: 'summon', counter: '3', reason: 'wheelchair' }, host)
  await shows('.summoned', 'A host calls you: wheelchair')
  await desk.keyboard.press('a')
  await says('The host is told')
  await desk.locator('.summoned').waitFor({ state: 'detached' })
})

test('a counter is taken over, and who stands there stays', async () => {
  await press(server, { do: 'open', counter: '4' }, other)
  const called = await press(server, { do: 'call-next', counter: '4' }, other)
  const number = String((called.body.ticket as { number: string }).number)
  await desk.keyboard.press('c')
  await says('The counter is closed')
  await button('Change counter').click()
  await button(/^Counter 4 ?Calling/).click()
  await shows('.ticket.called', number)
  await desk.locator('[data-step=take-over]').click()
  await desk.getByRole('dialog').getByRole('button', { name: 'Take over' }).click()
  await says('You have taken over')
  await shows('.ticket.called', number)
})

test('nothing on the desk keeps anybody out, and its steps need no scrolling', async () => {
  assert.deepEqual(await violations(desk), [])
  const inside = await desk.evaluate(() => document.documentElement.scrollHeight <= window.innerHeight)
  assert.equal(inside, true)
  const last = await desk.locator('.small-steps').boundingBox()
  assert.ok(last !== null && last.y + last.height < 768)
  assert.deepEqual(faults, [])
})

test('a joint visit: the part of a department is done where it sits, then the lead may finish', async () => {
  const services = ['property-transfer', 'property-tax']
  const taken = await take('property-transfer', { services, joint: true })
  const { id, number } = taken.body.ticket as { id: string; number: string }
  await press(server, { do: 'open', counter: '12' }, server.token)
  await press(server, { do: 'call-next', counter: '12' }, server.token)
  await press(server, { do: 'serve', ticket: id }, server.token)
  assert.equal((await press(server, { do: 'finish', ticket: id }, server.token)).body.code, 'steps_open')
  const tax = await openConsole(browser, server, server.token)
  await tax.getByRole('button', { name: /^Counter 17/ }).click()
  await tax.locator('.tabs').getByRole('button', { name: 'Joint' }).click()
  await tax.locator('.cards li', { hasText: 'led by Counter 12' }).waitFor()
  await tax.getByRole('button', { name: `Our part is done ${number}` }).click()
  await tax.getByText('No joint visit waits for this counter').waitFor()
  assert.equal((await press(server, { do: 'finish', ticket: id }, server.token)).status, 200)
})

test('after closing time a manager turns somebody away, for a reason', async () => {
  await take('notary')
  await moveTo(server, '2026-11-24T12:05:00+08:00')
  const manager = await openConsole(browser, server, server.token)
  await manager.getByRole('button', { name: /^Counter 31/ }).click()
  const [row] = await manager.locator('.number-button').allTextContents()
  assert.ok(row)
  await manager.getByRole('button', { name: row }).click()
  await manager.locator('.row-acts').getByRole('button', { name: 'Turn away' }).click()
  await manager
    .getByRole('dialog')
    .getByRole('button', { name: /Agreed/ })
    .click()
  assert.equal(await manager.locator('.notices li').first().textContent(), `${row} is turned away`)
  assert.equal((await lastEvent('turned-away')).reason, 'Agreed to come another day')
})
