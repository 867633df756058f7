// A clerk's morning in real browsers: what is pressed at the console stands on the screens of the hall within a second.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { ask, press } from './support/asking.ts'
import { openBrowser } from './support/browser.ts'
import { type HallServer, openHallServer } from './support/hall-server.ts'
import { layWire, type Wire } from './support/wire.ts'

const PASSWORD = 'a-clerks-password'
/** What the hall promises of its screens. */
const SHOWN_MS = 1_000
const TOLD_MS = 5_000
const CURRENT_MS = 3_000
/** A page with all its fonts, on a busy machine. */
const LOADED_MS = 15_000

let server: HallServer
let wire: Wire
let browser: Browser
let clerk: Page
let lobby: Page
let window: Page
const faults: string[] = []

before(async () => {
  server = await openHallServer()
  wire = await layWire(server.url)
  browser = await openBrowser()
  const made = await ask(server.url, 'POST', '/api/v1/staff', {
    body: { user: 'wang.li', name: '王丽', role: 'clerk', password: PASSWORD, hall: server.hall },
    token: server.token,
  })
  assert.equal(made.status, 201)
  clerk = await open(`${wire.url}/console?lang=zh-CN`, 1440, 900)
  lobby = await open(`${wire.url}/display`, 1920, 1080)
  window = await open(`${server.url}/display/counter?counter=3`, 1280, 720)
})

after(async () => {
  await browser?.close()
  await server?.stop()
})

async function open(address: string, width: number, height: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height } })
  const page = await context.newPage()
  page.on('pageerror', (error) => faults.push(`${address}: ${error.message}`))
  page.on('console', (line) => {
    if (line.text().includes('Content Security Policy')) faults.push(`${address}: ${line.text()}`)
  })
  await page.goto(address)
  return page
}

async function shows(page: Page, selector: string, text: string, within = SHOWN_MS): Promise<void> {
  await page.locator(selector, { hasText: text }).first().waitFor({ timeout: within })
}

async function says(text: string): Promise<void> {
  await shows(clerk, '.notices li', text, 2 * SHOWN_MS)
}

const take = (service: string) => press(server, { do: 'take', service })

test('a wrong password is told in words; the right one opens the console and survives a reload', async () => {
  await clerk.fill('[name=user]', 'wang.li')
  await clerk.fill('[name=password]', 'something else')
  await clerk.keyboard.press('Enter')
  await shows(clerk, '[role=alert]', '用户名或密码不正确', LOADED_MS)
  await clerk.fill('[name=password]', PASSWORD)
  await clerk.keyboard.press('Enter')
  await shows(clerk, 'h1', '您在哪个窗口？', LOADED_MS)
  await clerk.reload()
  await shows(clerk, 'h1', '您在哪个窗口？', LOADED_MS)
})

test('a clerk chooses a counter, opens it, and the counter screen says that it is free', async () => {
  await shows(window, '.state', '未开放', LOADED_MS)
  await clerk.getByRole('button', { name: /^3号窗口/ }).click()
  await clerk.keyboard.press('o')
  await says('窗口已开放')
  await shows(window, '.state', '空闲')
})

test('next, with nobody there, is refused in words', async () => {
  await clerk.keyboard.press('n')
  await says('暂时没有人等候本窗口')
})

test('N calls: lobby and counter screen show it within a second, and say it in both languages', async () => {
  await take('id-card')
  await take('id-card')
  await shows(clerk, '.line tbody tr:first-child', 'A001')
  await shows(clerk, '.why', 'A001 按 09:00 排队')
  await clerk.keyboard.press('n')
  await shows(lobby, '.call.fresh', 'A001')
  await shows(lobby, '.call.fresh', '3号窗口')
  await shows(lobby, '.call.fresh', 'Counter 3')
  await shows(window, '.busy.fresh', 'A001')
  await shows(window, '.busy', 'Please come here')
  await says('已呼叫 A001')
  await shows(clerk, '.papers', '户口簿')
})

test('a recall is announced anew; a held key and a key in the wrong state do nothing', async () => {
  await clerk.keyboard.press('r')
  await shows(lobby, '.call.fresh', '第 2 次呼叫')
  await shows(window, '.again', '第 2 次呼叫')
  await clerk.keyboard.press('f')
  await says('先开始办理')
  await clerk.keyboard.down('r')
  await clerk.keyboard.down('r')
  await clerk.keyboard.down('r')
  await clerk.keyboard.up('r')
  await shows(lobby, '.call.fresh', '第 3 次呼叫')
  await clerk.waitForTimeout(300)
  await shows(lobby, '.call', '第 3 次呼叫')
})

test('serve and finish: who was called stays on the lobby screen, quieter', async () => {
  await clerk.keyboard.press('s')
  await shows(window, '.busy', '正在办理')
  await shows(lobby, '.call.over', '办理中')
  await clerk.keyboard.press('f')
  await says('A001 已办结')
  await shows(lobby, '.call.over', 'A001')
  await shows(window, '.state', '空闲')
})

test('the space bar takes the next step; a missed number is told to the lobby', async () => {
  await clerk.locator('body').press('Space')
  await shows(window, '.busy', 'A002')
  await clerk.keyboard.press('m')
  await says('A002 记为过号')
  await shows(lobby, '.call.over', '过号')
})

test('two calls within a second are both shown', async () => {
  await take('id-card')
  await take('passport')
  await press(server, { do: 'open', counter: '7' }, server.token)
  await Promise.all([
    press(server, { do: 'call-next', counter: '3' }, server.token),
    press(server, { do: 'call-next', counter: '7' }, server.token),
  ])
  await shows(lobby, '.call.fresh:not(.over)', '3号窗口')
  await shows(lobby, '.call.fresh:not(.over)', '7号窗口')
  await clerk.keyboard.press('s')
  await says('开始办理')
  await clerk.keyboard.press('f')
  await says('A003 已办结')
})

test('pause asks why; the reason stays inside, the counter screen says only that it is paused', async () => {
  await clerk.keyboard.press('p')
  await clerk.getByRole('dialog').waitFor()
  await clerk.getByLabel('其他原因').fill('nps')
  await clerk.getByLabel('其他原因').press('Enter')
  await says('窗口已暂停')
  await shows(window, '.state', '暂停服务')
  await shows(clerk, '.ticket', 'nps')
  assert.equal((await window.locator('body').textContent())?.includes('nps'), false)
  await clerk.keyboard.press('o')
  await says('窗口已开放')
})

test('the same page in English', async () => {
  await clerk.getByRole('button', { name: 'English' }).click()
  await shows(clerk, '.step.large', 'Call next')
  await clerk.locator('html[lang=en]').waitFor()
  await clerk.keyboard.press('n')
  await says('Nobody is waiting for this counter.')
})

test('cut off: the screens say so within five seconds, and a press is kept', async () => {
  await take('id-card')
  await shows(clerk, '.line tbody tr:first-child', 'A004')
  wire.cut()
  await clerk.keyboard.press('n')
  // Each finds out for itself: the five seconds of one are not over when the other says so.
  await Promise.all([
    shows(lobby, '.banner', '与服务器断开，显示的是 09:0', TOLD_MS),
    shows(lobby, '.banner', 'Cut off from the server', TOLD_MS),
    shows(clerk, '.banner', 'Cut off from the server', TOLD_MS),
  ])
  await shows(clerk, '.held', 'Not sent yet: Call next')
  await clerk.keyboard.press('p')
  await says('The last press is not through yet')
})

test('back: the screens are current within three seconds, and the kept press has acted once', async () => {
  wire.mend()
  await lobby.locator('.banner').waitFor({ state: 'detached', timeout: CURRENT_MS })
  await shows(window, '.busy', 'A004', LOADED_MS)
  await shows(lobby, '.call.fresh', 'A004', SHOWN_MS)
  await says('Called A004')
  const { body } = await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/board?audience=staff`, {
    token: server.token,
  })
  const tickets = body.tickets as { number: string; calls: number }[]
  assert.equal(tickets.find((one) => one.number === 'A004')?.calls, 1)
  assert.deepEqual(faults, [])
})
