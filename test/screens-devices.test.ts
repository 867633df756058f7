// Kiosk and lobby screen in a hall that wants its devices paired: code, console, work, revoked, and a code again.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { ask, press } from './support/asking.ts'
import { openBrowser } from './support/browser.ts'
import { type HallServer, openHallServer } from './support/hall-server.ts'
import { until } from './support/until.ts'

const WITHIN_MS = 20_000
const CODE = /^[A-HJ-NPR-Z2-9]{6}$/

let server: HallServer
let browser: Browser
let manager: Page
/** For looking at: where pictures go, when somebody wants them. */
const pictures = process.env.PICTURES

before(async () => {
  server = await openHallServer({ LIMIT_PAIRINGS: '1000' })
  await setPolicy('paired')
  browser = await openBrowser()
  manager = await openPage('/console?lang=en#devices', 1440, 900, server.token)
  await manager.getByRole('heading', { name: 'Kiosks and screens' }).waitFor({ timeout: WITHIN_MS })
})
after(() => browser?.close())

async function setPolicy(devices: 'open' | 'paired', remoteTakes = true): Promise<void> {
  const path = `/api/v1/halls/${server.hall}/file`
  const { body } = await ask(server.url, 'GET', path, { token: server.token })
  const file = { ...body, policy: { ...(body.policy as object), devices, remoteTakes } }
  assert.equal((await ask(server.url, 'PUT', path, { body: file, token: server.token })).status, 200)
}

/** A browser of its own, as each machine has. */
async function openPage(path: string, width: number, height: number, token?: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height } })
  if (token !== undefined)
    await context.addCookies([{ name: 'tingxu_session', value: token, url: server.url, sameSite: 'Strict' }])
  const page = await context.newPage()
  page.setDefaultTimeout(WITHIN_MS)
  await page.goto(server.url + path)
  return page
}

async function codeOn(page: Page): Promise<string> {
  const shown = page.locator('.pair-code')
  await shown.waitFor()
  return (await shown.innerText()).replace(/\s/g, '')
}

async function pairInConsole(code: string, name: string, kind: string, counter?: string): Promise<void> {
  await manager.getByLabel('Code on its screen').fill(code)
  await manager.getByLabel('Where it stands').fill(name)
  await manager.getByLabel('What it is').selectOption({ label: kind })
  if (counter !== undefined) await manager.locator('form.add [name=counter]').selectOption({ label: counter })
  await manager.getByRole('button', { name: 'Pair a device' }).click()
  await manager
    .getByRole('status')
    .filter({ hasText: `Paired ${name}` })
    .waitFor()
}

async function revokeInConsole(name: string): Promise<void> {
  await manager.getByRole('button', { name: `Revoke ${name}` }).click()
  await manager.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await manager
    .getByRole('status')
    .filter({ hasText: `Revoked ${name}` })
    .waitFor()
}

async function picture(page: Page, name: string): Promise<void> {
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png` })
}

test('a kiosk shows a code, is paired, gives a number as a kiosk, is revoked and shows a code again', async () => {
  const kiosk = await openPage('/kiosk?lang=en', 1080, 1920)
  const code = await codeOn(kiosk)
  assert.match(code, CODE)
  await kiosk.getByText('A manager types this code').waitFor()
  await picture(kiosk, 'pair-kiosk')
  await pairInConsole(code, 'Kiosk, east door', 'Kiosk')
  await kiosk.locator('[data-department=police]').click()
  await kiosk.locator('[data-service=id-card]').click()
  await kiosk.locator('.take').click()
  await kiosk.locator('.given').waitFor()
  const { body } = await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/events?after=0&records=true`, {
    token: server.token,
  })
  const records = (body.events as { record: string }[]).map(({ record }) => JSON.parse(record))
  const taken = records.find(({ type }) => type === 'taken')
  assert.equal(taken?.by.role, 'kiosk')
  await manager.getByRole('row', { name: /Kiosk, east door.*Well/ }).waitFor()
  await picture(manager, 'console-devices')
  await revokeInConsole('Kiosk, east door')
  const again = await codeOn(kiosk)
  assert.match(again, CODE)
  assert.notEqual(again, code)
})

test('a screen opened as a lobby becomes what the manager says, follows when it is moved, and reloads when asked', async () => {
  const screen = await openPage('/display', 1920, 1080)
  const code = await codeOn(screen)
  await picture(screen, 'pair-lobby')
  await pairInConsole(code, 'Above counter 3', 'Counter screen', 'Counter 3')
  await screen.waitForURL('**/display/counter')
  await screen.locator('.name', { hasText: '3号窗口' }).waitFor()
  await manager.getByRole('button', { name: 'Change Above counter 3' }).click()
  await manager.getByRole('dialog').getByText('Change Above counter 3').waitFor()
  await picture(manager, 'console-devices-change')
  await manager.getByRole('dialog').locator('[name=counter]').selectOption({ label: 'Counter 4' })
  await manager.getByRole('button', { name: 'Save' }).click()
  await screen.locator('.name', { hasText: '4号窗口' }).waitFor()
  await screen.evaluate(() => Object.assign(window, { before: true }))
  await manager.getByRole('button', { name: 'Reload Above counter 3' }).click()
  const isAnew = () => screen.evaluate(() => !('before' in window)).catch(() => false)
  await until('the page is loaded anew', isAnew, WITHIN_MS)
  await screen.locator('.name', { hasText: '4号窗口' }).waitFor()
  await revokeInConsole('Above counter 3')
  assert.match(await codeOn(screen), CODE)
})

test('where everybody may try a hall out no code is asked for; a screen sees at once when that changes', async () => {
  await setPolicy('open')
  const kiosk = await openPage('/kiosk', 1080, 1920)
  await kiosk.locator('.kiosk main button').first().waitFor()
  await setPolicy('paired')
  assert.match(await codeOn(kiosk), CODE)
  const phone = await openPage('/booking', 390, 844)
  await phone.getByRole('searchbox').or(phone.locator('main button')).first().waitFor()
  assert.equal((await press(server, { do: 'take', service: 'id-card' })).status, 200)
  await setPolicy('paired', false)
  const refused = await press(server, { do: 'take', service: 'id-card' })
  assert.deepEqual([refused.status, refused.body.code], [409, 'take_in_hall'])
  await phone.goto(`${server.url}/booking?lang=en#id-card`)
  await phone.getByText('In this hall, take your number at the kiosk').waitFor()
  assert.equal(await phone.locator('button.take').count(), 0)
})

test('a screen that an older program gave loads itself anew as soon as the server says what it is', async () => {
  await setPolicy('open')
  const context = await browser.newContext()
  const screen = await context.newPage()
  let loads = 0
  await screen.route('**/display', async (route) => {
    const answer = await route.fetch()
    const html = (await answer.text()).replace(/(name="build" content=")[^"]*/, '$1an-older-one')
    await route.fulfill(++loads === 1 ? { response: answer, body: html } : { response: answer })
  })
  await screen.goto(`${server.url}/display`)
  await until('it loads itself anew', () => loads === 2, WITHIN_MS)
  const mark = screen.locator('meta[name=build]')
  await until('it is the newer one', async () => (await mark.getAttribute('content')) !== 'an-older-one', WITHIN_MS)
  await screen.locator('.lobby .clock').waitFor()
})
