// A hall whose kiosks hold numbers for when no server answers, and a kiosk of it in a browser.
import assert from 'node:assert/strict'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { DEVICE_COOKIE } from '../../server/http/who.ts'
import { ask } from './asking.ts'
import { devicesOf } from './devices.ts'
import type { HallServer } from './hall-server.ts'
import { until } from './until.ts'

const WAITED_MS = 15_000

/** `more`: other parts of the hall file. */
export async function setHeld(server: HallServer, withoutServer: object, more: object = {}): Promise<void> {
  const path = `/api/v1/halls/${server.hall}/file`
  const { body, headers } = await ask(server.url, 'GET', path, { token: server.token })
  const policy = { ...(body.policy as object), withoutServer }
  const match = { 'if-match': headers.get('etag') ?? '' }
  const put = await ask(server.url, 'PUT', path, {
    body: { ...body, ...more, policy },
    token: server.token,
    headers: match,
  })
  assert.equal(put.status, 200, JSON.stringify(put.body))
}

export interface AloneKiosk {
  id: string
  token: string
  context: BrowserContext
  page: Page
}

/** A paired kiosk that holds its numbers; `url` where it reaches the server, `printer` where its papers come out. */
export async function openKiosk(
  browser: Browser,
  server: HallServer,
  { url = server.url, language = 'zh-CN', printer = '' } = {},
): Promise<AloneKiosk> {
  const scope = { kind: 'kiosk', ...(printer === '' ? {} : { printer }) }
  const { id, token } = await devicesOf(server).pairedDevice({ scope })
  const context = await browser.newContext({ viewport: { width: 1080, height: 1920 }, locale: language })
  await context.addCookies([{ name: DEVICE_COOKIE, value: token, url, httpOnly: true, sameSite: 'Strict' }])
  const page = await context.newPage()
  page.setDefaultTimeout(WAITED_MS)
  await page.goto(`${url}/kiosk`)
  await until('it holds numbers', async () => (await kept(page, 'held')).length > 0)
  return { id, token, context, page }
}

/** What lies in the kiosk's own database. */
export function kept(page: Page, store: 'held' | 'given'): Promise<Record<string, unknown>[]> {
  return page.evaluate(async (name) => {
    if (!(await indexedDB.databases()).some((one) => one.name === 'tingxu-alone')) return []
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const asked = indexedDB.open('tingxu-alone')
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(asked.error)
    })
    const all = await new Promise<Record<string, unknown>[]>((resolve) => {
      const asked = db.transaction(name).objectStore(name).getAll()
      asked.onsuccess = () => resolve(asked.result)
    })
    db.close()
    return all
  }, store)
}

/** Three taps; gives the number and how long it took to come, in milliseconds. */
export async function takeAt(page: Page, department: string, service: string): Promise<{ number: string; ms: number }> {
  await page.click(`[data-department=${department}]`)
  await page.click(`[data-service=${service}]`)
  await page.locator('.take').waitFor()
  const since = performance.now()
  await page.click('.take')
  await page.locator('[data-number]').waitFor()
  const ms = performance.now() - since
  return { number: (await page.getAttribute('[data-number]', 'data-number')) ?? '', ms }
}

/** Whoever has their number goes. */
export async function leave(page: Page): Promise<void> {
  await page.click('.given-end .push-main')
  await page.locator('.departments').waitFor()
}
