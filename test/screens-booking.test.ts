// A visitor books on a phone in a real browser: by touch in Chinese, by keyboard alone in English, and what can go wrong.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { ask, press } from './support/asking.ts'
import { violations } from './support/axe.ts'
import { at, book, booked, bookingHall, hallServer, person } from './support/booking-hall.ts'
import { openBrowser } from './support/browser.ts'
import { type HallServer, moveTo } from './support/hall-server.ts'

const PHONE = { width: 390, height: 844 }

let server: HallServer
let browser: Browser

before(async () => {
  server = await hallServer(bookingHall({}, { limits: { openPerService: null } }))
  browser = await openBrowser()
})
after(() => browser?.close())

async function open(path: string, lang = 'zh-CN', url = server.url): Promise<Page> {
  const context = await browser.newContext({ viewport: PHONE, locale: lang })
  const page = await context.newPage()
  page.on('pageerror', (error) => assert.fail(error))
  await page.goto(`${url}${path.replace('#', `?lang=${lang}#`)}`)
  return page
}

const soon = (page: Page, selector: string) => page.locator(selector).first().waitFor({ timeout: 20_000 })

async function accessible(page: Page): Promise<void> {
  assert.deepEqual(await violations(page), [])
}

test('by touch, in Chinese: from the service to the code, another time, undone, cancelled', async () => {
  const page = await open('/booking#id-card')
  await page.click('.to-appointment')
  await soon(page, '.day-row')
  await accessible(page)
  await page.click('[data-date="2026-11-25"]')
  await page.click(`[data-start="${at('09:00')}"]`)
  await soon(page, '#who-name')
  assert.match((await page.textContent('.kept-when')) ?? '', /11月25日.*09:00/)
  await accessible(page)
  // Another tab sees one place less at that time.
  await page.click('.take')
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'who-name', 'what is missing has the focus')
  await page.fill('#who-name', '林美')
  await page.fill('#who-phone', '138 0000 0001')
  await page.click('.take')
  await soon(page, '.code-digits')
  const code = await page.getAttribute('.code-digits', 'data-code')
  assert.match(code ?? '', /^\d{9}$/)
  const drawn = await page.$eval('.code img', (image) => (image as HTMLImageElement).decode().then(() => true))
  assert.ok(drawn)
  assert.match((await page.textContent('.code')) ?? '', /如何再找到本页/)
  await accessible(page)
  await page.click('[data-step=change]')
  await soon(page, '.day-row')
  await page.click('[data-date="2026-11-26"]')
  await page.click(`[data-start="${at('10:00', '2026-11-26')}"]`)
  await soon(page, '[data-step=undo]')
  assert.match((await page.textContent('.mine-when')) ?? '', /11月26日.*10:00/)
  await page.click('[data-step=undo]')
  await page.locator('.mine-when', { hasText: '11月25日' }).waitFor()
  await page.click('[data-step=cancel]')
  await page.click('[data-step=cancel-sure]')
  await soon(page, '[data-state=cancelled]')
  await accessible(page)
  await page.context().close()
})

test('a part of the page that did not come is asked for again, under an address that no browser has given up', async () => {
  const page = await open('/appointment#deed', 'en')
  let refused = 0
  await page.route(/\/assets\/CalendarDays-[^?]*\.js$/, (route) => {
    refused++
    return route.abort()
  })
  await page.getByRole('button', { name: 'Calendar' }).click()
  await soon(page, '.month-day')
  assert.equal(refused, 1)
  await page.context().close()
})

test('by keyboard alone, in English, in the calendar view', async () => {
  const page = await open('/appointment#deed', 'en')
  await soon(page, '.day-row')
  const focused = () => page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200) ?? '')
  const tabTo = async (mark: string) => {
    for (let i = 0; i < 60; i++) {
      if ((await focused()).includes(mark)) return
      await page.keyboard.press('Tab')
    }
    assert.fail(`${mark} is not reached by Tab: ${await focused()}`)
  }
  await tabTo('>Calendar<')
  await page.keyboard.press('Enter')
  await soon(page, '.month-day')
  await accessible(page)
  await tabTo('month-day')
  assert.ok((await focused()).includes('data-date="2026-11-24"'))
  await page.keyboard.press('ArrowRight')
  await page.waitForFunction(() => document.activeElement?.getAttribute('data-date') === '2026-11-25')
  assert.match(await focused(), /aria-label="Wednesday 25 November: \d+ places free"/)
  await tabTo('class="time"')
  await page.keyboard.press('Enter')
  await soon(page, '#who-name')
  await tabTo('id="who-name"')
  await page.keyboard.type('Lin Mei')
  await tabTo('id="who-phone"')
  await page.keyboard.type('13800000002')
  await page.keyboard.press('Enter')
  await soon(page, '.code-digits')
  const { body } = await ask(
    server.url,
    'GET',
    `/api/v1/halls/${server.hall}/slots?service=deed&from=2026-11-25&to=2026-11-25`,
  )
  const [day] = body.days as { slots: { start: string; free: number }[] }[]
  assert.equal(day?.slots[0]?.free, 1, 'the place is taken in the hall, not only on the page')
  await page.context().close()
})

test('somebody is quicker: other times are offered, and nothing that was typed is lost', async () => {
  const page = await open('/appointment#id-card')
  await soon(page, '.day-row')
  await page.click('[data-date="2026-11-27"]')
  const wanted = at('09:00', '2026-11-27')
  await soon(page, `[data-start="${wanted}"]`)
  for (const n of [11, 12]) booked(await book(server, person(n), wanted))
  await page.click(`[data-start="${wanted}"]`)
  await soon(page, '[data-code=slot_full]')
  await page.click(`.notice [data-start="${at('09:15', '2026-11-27')}"]`)
  await soon(page, '#who-name')
  await page.fill('#who-name', '陈明')
  await page.fill('#who-phone', '13800000013')
  // The hold is let lapse while the form is open: the clock of the hall goes on.
  await moveTo(server, at('08:30', '2026-11-24'))
  await page.locator('.day-row').first().waitFor({ timeout: 60_000 })
  await page.click('[data-date="2026-11-27"]')
  await page.click(`[data-start="${at('09:30', '2026-11-27')}"]`)
  await soon(page, '#who-name')
  assert.equal(await page.inputValue('#who-name'), '陈明')
  await page.click('.take')
  await soon(page, '.code-digits')
  await page.context().close()
})

test('an evening that was called off says so, and the way to another time is one tap', async () => {
  const mine = booked(await book(server, person(21), at('18:00')))
  const page = await open(`/appointment#${mine.key}`)
  await soon(page, '[data-state=booked]')
  assert.match((await page.textContent('.mine-state')) ?? '', /满2人预约即开办，目前1人，明天 17:00确定/)
  const inCalendar = async () => (await ask(server.url, 'GET', `/api/v1/appointments/${mine.key}.ics`)).body.text
  assert.match(String(await inCalendar()), /STATUS:TENTATIVE/)
  const reason = 'one is enough'
  const confirming = { do: 'confirm-session', session: 'evening@2026-11-25', reason }
  assert.equal((await press(server, confirming, server.token)).status, 200)
  await page.reload()
  await soon(page, '.mine-state .notice-good')
  assert.match((await page.textContent('.mine-state')) ?? '', /确定开办/)
  assert.match(String(await inCalendar()), /STATUS:CONFIRMED/)
  const manager = { do: 'call-off-session', session: 'evening@2026-11-25', reason: 'a burst pipe' }
  assert.equal((await press(server, manager, server.token)).status, 200)
  await page.reload()
  await soon(page, '[data-state=cancelled]')
  assert.match((await page.textContent('h1')) ?? '', /大厅取消/)
  await page.click('.change .push-main')
  await soon(page, '.day-row')
  await page.context().close()
})

test('a day that is sold out stays in the list, and its waiting list is there', async () => {
  const day = '2026-11-30'
  const path = `/api/v1/halls/${server.hall}/slots?service=id-card&from=${day}&to=${day}`
  const { body } = await ask(server.url, 'GET', path)
  const [{ slots }] = body.days as [{ slots: { start: string; free: number }[] }]
  let n = 100
  for (const { start, free } of slots) for (let i = 0; i < free; i++) booked(await book(server, person(n++), start))
  const page = await open('/appointment#id-card', 'en')
  await soon(page, '.day-row')
  await page.locator(`[data-date="${day}"]`, { hasText: 'full' }).click()
  await soon(page, '#wish-phone')
  assert.equal(await page.inputValue('#wish-from'), day)
  await page.fill('#wish-phone', '13800000099')
  await page.getByRole('button', { name: 'on the list' }).click()
  await soon(page, '.notice-good')
  await accessible(page)
  await page.context().close()
})
