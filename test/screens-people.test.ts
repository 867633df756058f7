// Coming in and one's own account, at the console: the first password, the code from the phone, names instead of user names.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { TOTP } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { ask, press, signIn } from './support/asking.ts'
import { openBrowser } from './support/browser.ts'
import { type HallServer, openHallServer } from './support/hall-server.ts'

const OWN = 'a-password-of-my-own'
const CODE_S = 30

let server: HallServer
let browser: Browser
let page: Page
let made: string

before(async () => {
  server = await openHallServer()
  browser = await openBrowser()
  const body = { user: 'lin', name: '林晓', role: 'manager', hall: server.hall }
  made = String((await ask(server.url, 'POST', '/api/v1/staff', { body, token: server.token })).body.password)
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(`${server.url}/console?lang=en`)
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

async function enter(password: string): Promise<void> {
  await page.getByLabel('User name').fill('lin')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
}

const picture = (name: string) =>
  process.env.PICTURES ? page.screenshot({ path: `${process.env.PICTURES}/${name}.png`, fullPage: true }) : null

test('a made-up password lets in to one page: where it is changed', async () => {
  await enter(made)
  await page.getByRole('heading', { name: 'Choose your own password' }).waitFor()
  assert.equal(await page.getByRole('link', { name: 'People' }).count(), 0)
  await page.getByLabel('Old password').fill(made)
  await page.getByLabel('New password', { exact: true }).fill('password123')
  await page.getByLabel('New password, once more').fill('password124')
  await page.keyboard.press('Enter')
  await page.getByText('The two new passwords differ.').waitFor()
  await page.getByLabel('New password, once more').fill('password123')
  await page.keyboard.press('Enter')
  await page.getByText('This password is tried first').waitFor()
  await picture('first-password')
  await page.getByLabel('New password', { exact: true }).fill(OWN)
  await page.getByLabel('New password, once more').fill(OWN)
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'My account' }).click()
  await page.getByRole('heading', { name: 'My account' }).waitFor()
  await signIn(server.url, 'lin', OWN)
  await page.reload()
})

test('codes are switched on with the phone, asked for at the door, and a recovery code lets in without it', async () => {
  await page.getByLabel('Your password').fill(OWN)
  await page.getByRole('button', { name: 'Switch on' }).click()
  const secret = ((await page.locator('.secret').textContent()) ?? '').replaceAll(' ', '')
  await picture('scan')
  await page.getByLabel('Code from the phone').fill(codeOf(secret, -1))
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByRole('status').filter({ hasText: 'Codes are on' }).waitFor()
  const recovery = await page.locator('.recovery code').allTextContents()
  assert.equal(recovery.length, 10)
  await picture('me')
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click()
  await page.getByRole('status').filter({ hasText: 'Signed out there' }).waitFor()
  await page.locator('.top').getByRole('button', { name: 'Sign out' }).click()
  await enter(OWN)
  await page.getByLabel('Code from the phone').fill('000000')
  await page.keyboard.press('Enter')
  await page.getByText('The code is wrong or was used before.').waitFor()
  await picture('code-at-the-door')
  await page.getByLabel('Code from the phone').fill(recovery[0] ?? '')
  await page.keyboard.press('Enter')
  await page.getByText('林晓 · Manager').waitFor()
  await page.getByText('Recovery codes left: 9').waitFor()
})

function codeOf(secret: string, periods: number): string {
  return new TOTP({ secret }).generate({ timestamp: Date.now() + periods * CODE_S * 1_000 })
}

test('staff see the name of who works at a counter; the lobby sees neither name nor user name', async () => {
  const body = { user: 'mei', name: '韩梅梅', role: 'clerk', hall: server.hall, password: OWN }
  await ask(server.url, 'POST', '/api/v1/staff', { body, token: server.token })
  await press(server, { do: 'open', counter: '3' }, await signIn(server.url, 'mei', OWN))
  await page.getByRole('link', { name: 'Hall', exact: true }).click()
  await page.getByRole('row', { name: /韩梅梅/ }).waitFor()
  const lobby = await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/board`)
  assert.doesNotMatch(JSON.stringify(lobby.body), /韩梅梅|"mei"/)
  await page.getByRole('link', { name: 'People' }).click()
  await page.getByRole('button', { name: 'Change 韩梅梅' }).waitFor()
  await picture('people')
  await page.getByRole('button', { name: 'Change 韩梅梅' }).click()
  await page.getByRole('button', { name: 'New one-time password' }).waitFor()
  await picture('edit')
  await page.keyboard.press('Escape')
})

test('an operator has an account of their own and no hall to run', async () => {
  const body = { user: 'ops', name: '运维', role: 'operator', hall: server.hall, password: OWN }
  await ask(server.url, 'POST', '/api/v1/staff', { body, token: server.token })
  const other = await browser.newPage()
  await other.goto(`${server.url}/console?lang=en`)
  await other.getByLabel('User name').fill('ops')
  await other.getByLabel('Password', { exact: true }).fill(OWN)
  await other.keyboard.press('Enter')
  await other.getByRole('heading', { name: 'My account' }).waitFor()
  assert.equal(await other.getByRole('link', { name: 'Hall', exact: true }).count(), 0)
  await other.close()
})
