// The manager at the console: people come and go, the hall file changes, and no screen goes dark over it.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import type { HallFile } from '../core/hall.ts'
import { ask, press, signIn } from './support/asking.ts'
import { openBrowser } from './support/browser.ts'
import { ADMIN_PASSWORD, type HallServer, moveTo, openHallServer } from './support/hall-server.ts'

const LOADED_MS = 15_000

let server: HallServer
let browser: Browser
let manager: Page
let lobby: Page

before(async () => {
  server = await openHallServer()
  browser = await openBrowser()
  lobby = await browser.newPage()
  await lobby.goto(`${server.url}/display?zone=A`)
  manager = await browser.newPage()
  await manager.goto(`${server.url}/console?lang=en#people`)
  await manager.fill('[name=user]', 'admin')
  await manager.fill('[name=password]', ADMIN_PASSWORD)
  await manager.keyboard.press('Enter')
  await manager.getByRole('heading', { name: 'Staff accounts' }).waitFor({ timeout: LOADED_MS })
})

after(async () => {
  await browser?.close()
  await server?.stop()
})

const told = (text: string | RegExp) => manager.getByRole('status').filter({ hasText: text }).first().waitFor()

async function upload(file: string): Promise<void> {
  await manager
    .locator('input[type=file]')
    .setInputFiles({ name: 'hall.json', mimeType: 'application/json', buffer: Buffer.from(file) })
  await manager.getByRole('button', { name: 'Check and put in force' }).click()
}

async function download(): Promise<HallFile> {
  const [given] = await Promise.all([
    manager.waitForEvent('download'),
    manager.getByRole('button', { name: 'Download the file in force' }).click(),
  ])
  return JSON.parse(await readFile(await given.path(), 'utf8'))
}

test('an account is added, works, cannot be added twice, is changed and disabled, and is removed', async () => {
  const add = async () => {
    await manager.getByLabel('Name', { exact: true }).fill('陈浩')
    await manager.getByLabel('User name').fill('chen.hao')
    await manager.getByRole('button', { name: 'Add an account' }).click()
  }
  const edit = () => manager.getByRole('button', { name: 'Change 陈浩' }).click()
  const inDialog = (name: string) => manager.getByRole('dialog').getByRole('button', { name })
  await add()
  await told('Added chen.hao')
  const password = (await manager.locator('.made .secret').textContent()) ?? ''
  assert.notEqual(await signIn(server.url, 'chen.hao', password), 'undefined')
  await add()
  await told('This user name is taken.')
  await edit()
  await manager.getByRole('dialog').getByLabel('Role').selectOption('host')
  await inDialog('Save').click()
  await told('Saved chen.hao')
  await manager.getByRole('row', { name: /陈浩.*Host/ }).waitFor()
  await edit()
  const meanwhile = { body: { name: '陈浩', active: true, role: 'clerk' }, token: server.token }
  assert.equal((await ask(server.url, 'PATCH', '/api/v1/staff/chen.hao', meanwhile)).status, 200)
  await inDialog('Disable').click()
  await told('Somebody else changed this account meanwhile')
  await edit()
  await inDialog('Disable').click()
  await manager.getByRole('row', { name: /陈浩.*Disabled/ }).waitFor()
  assert.equal(await signIn(server.url, 'chen.hao', password), 'undefined')
  await edit()
  await inDialog('Remove').click()
  await inDialog('Remove').click()
  await told('Removed chen.hao')
})

test('a hall file with faults is not put in force; each fault stands there with its place', async () => {
  await manager.getByRole('link', { name: 'Setting up' }).click()
  await manager.getByRole('link', { name: 'Import and export' }).click()
  const file = await download()
  await upload('{ "hall": ')
  await told('This is not a valid JSON file')
  const [service] = file.services
  assert.ok(service)
  await upload(JSON.stringify({ ...file, services: [{ ...service, department: 'nobody' }, ...file.services.slice(1)] }))
  await told('Faults in the file: 1')
  await manager.getByText('/services/0/department').waitFor()
  await manager.getByText('There is no department nobody').waitFor()
})

test('a counter leaves the hall file: its calls stay on the lobby screen, by its id', async () => {
  await press(server, { do: 'take', service: 'passport' })
  await press(server, { do: 'open', counter: '7' }, server.token)
  const called = await press(server, { do: 'call-next', counter: '7' }, server.token)
  const [{ ticket }] = called.body.events as [{ ticket: { id: string } }]
  await lobby.locator('.call', { hasText: '7号窗口' }).waitFor({ timeout: LOADED_MS })
  for (const step of ['serve', 'finish']) await press(server, { do: step, ticket: ticket.id }, server.token)
  const file = await download()
  await upload(JSON.stringify({ ...file, counters: file.counters.filter((one) => one.id !== '7') }))
  await told(/In force now/)
  await lobby.locator('.call .place', { hasText: /^7$/ }).waitFor({ timeout: LOADED_MS })
})

test('whoever changed an older version of the file is told that somebody else was first', async () => {
  const file = await download()
  const path = `/api/v1/halls/${server.hall}/file`
  const meanwhile = { ...file, name: { ...file.name, en: 'A hall of another name' } }
  assert.equal((await ask(server.url, 'PUT', path, { body: meanwhile, token: server.token })).status, 200)
  await upload(JSON.stringify(file))
  await told('Somebody else changed the hall file')
  await lobby.getByText('A hall of another name').waitFor({ timeout: LOADED_MS })
})

test('the console says why the next one is next: the rule, the priority, and who is held back', async () => {
  await press(server, { do: 'take', service: 'property-records' })
  await moveTo(server, '2026-11-24T09:05:00+08:00')
  await press(server, { do: 'take', service: 'guidance' })
  await manager.getByRole('link', { name: 'Counter', exact: true }).click()
  await manager.getByRole('button', { name: /^Counter 1 ?Closed/ }).click()
  const why = manager.locator('.why')
  await why.getByText(/counts as 09:05, the earliest of those this counter serves/).waitFor()
  await why.getByText(/\(counts as 09:00\) is held back: it is help-out here/).waitFor()
  const priority = { class: 'senior', reason: 'aged 72' }
  await press(server, { do: 'take', service: 'guidance', priority }, server.token)
  await why.getByText(/taken at 09:05, counts as 08:35/).waitFor()
})
