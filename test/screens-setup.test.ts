// A manager builds a hall in the console and serves a morning in it; two managers edit at once and neither loses anything.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import type { HallFile } from '../core/hall.ts'
import { ask } from './support/asking.ts'
import { openBrowser } from './support/browser.ts'
import { ADMIN_PASSWORD, type HallServer, openHallServer } from './support/hall-server.ts'

const LOADED_MS = 15_000
const NAMES = ['Police', 'Tax', 'Labour', 'Housing', 'Health']

let server: HallServer
let browser: Browser
let manager: Page

async function signInAs(user: string, password: string, hash: string): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'en', viewport: { width: 1440, height: 900 } })).newPage()
  page.setDefaultTimeout(LOADED_MS)
  await page.goto(`${server.url}/console?lang=en${hash}`)
  await page.fill('[name=user]', user)
  await page.fill('[name=password]', password)
  await page.keyboard.press('Enter')
  return page
}

before(async () => {
  server = await openHallServer()
  browser = await openBrowser()
  manager = await signInAs('admin', ADMIN_PASSWORD, '#setup')
})
after(() => browser?.close())

const inForce = async (hall: string) =>
  (await ask(server.url, 'GET', `/api/v1/halls/${hall}/file`, { token: server.token })).body as unknown as HallFile
const fillBoth = async (label: string, text: string, nth = 0) => {
  await manager.getByLabel(`${label} (English)`).nth(nth).fill(text)
  await manager.getByLabel(`${label} (中文（中国）)`).nth(nth).fill(`${text} 中`)
}
const save = async (page: Page) => {
  await page.getByRole('button', { name: 'Save and put in force' }).click()
  await page.getByText('Saved. It is in force now.').waitFor()
}

test('through the wizard and the pages: a hall of five departments and twelve counters in the sample’s place', async () => {
  await manager.getByRole('link', { name: 'Set up your own hall' }).click()
  await manager.getByLabel('Short name for addresses').fill('river')
  await fillBoth('Name of the hall', 'River Hall')
  for (const [i, name] of NAMES.entries()) {
    if (i > 0) await manager.getByRole('button', { name: 'Add a department' }).click()
    await fillBoth(`Department ${i + 1}`, name)
  }
  for (const [i, name] of NAMES.entries()) {
    if (i > 0) await manager.getByRole('button', { name: 'Add a service' }).click()
    await fillBoth('Name', `${name} papers`, i)
    const part = manager.getByRole('group', { name: `Service ${i + 1}` })
    await part.getByLabel('Department').selectOption({ index: i })
  }
  const counters = manager.getByRole('group', { name: 'Group of counters 1' })
  await counters.getByLabel('How many').fill('12')
  for (const name of NAMES.slice(1)) await counters.getByLabel(`${name} papers`).check()
  await manager.getByRole('button', { name: 'Make the hall' }).click()
  await manager.getByText('River Hall', { exact: true }).waitFor()
  const file = await inForce('river')
  assert.deepEqual([file.departments.length, file.counters.length], [5, 12])
  assert.deepEqual(
    file.services.map((one) => one.prefix),
    ['A', 'B', 'C', 'D', 'E'],
  )
  assert.deepEqual(
    server.serving.halls.list().map(({ id }) => id),
    ['river'],
  )
})

test('a fault is shown at its field and saves nothing; mended, it is in force and on record', async () => {
  await manager.getByRole('link', { name: 'Services' }).click()
  await manager.getByLabel('Number prefix').fill('O')
  await manager.locator('.field.wrong', { hasText: 'Not written as it must be' }).waitFor()
  await manager.getByLabel('Number prefix').fill('F')
  await manager.getByLabel('Minutes', { exact: true }).fill('25')
  await manager.locator('.field.wrong').waitFor({ state: 'detached' })
  await save(manager)
  await manager.getByRole('link', { name: 'Changes' }).click()
  await manager.getByRole('row', { name: 'Services › Police papers › Number prefix A F' }).waitFor()
  await manager.getByRole('row', { name: 'Services › Police papers › Minutes 10 25' }).waitFor()
})

test('what depends on a service is said before it is removed; discarded, it is there again', async () => {
  await manager.getByRole('link', { name: 'Services' }).click()
  await manager.getByRole('button', { name: 'Remove', exact: true }).click()
  const dialog = manager.getByRole('dialog')
  await dialog.getByText('12 counters and 0 openings that speak of it are changed').waitFor()
  await dialog.getByRole('button', { name: 'Remove' }).click()
  await manager.getByRole('button', { name: 'Discard my changes' }).click()
  await manager.getByText('What you see is in force.').waitFor()
  assert.equal((await inForce('river')).services.length, 5)
})

test('the next days are shown as the draft would have them, with their reasons', async () => {
  await manager.getByRole('link', { name: 'Opening times' }).click()
  await manager.getByRole('row', { name: /Sat.* 28.* closed no opening that day/ }).waitFor()
  await manager.getByLabel('Saturday').check()
  await manager.getByRole('row', { name: /Sat.* 28.* 08:30–12:00 open by morning/ }).waitFor()
  await manager.getByRole('button', { name: 'Discard my changes' }).click()
})

test('two managers at once: the second is told what the first changed, and puts theirs on top', async () => {
  await manager.getByRole('link', { name: 'Services' }).click()
  await manager.getByLabel('Minutes', { exact: true }).fill('30')
  await manager.getByLabel('Numbers a day').fill('40')
  const file = await inForce('river')
  const services = file.services.map((one, i) => (i === 0 ? { ...one, minutes: 20 } : one))
  const theirs = { ...file, services, name: { ...file.name, en: 'Lake Hall' } }
  await ask(server.url, 'PUT', '/api/v1/halls/river/file', { body: theirs, token: server.token })
  await manager.getByRole('button', { name: 'Save and put in force' }).click()
  await manager.getByText('You both changed this').waitFor()
  assert.equal((await inForce('river')).services[0]?.dailyLimit, null)
  await manager.getByLabel('Mine', { exact: true }).check()
  await manager.getByRole('button', { name: 'Put my changes on top of theirs' }).click()
  await save(manager)
  const now = await inForce('river')
  assert.deepEqual([now.services[0]?.minutes, now.services[0]?.dailyLimit, now.name.en], [30, 40, 'Lake Hall'])
})

test('a draft goes with the manager who made it, and is not shown to the next one', async () => {
  const next = { user: 'zhao.min', name: 'Zhao Min', role: 'manager', password: 'another-long-password', hall: 'river' }
  assert.equal((await ask(server.url, 'POST', '/api/v1/staff', { body: next, token: server.token })).status, 201)
  const minutes = manager.getByLabel('Minutes', { exact: true })
  const goOnAs = async (user: string, password: string) => {
    await manager.getByRole('button', { name: 'Sign out' }).click()
    await manager.fill('[name=user]', user)
    await manager.fill('[name=password]', password)
    await manager.keyboard.press('Enter')
    await manager.getByText('What you see is in force.').waitFor()
  }
  await minutes.fill('55')
  await manager.getByRole('button', { name: 'Discard my changes' }).waitFor()
  await goOnAs(next.user, next.password)
  assert.equal(await minutes.inputValue(), '30')
  await goOnAs('admin', ADMIN_PASSWORD)
  assert.equal(await minutes.inputValue(), '30')
})

test('a clerk is added, and a morning is served: kiosk, call, serve, finish, close', async () => {
  await manager.getByRole('link', { name: 'People', exact: true }).click()
  await manager.getByLabel('Name', { exact: true }).fill('Chen Hao')
  await manager.getByLabel('User name').fill('chen.hao')
  await manager.getByRole('button', { name: 'Add an account' }).click()
  await manager.getByText('Added chen.hao').waitFor()
  const made = await manager.locator('code.secret').first().innerText()
  const kiosk = await browser.newPage({ viewport: { width: 1080, height: 1920 } })
  kiosk.setDefaultTimeout(LOADED_MS)
  const numbers: string[] = []
  for (const name of NAMES.slice(0, 3)) {
    await kiosk.goto(`${server.url}/kiosk?lang=en`)
    await kiosk.getByRole('button', { name }).first().click()
    await kiosk.getByRole('button', { name: `${name} papers` }).click()
    await kiosk.getByRole('button', { name: /Take a number/ }).click()
    numbers.push(
      await kiosk
        .getByText(/^[A-F]\d{3}$/)
        .first()
        .innerText(),
    )
  }
  assert.deepEqual(numbers, ['F001', 'B001', 'C001'])
  const clerk = await signInAs('chen.hao', made, '#counter')
  await clerk.getByLabel('Old password').fill(made)
  await clerk.getByLabel('New password', { exact: true }).fill('a-clerks-password')
  await clerk.getByLabel('New password, once more').fill('a-clerks-password')
  await clerk.keyboard.press('Enter')
  await clerk.getByRole('button', { name: /^Counter 1 ?Closed/ }).click()
  // By key, as clerks do: two large buttons pressed at once are taken for a shaking hand.
  const step = async (key: string, then: string) => {
    await clerk.keyboard.press(key)
    await clerk.locator(`[data-step=${then}]:not([aria-disabled=true])`).first().waitFor()
  }
  await clerk.locator('[data-step=open]').first().waitFor()
  await step('o', 'call-next')
  for (const number of numbers) {
    await step('n', 'serve')
    await clerk.getByText(number).first().waitFor()
    await step('s', 'finish')
    await step('f', 'call-next')
  }
  await step('c', 'open')
  const board = server.serving.halls.get('river')?.board
  assert.deepEqual(
    [...(board?.tickets.values() ?? [])].map((one) => one.state),
    ['done', 'done', 'done'],
  )
})
