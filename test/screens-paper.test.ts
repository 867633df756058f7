// Papers as people meet them: the kiosk says what comes out, staff hear of a printer without paper, a manager sees the paper before it is printed.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { ask } from './support/asking.ts'
import { violations } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'
import { giveVoice, spokenOn } from './support/browser-voice.ts'
import { stopFirst } from './support/database.ts'
import { devicesOf, PLENTY } from './support/devices.ts'
import { type FakePrinter, openPrinter } from './support/fake-printer.ts'
import { type HallServer, openHallServer } from './support/hall-server.ts'
import { openConsole } from './support/signed-in.ts'
import { smallHall } from './support/small-hall.ts'

const KIOSK = { width: 1080, height: 1920 }
/** As the console names the first printer that is added. */
const EAST = 'printer-1'
const WAITED_MS = 15_000
const folder = mkdtempSync(join(tmpdir(), 'tingxu-screens-paper-'))
let printer: FakePrinter
let server: HallServer
let browser: Browser

before(async () => {
  const hall = smallHall()
  const HALL_FILE = join(folder, 'hall.json')
  const paper = { printers: [{ id: 'west', name: '西门', width: 58 }] }
  writeFileSync(HALL_FILE, JSON.stringify({ ...hall, paper, policy: { ...hall.policy, devices: 'paired' } }))
  server = await openHallServer({ HALL_FILE, PUBLIC_URL: 'https://hall.example.org', ...PLENTY })
  printer = await openPrinter()
  browser = await openBrowser()
  stopFirst(() => browser.close())
})
after(() => rmSync(folder, { recursive: true }))

async function openKiosk(at: string, language: string): Promise<Page> {
  const { token } = await devicesOf(server).pairedDevice({ scope: { kind: 'kiosk', printer: at } })
  const context = await browser.newContext({ viewport: KIOSK, locale: language })
  await context.addCookies([
    { name: 'tingxu_device', value: token, url: server.url, httpOnly: true, sameSite: 'Strict' },
  ])
  const page = await context.newPage()
  page.setDefaultTimeout(WAITED_MS)
  await giveVoice(page, language, { ends: true })
  await page.route(/\/prompts$/, (route) => route.fulfill({ json: { languages: [] } }))
  await page.goto(`${server.url}/kiosk?lang=${language}`)
  return page
}

async function chooseIdCard(page: Page): Promise<void> {
  await page.click('[data-department=police]')
  await page.click('[data-service=id-card]')
}

test('a manager names a printer, prints a test page, and sees a template as it will come out before it is in force', async () => {
  const page = await openConsole(browser, server, server.token, { path: '#setup/paper' })
  await page.getByRole('button', { name: 'Add a printer' }).click()
  // Until an address is named, as the hint says.
  await page.getByText('The browser of the kiosk prints.').nth(1).waitFor()
  await page.getByLabel('Where it stands').nth(1).fill('East door')
  await page.getByLabel('Address in the network').nth(1).fill('127.0.0.1')
  await page.getByLabel('Port').nth(1).fill(String(printer.port))
  await page.getByText('Save it to see its state').waitFor()
  const preview = page.getByRole('img', { name: /^Paper of a number, English, 58 mm/ })
  await preview.locator('svg').waitFor()
  assert.match((await preview.textContent()) ?? '', /Your.number/)
  await page.getByLabel('English').first().fill('^^^{number}\nWelcome {nobody}')
  await page.getByText('nobody means nothing here').first().waitFor()
  await page.getByLabel('English').first().fill('^^^{number}\nWelcome to {hall}')
  await preview.getByText('W', { exact: true }).first().waitFor()
  assert.match((await preview.textContent()) ?? '', /Welcome/)
  assert.deepEqual(await violations(page), [])
  await page.getByRole('button', { name: 'Save and put in force' }).click()
  await page.getByText('Saved. It is in force now.').waitFor()
  await page.getByRole('button', { name: 'Print a test page: East door' }).click()
  await page.getByText('Printed at East door.').waitFor()
  assert.match(printer.papers[0] ?? '', /打印测试/)
  await page.context().close()
  const chinese = await openConsole(browser, server, server.token, { path: '#setup/paper', language: 'zh-CN' })
  await chinese
    .getByRole('img', { name: /^号单，.*58 毫米/ })
    .first()
    .getByText('您')
    .first()
    .waitFor()
  assert.deepEqual(await violations(chinese), [])
  await chinese.context().close()
})

test('the kiosk says that the paper comes and is out; the list of papers can be taken home', async () => {
  printer.papers.length = 0
  const page = await openKiosk(EAST, 'zh-CN')
  await page.getByRole('button', { name: '朗读' }).click()
  await chooseIdCard(page)
  await page.getByRole('button', { name: '打印材料清单' }).click()
  await page.getByText('请取走清单').waitFor()
  assert.match(printer.papers[0] ?? '', /一次性告知单/)
  await page.click('.take')
  await page.waitForSelector('[data-number]')
  await page.getByText('请取走您的号单').waitFor()
  assert.deepEqual(await violations(page), [])
  const number = (await page.locator('[data-number]').textContent()) ?? ''
  assert.ok(printer.papers[1]?.includes(number))
  // Read aloud as it is shown: what to do with the paper, behind the number, and nothing of remembering it.
  await page.waitForFunction(() =>
    (window as unknown as { spoken: string[] }).spoken.at(-1)?.startsWith('请取走您的号单'),
  )
  const spoken = await spokenOn(page)
  assert.ok(
    spoken.some((one) => one.startsWith('请取走清单')),
    spoken.join(),
  )
  assert.ok(spoken.some((one) => one.includes([...number].join(' '))))
  assert.ok(!spoken.some((one) => one.includes('请记住')), spoken.join())
  await page.context().close()
})

test('out of paper: the kiosk says so and shows the number, staff are told by an alert, a new roll ends it', async () => {
  printer.mood.paperOut = true
  const page = await openKiosk(EAST, 'en')
  await chooseIdCard(page)
  await page.click('.take')
  await page.getByText('No paper comes out').waitFor()
  await page.getByText('The printer is out of paper. Your number is valid.').waitFor()
  await page.waitForSelector('[data-number]')
  assert.deepEqual(await violations(page), [])
  const host = await openConsole(browser, server, server.token, { path: '#host' })
  await host.getByText(/Printer East door: out of paper/).waitFor()
  // A test page has no number that could be told.
  await host.goto(`${server.url}/console?lang=en#setup/paper`)
  await host.getByRole('button', { name: 'Print a test page: East door' }).click()
  await host.getByText('Not printed: East door – out of paper.', { exact: true }).waitFor()
  await host.goto(`${server.url}/console?lang=en#host`)
  printer.mood.paperOut = false
  await page.getByText('Please take your paper').waitFor()
  printer.mood.nearEnd = true
  await page.getByRole('button', { name: 'I have got it' }).click()
  await chooseIdCard(page)
  await page.click('.take')
  await page.getByText('Please take your paper').waitFor()
  await host.reload()
  await host.getByText(/Printer East door: paper nearly out/).waitFor()
  assert.equal(await host.getByText(/out of paper/).count(), 0)
  printer.mood.nearEnd = false
  await page.context().close()
  await host.context().close()
})

test('a host prints where they choose, and again as a copy; the choice stays', async () => {
  printer.papers.length = 0
  const page = await openConsole(browser, server, server.token, { path: '#host' })
  await page.getByLabel('Print at').selectOption(EAST)
  await page.getByRole('button', { name: /^Passport/ }).click()
  await page.getByRole('button', { name: 'Print the papers to bring' }).click()
  await page.getByText('Printed at East door.').waitFor()
  await page.getByRole('button', { name: 'Take the number', exact: true }).click()
  await page.locator('[data-paper=out]').waitFor()
  assert.deepEqual(await violations(page), [])
  const number = (await page.locator('.number-card b').textContent()) ?? ''
  await page.getByRole('button', { name: 'Next person' }).click()
  await page.getByRole('searchbox', { name: 'Find a number' }).fill(number)
  await page.locator('.host-row', { hasText: number }).click()
  await page.locator('[data-act=reprint]').click()
  await page.locator('[data-paper=out]').waitFor()
  assert.deepEqual(
    printer.papers.map((paper) => [paper.includes(number), paper.includes('副本')]),
    [
      [false, false],
      [true, false],
      [true, true],
    ],
  )
  await page.reload()
  assert.equal(await page.getByLabel('Print at').inputValue(), EAST)
  await page.context().close()
})

test('a kiosk whose browser prints: once, at the paper’s real size, and says what it knows', async () => {
  const page = await openKiosk('west', 'zh-CN')
  await page.evaluate(`
    window.printed = []
    window.print = () => {
      const svg = document.querySelector('.print-sheet svg')
      const rules = document.adoptedStyleSheets.map((one) => one.cssRules[0]?.cssText ?? '')
      printed.push({ text: svg?.textContent ?? '', width: svg?.getAttribute('width'), rules })
      dispatchEvent(new Event('afterprint'))
    }
  `)
  await chooseIdCard(page)
  await page.click('.take')
  await page.getByText('号单正在打印，请取走').waitFor()
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByText('Your paper comes out below').waitFor()
  const printed = await page.evaluate(
    () => (window as unknown as { printed: { text: string; width: string; rules: string[] }[] }).printed,
  )
  assert.equal(printed.length, 1)
  const [{ text, width, rules } = { text: '', width: '', rules: [] }] = printed
  assert.match(text, /小厅.*您的号码.*A\d{3}/)
  assert.equal(width, '48mm')
  assert.match(rules[0] ?? '', /@page.*size: 58mm \d+mm; margin: 0(px)? 5mm/)
  assert.equal(await page.locator('.print-sheet').count(), 0)
  await page.context().close()
})

test('where a kiosk prints is chosen among the devices, and shown there', async () => {
  const page = await openConsole(browser, server, server.token, { path: '#devices' })
  await page.getByText('Prints at 西门').first().waitFor()
  await page
    .getByRole('button', { name: /^Change / })
    .first()
    .click()
  await page.locator('dialog').getByLabel('Printer for its numbers').selectOption({ label: 'East door' })
  assert.deepEqual(await violations(page), [])
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText(/^Changed /).waitFor()
  const { body } = await ask(server.url, 'GET', `/api/v1/devices?hall=${server.hall}`, { token: server.token })
  assert.ok((body.devices as { printer: string }[]).some((one) => one.printer === EAST))
  await page.context().close()
})
