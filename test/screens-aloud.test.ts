// A kiosk reads aloud what stands on it, by the hall's speaking program or by the browser's own voice.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import type { Prompt, PromptPiece } from '../core/prompts.ts'
import { violations } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'
import { giveVoice, spokenOn } from './support/browser-voice.ts'
import { type HallServer, moveTo } from './support/hall-server.ts'
import { oneServiceHall, openSpeakingHall, SPEAKS } from './support/speaking-hall.ts'
import { until } from './support/until.ts'

const KIOSK = { width: 1080, height: 1920 }
let server: HallServer
let browser: Browser
before(async () => {
  server = await openSpeakingHall(oneServiceHall(), SPEAKS)
  // At noon, when no number is given.
  await moveTo(server, '2026-11-24T12:14:00+08:00')
  browser = await openBrowser()
})
after(() => browser?.close())

async function openKiosk(language = 'zh-CN', prepare: (page: Page) => Promise<unknown> = async () => {}) {
  const context = await browser.newContext({ viewport: KIOSK, locale: language })
  const page = await context.newPage()
  await prepare(page)
  const read: { language: string; say: string[] }[] = []
  const short = (piece: PromptPiece) => ('word' in piece ? piece.word : 'number' in piece ? piece.number : piece.id)
  page.on('request', (request) => {
    if (request.method() !== 'POST' || !request.url().endsWith('/prompts')) return
    const body = request.postDataJSON() as Prompt
    read.push({ language: body.language, say: body.say.map(short) })
  })
  await page.goto(`${server.url}/kiosk`)
  await page.waitForSelector('.departments')
  return { page, read }
}

test('a kiosk reads each step aloud, and what the keyboard is on, until the visitor is done', async () => {
  const { page, read } = await openKiosk()
  const button = page.getByRole('button', { name: '朗读' })
  await button.click()
  await until('the first step', () => read.length === 1)
  assert.deepEqual(read[0], { language: 'zh-CN', say: ['kiosk.which_department', 'kiosk.which_department_hint'] })
  assert.equal(await button.getAttribute('aria-pressed'), 'true')
  assert.deepEqual(await violations(page), [])
  await page.keyboard.press('Tab')
  await page.locator('[data-department=police]').press('Shift')
  await until('the department that the keyboard is on', () => read.some(({ say }) => say.join() === 'police'))
  await page.locator('[data-department=police]').click()
  await until('the second step', () => read.at(-1)?.say.join() === 'police,kiosk.which_service,id-card')
  await page.locator('[data-say="common.back"]').press('Shift')
  await until('the way back, when the keyboard is on it', () => read.at(-1)?.say.join() === 'common.back')
  await page.locator('[data-service=id-card]').click()
  // At noon it is closed; what to bring is told all the same.
  await until('the sheet', () => read.at(-1)?.say.includes('common.bring') === true)
  await page.getByRole('button', { name: 'English' }).click()
  await until('the same in English', () => read.at(-1)?.language === 'en')
  await page.getByRole('button', { name: 'Start over' }).click()
  await page.waitForSelector('.departments')
  assert.equal(await page.getByRole('button', { name: '朗读' }).getAttribute('aria-pressed'), 'false')
  const count = read.length
  await page.locator('[data-department=police]').click()
  await page.waitForSelector('.services')
  assert.equal(read.length, count, 'quiet for the next visitor')
  await page.context().close()
})

test('where nothing on the server speaks, the browser’s own voice reads; where it has none, there is no button', async () => {
  const nothing = (page: Page) => page.route(/\/prompts$/, (route) => route.fulfill({ json: { languages: [] } }))
  let answered: Promise<unknown> = Promise.resolve()
  const { page: mute } = await openKiosk('en', async (one) => {
    await nothing(one)
    answered = one.waitForResponse(/\/prompts$/)
  })
  await answered
  await mute.locator('html[data-keypad]').waitFor()
  assert.equal(await mute.getByRole('button', { name: 'Read aloud' }).count(), 0)
  await mute.context().close()

  const { page } = await openKiosk('en', async (one) => {
    await nothing(one)
    await giveVoice(one, 'en-GB', { ends: true })
  })
  await page.getByRole('button', { name: 'Read aloud' }).click()
  await until('read', async () => (await spokenOn(page)).length === 1)
  assert.match((await spokenOn(page))[0] ?? '', /^Which department/)
  await page.context().close()
})

test('a line that is down as the kiosk starts does not take its voice; the number stays while it is read, though not for ever', async () => {
  await moveTo(server, '2026-11-24T14:40:00+08:00')
  let asked = 0
  const { page } = await openKiosk('zh-CN', async (one) => {
    await giveVoice(one, 'zh-CN', { ends: false })
    await one.clock.install()
    await one.route(/\/prompts$/, (route) =>
      asked++ === 0 ? route.abort() : route.fulfill({ json: { languages: [] } }),
    )
  })
  await until('asked', () => asked === 1)
  await page.clock.runFor(6_000)
  await page.getByRole('button', { name: '朗读' }).click()
  await page.locator('[data-department=police]').click()
  await page.locator('[data-service=id-card]').click()
  await page.locator('.take').click()
  await page.waitForSelector('[data-number]')
  await until('read', async () => /请记住/.test((await spokenOn(page)).at(-1) ?? ''))
  await page.clock.runFor(75_000)
  assert.equal(await page.locator('[data-number]').count(), 1, 'it is still being read')
  await page.clock.runFor(90_000)
  await page.waitForSelector('.departments')
  await page.context().close()
})
