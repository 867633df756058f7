// Personal data at the console: looked up masked, read for a reason, forgotten; all of it by keyboard, in both languages.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { press } from './support/asking.ts'
import { openBrowser } from './support/browser.ts'
import { ADMIN_PASSWORD, type HallServer, openHallServer } from './support/hall-server.ts'

const LOADED_MS = 30_000
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let server: HallServer
let browser: Browser
let manager: Page

before(async () => {
  server = await openHallServer()
  browser = await openBrowser()
  manager = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  manager.setDefaultTimeout(LOADED_MS)
  await manager.goto(`${server.url}/console?lang=en#personal`)
  await manager.fill('[name=user]', 'admin')
  await manager.fill('[name=password]', ADMIN_PASSWORD)
  await manager.keyboard.press('Enter')
  await manager.getByRole('heading', { name: 'Personal data' }).waitFor()
})

after(async () => {
  await browser?.close()
  await server?.stop()
})

const told = (text: string | RegExp) => manager.getByRole('status').filter({ hasText: text }).first().waitFor()

async function picture(name: string): Promise<void> {
  const folder = process.env.PICTURES
  if (folder !== undefined) await manager.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

test('a manager looks a ticket up, reads its number for a reason, and has it forgotten', async () => {
  const taken = await press(server, { do: 'take', service: 'id-card', phone: '138 0000 4321' })
  const { number } = taken.body.ticket as { number: string }
  await manager.getByLabel('Number', { exact: true }).fill(number.toLowerCase())
  await manager.keyboard.press('Enter')
  await manager.getByText('****4321').waitFor()
  await manager.getByLabel('Why do you need').fill('call 13800004321')
  await manager.keyboard.press('Enter')
  await told('Please leave phone and identity card numbers out of this text')
  await manager.getByLabel('Why do you need').fill('left an umbrella')
  await picture('personal-en')
  await manager.keyboard.press('Enter')
  await manager.getByText('13800004321', { exact: true }).waitFor()
  await manager.getByRole('button', { name: 'Forget this ticket' }).click()
  await manager.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await told('Removed: data of 1 tickets')
  await manager.getByLabel('Number', { exact: true }).fill('Z999')
  await manager.keyboard.press('Enter')
  await told('This hall gave no such ticket')
})

test('a person is forgotten by a whole number; a wrong one is told; what is due goes by hand', async () => {
  await press(server, { do: 'take', service: 'id-card', card: '11010519491231002X' })
  const ask = async (number: string) => {
    await manager.getByLabel('Phone or identity card number').fill(number)
    await manager.getByRole('button', { name: 'Forget this person' }).click()
    await manager.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  }
  await ask('110105194912310021')
  await told('Please check the number')
  await ask('110105 19491231 002x')
  await told('Removed: data of 1 tickets')
  await ask('13900000000')
  await told('There was nothing to remove')
  await manager.getByRole('button', { name: 'Remove what is due now' }).click()
  await told('Removed 0 rows that were due')
})

test('the page is accessible, in both languages and on a tablet', async () => {
  for (const language of ['中文', 'English']) {
    await manager.getByRole('button', { name: language, exact: true }).click()
    for (const viewport of [
      { width: 1440, height: 900 },
      { width: 1024, height: 768 },
    ]) {
      await manager.setViewportSize(viewport)
      await picture(`personal-${language}-${viewport.width}`)
      await manager.evaluate(AXE)
      const found = await manager.evaluate(async () => {
        // What the script above brought into the page.
        const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }
        return (await axe.run()).violations.map(({ id }) => id)
      })
      assert.deepEqual(found, [])
      const wide = await manager.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      assert.ok(wide <= 0, `${wide} px too wide at ${viewport.width}`)
    }
  }
})
