// The counter as a small bar beside other programs, and the desk on a small screen.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { press } from './support/asking.ts'
import { violations } from './support/axe.ts'
import { openDesk, shows } from './support/desk.ts'
import { cutOff } from './support/visitors.ts'

const SIZES = [
  { width: 420, height: 120 },
  { width: 360, height: 200 },
]

const { server, cable, token, desk, faults, sitAt, take, ticketOf } = await openDesk()

/** Where each of the desk's buttons stands. */
function places(page: Page): Promise<Record<string, string>> {
  return page.$$eval('.steps .step, .small-steps button', (all) =>
    Object.fromEntries(
      all.map((one, i) => {
        const { x, y, width, height } = one.getBoundingClientRect()
        const name = i === 0 ? 'next' : (one.querySelector('.step-name') ?? one).textContent?.trim()
        return [name, [x, y, width, height].map(Math.round).join(' ')]
      }),
    ),
  )
}

/** Controls of the page that are out of the window, or under something else. */
function hidden(page: Page): Promise<string[]> {
  return page.$$eval('.top a, .top button, .work button, .tabs button, .bar button', (all) =>
    all
      .filter((one) => {
        const { left, right, top, bottom } = one.getBoundingClientRect()
        const inside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight
        const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
        return !inside || there === null || !(one.contains(there) || there.contains(one))
      })
      .map((one) => one.textContent ?? ''),
  )
}

test('on 1366 by 768 and 1280 by 720 nothing of the desk is outside or covered, and no button moves from step to step', async () => {
  await take()
  await take()
  await shows(desk, '.line tbody tr', 'A001')
  for (const size of [
    { width: 1280, height: 720 },
    { width: 1366, height: 768 },
  ]) {
    await desk.setViewportSize(size)
    assert.deepEqual(await hidden(desk), [], JSON.stringify(size))
    assert.equal(await desk.evaluate(() => document.documentElement.scrollHeight > innerHeight), false)
  }
  const first = await places(desk)
  assert.ok(Object.keys(first).length > 10, JSON.stringify(first))
  for (const [key, what] of [
    ['n', '.ticket.called'],
    ['s', '.ticket.serving'],
    ['f', '.undo'],
  ] as const) {
    await desk.keyboard.press(key)
    await desk.locator(what).waitFor()
    assert.deepEqual(await places(desk), first, `after ${key}`)
  }
  await press(server, { do: 'summon', counter: '3', reason: 'wheelchair' }, server.token)
  await desk.locator('.summoned').waitFor()
  assert.deepEqual(await places(desk), first, 'while a host calls')
  await desk.keyboard.press('a')
  await desk.locator('.summoned').waitFor({ state: 'detached' })
})

test('the bar takes a visit from call to finish by its keys, says what it does, and what was finished there is undone at the desk', async () => {
  const [popup] = await Promise.all([desk.waitForEvent('popup'), openWithoutStayingOnTop(desk)])
  await popup.setViewportSize({ width: 420, height: 120 })
  await shows(popup, '.bar-head', '1 waiting')
  await shows(popup, '.bar-number.next', 'A002')
  await popup.keyboard.press('n')
  await shows(popup, '.bar-said', 'Called A002')
  await shows(popup, '.bar-number:not(.next)', 'A002')
  assert.match(await popup.title(), /^A002 · Counter 3$/)
  await popup.locator('.bar-next', { hasText: 'Serve' }).click()
  await shows(popup, '.bar-next', 'Finish')
  await popup.locator('body').press('f')
  await shows(desk, '.undo', 'Undo finish of A002')
  await shows(popup, '[data-step=undo]:not([aria-disabled=true])', 'Undo')
  await desk.keyboard.press('u')
  await shows(popup, '.bar-number:not(.next)', 'A002')
  await popup.keyboard.press('f')
  await shows(popup, '.bar-number', '–')
  await popup.keyboard.press('p')
  await popup.locator('.bar-panel').waitFor()
  await popup.keyboard.press('2')
  await shows(popup, '.bar-head', 'Paused')
  await shows(desk, '.ticket.none', 'Fetching papers')
  await popup.keyboard.press('o')
  await shows(popup, '.bar-head', 'Free')
  await popup.close()
})

/** A browser without windows that stay on top of others, or a page that did not come over https. */
async function openWithoutStayingOnTop(page: Page): Promise<void> {
  await page.evaluate(() => Object.defineProperty(window, 'documentPictureInPicture', { value: undefined }))
  await page.keyboard.press('b')
}

test('what asks more than fits into the bar is asked at the desk that is open', async () => {
  await take()
  const bar = await desk.context().newPage()
  await bar.setViewportSize({ width: 420, height: 120 })
  await bar.goto(`${cable.url}/console?lang=en#bar/3`)
  await shows(bar, '.bar-number', 'A003')
  await bar.keyboard.press('n')
  await shows(bar, '.bar-said', 'Called A003')
  const [opened] = await Promise.all([desk.context().waitForEvent('page'), bar.keyboard.press('k')])
  await opened.getByRole('dialog').getByText('Where does A003 go?').waitFor()
  await opened.keyboard.press('1')
  await shows(bar, '.bar-head', 'Free')
  assert.equal((await ticketOf('A003'))?.state, 'parked')
  // What the bar was asking is asked at the desk, and no longer here.
  await bar.keyboard.press('p')
  await bar.locator('.bar-panel').waitFor()
  await bar.keyboard.press('d')
  await opened.getByRole('dialog').getByText('Why pause?').waitFor()
  await bar.locator('.bar-panel').waitFor({ state: 'detached' })
  await opened.keyboard.press('Escape')
  await opened.close()
  await bar.close()
})

test('where the browser has them, the bar is a window that stays on top', async () => {
  await take()
  await press(server, { do: 'call-next', counter: '3' }, server.token)
  const other = await sitAt(token, {})
  await other.getByRole('button', { name: /^Counter 3 ?Calling/ }).click()
  const [onTop] = await Promise.all([other.context().waitForEvent('page'), other.keyboard.press('b')])
  const frame = onTop.frameLocator('iframe')
  await frame.locator('.bar-head', { hasText: 'Counter 3' }).waitFor()
  await frame.locator('.bar-next', { hasText: 'Serve' }).click()
  await frame.locator('.bar-next', { hasText: 'Finish' }).waitFor()
  await frame.locator('body').press('f')
  await frame.locator('.bar-head', { hasText: 'Free' }).waitFor()
  await other.context().close()
})

for (const language of ['en', 'zh-CN'])
  test(`nothing of the bar is cut off or keeps anybody out (${language})`, async () => {
    await take('passport')
    for (const size of SIZES) {
      const bar = await sitAt(token, { ...size, path: '#bar/3', language })
      await bar.locator('.bar-next').waitFor()
      for (const panel of ['', 'p', 'Escape', '?']) {
        if (panel !== '') await bar.keyboard.press(panel)
        await bar.locator(panel === 'p' || panel === '?' ? '.bar-panel' : '.bar-next').waitFor()
        assert.deepEqual(await hidden(bar), [], `${size.width} ${panel}`)
        assert.deepEqual(await cutOff(bar, '.bar button, .bar h1, .bar .chip, .bar-panel span'), [], size.width + panel)
        if (panel === '' || panel === 'p') assert.deepEqual(await violations(bar), [])
      }
      await bar.context().close()
    }
    assert.deepEqual(faults, [])
  })
