// The server is restarted, or becomes another program, under a kiosk: nobody loses their place, and it reloads only when it is idle.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { pino } from 'pino'
import type { Browser } from 'playwright-core'
import { readConfig } from '../server/config.ts'
import { type Serving, serve } from '../server/serve.ts'
import { ask } from './support/asking.ts'
import { openBrowser } from './support/browser.ts'
import { freePort } from './support/free-port.ts'
import { ADMIN_PASSWORD, openHallServer, TUESDAY_MORNING } from './support/hall-server.ts'
import { until } from './support/until.ts'

const WITHIN_MS = 30_000
/** A screen that wants to load itself anew looks once a second whether it may. */
const WOULD_HAVE_MS = 2_500

let browser: Browser | undefined
let again: Serving | undefined
after(async () => {
  await browser?.close()
  await again?.stop()
})

test('a kiosk survives a restart in the middle of a choice, and updates itself only when nobody uses it', async () => {
  const PORT = String(await freePort())
  const server = await openHallServer({ PORT })
  browser = await openBrowser()
  const kiosk = await browser.newPage({ viewport: { width: 1080, height: 1920 }, locale: 'zh-CN' })
  kiosk.setDefaultTimeout(WITHIN_MS)
  let loads = 0
  // What the first load gives belongs to an older program.
  await kiosk.route('**/kiosk', async (route) => {
    const answer = await route.fetch().catch(() => null)
    if (answer === null) return route.abort()
    const html = (await answer.text()).replace(/(name="build" content=")[^"]*/, '$1an-older-one')
    const isPage = route.request().isNavigationRequest()
    if (isPage) loads++
    await route.fulfill(isPage && loads === 1 ? { response: answer, body: html } : { response: answer })
  })
  // Only just loaded anew: it does not run to and fro, and so does not yet reload under this test's hands.
  await kiosk.addInitScript(() => {
    if (sessionStorage.getItem('begun') === null) sessionStorage.setItem('tingxu.reloaded', String(Date.now()))
    sessionStorage.setItem('begun', 'yes')
  })
  await kiosk.goto(`${server.url}/kiosk`)
  await kiosk.click('[data-department=police]')
  await kiosk.click('[data-service=id-card]')
  await kiosk.evaluate(() => sessionStorage.removeItem('tingxu.reloaded'))
  await delay(WOULD_HAVE_MS)
  assert.equal(loads, 1, 'not while somebody uses it')

  await server.stop()
  await kiosk.locator('.line-banner').waitFor()
  await kiosk.click('.take')
  await kiosk.locator('.notice[role=alert]').waitFor()
  again = await serve(
    readConfig({ PORT, CLOCK: `manual@${TUESDAY_MORNING}` }),
    server.connection,
    pino({ level: 'error' }),
  )
  await kiosk.locator('[data-number]').waitFor()
  const number = await kiosk.getAttribute('[data-number]', 'data-number')
  const path = `/api/v1/halls/${server.hall}/board?audience=staff`
  const { body } = await ask(again.url, 'GET', path, { token: server.token })
  assert.deepEqual(
    (body.tickets as { number: string }[]).map((one) => one.number),
    [number],
    'pressed once, given once',
  )
  await kiosk.locator('.line-banner').waitFor({ state: 'detached' })
  assert.equal(loads, 1)

  // The page cannot be had for a moment: it stays rather than showing the browser's own fault.
  await kiosk.route('**/kiosk', (route) => route.abort())
  await kiosk.press('.given-end .push-main', 'Enter')
  await kiosk.locator('.departments').waitFor()
  await delay(WOULD_HAVE_MS)
  assert.equal(await kiosk.locator('.departments').count(), 1)
  assert.equal(loads, 1)
  await kiosk.unroute('**/kiosk', undefined)
  await kiosk.route('**/kiosk', async (route) => {
    if (route.request().isNavigationRequest()) loads++
    await route.continue()
  })
  await until('it is the newer one', () => loads === 2, WITHIN_MS)
  await kiosk.locator('.departments').waitFor()
  assert.notEqual(await kiosk.getAttribute('meta[name=build]', 'content'), 'an-older-one')
})

test('a console of the program before finds the pages it has not opened yet', async () => {
  const server = await openHallServer()
  browser ??= await openBrowser()
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  page.setDefaultTimeout(WITHIN_MS)
  let loads = 0
  await page.route('**/console*', async (route) => {
    const answer = await route.fetch()
    if (!route.request().isNavigationRequest()) return route.fulfill({ response: answer })
    const html = (await answer.text()).replace(/(name="build" content=")[^"]*/, '$1an-older-one')
    await route.fulfill(++loads === 1 ? { response: answer, body: html } : { response: answer })
  })
  // The older program's own parts are nowhere any more.
  await page.route('**/assets/FiguresPage-*.js', (route) =>
    loads === 1 ? route.fulfill({ status: 404 }) : route.continue(),
  )
  await page.goto(`${server.url}/console?lang=en`)
  await page.fill('[name=user]', 'admin')
  await page.fill('[name=password]', ADMIN_PASSWORD)
  await page.keyboard.press('Enter')
  await page.locator('nav').first().waitFor()
  await page.evaluate(() => {
    location.hash = '#figures'
  })
  await until('the page is loaded anew', () => loads === 2, WITHIN_MS)
  await page.locator('main.report').waitFor()
  await page.close()
  await server.stop()
})
