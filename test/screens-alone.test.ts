// No server answers, and the kiosk goes on giving numbers: told plainly, entered in their order when it is back, none twice.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { pino } from 'pino'
import type { Browser, Page, Route } from 'playwright-core'
import decodeQr from 'qr/decode.js'
import { recheckDay } from '../core/fair.ts'
import { readConfig } from '../server/config.ts'
import { serve } from '../server/serve.ts'
import { kept, leave, openKiosk, setHeld, takeAt } from './support/alone.ts'
import { type Answer, ask, press } from './support/asking.ts'
import { violations } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'
import { type Cable, layCable } from './support/cable.ts'
import { stopFirst } from './support/database.ts'
import { ALIVE, devicesOf, PLENTY } from './support/devices.ts'
import { freePort } from './support/free-port.ts'
import { type HallServer, openHallServer } from './support/hall-server.ts'
import { openConsole } from './support/signed-in.ts'
import { svgToPixels } from './support/svg.ts'
import { readLog } from './support/truth.ts'
import { until } from './support/until.ts'

const FIRST_WITHIN_MS = 6_500
const AT_ONCE_MS = 2_500
/** Five loads of the page. */
const SLOW_MS = 20_000
/** As long as the server is away, as far as its own clock says. */
const LATER = 'manual@2026-11-24T09:20:00+08:00'

let browser: Browser
before(async () => {
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
})

async function startAgain(server: HallServer, port: string, clock = LATER): Promise<HallServer> {
  const config = readConfig({ PORT: port, CLOCK: clock })
  const serving = await serve(config, server.connection, pino({ level: 'error' }))
  stopFirst(serving.stop)
  return { ...server, serving, url: serving.url }
}

/** Eight pixels for each of its squares. */
function enlarged(svg: string): string {
  const path = svg.replace(/M(\d+),(\d+)h1v1h-1z/g, (_, x, y) => `M${Number(x) * 8},${Number(y) * 8}h8v8h-8z`)
  return path.replace(/viewBox="0 0 (\d+)/, (_, size) => `viewBox="0 0 ${Number(size) * 8}`)
}

const takeHere = async (server: HallServer) =>
  ((await press(server, { do: 'take', service: 'id-card' })).body.ticket as { number: string }).number

async function staffTickets({ url, hall, token }: HallServer): Promise<{ number: string; state: string }[]> {
  const { body } = await ask(url, 'GET', `/api/v1/halls/${hall}/board?audience=staff`, { token })
  return body.tickets as { number: string; state: string }[]
}

test('the server ends under a kiosk: three people are given numbers, in both languages, and stand in line when it is back', async () => {
  const PORT = String(await freePort())
  const server = await openHallServer({ PORT })
  await setHeld(server, { numbers: 5 })
  assert.equal(await takeHere(server), 'A001')
  const { page } = await openKiosk(browser, server)
  const before = await takeAt(page, 'police', 'id-card')
  assert.equal(before.number, 'A002')
  await leave(page)

  // The letters of every service, whether anybody has looked at it or not: Hanzi come in pieces, and no piece comes later.
  await until('it has the letters of all that it may show', () =>
    page.evaluate(async (path) => {
      const { services } = await (await fetch(path)).json()
      return document.fonts.check('700 1em "Noto Sans SC"', JSON.stringify(services))
    }, `/api/v1/halls/${server.hall}`),
  )
  await server.stop()
  await page.locator('.alone-banner').waitFor()
  assert.equal(await page.locator('.line-banner').count(), 1, 'and nothing that says no number is given')
  const emblem = await page.locator('use').first().getAttribute('href')
  const there = await page.evaluate(
    (address) => fetch(address).then(({ ok }) => ok, String),
    emblem?.split('#')[0] ?? '',
  )
  assert.equal(there, true, 'a screen that is cut off has its pictures')
  assert.deepEqual(await violations(page), [])
  const first = await takeAt(page, 'police', 'id-card')
  assert.equal(first.number, 'A801')
  assert.ok(first.ms < FIRST_WITHIN_MS, `the first waited ${first.ms} ms`)
  await page.getByText('这个号有效。').waitFor()
  await page.getByText('请记住号码，或用手机拍下来，并留在大厅。').waitFor()
  await page.locator('.phone-code svg[role=img]').waitFor()
  const code = await page.locator('.phone-code svg[role=img]').evaluate((svg) => svg.outerHTML)
  const address = decodeQr(svgToPixels(enlarged(code)))
  assert.deepEqual(await violations(page), [])
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/alone-zh.png` })
  await leave(page)
  const second = await takeAt(page, 'police', 'id-card')
  assert.equal(second.number, 'A802')
  assert.ok(second.ms < AT_ONCE_MS, `it was known: ${second.ms} ms`)
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByText('This number is valid.').waitFor()
  await page.getByText('Please remember your number, or take a photo of it, and stay in the hall.').waitFor()
  assert.deepEqual(await violations(page), [])
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/alone-en.png` })
  await page.getByRole('button', { name: 'Large text' }).click()
  assert.deepEqual(await violations(page), [])
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/alone-large.png` })
  await leave(page)
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/alone-start.png` })
  assert.equal((await takeAt(page, 'police', 'id-card')).number, 'A803')
  await leave(page)

  const again = await startAgain(server, PORT)
  await until('they have entered', async () => (await staffTickets(again)).length === 5)
  await page.locator('.alone-banner').waitFor({ state: 'detached' })
  await until('nothing is left to be sent', async () => (await kept(page, 'given')).length === 0)
  assert.equal(await takeHere(again), 'A003')
  assert.equal((await takeAt(page, 'police', 'id-card')).number, 'A004', 'the kiosk is as it was')

  const phone = await browser.newPage({ viewport: { width: 390, height: 844 } })
  await phone.goto(address)
  await phone.getByText('A801').first().waitFor()
  await phone.close()
  const other = await devicesOf(again).pairedDevice({ name: '西门' })
  const lease = { held: 0, waiting: 2, refused: [{ number: 'A807', code: 'wrong_day' }] }
  await ask(again.url, 'POST', '/api/v1/devices/own/alive', { body: { ...ALIVE, lease }, token: other.token })
  const desk = await openConsole(browser, again, again.token, { path: '#overview' })
  await desk.goto(`${again.url}/console?lang=en#devices`)
  await desk.getByText(/Holds \d+ numbers for when no server answers/).waitFor()
  await desk.getByText('Numbers it gave by itself that do not stand in the queue yet: 2').waitFor()
  await desk
    .getByText('A807 was given here without the server and could not enter the queue: That is for another day.')
    .waitFor()
  assert.deepEqual(await violations(desk), [])
  if (process.env.PICTURES) await desk.screenshot({ path: `${process.env.PICTURES}/alone-devices.png` })
  await desk.context().close()
  const called: string[] = []
  await press(again, { do: 'open', counter: '3' }, again.token)
  for (let n = 0; n < 7; n++) {
    const { body } = await press(again, { do: 'call-next', counter: '3' }, again.token)
    const { id, number } = body.ticket as { id: string; number: string }
    called.push(number)
    await press(again, { do: 'miss', ticket: id }, again.token)
  }
  assert.deepEqual(called, ['A001', 'A002', 'A801', 'A802', 'A803', 'A003', 'A004'])
  const log = await readLog(again)
  const file = log.findLast((one) => one.file !== undefined)?.file
  assert.deepEqual(file && recheckDay(log, file), [])
  await page.context().close()
})

/** Every press that the kiosk sends from now on: it arrives, its answer does not, and the page is loaded anew before the next. */
async function loseEveryFirstAnswer(page: Page): Promise<string[]> {
  const seen: string[] = []
  await page.route('**/commands', async (route: Route) => {
    const { do: name, id } = route.request().postDataJSON() as { do: string; id: string }
    const key = `${name} ${id}`
    if (name === 'lease' || seen.includes(key)) return route.continue()
    seen.push(key)
    await route.fetch().catch(() => {})
    await route.abort().catch(() => {})
    await page.reload().catch(() => {})
  })
  return seen
}

/** The first press from now on; the cable goes right after it, or before it arrived. */
function cutAtPress(page: Page, cable: Cable, arrives: boolean): Promise<Record<string, unknown>> {
  return new Promise((resolve) => {
    void page.route('**/commands', async (route) => {
      const press = route.request().postDataJSON()
      if (arrives) await route.fetch().catch(() => {})
      cable.cut()
      await route.abort().catch(() => {})
      resolve(press)
    })
  })
}

const eventsOf = async (server: HallServer, numbers: RegExp) =>
  (await readLog(server)).flatMap(({ type, ticket }) =>
    ticket !== undefined && numbers.test(ticket.number) ? [`${type} ${ticket.number}`] : [],
  )

test('a press without an answer: done after all or never arrived, its number is given once; what is used up is said', async () => {
  const server = await openHallServer(PLENTY)
  const paper = { printers: [{ id: 'own', name: '本机', width: 80 }] }
  await setHeld(server, { numbers: 1 }, { paper })
  await Promise.all([doneAfterAll(server), neverArrived(server), usedUp(server)])
  await server.stop()
})

/** The number that nobody holds is taken out, whatever happens to the page meanwhile. */
async function doneAfterAll(server: HallServer): Promise<void> {
  const cable = await layCable(server.url)
  const { page } = await openKiosk(browser, server, { url: cable.url })
  const pressed = cutAtPress(page, cable, true)
  const { number, ms } = await takeAt(page, 'police', 'id-card')
  assert.match(number, /^A80\d$/)
  assert.ok(ms < FIRST_WITHIN_MS, `waited ${ms} ms`)
  await pressed
  const [ghost = ''] = (await staffTickets(server)).map((one) => one.number)
  assert.match(ghost, /^A00\d$/, 'it was done after all')
  await page.unroute('**/commands')
  const seen = await loseEveryFirstAnswer(page)
  cable.mend()
  await until('nothing is left', async () => (await kept(page, 'given').catch(() => [{}])).length === 0, SLOW_MS)
  assert.deepEqual(
    seen.map((one) => one.split(' ')[0]),
    ['take-leased', 'take-leased', 'take', 'cancel'],
  )
  assert.deepEqual(await eventsOf(server, new RegExp(`${number}|${ghost}`)), [
    `taken ${ghost}`,
    `taken ${number}`,
    `cancelled ${ghost}`,
  ])
  await page.context().close()
}

/** Its number takes its place; should it come late, it does nothing. */
async function neverArrived(server: HallServer): Promise<void> {
  const cable = await layCable(server.url)
  const { page, token } = await openKiosk(browser, server, { url: cable.url })
  const pressed = cutAtPress(page, cable, false)
  const { number } = await takeAt(page, 'police', 'id-card')
  await page.unroute('**/commands')
  const lost = await pressed
  cable.mend()
  await until('it has entered', async () => (await staffTickets(server)).some((one) => one.number === number))
  await until('nothing is left', async () => (await kept(page, 'given')).length === 0)
  const late: Answer = await press(server, lost, token)
  assert.equal(late.body.code, 'id_reused')
  assert.deepEqual(await eventsOf(server, new RegExp(number)), [`taken ${number}`])
  await page.context().close()
}

/** One number is held, and printed; who comes next is told, and gets theirs when the line is back. */
async function usedUp(server: HallServer): Promise<void> {
  const cable = await layCable(server.url)
  const { page } = await openKiosk(browser, server, { url: cable.url, language: 'en', printer: 'own' })
  await page.evaluate(() => {
    const all: string[] = []
    Object.assign(window, { printed: all })
    window.print = () => {
      all.push(document.querySelector('.print-sheet svg')?.outerHTML ?? '')
      dispatchEvent(new Event('afterprint'))
    }
  })
  cable.cut()
  await page.locator('.alone-banner').waitFor()
  const { number } = await takeAt(page, 'police', 'id-card')
  await page.getByText('Please keep your paper, and stay in the hall.').waitFor()
  await until('it is printed', () =>
    page.evaluate(() => (window as never as { printed: string[] }).printed.length === 1),
  )
  if (process.env.PICTURES)
    writeFileSync(
      `${process.env.PICTURES}/alone-paper.html`,
      await page.evaluate(() => (window as never as { printed: string[] }).printed.join()),
    )
  const [sheet = ''] = await page.evaluate(() => (window as never as { printed: string[] }).printed)
  for (const said of [number, 'Identity card', 'This number is valid.', 'Tuesday 24 November', '<path'])
    assert.ok(sheet.includes(said), said)
  await leave(page)
  await page.click('[data-department=police]')
  await page.click('[data-service=id-card]')
  await page.click('.take')
  await page.getByText('The line is down. Trying again by itself; please stay here.').waitFor()
  cable.mend()
  await page.locator('[data-number]').waitFor()
  assert.match((await page.getAttribute('[data-number]', 'data-number')) ?? '', /^A00\d$/)
  await seenTo(page)
  await page.context().close()
}

/** What could not enter stands on the kiosk too, behind its clock, until somebody strikes it off. */
async function seenTo(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const asked = indexedDB.open('tingxu-alone')
    await new Promise((resolve) => {
      asked.onsuccess = resolve
    })
    const record = { number: 'A807', state: 'refused', code: 'wrong_day', at: Date.now(), id: 'x' }
    const transaction = asked.result.transaction('given', 'readwrite')
    transaction.objectStore('given').add(record)
    await new Promise((resolve) => {
      transaction.oncomplete = resolve
    })
    asked.result.close()
  })
  await page.reload()
  await page.locator('.departments').waitFor()
  await page.keyboard.press('F9')
  await page.getByText('A807').waitFor()
  await page.getByRole('button', { name: 'Seen to: strike them off' }).click()
  await until('it is struck off', async () => (await kept(page, 'given')).length === 0)
}
