// The kiosk by the keypad beside it alone, together with the scanner; and what a kiosk does that is left, restarted, updated.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { violations } from './support/axe.ts'
import { illegible } from './support/legible.ts'
import { until } from './support/until.ts'
import { KIOSK, openVisitors, soon, type Visitors } from './support/visitors.ts'

/** A person's pace: a scanner is faster than 45 ms a key. */
const KEY_MS = 90

let visitors: Visitors

before(async () => {
  visitors = await openVisitors()
})

async function keys(page: Page, ...names: string[]): Promise<void> {
  for (const name of names) {
    await page.waitForTimeout(KEY_MS)
    await page.keyboard.press(name)
  }
}

const focused = (page: Page) => page.evaluate(() => (document.activeElement as HTMLElement | null)?.innerText ?? '')

/** Keys, scanner and idle reset come with the steps, which are fetched after the first picture. */
async function begin(page: Page): Promise<void> {
  await soon(page, '.departments')
  await page.locator('html[data-keypad]').waitFor()
}

async function numberOn(kiosk: Page): Promise<string> {
  await soon(kiosk, '[data-number]')
  return (await kiosk.getAttribute('[data-number]', 'data-number')) ?? ''
}

test('a number by digits alone: what can be chosen bears its number from the first key on', async () => {
  const kiosk = await visitors.open('/kiosk', KIOSK)
  await begin(kiosk)
  assert.equal(await kiosk.locator('[data-n]').count(), 0)
  await keys(kiosk, 'ArrowDown')
  await soon(kiosk, '.guide[data-n="1"]')
  await soon(kiosk, '[data-department=police][data-n="3"]')
  assert.deepEqual(await violations(kiosk), [])
  await keys(kiosk, '3')
  await soon(kiosk, '[data-service=id-card][data-n="1"]')
  await keys(kiosk, '1')
  await soon(kiosk, '.take[data-n="1"]')
  await keys(kiosk, '1')
  const ticket = await visitors.ticketOf(await numberOn(kiosk))
  assert.equal(ticket?.service, 'id-card')
  await keys(kiosk, '1')
  await soon(kiosk, '.departments')
  await kiosk.mouse.click(5, 300)
  await kiosk.locator('[data-n]').first().waitFor({ state: 'detached' })
  await kiosk.context().close()
})

test('the same in English by arrows and OK: the language by F3, the focus goes where the arrow points and can be seen', async () => {
  const kiosk = await visitors.open('/kiosk', KIOSK)
  await begin(kiosk)
  await keys(kiosk, 'F3')
  await soon(kiosk, 'h1', 'Which department')
  await keys(kiosk, 'ArrowDown')
  assert.match(await focused(kiosk), /I have an appointment/)
  await keys(kiosk, 'ArrowRight')
  assert.match(await focused(kiosk), /I don't know what I need/)
  await keys(kiosk, 'ArrowLeft', 'ArrowDown')
  assert.match(await focused(kiosk), /^Public Security Bureau/)
  await keys(kiosk, 'ArrowRight', 'ArrowDown')
  assert.match(await focused(kiosk), /^Market Regulation/)
  const ring = await kiosk.evaluate(() => {
    const style = getComputedStyle(document.activeElement as Element)
    return [style.outlineStyle, style.outlineWidth, style.boxShadow]
  })
  assert.deepEqual(ring.slice(0, 2), ['solid', '4px'])
  assert.match(ring[2] ?? '', /rgb\(27, 36, 48\) 0px 0px 0px 3px/, 'a dark ring within the light one')
  await keys(kiosk, 'ArrowUp', 'ArrowLeft', 'Enter')
  await soon(kiosk, '.services')
  await keys(kiosk, 'ArrowDown', 'Enter')
  await soon(kiosk, '.take')
  await keys(kiosk, 'ArrowDown')
  assert.equal(await focused(kiosk), 'Take a number')
  await keys(kiosk, 'Enter')
  await numberOn(kiosk)
  await soon(kiosk, 'h1', 'Your number')
  await kiosk.context().close()
})

test('two digits within a moment are one number; one alone is waited for; arrows lead to the buttons below and Tab round', async () => {
  const kiosk = await visitors.open('/kiosk', KIOSK)
  await begin(kiosk)
  await keys(kiosk, 'ArrowDown')
  const twelfth = await kiosk.getAttribute('[data-n="12"]', 'data-department')
  const second = await kiosk.getAttribute('[data-n="2"]', 'data-go')
  await keys(kiosk, '1', '2')
  await soon(kiosk, '.services')
  const first = await kiosk.getAttribute('.service-row', 'data-service')
  await keys(kiosk, 'Escape')
  await soon(kiosk, '.departments')
  assert.equal(await kiosk.locator(`[data-department=${twelfth}]`).count(), 1)
  assert.notEqual(first, null)
  await keys(kiosk, '2')
  assert.equal(second, 'guide')
  await soon(kiosk, '.take')
  await keys(kiosk, 'Home')
  await soon(kiosk, '.departments')
  for (let i = 0; i < 14; i++) await kiosk.keyboard.press('ArrowDown')
  assert.ok(await kiosk.evaluate(() => document.activeElement?.closest('.kiosk-foot') !== null))
  const seen = new Set<string>()
  for (let i = 0; i < 40; i++) {
    await kiosk.keyboard.press('Tab')
    seen.add(await focused(kiosk))
  }
  for (const name of ['我有预约', '公安局', '城市管理局', '低位操作', '大字版', 'English'])
    assert.ok(
      [...seen].some((one) => one.includes(name)),
      `Tab comes by ${name}`,
    )
  await kiosk.context().close()
})

test('F1 tells the keys, F2 is large text, Escape closes and goes back, and the focus returns to where it was', async () => {
  const kiosk = await visitors.open('/kiosk', KIOSK)
  await begin(kiosk)
  await keys(kiosk, 'ArrowDown', 'ArrowDown', 'F2')
  await kiosk.locator('html.large').waitFor()
  const before = await focused(kiosk)
  await keys(kiosk, 'F1')
  await soon(kiosk, 'dialog[open]', '方向键')
  assert.deepEqual(await violations(kiosk), [])
  assert.deepEqual(await illegible(kiosk, { text: 30, target: 60 }), [])
  const goesOn = await kiosk.evaluate(() =>
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'F1', bubbles: true, cancelable: true })),
  )
  assert.equal(goesOn, false, 'pressed again it does not reach the help of the browser')
  // A number within the dialog chooses nothing below it.
  await keys(kiosk, '3', 'Escape')
  await kiosk.locator('dialog').waitFor({ state: 'detached' })
  await soon(kiosk, '.departments')
  assert.equal(await focused(kiosk), before)
  await keys(kiosk, 'Enter')
  await soon(kiosk, '.services')
  await keys(kiosk, 'Backspace')
  await soon(kiosk, '.departments')
  await keys(kiosk, 'F4')
  await kiosk.locator('html:not(.large)').waitFor()
  await keys(kiosk, 'F9')
  await soon(kiosk, 'dialog .health', '正常')
  await kiosk.context().close()
})

test('digits go into the field that asks for some, wherever the focus is; the key that takes back takes back one', async () => {
  const kiosk = await visitors.open('/kiosk', KIOSK)
  await begin(kiosk)
  await keys(kiosk, 'ArrowDown', 'Enter')
  await soon(kiosk, '#code')
  await keys(kiosk, '4', '8', '2', 'Backspace', '1', '9')
  await until('typed', async () => (await kiosk.inputValue('#code')) === '481 9', 5_000)
  await keys(kiosk, 'ArrowDown', '3', 'Backspace', '7')
  await until('typed on', async () => (await kiosk.inputValue('#code')) === '481 97', 5_000)
  await kiosk.waitForTimeout(KEY_MS)
  // Pressed a tenth of a second apart, and given to the page together, because it was busy.
  await kiosk.evaluate((apart) => {
    const pressed = ['2', '5', '8'].map((key) => {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
      while (performance.now() - event.timeStamp < apart);
      return event
    })
    for (const event of pressed) document.body.dispatchEvent(event)
  }, KEY_MS)

  await until('all of them', async () => (await kiosk.inputValue('#code')) === '481 972 58', 5_000)
  await keys(kiosk, 'Enter')
  await soon(kiosk, '.notice[role=alert]')
  await keys(kiosk, 'Escape')
  await soon(kiosk, '.departments')
  await kiosk.context().close()
})

test('what is scanned chooses and presses nothing, whether it is a code of ours or of somebody else', async () => {
  const kiosk = await visitors.open('/kiosk', KIOSK)
  await begin(kiosk)
  const scan = (text: string) =>
    kiosk.evaluate((letters) => {
      const target = document.activeElement ?? document.body
      for (const key of [...letters, 'Enter'])
        if (
          target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })) &&
          key === 'Enter'
        )
          (target as HTMLElement).click()
    }, text)
  await keys(kiosk, 'ArrowDown', '3')
  await soon(kiosk, '.services')
  await keys(kiosk, '1')
  await soon(kiosk, '.take')
  await keys(kiosk, 'ArrowDown')
  await scan('6901234567892')
  // Keys are heard in order: by the time the next one acts, what was scanned has pressed whatever it would.
  await keys(kiosk, 'F2')
  await kiosk.locator('html.large').waitFor()
  assert.equal(await kiosk.locator('.sheet').count(), 1, 'still where it was')
  await scan('123456789')
  await soon(kiosk, '[data-code=no_such_appointment]')
  await kiosk.context().close()
})

test('from the start to a number in three taps, in every mode and both languages', async () => {
  for (const language of ['zh-CN', 'en']) {
    const kiosk = await visitors.open(`/kiosk?lang=${language}`, KIOSK)
    await begin(kiosk)
    await kiosk.evaluate(() => addEventListener('click', () => (window as unknown as { taps: number }).taps++, true))
    for (const modes of [[], ['large'], ['low'], ['large', 'low']] as const) {
      const [low, large] = (await kiosk.locator('.kiosk-foot .push[aria-pressed=false]').all()).slice(-2)
      for (const mode of modes) await (mode === 'low' ? low : large)?.press('Enter')
      await kiosk.evaluate(() => Object.assign(window, { taps: 0 }))
      await kiosk.click('[data-department=police]')
      await kiosk.click('[data-service=id-card]')
      await kiosk.click('.take')
      await numberOn(kiosk)
      assert.equal(await kiosk.evaluate(() => (window as unknown as { taps: number }).taps), 3)
      // All of the number is to be seen without anything more to do.
      const box = await kiosk.locator('[data-number]').boundingBox()
      const end = await kiosk.locator('.given-end').boundingBox()
      assert.ok(box !== null && end !== null && box.y > 0 && box.y + box.height <= end.y, `${language} ${modes}`)
      await kiosk.press('.given-end .push-main', 'Enter')
      await soon(kiosk, '.departments')
    }
    await kiosk.context().close()
  }
})

test('who is idle is asked for twenty seconds, goes on with any key, and else the next person finds the start', async () => {
  const kiosk = await visitors.open('/kiosk', KIOSK, { asleep: true })
  await soon(kiosk, '.departments')
  await kiosk.click('[data-department=police]')
  await soon(kiosk, '.services')
  await kiosk.clock.runFor(39_000)
  assert.equal(await kiosk.locator('dialog').count(), 0)
  await kiosk.clock.runFor(2_000)
  await soon(kiosk, 'dialog[open] [role=timer]')
  const left = Number(/\d+/.exec(await kiosk.innerText('dialog [role=timer]'))?.[0])
  assert.ok(left > 15 && left <= 20, `${left} s are left`)
  assert.deepEqual(await illegible(kiosk, { text: 18, target: 60 }), [])
  await kiosk.keyboard.press('ArrowDown')
  await kiosk.clock.runFor(500)
  await kiosk.locator('dialog').waitFor({ state: 'detached' })
  await soon(kiosk, '.services')
  await kiosk.clock.runFor(61_000)
  await soon(kiosk, '.departments')
  await kiosk.context().close()
})

test('a finger held on the clock shows staff how the kiosk is; one that is only laid there does not', async () => {
  const kiosk = await visitors.open('/kiosk', KIOSK, { asleep: true })
  await kiosk.click('[data-department=police]')
  await kiosk.click('[data-service=id-card]')
  await kiosk.click('.take')
  const number = await numberOn(kiosk)
  await kiosk.click('.given-end .push-main')
  await kiosk.hover('.kiosk-clock')
  await kiosk.mouse.down()
  await kiosk.clock.runFor(1_000)
  await kiosk.mouse.up()
  await kiosk.clock.runFor(3_000)
  assert.equal(await kiosk.locator('dialog').count(), 0)
  await kiosk.mouse.down()
  await kiosk.clock.runFor(3_100)
  await soon(kiosk, 'dialog[open]', '本机状态')
  await kiosk.mouse.up()
  const said = await kiosk.innerText('dialog')
  const build = (await kiosk.getAttribute('meta[name=build]', 'content')) ?? 'none'
  for (const part of [build, `${number} · 09:00`, '1080 × 1920']) assert.ok(said.includes(part), `${part}: ${said}`)
  assert.deepEqual(await violations(kiosk), [])
  await kiosk.keyboard.press('Escape')
  await kiosk.locator('dialog').waitFor({ state: 'detached' })
  await kiosk.context().close()
})
