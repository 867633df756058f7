// Figures and fairness on the console, for an inspector by keyboard; and the visitor's own question on the phone.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import AxeBuilder from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { press } from './support/asking.ts'
import { openBrowser } from './support/browser.ts'
import { type HallServer, moveTo, openHallServer } from './support/hall-server.ts'
import { tell } from './support/story.ts'

const LOADED_MS = 20_000

let server: HallServer
let browser: Browser

before(async () => {
  server = await openHallServer({ CLOCK: 'manual@2026-11-24T08:45:00+08:00' })
  await tell(
    server,
    `
    09:00  clerk    open counter=1                       -> open 1
    09:00  visitor  take guidance                        -> D001
    09:20  clerk    call-next counter=1                  -> called D001
    09:21  clerk    serve D001                           -> serving D001
    09:30  clerk    finish D001                          -> done D001`.replaceAll('D001', await numberOf()),
  )
  browser = await openBrowser()
})

after(async () => {
  await browser?.close()
  await server?.stop()
})

/** The sample hall's first number for guidance: its prefix is the hall's own business. */
async function numberOf(): Promise<string> {
  const file = server.serving.halls.list()[0]?.board.file
  return `${file?.services.find(({ id }) => id === 'guidance')?.prefix}001`
}

async function inspect(page: string, language: string): Promise<Page> {
  const opened = await browser.newPage({ viewport: { width: 1440, height: 900 }, acceptDownloads: true })
  await opened.goto(`${server.url}/console?lang=${language}#${page}`)
  await opened.fill('[name=user]', 'inspector-of-the-story')
  await opened.fill('[name=password]', 'a-long-enough-password')
  await opened.keyboard.press('Enter')
  return opened
}

async function faultsOf(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: AxeBuilder.source }).catch(() => page.evaluate(AxeBuilder.source))
  return page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }).axe
    return (await axe.run()).violations.map(({ id }) => id)
  })
}

test('an inspector reads the figures of the day, by clerk too, and takes them along', async () => {
  const page = await inspect('figures', 'en')
  await page.getByRole('heading', { name: 'Figures' }).waitFor({ timeout: LOADED_MS })
  const line = page.getByRole('row', { name: /^09:00 1 1 0 0 0 0 20\.0 20\.0 20\.0 20\.0 0 % 9\.0/ })
  await line.waitFor({ timeout: LOADED_MS })
  await page.getByLabel('Table by').selectOption('clerk')
  await page.getByRole('row', { name: /^clerk 1 1/ }).waitFor({ timeout: LOADED_MS })
  const [given] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /CSV/ }).click()])
  assert.match(await readFile(await given.path(), 'utf8'), /^\ufeffClerk,Tickets,Served/)
  assert.deepEqual(await page.getByRole('navigation').getByRole('link').allTextContents(), [
    'Calendar',
    'Hall',
    'Figures',
    'Fairness',
    'Changes',
    'My account',
  ])
  assert.deepEqual(await faultsOf(page), [])
  await page.close()
})

test('the hall’s page looks the same after the figures were looked at', async () => {
  const page = await inspect('overview', 'en')
  const columns = () =>
    page.$eval('.overview .tiles', (one) => getComputedStyle(one).gridTemplateColumns.split(' ').length)
  await page.locator('.overview .tiles').waitFor({ timeout: LOADED_MS })
  const before = await columns()
  await page.getByRole('link', { name: 'Figures' }).click()
  await page.locator('.report .tiles').waitFor({ timeout: LOADED_MS })
  await page.getByRole('link', { name: 'Hall' }).click()
  await page.locator('.overview .tiles').waitFor({ timeout: LOADED_MS })
  assert.equal(await columns(), before)
  await page.close()
})

test('fairness in Chinese, on one page: the verdict, the waits, the days', async () => {
  const page = await inspect('fairness', 'zh-CN')
  await page.getByText('每次叫号都合乎规则').waitFor({ timeout: LOADED_MS })
  await page.getByRole('rowheader', { name: '2026-11-24' }).waitFor()
  assert.deepEqual(await faultsOf(page), [])
  await page.close()
})

test('a visitor opens the question and reads the ground, without a class or a number', async () => {
  await moveTo(server, '2026-11-24T09:31:00+08:00')
  const mine = await press(server, { do: 'take', service: 'guidance' })
  const { key } = mine.body.ticket as { key: string }
  await moveTo(server, '2026-11-24T09:33:00+08:00')
  const priority = { class: 'senior', reason: 'aged 72' }
  await press(server, { do: 'take', service: 'guidance', priority }, server.token)
  await press(server, { do: 'call-next', counter: '1' }, server.token)
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  await page.goto(`${server.url}/ticket?lang=en#${key}`)
  await page.getByText('Was somebody called before me?').click({ timeout: LOADED_MS })
  await page.getByText('09:33: somebody with a legal priority (came 2 min after you)').waitFor({ timeout: LOADED_MS })
  await page.close()
})
