// Every page, in both languages: axe finds nothing that keeps somebody out.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { press } from './support/asking.ts'
import { violations } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'
import { type HallServer, openHallServer } from './support/hall-server.ts'

const SIZES = {
  kiosk: { width: 1080, height: 1920 },
  lobby: { width: 1920, height: 1080 },
  phone: { width: 390, height: 844 },
  desk: { width: 1366, height: 768 },
  tablet: { width: 1024, height: 768 },
}

let browser: Browser
let server: HallServer
let key = ''

before(async () => {
  server = await openHallServer()
  browser = await openBrowser()
  const { body } = await press(server, { do: 'take', service: 'id-card' })
  key = (body.ticket as { key: string }).key
  await press(server, { do: 'take', service: 'id-card' })
  await press(server, { do: 'open', counter: '4' }, server.token)
})
after(() => browser.close())

for (const language of ['zh-CN', 'en']) {
  test(`axe finds nothing on any page (${language})`, async () => {
    const pages: [string, keyof typeof SIZES, boolean][] = [
      ['/', 'desk', false],
      ['/kiosk', 'kiosk', false],
      ['/booking', 'phone', false],
      [`/ticket#${key}`, 'phone', false],
      ['/display', 'lobby', false],
      ['/display/counter?counter=4', 'lobby', false],
      ['/pair?for=kiosk', 'kiosk', false],
      ['/console', 'desk', false],
      ['/console#devices', 'desk', true],
      ['/console', 'desk', true],
      ['/console#host', 'tablet', true],
      ['/console#overview', 'desk', true],
      ['/console#people', 'desk', true],
      ['/console#me', 'desk', true],
      ['/console#setup/services', 'desk', true],
      ['/console#setup/openings', 'desk', true],
      ['/console#setup/new', 'desk', true],
    ]
    for (const [path, size, signedIn] of pages) await check(path, language, size, signedIn)
  })
}

async function check(path: string, language: string, size: keyof typeof SIZES, signedIn: boolean): Promise<void> {
  const context = await browser.newContext({ viewport: SIZES[size], locale: language })
  if (signedIn)
    await context.addCookies([{ name: 'tingxu_session', value: server.token, url: server.url, sameSite: 'Strict' }])
  const page = await context.newPage()
  const [address, fragment] = path.split('#')
  const query = `${address?.includes('?') ? '&' : '?'}lang=${language}`
  await page.goto(`${server.url}${address}${query}${fragment === undefined ? '' : `#${fragment}`}`)
  await page.getByRole('heading').first().waitFor()
  assert.deepEqual(await violations(page), [], `${path} in ${language}`)
  await context.close()
}
