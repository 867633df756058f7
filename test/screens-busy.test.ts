// What people see when too many ask at once: a sentence in their language, and the page comes again by itself.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { writeBusyPage } from '../server/http/busy-page.ts'
import { press } from './support/asking.ts'
import { violations } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'
import { type HallServer, openHallServer, TUESDAY_MORNING } from './support/hall-server.ts'
import { connectTo } from './support/running.ts'

const HELD_BY_TURNS_MS = 20
const PHONE = { width: 390, height: 844 }
const PRESSES_A_MINUTE = 12
/** The longest that it says, and what is added by chance. */
const AGAIN_WITHIN_MS = 15_000

let server: HallServer
let browser: Browser
before(async () => {
  server = await openHallServer({
    CLOCK: `running@${TUESDAY_MORNING}`,
    LIMIT_PUBLIC_AT_ONCE: '1',
    LIMIT_PUBLIC_COMMANDS: String(PRESSES_A_MINUTE),
  })
  const path = `/api/v1/halls/${server.hall}/file`
  const headers = { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' }
  const file = await fetch(server.url + path, { headers })
  const body = { ...((await file.json()) as { policy: object }) }
  body.policy = { ...body.policy, devices: 'paired' }
  const match = { 'if-match': file.headers.get('etag') ?? '' }
  const put = await fetch(server.url + path, {
    method: 'PUT',
    headers: { ...headers, ...match },
    body: JSON.stringify(body),
  })
  assert.equal(put.status, 200, await put.text())
  browser = await openBrowser()
})
after(() => browser?.close())

async function open(path: string, locale: string): Promise<Page> {
  const page = await browser.newPage({ viewport: PHONE, locale })
  page.on('pageerror', (error) => assert.fail(error))
  await page.goto(server.url + path)
  return page
}

/**
 * Presses work as slowly as the database, which somebody holds up: one press of the public is on its way, and no more are
 * let in. Each is given up after nine seconds, and the next takes its place.
 */
async function holdUp(): Promise<() => Promise<void>> {
  const db = await connectTo(server.connection)
  await db.query('BEGIN')
  await db.query('SELECT seq FROM halls WHERE id = $1 FOR UPDATE', [server.hall])
  let holds = true
  const hold = async () => {
    while (holds) {
      await press(server, { do: 'take', service: 'guidance' })
      await delay(HELD_BY_TURNS_MS)
    }
  }
  const held = Promise.all([hold(), hold()])
  return async () => {
    if (!holds) return
    holds = false
    await db.query('COMMIT')
    await db.end()
    await held
  }
}

test('who presses reads that many do, in either language, and has the number a moment later without pressing again', async (t) => {
  const [chinese, english] = [await open('/booking#id-card', 'zh-CN'), await open('/booking#id-card', 'en-GB')]
  for (const page of [chinese, english]) await page.locator('.take').waitFor()
  const goOn = await holdUp()
  t.after(goOn)
  // Who comes only now reads it instead of services.
  const late = await open(`/booking?hall=${server.hall}`, 'zh-CN')
  await late.locator('.line-banner', { hasText: '现在人很多' }).waitFor()
  // And who does not even know yet which hall it is.
  const nameless = await open('/booking', 'en-GB')
  await nameless.locator('.line-banner', { hasText: 'Very busy' }).waitFor()
  if (process.env.PICTURES) await nameless.screenshot({ path: `${process.env.PICTURES}/busy-nameless.png` })
  if (process.env.PICTURES) await late.screenshot({ path: `${process.env.PICTURES}/busy-open.png` })
  for (const page of [chinese, english]) await page.click('.take')
  await chinese.locator('.notice', { hasText: '现在人很多，正在自动重试' }).waitFor()
  await english.locator('.notice', { hasText: 'Very busy. Trying again' }).waitFor()
  assert.deepEqual(await violations(english), [])
  if (process.env.PICTURES) await chinese.screenshot({ path: `${process.env.PICTURES}/busy-press.png` })

  await goOn()
  for (const page of [chinese, english]) {
    await page.waitForURL(/\/ticket/, { timeout: AGAIN_WITHIN_MS })
    await page
      .getByText(/A\d{3}/)
      .first()
      .waitFor()
  }
  await late.locator('[data-service=id-card]').waitFor({ state: 'attached', timeout: AGAIN_WITHIN_MS })
  await late.locator('.line-banner').waitFor({ state: 'detached' })
  await nameless.locator('[data-service=id-card]').waitFor({ state: 'attached', timeout: AGAIN_WITHIN_MS })
})

test('who stands behind an address of which many pressed reads that too, and is not told that it was refused', async () => {
  const page = await open('/booking#id-card', 'zh-CN')
  await page.locator('.take').waitFor()
  for (let n = 0; n < PRESSES_A_MINUTE; n++) await press(server, { do: 'take', service: 'guidance' })
  await page.click('.take')
  await page.locator('.notice', { hasText: '现在人很多，正在自动重试' }).waitFor()
  assert.equal(await page.locator('.refusal').count(), 0)
})

test('who opens a page when not even pages are begun reads it in both languages, and it comes again by itself', async () => {
  const full = createServer((_, response) => writeBusyPage(response))
  await new Promise<void>((resolve) => full.listen(0, '127.0.0.1', resolve))
  const page = await browser.newPage({ viewport: PHONE })
  const refused: string[] = []
  page.on('console', (line) => refused.push(line.text()))
  const answer = await page.goto(`http://127.0.0.1:${(full.address() as AddressInfo).port}/booking`)
  assert.equal(answer?.status(), 503)
  assert.equal(answer?.headers()['retry-after'], answer?.headers().refresh)
  await page.locator('h1', { hasText: '现在人很多' }).waitFor()
  await page.locator('h1', { hasText: 'Very busy just now' }).waitFor()
  assert.equal(
    await page.evaluate(() => getComputedStyle(document.querySelector('main') as Element).borderRadius),
    '14px',
  )
  assert.deepEqual(await violations(page), [])
  assert.deepEqual(
    refused.filter((line) => line.includes('Content Security Policy')),
    [],
  )
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/busy-page.png` })
  await page.close()
  full.closeAllConnections()
  await new Promise((resolve) => full.close(resolve))
})
