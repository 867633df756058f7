// The lobby's screens in every layout, at the sizes that hang in halls: letters as high as promised, pages instead of scrolling,
// calls that stay, masked names.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { ask } from './support/asking.ts'
import { violations } from './support/axe.ts'
import { at, book, booked } from './support/booking-hall.ts'
import { moveTo } from './support/hall-server.ts'
import { assertPromise } from './support/letters.ts'
import { type LobbyHall, openLobbyHall, SCREENS, screen, shoot, WIDE } from './support/lobby-hall.ts'

const UPRIGHT = { width: 1080, height: 1920 }
const FOUR_K = { width: 3840, height: 2160 }
let hall: LobbyHall

before(async () => {
  hall = await openLobbyHall()
})

const shownNumbers = (page: Page) => page.locator('.call .number').allInnerTexts()

test('before the first call the screen says until when the hall gives numbers', async () => {
  const page = await hall.open('/display?screen=usual')
  await page.locator('.now-next').getByText('现在开放，取号至 12:00').waitFor()
  assert.equal(await page.locator('.now-next').getByText('Open: numbers are given until 12:00').count(), 1)
  assert.deepEqual(await violations(page), [])
  await page.context().close()
})

test('every layout keeps the promised height of letters, wide, upright and in 4K, in both languages', async () => {
  for (const [service, counter] of [
    ['id-card', '1'],
    ['deed', '2'],
    ['id-card', '5'],
    ['deed', '6'],
  ] as const)
    await hall.call(service, counter)
  for (let count = 0; count < 3; count++) await hall.act({ do: 'take', service: 'passport' }).catch(() => {})
  for (const one of SCREENS.filter(({ id }) => !['two', 'video', 'picture'].includes(id))) {
    const page = await hall.open(`/display?screen=${one.id}`)
    await page.locator('.call .number').first().waitFor()
    for (const size of [WIDE, UPRIGHT, FOUR_K]) {
      await page.setViewportSize(size)
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
      await assertPromise(page, one, false)
      await shoot(page, `layout-${one.id}-${size.width}`)
    }
    await page.context().close()
  }
})

test('in English too, and axe finds nothing on any layout', async () => {
  for (const id of ['usual', 'single', 'zones', 'departments', 'notice']) {
    const page = await hall.open(`/display?screen=${id}&lang=en`)
    await page.locator('.call .number').first().waitFor()
    await assertPromise(page, SCREENS.find((one) => one.id === id) ?? screen(id, {}), true)
    assert.deepEqual(await violations(page), [], id)
    await page.context().close()
  }
})

test('from farther away there are fewer calls on the same screen, never smaller ones', async () => {
  const near = await hall.open('/display?screen=usual')
  const far = await hall.open('/display?screen=far')
  await near.locator('.call').nth(2).waitFor()
  await far.locator('.call .number').first().waitFor()
  assert.ok((await far.locator('.call').count()) < (await near.locator('.call').count()))
  for (const page of [near, far]) await page.context().close()
})

test('four people still to come on two rows have their turns, and none is pushed out by a later call', async () => {
  const page = await hall.open('/display?screen=two', WIDE, { asleep: true })
  await page.locator('.call .number').first().waitFor()
  assert.equal(await page.locator('.calls .page').innerText(), '1 / 2')
  const first = await shownNumbers(page)
  await page.clock.fastForward(8_100)
  await page.locator('.calls .page', { hasText: '2 / 2' }).waitFor()
  const second = await shownNumbers(page)
  assert.equal(new Set([...first, ...second]).size, 4)
  // Who is called now is seen now, whichever page it was.
  const { number } = await hall.call('id-card', '3')
  await page.locator('.call.fresh .number', { hasText: number }).waitFor()
  await page.clock.fastForward(8_100)
  assert.ok((await shownNumbers(page)).includes(number), 'stays while it is new')
  await page.context().close()
})

test('who booked is called with a masked name beside the number; where the hall shows none there is none', async () => {
  const { code } = booked(await book(hall.server, { name: '陈志强', phone: '13800000001' }, at('10:15', '2026-11-24')))
  await moveTo(hall.server, at('10:10', '2026-11-24'))
  const taken = await hall.act({ do: 'check-in', code })
  await hall.act({ do: 'call', ticket: taken.ticket?.id, counter: '7', reason: 'test' })
  const page = await hall.open('/display?screen=usual')
  await page
    .locator('.call', { hasText: taken.ticket?.number ?? '' })
    .locator('.person', { hasText: '陈*强' })
    .waitFor()
  assert.equal(await page.locator('.person').count(), 1, 'nobody else gave a name')
  await assertPromise(page, screen('usual', {}), false)
  assert.equal(await page.getByText('陈志强').count(), 0)
  await page.context().close()
})

test('a picture from the data folder stands beside the calls; pages that lie there are not given out', async () => {
  const page = await hall.open('/display?screen=picture')
  await page.locator('img.media').waitFor()
  await page.waitForFunction(() => (document.querySelector('img.media') as HTMLImageElement).naturalWidth === 1)
  await assertPromise(page, screen('picture', {}), false)
  await page.context().close()
  for (const path of ['hall.html', '..%2Fhall.json', '.hidden.png', 'nothing.png'])
    assert.equal((await fetch(`${hall.server.url}/media/${path}`)).status, 404, path)
})

test('a lobby in daylight: every layout can be read on light ground too', async () => {
  const path = `/api/v1/halls/${hall.server.hall}/file`
  const { body } = await ask(hall.server.url, 'GET', path, { token: hall.server.token })
  const put = await ask(hall.server.url, 'PUT', path, {
    body: { ...body, look: { lobby: 'light' } },
    token: hall.server.token,
  })
  assert.equal(put.status, 200, JSON.stringify(put.body))
  for (const id of ['usual', 'departments', 'notice']) {
    const page = await hall.open(`/display?screen=${id}`)
    await page.locator('[data-lobby=light] .call .number').first().waitFor()
    assert.deepEqual(await violations(page), [], id)
    await page.context().close()
  }
})
