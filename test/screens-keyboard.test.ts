// By the keyboard alone: a number on the phone's page, a clerk's work from sign-in to finish, a manager's field set and saved.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { ask, press } from './support/asking.ts'
import { openBrowser } from './support/browser.ts'
import { ADMIN_PASSWORD, type HallServer, openHallServer } from './support/hall-server.ts'

const WITHIN_MS = 20_000
/** The longest way to anything by Tab. */
const TABS_MOST = 150

let server: HallServer
let browser: Browser

before(async () => {
  server = await openHallServer()
  browser = await openBrowser()
  const body = { user: 'wang.li', name: '王丽', role: 'clerk', password: 'a-clerks-password', hall: server.hall }
  assert.equal((await ask(server.url, 'POST', '/api/v1/staff', { body, token: server.token })).status, 201)
})
after(() => browser?.close())

async function open(path: string, width: number, height: number): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width, height }, locale: 'en' })).newPage()
  page.setDefaultTimeout(WITHIN_MS)
  page.on('pageerror', (error) => assert.fail(error))
  await page.goto(server.url + path)
  return page
}

/** Goes on by Tab until the focus is on what matches; each stop on the way must be to be seen, with a ring around it. */
async function tabTo(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().waitFor()
  for (let tabs = 0; tabs < TABS_MOST; tabs++) {
    await page.keyboard.press('Tab')
    const [isIt, ring, name] = await page.evaluate((wanted) => {
      const at = document.activeElement
      // The field to search in bears it around its sign as well.
      const style = at === null ? null : getComputedStyle(at.closest('.search-box') ?? at)
      return [at?.matches(wanted) === true, style?.outlineStyle !== 'none', at?.outerHTML.slice(0, 120)] as const
    }, selector)
    if (name !== undefined && !name.startsWith('<body')) assert.ok(ring, `no ring around ${name}`)
    if (isIt) return
  }
  assert.fail(`Tab does not come by ${selector}`)
}

test('a number on the phone’s page', async () => {
  const page = await open('/booking?lang=en', 390, 844)
  await tabTo(page, '[type=search]')
  await page.keyboard.type('identity')
  await tabTo(page, '[data-service=id-card]')
  await page.keyboard.press('Enter')
  await tabTo(page, '.take')
  await page.keyboard.press('Enter')
  await page.locator('[data-number]').waitFor()
  await page.context().close()
})

test('the console from sign-in to calling, serving and finishing', async () => {
  await press(server, { do: 'take', service: 'id-card' })
  const page = await open('/console?lang=en', 1440, 900)
  await tabTo(page, '[name=user]')
  await page.keyboard.type('wang.li')
  await tabTo(page, '[name=password]')
  await page.keyboard.type('a-clerks-password')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Which counter' }).waitFor()
  await page
    .getByRole('button', { name: /^Counter 3 / })
    .first()
    .evaluate((one) => one.setAttribute('data-wanted', ''))
  await tabTo(page, '[data-wanted]')
  await page.keyboard.press('Enter')
  const says = (text: string | RegExp) => page.locator('.notices li', { hasText: text }).first().waitFor()
  await page.locator('.step.large').waitFor()
  await page.keyboard.press('o')
  await says(/open/i)
  await page.keyboard.press('n')
  await page.locator('.ticket', { hasText: 'A001' }).first().waitFor()
  await page.keyboard.press('s')
  await says(/A001|serv/i)
  await page.keyboard.press('f')
  await says(/A001.*(finished|done)/i)
  const { body } = await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/board`)
  assert.equal((body.counters as { id: string; ticket: unknown }[]).find(({ id }) => id === '3')?.ticket, null)
  await page.context().close()
})

test('one field of the hall is set and saved', async () => {
  const page = await open('/console?lang=en#setup/policy', 1440, 900)
  await tabTo(page, '[name=user]')
  await page.keyboard.type('admin')
  await tabTo(page, '[name=password]')
  await page.keyboard.type(ADMIN_PASSWORD)
  await page.keyboard.press('Enter')
  const field = page.locator('.setup-main input[type=number]').first()
  await field.waitFor()
  await tabTo(page, '.setup-main input[type=number]')
  const name = await field.evaluate((one) => one.closest('label')?.textContent ?? one.id)
  await page.keyboard.press('Control+A')
  await page.keyboard.type('7')
  await page
    .getByRole('button', { name: 'Save and put in force' })
    .evaluate((one) => one.setAttribute('data-wanted', ''))
  await tabTo(page, '[data-wanted]')
  await page.keyboard.press('Enter')
  await page.getByText('Saved. It is in force now.').waitFor()
  const { body } = await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/file`, { token: server.token })
  assert.ok(Object.values(body.policy as object).includes(7), name)
  await page.context().close()
})
