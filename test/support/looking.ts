// The pages of the program looked at by axe, as they are and with letters twice as large: for tests that go through all of them.
import { after } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { violations } from './axe.ts'
import { openBrowser } from './browser.ts'
import { devicesOf, PLENTY } from './devices.ts'
import { type HallServer, openHallServer } from './hall-server.ts'
import { doubleText, lost } from './legible.ts'

const SIZES = {
  kiosk: { width: 1080, height: 1920 },
  lobby: { width: 1920, height: 1080 },
  phone: { width: 390, height: 844 },
  desk: { width: 1440, height: 900 },
}
export type Size = keyof typeof SIZES

const SETTLED_MS = 80
const LOOKS_MOST = 60
const ends: (() => unknown)[] = []
after(async () => {
  for (const end of ends) await end()
})

export interface Looking {
  server: HallServer
  /** Token of a paired kiosk. */
  device: string
  contextOf: (language: string, size: Size, cookies?: Record<string, string>) => Promise<BrowserContext>
}

export async function openLooking(): Promise<Looking> {
  const server = await openHallServer(PLENTY)
  const browser: Browser = await openBrowser()
  ends.push(() => browser.close())
  const device = (await devicesOf(server).pairedDevice()).token
  const contextOf = async (language: string, size: Size, cookies: Record<string, string> = {}) => {
    const context = await browser.newContext({ viewport: SIZES[size], locale: language })
    for (const [name, value] of Object.entries(cookies))
      await context.addCookies([{ name, value, url: server.url, sameSite: 'Strict' }])
    return context
  }
  return { server, device, contextOf }
}

/** Until what is read later has come: nothing loads, and the page says the same twice. */
export async function settle(page: Page): Promise<void> {
  await page.getByRole('heading').first().waitFor()
  let before = ''
  for (let looks = 0; looks < LOOKS_MOST; looks++) {
    const now = await page.evaluate(() => (document.querySelector('.loading') ? '' : document.body.innerText))
    if (now !== '' && now === before) return
    before = now
    await page.waitForTimeout(SETTLED_MS)
  }
}

/** What is wrong, in words. Lobby screens have letters for the hall's depth already, and nobody enlarges them. */
export async function look(page: Page, name: string, size: Size, enlarged = size !== 'lobby'): Promise<string[]> {
  await settle(page)
  const found = (await violations(page)).map((one) => `${name}: ${one}`)
  if (!enlarged) return found
  // A browser that enlarges has half as many pixels; a phone has as many, and larger letters.
  if (size === 'phone') await doubleText(page)
  else await page.setViewportSize({ width: SIZES[size].width / 2, height: SIZES[size].height / 2 })
  await page.waitForTimeout(SETTLED_MS)
  for (const one of [...(await lost(page)), ...(await violations(page))]) found.push(`${name} at 200 %: ${one}`)
  await page.setViewportSize(SIZES[size])
  return found
}
