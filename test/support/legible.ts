// Whether people can read and hit what a page shows: sizes, contrast and what is cut off, by the browser's own computed style.
import type { Page } from 'playwright-core'

export interface Least {
  /** CSS pixels; 0 leaves it out. */
  text: number
  target: number
}

const TARGETS = 'button, a[href], input:not([type=hidden]), select, textarea, summary'

/** In words, each fault once; empty when all is well. WCAG 1.4.3 for the contrast: 4.5, or 3 for large letters. */
export async function illegible(page: Page, least: Least): Promise<string[]> {
  // tsx gives functions their names by a helper, which the page does not have.
  await page.evaluate('globalThis.__name ??= (one) => one')
  return page.evaluate(
    ({ least, targets }) => {
      const found = new Set<string>()
      type Colour = [number, number, number, number]
      const colourOf = (text: string): Colour => {
        const [r = 0, g = 0, b = 0, a = 1] = (text.match(/[\d.]+/g) ?? []).map(Number)
        return [r, g, b, a]
      }
      const over = ([r, g, b, a]: Colour, [br, bg, bb]: Colour): Colour => [
        r * a + br * (1 - a),
        g * a + bg * (1 - a),
        b * a + bb * (1 - a),
        1,
      ]
      const groundOf = (one: Element | null): Colour => {
        if (one === null) return [255, 255, 255, 1]
        const own = colourOf(getComputedStyle(one).backgroundColor)
        return own[3] === 1 ? own : over(own, groundOf(one.parentElement))
      }
      const light = (colour: Colour) => {
        const [r = 0, g = 0, b = 0] = colour.slice(0, 3).map((part) => {
          const share = part / 255
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
        })
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
      }
      const contrast = (one: Colour, other: Colour) => {
        const [dark = 0, bright = 0] = [light(one), light(other)].sort((a, b) => a - b)
        return (bright + 0.05) / (dark + 0.05)
      }
      const isSeen = (one: Element) => {
        const { width, height } = one.getBoundingClientRect()
        return width > 1 && height > 1 && getComputedStyle(one).visibility === 'visible' && !one.closest('.unseen')
      }
      const dialog = document.querySelector('dialog[open]')
      const texts = document.createTreeWalker(dialog ?? document.body, NodeFilter.SHOW_TEXT)
      while (texts.nextNode()) {
        const { parentElement: at, textContent } = texts.currentNode
        const said = textContent?.trim() ?? ''
        if (said === '' || at === null || !isSeen(at) || at.closest('svg, option') !== null) continue
        const style = getComputedStyle(at)
        const size = Number.parseFloat(style.fontSize)
        if (size < least.text) found.add(`${size} px: ${said.slice(0, 40)}`)
        const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700)
        const ground = groundOf(at)
        const ratio = contrast(over(colourOf(style.color), ground), ground)
        if (ratio < (isLarge ? 3 : 4.5)) found.add(`contrast ${ratio.toFixed(2)}: ${said.slice(0, 40)}`)
      }
      for (const one of (dialog ?? document).querySelectorAll(targets)) {
        const { width, height } = one.getBoundingClientRect()
        // Half a pixel is a matter of rounding.
        if (isSeen(one) && Math.min(width, height) < least.target - 0.5)
          found.add(`${Math.round(width)} × ${Math.round(height)}: ${one.textContent?.slice(0, 40)}`)
      }
      return [...found]
    },
    { least, targets: TARGETS },
  )
}

/** What is lost when letters grow: texts of which not all is to be seen, sideways scrolling, controls that nobody can get at. */
export async function lost(page: Page): Promise<string[]> {
  await page.evaluate('globalThis.__name ??= (one) => one')
  return page.evaluate((targets) => {
    const found: string[] = []
    const root = document.scrollingElement ?? document.documentElement
    const nameOf = (one: Element) => `${one.tagName}.${one.className} ${one.textContent?.trim().slice(0, 40)}`
    const reachesOut = (one: Element) => one.getBoundingClientRect().right > root.clientWidth + 1
    if (root.scrollWidth > root.clientWidth + 1) {
      const widest = [...document.querySelectorAll('body *')].filter(reachesOut).map(nameOf)
      found.push(`sideways: ${root.scrollWidth} of ${root.clientWidth}: ${widest.slice(0, 3).join(' · ')}`)
    }
    for (const one of document.body.querySelectorAll<HTMLElement>('*')) {
      const style = getComputedStyle(one)
      const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip'
      if (one.closest('.unseen, svg') !== null || one.innerText?.trim() === '') continue
      const slack = Number.parseFloat(style.fontSize) / 2
      const wide = hides(style.overflowX) && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0
      const high = hides(style.overflowY) && one.scrollHeight > one.clientHeight + slack && one.clientHeight > 0
      if ((wide || high) && one !== document.body) found.push(`cut off: ${nameOf(one)}`)
    }
    // It goes away by itself when there is no more below.
    for (const one of document.querySelectorAll('.more-below')) one.remove()
    for (const one of document.querySelectorAll<HTMLElement>(targets)) {
      const seen = one as HTMLElement & { checkVisibility(): boolean }
      if (!seen.checkVisibility() || one.closest('[inert], .unseen') !== null) continue
      one.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
      const { left, top, width, height } = one.getBoundingClientRect()
      if (width === 0 || getComputedStyle(one).visibility !== 'visible') continue
      const over = document.elementFromPoint(left + width / 2, top + height / 2)
      // A box may lie unseen behind the words that are pressed.
      const label = one.closest('label')
      const isIt = over !== null && (one.contains(over) || label?.contains(over) === true)
      if (!isIt) found.push(`out of reach: ${nameOf(one)}, under ${over?.tagName}.${over?.className}`)
    }
    root.scrollTo(0, 0)
    return found
  }, TARGETS)
}

/** As a browser or phone does that is told to double its letters, and only those. */
export async function doubleText(page: Page): Promise<void> {
  await page.evaluate(() => {
    const all = [...document.querySelectorAll<HTMLElement>('body, body *')]
    const sizes = all.map((one) => Number.parseFloat(getComputedStyle(one).fontSize))
    all.forEach((one, index) => {
      one.style.fontSize = `${(sizes[index] ?? 0) * 2}px`
    })
  })
}
