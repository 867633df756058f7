// An evening that opens on demand, as the screens of the hall tell it: at the kiosk and in the lobby, planned, confirmed, called off.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { press } from './support/asking.ts'
import { violations } from './support/axe.ts'
import { at, book, booked, bookingHall, hallServer, person } from './support/booking-hall.ts'
import { openBrowser } from './support/browser.ts'
import { type HallServer, moveTo } from './support/hall-server.ts'

/** Screens read the hall every fifteen seconds. */
const WITHIN_MS = 30_000
let server: HallServer
let browser: Browser
let kiosk: Page
let lobby: Page

before(async () => {
  server = await hallServer(bookingHall(), '2026-12-02T15:00:00+08:00')
  browser = await openBrowser()
  const open = async (path: string, width: number, height: number) => {
    const page = await (await browser.newContext({ viewport: { width, height } })).newPage()
    page.setDefaultTimeout(WITHIN_MS)
    page.on('pageerror', (error) => assert.fail(error))
    await page.goto(server.url + path)
    return page
  }
  kiosk = await open('/kiosk?lang=en', 1080, 1920)
  lobby = await open('/display', 1920, 1080)
})
after(() => browser?.close())

const shown = (page: Page, text: string) => page.getByText(text).first().waitFor()

test('before it is decided: that it opens if enough people book', async () => {
  await shown(kiosk, 'opens if enough people book on their phones.')
  assert.match(await kiosk.locator('.after-hours').innerText(), /^Evening 18:00–20:00 opens if/)
  await shown(lobby, '夜间延时 18:00–20:00 预约够人数即开放')
  await shown(lobby, 'Evening 18:00–20:00: opens if enough people book')
  assert.deepEqual(await violations(kiosk), [])
  assert.deepEqual(await violations(lobby), [])
})

test('confirmed by the clock: both say so, and the kiosk gives numbers then', async () => {
  for (const n of [1, 2]) booked(await book(server, person(n), at('18:00', '2026-12-02')))
  await moveTo(server, at('17:00', '2026-12-02'))
  await shown(kiosk, 'takes place; numbers are given then.')
  await shown(lobby, '夜间延时 18:00–20:00 照常开放')
  await moveTo(server, at('18:05', '2026-12-02'))
  await kiosk.locator('[data-department=police]:not(.tile-shut)').waitFor()
  assert.equal((await press(server, { do: 'take', service: 'id-card' })).status, 200)
})

test('once it is over nothing is said of it; a week later too few have booked: it does not take place', async () => {
  await moveTo(server, at('20:05', '2026-12-02'))
  await lobby.locator('.foot .session').waitFor({ state: 'detached' })
  await kiosk.locator('.after-hours').waitFor({ state: 'detached' })
  await moveTo(server, at('17:01', '2026-12-09'))
  await shown(lobby, '夜间延时 18:00–20:00 取消')
  await shown(kiosk, 'does not take place.')
})

test('one without numbers to take says so to who stands there: it is for those who booked', async () => {
  const plan = { do: 'plan-session', kind: 'evening', date: '2026-12-10', start: '18:00', end: '19:00', services: '*' }
  const more = { walkIn: false, slotMinutes: 15, online: 1, desk: 1 }
  assert.equal((await press(server, { ...plan, ...more }, server.token)).status, 200)
  await moveTo(server, at('15:00', '2026-12-10'))
  await shown(kiosk, 'takes place for those who booked.')
  await shown(lobby, '夜间延时 18:00–19:00 仅限已预约')
  await shown(lobby, 'Evening 18:00–19:00: for those who booked')
})
