// Letters on a screen in a real browser, measured against the height that the last row needs.
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { DIGITS_SHARE, HANZI_SHARE, leastHeights, pxPerMm } from '../../core/letters.ts'
import type { Screen } from '../../core/screens.ts'

/** In pixels, of what is to be seen. */
function sizesOf(page: Page, selector: string): Promise<number[]> {
  return page.$$eval(selector, (all) =>
    all
      .filter((one) => one.getBoundingClientRect().height > 0)
      .map((one) => Number.parseFloat(getComputedStyle(one).fontSize)),
  )
}

/** Font sizes of all that is to be read from the last row, and what of it does not stand within its row or the screen. */
async function lettersOn(page: Page) {
  const read = '.number, .place span, .who span, .count, .notice-text, .foot p, .head h1'
  const out = await page.$$eval(read, (all) =>
    all
      .filter((one) => {
        const box = one.getBoundingClientRect()
        if (box.height === 0) return false
        const main = document.querySelector('main') as Element
        const around = ['.call, .past, .cell, .side, .column', '.title > .place']
        const rows = around.map((row) => (one.closest(row) ?? main).getBoundingClientRect())
        return rows.some((row) => box.right > row.right + 1 || box.bottom > row.bottom + 4 || box.top < row.top - 4)
      })
      .map((one) => `${one.className}: ${one.textContent}`),
  )
  return {
    digits: await sizesOf(page, '.body .number, .waiting li .digits, .title .count > .digits'),
    text: await sizesOf(page, '.body .place .first, .notice-text, .person'),
    second: await sizesOf(page, '.call .place .second, .past .place .second, .cell .place .second'),
    out,
    scrolls: await page.evaluate(() => document.documentElement.scrollHeight > innerHeight),
  }
}

export async function assertPromise(page: Page, { id, inches, distance }: Screen, latin: boolean): Promise<void> {
  const size = page.viewportSize() ?? { width: 0, height: 0 }
  const perMm = pxPerMm(inches, size)
  const { hanzi, digits } = leastHeights(distance)
  const found = await lettersOn(page)
  const where = `${id} at ${size.width} × ${size.height}${latin ? ' in English' : ''}`
  assert.ok(found.digits.length > 0 && found.text.length > 0, where)
  const slack = 0.01
  const textLeast = latin ? (digits / DIGITS_SHARE) * perMm : (hanzi / HANZI_SHARE) * perMm
  for (const px of found.digits) assert.ok(px * DIGITS_SHARE >= digits * perMm - slack, `${where}: digits of ${px} px`)
  for (const px of found.text) assert.ok(px >= textLeast - slack, `${where}: letters of ${px} px`)
  for (const px of found.second) assert.ok(px >= textLeast / 2 - slack, `${where}: second language of ${px} px`)
  assert.deepEqual(found.out, [], `${where}: out of its place`)
  assert.equal(found.scrolls, false, where)
}
