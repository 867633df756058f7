// The paper of a number that the kiosk gave by itself. The hall's template is the server's, so this one is plain: the hall, the
// number, what it is for, when it was given, that it is valid, and the code that works once the server is back.
import { COLUMNS, type PaperWidth } from '../../core/paper.ts'
import { clockTime, dayName } from '../../ui/times.ts'
import { qrPath } from './QrCode.tsx'
import type { Given } from './store.ts'

/** Of a thermal printer, for one of the columns that its paper has. */
const COLUMN_DOTS = 12
const SVG = 'http://www.w3.org/2000/svg'
const TEXT = 26
const NUMBER = 150
const GAP = 14
const CODE_PART = 0.55

interface OnPaper {
  hall: string
  zone: string
  language: string
  /** Of the services. */
  names: string[]
  given: Given
  said: string[]
  address: string
}

/** Where the holder sees their place, in the language that they chose. */
export function pageAddress({ page, key }: Pick<Given, 'page' | 'key'>, language: string): string {
  return `${page}?lang=${language}#${key}`
}

export function paperOf({ hall, zone, language, names, given, said, address }: OnPaper, width: PaperWidth): SVGElement {
  const wide = COLUMNS[width] * COLUMN_DOTS
  const picture = document.createElementNS(SVG, 'svg')
  let down = 0
  const write = (text: string, size: number) => {
    for (const line of linesOf(text, wide / size)) {
      down += size
      const one = put(picture, 'text', { x: wide / 2, y: down, 'font-size': size, 'text-anchor': 'middle' })
      one.textContent = line
      down += size / 4
    }
    down += GAP
  }
  const at = new Date(given.at).toISOString()
  write(hall, TEXT)
  write(given.number, NUMBER)
  for (const name of names) write(name, TEXT * 1.2)
  write(`${dayName(at, zone, language)} ${clockTime(at, zone)}`, TEXT)
  for (const one of said) write(one, TEXT)
  const { size, path } = qrPath(address)
  const part = (wide * CODE_PART) / size
  put(picture, 'path', { d: path, transform: `translate(${(wide * (1 - CODE_PART)) / 2} ${down}) scale(${part})` })
  picture.setAttribute('viewBox', `0 0 ${wide} ${Math.ceil(down + part * size)}`)
  return picture
}

function put(into: SVGElement, name: string, attributes: Record<string, string | number>): SVGElement {
  const one = document.createElementNS(SVG, name) as SVGElement
  for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, String(value))
  into.append(one)
  return one
}

/** No wider than so many Hanzi: a Latin letter takes about half of one, and its words stay whole. */
export function linesOf(text: string, most: number): string[] {
  const lines: string[] = []
  let line = ''
  let wide = 0
  for (const part of text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/g) ?? []) {
    const own = /[\u2e80-\uffef]/.test(part) ? 1 : part.length * 0.55
    if (wide + own > most && line !== '') {
      lines.push(line.trim())
      line = ''
      wide = 0
    }
    line += part
    wide += own
  }
  return [...lines, line.trim()]
}
