// Calls as a lobby hears and reads them: one of its screens speaks, a caption shows what, and the clerk sees that it was spoken.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { press } from './support/asking.ts'
import { violations } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'
import { layCable } from './support/cable.ts'
import type { HallServer } from './support/hall-server.ts'
import { openConsole } from './support/signed-in.ts'
import { smallHall } from './support/small-hall.ts'
import { openSpeakingHall, SPEAKS_ALL } from './support/speaking-hall.ts'

const LOBBY = { width: 1920, height: 1080 }
let server: HallServer
let browser: Browser
before(async () => {
  const { policy } = smallHall()
  server = await openSpeakingHall(smallHall({ policy: { ...policy, devices: 'open' } }), SPEAKS_ALL)
  browser = await openBrowser()
})
after(() => browser?.close())

interface Screen {
  page: Page
  /** What it fetched to speak, and every caption it showed. */
  fetched: string[]
  captions(): Promise<string[]>
}

async function openLobby(prepare: (page: Page) => Promise<unknown> = async () => {}): Promise<Screen> {
  const page = await browser.newPage({ viewport: LOBBY })
  await prepare(page)
  const fetched: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (/\/voice\/\d+\//.test(pathname)) fetched.push(pathname.split('/voice/')[1] ?? '')
  })
  await page.goto(`${server.url}/display`)
  await page.waitForSelector('.calls')
  await page.evaluate(() => {
    const shown: string[] = []
    Object.assign(window, { shown })
    new MutationObserver(() => {
      const text = document.querySelector('.caption')?.textContent
      if (text != null && shown.at(-1) !== text) shown.push(text)
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  // Some browsers let it sound at once: then the press would be a test.
  await page.waitForSelector('.sound')
  if ((await page.locator('.sound-off').count()) > 0) await page.click('.sound')
  await page.waitForSelector('.sound:not(.sound-off)')
  return { page, fetched, captions: () => page.evaluate(() => (window as unknown as { shown: string[] }).shown) }
}

async function say(command: Record<string, unknown>): Promise<{ ticket?: { id: string } }> {
  const { status, body } = await press(server, command, server.token)
  assert.ok(status < 300, JSON.stringify(body))
  return body
}

test('of two screens one speaks: each call once, in both languages, in order, with captions', async () => {
  const screens = [await openLobby(), await openLobby()]
  for (const counter of ['1', '2']) await say({ do: 'open', counter })
  await say({ do: 'take', service: 'id-card' })
  await say({ do: 'take', service: 'id-card' })
  await say({ do: 'call-next', counter: '1' })
  const { ticket } = await say({ do: 'call-next', counter: '2' })
  const spokenAll = async () => {
    const { board } = server.serving.halls.list()[0] ?? {}
    return board?.announcements.length === 0
  }
  const until = Date.now() + 30_000
  while (!(await spokenAll()) && Date.now() < until) await screens[0]?.page.waitForTimeout(100)
  assert.ok(await spokenAll(), 'both calls were spoken')
  assert.notEqual(ticket, undefined)

  const speakers = screens.filter(({ fetched }) => fetched.length > 0)
  assert.equal(speakers.length, 1, 'one screen speaks')
  const [speaker] = speakers
  assert.deepEqual(
    speaker?.fetched.map((one) => one.split('/')[1]),
    ['zh-CN', 'en', 'zh-CN', 'en'],
  )
  assert.equal(new Set(speaker?.fetched).size, 4)
  assert.deepEqual(await speaker?.captions(), [
    '请 A001 号，到1号窗口',
    'Number A001, please go to Counter 1',
    '请 A002 号，到2号窗口',
    'Number A002, please go to Counter 2',
  ])
  assert.equal(await speaker?.page.locator('.caption').count(), 0, 'it goes when all is said')
  for (const { page } of screens) await page.close()
})

test('the caption can be read, by axe too, and the clerk sees that the call was spoken', async () => {
  const { page } = await openLobby()
  await say({ do: 'recall', ticket: ticketAt('1') })
  await page.waitForSelector('.caption')
  const size = await page.$eval('.caption', (one) => Number.parseFloat(getComputedStyle(one).fontSize))
  assert.deepEqual(await violations(page), [])
  assert.ok(size >= 30, `${size}`)
  await page.waitForSelector('.caption', { state: 'detached', timeout: 20_000 })
  const spokenAt = () => server.serving.halls.list()[0]?.board.tickets.get(ticketAt('1'))?.announced?.calls
  const until = Date.now() + 10_000
  while (spokenAt() !== 2 && Date.now() < until) await page.waitForTimeout(100)
  assert.equal(spokenAt(), 2)
  const clerk = await openConsole(browser, server, server.token, { language: 'zh-CN' })
  await clerk.getByRole('button', { name: /^1号窗口/ }).click()
  await clerk.getByText('语音播报').waitFor()
  await clerk.context().close()
  await page.close()
})

test('a sound that never comes keeps the next call waiting for twenty seconds; a screen whose line is cut no longer says that another speaks', async () => {
  const captionOf = (page: Page, number: string) => page.locator('.caption', { hasText: number }).waitFor()
  const stuck = await openLobby(async (page) => {
    await page.clock.install()
    let held = 0
    await page.route('**/voice/*/zh-CN', (route) => (held++ === 0 ? undefined : route.continue()))
  })
  const cable = await layCable(server.url)
  const other = await browser.newPage({ viewport: LOBBY })
  // Cannot be heard, so it never has the turn.
  await other.addInitScript(() => Reflect.deleteProperty(window, 'AudioContext'))
  await other.goto(`${cable.url}/display`)
  await other.waitForSelector('.sound-off')
  await say({ do: 'recall', ticket: ticketAt('1') })
  await say({ do: 'recall', ticket: ticketAt('2') })
  await captionOf(stuck.page, 'A001')
  await captionOf(other, 'A001')
  cable.cut()
  await other.locator('.caption').waitFor({ state: 'detached', timeout: 5_000 })
  await other.locator('.banner').waitFor()
  await captionOf(stuck.page, 'A001')
  await stuck.page.clock.fastForward(20_000)
  await captionOf(stuck.page, 'A002')
  await other.close()
  await stuck.page.close()
})

test('a manager lets each call be spoken twice, and zone by zone; the record of changes says so in words', async () => {
  const page = await openConsole(browser, server, server.token, { path: '#setup/voice' })
  await page.getByLabel('Each call is spoken').selectOption('2')
  await page.getByLabel('Each zone has loudspeakers of its own').check()
  assert.deepEqual(await violations(page), [])
  await page.getByRole('button', { name: 'Save and put in force' }).click()
  await page.getByText('Saved. It is in force now.').waitFor()
  assert.deepEqual(server.serving.halls.list()[0]?.board.file.voice, { times: 2, perZone: true })
  await page.goto(`${server.url}/console?lang=en#setup/changes`)
  await page.reload()
  await page.getByText('Spoken calls').first().waitFor()
  await page.context().close()
})

function ticketAt(counter: string): string {
  return server.serving.halls.list()[0]?.board.counters.get(counter)?.ticket ?? ''
}
