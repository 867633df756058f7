// A host with a tablet, and what the hall tells its manager: in real browsers against the real hall.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { ask, press } from './support/asking.ts'
import { violations } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'
import { type HallServer, moveTo, openHallServer } from './support/hall-server.ts'
import { newStaff, openConsole } from './support/signed-in.ts'

const FINGER_PX = 48

let server: HallServer
let browser: Browser
let host: Page
let clerk = ''

before(async () => {
  server = await openHallServer()
  browser = await openBrowser()
  clerk = await newStaff(server, 'clerk', 'wang.li')
  const token = await newStaff(server, 'host', 'lin.yi')
  host = await openConsole(browser, server, token, { width: 1024, height: 768 })
  await host.getByRole('heading', { name: 'Take a number for somebody' }).waitFor()
})

after(async () => {
  await browser?.close()
  await server?.stop()
})

interface Seen {
  id: string
  number: string
  service: string
  state: string
  countsAs: string
  priority: { class: string } | null
  copies?: number
}

async function ticketOf(number: string): Promise<Seen | undefined> {
  const path = `/api/v1/halls/${server.hall}/board?audience=staff`
  const { body } = await ask(server.url, 'GET', path, { token: server.token })
  return (body.tickets as Seen[]).find((one) => one.number === number)
}

const says = (text: string) => host.locator('.notices li', { hasText: text }).first().waitFor()
const act = (name: string) => host.locator('.host-acts').getByRole('button', { name, exact: true }).click()
const take = (service: string) => press(server, { do: 'take', service })
async function find(number: string): Promise<void> {
  await host.getByLabel('Find a number').fill(number)
  await host.locator('.host-row', { hasText: number }).click()
  await host.locator('.host-ticket h1', { hasText: number }).waitFor()
}

test('takes two services for somebody with a right to priority; the number stands there with its code', async () => {
  for (const service of ['Identity card', 'Passport']) {
    await host.getByLabel('Find a service').fill(service)
    await host.getByRole('button', { name: new RegExp(`^${service} ?[0-9]`) }).click()
  }
  await host.getByLabel('Senior').check()
  await host.getByLabel('Why priority').fill('aged 72')
  await host.getByRole('button', { name: 'Take the number' }).click()
  await host.locator('.number-card b', { hasText: 'A001' }).waitFor()
  await host.locator('.number-card .for', { hasText: 'Identity card → Passport' }).waitFor()
  await host.waitForFunction(() => (document.querySelector('.number-card img') as HTMLImageElement)?.naturalWidth > 0)
  assert.deepEqual((await ticketOf('A001'))?.priority, { class: 'senior', reason: 'aged 72' })
  await host.getByRole('button', { name: 'Next person' }).click()
})

test('who does not know what they need stands first on the list and is sent to the right service, place kept', async () => {
  await take('guidance')
  await host.locator('.host-row', { hasText: 'W001' }).click()
  const before = await ticketOf('W001')
  await act('Transfer')
  await host.getByRole('dialog').getByLabel('Find a service').fill('mortgage')
  await host
    .getByRole('dialog')
    .getByRole('button', { name: /mortgage/i })
    .first()
    .click()
  await host.getByRole('dialog').getByRole('button', { name: 'Transfer' }).click()
  await says('W001 is sent on')
  const sent = await ticketOf('W001')
  assert.deepEqual([sent?.service, sent?.countsAs], ['mortgage', before?.countsAs])
})

test('a number is found: a priority granted, three let pass, printed again as a copy, cancelled', async () => {
  for (const _ of [1, 2, 3]) await take('id-card')
  await find('A003')
  await host.locator('.host-state', { hasText: '2 ahead' }).waitFor()
  await act('Grant priority')
  await host.getByRole('dialog').getByLabel('Pregnant').check()
  await host.getByRole('dialog').getByRole('button', { name: 'Grant priority' }).click()
  await says('A003 has priority')
  assert.equal((await ticketOf('A003'))?.priority?.class, 'pregnant')
  await act('Let three pass')
  await says('A003 lets three pass')
  await act('Reprint')
  await host.locator('.copy', { hasText: 'reprint 1' }).waitFor()
  assert.equal((await ticketOf('A003'))?.copies, 1)
  await find('A004')
  await act('Cancel')
  await host.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await says('A004 is cancelled')
  assert.equal(await ticketOf('A004'), undefined)
  await host.getByLabel('Find a number').fill('')
})

test('a missed one is helped back, and a clerk is called who comes', async () => {
  await press(server, { do: 'open', counter: '3' }, clerk)
  const called = await press(server, { do: 'call-next', counter: '3' }, clerk)
  const { id, number } = called.body.ticket as Seen
  await press(server, { do: 'miss', ticket: id }, clerk)
  await host.locator('.host-row', { hasText: number }).click()
  await host.locator('.host-state', { hasText: 'keeps the place' }).waitFor()
  await act('Back in line')
  await says(`${number} is back in line`)
  await host.getByRole('button', { name: 'Call a clerk' }).click()
  await host
    .getByRole('dialog')
    .getByRole('button', { name: /^Counter 3 ?Free/ })
    .click()
  await host.getByRole('dialog').getByText('Why call Counter 3?').waitFor()
  await host.keyboard.press('2')
  await says('The counter is told')
  await host.locator('.host-summoned', { hasText: 'Counter 3' }).waitFor()
  await press(server, { do: 'attend', counter: '3' }, clerk)
  await host.locator('.host-summoned').waitFor({ state: 'detached' })
})

test('everything is large enough for a finger, inside the tablet, and keeps nobody out', async () => {
  const small = await host.evaluate(
    (least) =>
      [...document.querySelectorAll('.host button, .host input')]
        .filter((one) => !one.closest('.choice'))
        .filter((one) => one.getBoundingClientRect().height < least)
        .map((one) => one.outerHTML),
    FINGER_PX,
  )
  assert.deepEqual(small, [])
  assert.equal(await host.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true)
  assert.deepEqual(await violations(host), [])
})

test('more than ten waiting is told to host and manager on every page, and goes by itself', async () => {
  const manager = await openConsole(browser, server, server.token, { path: '#overview' })
  await manager.getByRole('heading', { name: 'The hall now' }).waitFor()
  for (let i = 0; i < 11; i++) await take('notary')
  for (const page of [host, manager])
    await page.locator('.alerts li', { hasText: 'Notarial acts: 11 waiting' }).waitFor()
  await press(server, { do: 'open', counter: '31' }, server.token)
  for (let i = 0; i < 3; i++) {
    const called = await press(server, { do: 'call-next', counter: '31' }, server.token)
    const { id } = called.body.ticket as Seen
    await press(server, { do: 'miss', ticket: id }, server.token)
  }
  await manager.locator('.alerts li').waitFor({ state: 'detached' })
  await manager.locator('.tiles div', { hasText: 'Missed today' }).filter({ hasText: '3' }).waitFor()
})

test('the overview marks a clerk who is not back when they said, and people who wait for a paused counter', async () => {
  await press(server, { do: 'pause', counter: '31', reason: 'printer', minutes: 5 }, server.token)
  await moveTo(server, '2026-11-24T09:06:00+08:00')
  const manager = await openConsole(browser, server, server.token, { path: '#overview' })
  const row = manager.locator('tr', { hasText: 'printer' })
  await row.filter({ hasText: 'was due 09:05' }).filter({ hasText: '8 wait for it' }).waitFor()
})
