// Somebody at the console: an account of a role, its token, and pages on which it is signed in.
import assert from 'node:assert/strict'
import type { Browser, Page } from 'playwright-core'
import { ask, signIn } from './asking.ts'
import type { HallServer } from './hall-server.ts'

/** For a page that loads on a busy machine; what is there is found at once. */
const WAITED_MS = 15_000
const PASSWORD = 'a-long-enough-password'

export async function newStaff(server: HallServer, role: string, user: string, name = user): Promise<string> {
  const body = { user, name, role, password: PASSWORD, hall: server.hall }
  const made = await ask(server.url, 'POST', '/api/v1/staff', { body, token: server.token })
  assert.equal(made.status, 201)
  return signIn(server.url, user, PASSWORD)
}

export async function openConsole(
  browser: Browser,
  { url }: HallServer,
  token: string,
  { path = '', language = 'en', width = 1440, height = 900 } = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height }, locale: language })
  await context.addCookies([{ name: 'tingxu_session', value: token, url, httpOnly: true, sameSite: 'Strict' }])
  const page = await context.newPage()
  page.setDefaultTimeout(WAITED_MS)
  await page.goto(`${url}/console?lang=${language}${path}`)
  return page
}
