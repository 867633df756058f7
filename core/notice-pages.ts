// A notice in as many pages as it needs at the size that can be read: it turns pages, its letters do not shrink.
import { widthOf } from './letters.ts'

export interface Room {
  lines: number
  /** In font sizes. */
  width: number
}

/** Never loses a letter. Breaks where a browser would: between words, and between any two Hanzi; a word too long for a line is cut. */
export function noticePages(text: string, { lines, width }: Room): string[] {
  const all = linesOf(text.trim(), Math.max(1, width))
  const pages: string[] = []
  for (let i = 0; i < all.length; i += lines) pages.push(all.slice(i, i + lines).join('\n'))
  return pages
}

function linesOf(text: string, width: number): string[] {
  return text.split(/\n+/).flatMap((paragraph) => {
    const found: string[] = []
    let line = ''
    for (const piece of piecesOf(paragraph, width)) {
      if (line !== '' && widthOf((line + piece).trimEnd()) > width) {
        found.push(line.trimEnd())
        line = piece.trimStart()
      } else line += piece
    }
    return line.trim() === '' ? found : [...found, line.trimEnd()]
  })
}

/** Words with the blank behind them, and single Hanzi with the sign that may not begin a line. */
const PIECE = /[\u2e80-\uffff][，。、；：！？）》”’]*|[^\s\u2e80-\uffff]+\s*|\s+/gu

function piecesOf(paragraph: string, width: number): string[] {
  return (paragraph.match(PIECE) ?? []).flatMap((piece) => (widthOf(piece.trimEnd()) > width ? [...piece] : [piece]))
}
