// How high letters have to be for who sits farthest away, in millimetres on the wall and in pixels of the screen that hangs there.

/** The distance divided by these is the least height: of Hanzi, of digits and Latin capitals. */
export const HANZI_PER_DISTANCE = 150
export const DIGITS_PER_DISTANCE = 200
/** What of its font size a letter really is high, in the fonts of ui/theme.css, of each kind the lowest. */
export const HANZI_SHARE = 0.88
export const DIGITS_SHARE = 0.7
/** The second language, and what became of a call, beside the first: read when one comes nearer. */
export const SECOND_SHARE = 0.5

const MM_PER_METRE = 1_000
const MM_PER_INCH = 25.4

export interface Pixels {
  width: number
  height: number
}

/** Millimetres, for a distance in metres. */
export function leastHeights(distance: number): { hanzi: number; digits: number } {
  const mm = distance * MM_PER_METRE
  return { hanzi: mm / HANZI_PER_DISTANCE, digits: mm / DIGITS_PER_DISTANCE }
}

/** Least font sizes in pixels. `text` is that of the screen's first language; a Latin one is as high as digits are. */
export interface Letters {
  digits: number
  text: number
  second: number
}

export function leastSizes(distance: number, pxPerMm: number, latin: boolean): Letters {
  const { hanzi, digits } = leastHeights(distance)
  const ofDigits = (digits / DIGITS_SHARE) * pxPerMm
  const text = latin ? ofDigits : (hanzi / HANZI_SHARE) * pxPerMm
  return { digits: ofDigits, text, second: text * SECOND_SHARE }
}

/** How many pixels a millimetre has, on a screen of that diagonal in inches. Pixels are taken for square. */
export function pxPerMm(inches: number, { width, height }: Pixels): number {
  return Math.hypot(width, height) / (inches * MM_PER_INCH)
}

const LATIN_WIDTH = 0.58
/** Where the scripts begin whose letters are as wide as they are high. */
const WIDE_FROM = '\u2e80'

/** How wide a text is, in font sizes. */
export function widthOf(text: string): number {
  let width = 0
  for (const letter of text) width += letter >= WIDE_FROM ? 1 : LATIN_WIDTH
  return width
}
