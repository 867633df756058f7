// No server answers, and the kiosk goes on giving numbers: told plainly, entered in their order when it is back, none twice.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { pino } from 'pino'
import type { Browser, Page, Route } from 'playwright-core'
import { recheckDay } from '../core/fair.ts'
import { readConfig } from '../server/config.ts'
import { serve } from '../server/serve.ts'
import { kept, leave, openKiosk, setHeld, takeAt } from './support/alone.ts'
import { type Answer, ask, press } from './support/asking.ts'
import { violations } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'
import { layCable } from './support/cable.ts'
import { stopFirst } from './support/database.ts'
import { freePort } from './support/free-port.ts'
import { type HallServer, openHallServer } from './support/hall-server.ts'
import { openConsole } from './support/signed-in.ts'
import { readLog } from './support/truth.ts'
import { until } from './support/until.ts'

const FIRST_WITHIN_MS = 6_500
const AT_ONCE_MS = 1_500
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

  const desk = await openConsole(browser, again, again.token, { path: '#overview' })
  await desk.goto(`${again.url}/console?lang=en#devices`)
  await desk.getByText(/Holds \d+ numbers for when no server answers/).waitFor()
  assert.deepEqual(await violations(desk), [])
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
function loseEveryFirstAnswer(page: Page): string[] {
  const seen: string[] = []
  void page.route('**/commands', async (route: Route) => {
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

test('an answer that was lost: the number that nobody holds is taken out, whatever happens to the page meanwhile', async () => {
  const server = await openHallServer()
  await setHeld(server, { numbers: 5 })
  const cable = await layCable(server.url)
  const { page } = await openKiosk(browser, server, { url: cable.url })
  // The press arrives, and the cable goes before its answer.
  await page.route('**/commands', async (route) => {
    await route.fetch().catch(() => {})
    cable.cut()
    await route.abort().catch(() => {})
  })
  const given = await takeAt(page, 'police', 'id-card')
  assert.equal(given.number, 'A801')
  assert.ok(given.ms < FIRST_WITHIN_MS, `waited ${given.ms} ms`)
  assert.deepEqual(
    (await staffTickets(server)).map(({ number, state }) => `${number} ${state}`),
    ['A001 waiting'],
    'it was done after all',
  )
  await leave(page)
  await page.unroute('**/commands')
  const seen = loseEveryFirstAnswer(page)
  cable.mend()
  await until('nothing is left', async () => (await kept(page, 'given').catch(() => [{}])).length === 0, 20_000)
  assert.deepEqual(
    seen.map((one) => one.split(' ')[0]),
    ['take-leased', 'take-leased', 'take', 'cancel'],
  )
  const log = await readLog(server)
  assert.deepEqual(
    log.flatMap(({ type, ticket }) => (ticket === undefined ? [] : [`${type} ${ticket.number}`])),
    ['taken A001', 'taken A801', 'cancelled A001'],
  )
  await page.context().close()
  await server.stop()
})

test('a press that never arrived: its number takes its place, and if it comes late it does nothing', async () => {
  const server = await openHallServer()
  await setHeld(server, { numbers: 5 })
  const cable = await layCable(server.url)
  const { page, token } = await openKiosk(browser, server, { url: cable.url })
  let lost: Record<string, unknown> = {}
  await page.route('**/commands', async (route) => {
    lost = route.request().postDataJSON()
    cable.cut()
    await route.abort()
  })
  assert.equal((await takeAt(page, 'police', 'id-card')).number, 'A801')
  await page.unroute('**/commands')
  cable.mend()
  await until('it has entered', async () => (await staffTickets(server)).length === 1)
  await until('nothing is left', async () => (await kept(page, 'given')).length === 0)
  const late: Answer = await press(server, lost, token)
  assert.equal(late.body.code, 'id_reused')
  assert.equal((await staffTickets(server)).length, 1)
  await page.context().close()
  await server.stop()
})
