// Breaks lines between words: the markup's own wrapping breaks anywhere, which only Hanzi bear.

/** Decorations, what is written, decorations, and the sign of its side; what is set otherwise is left to the markup. */
const PLAIN = /^(\|\s*)?([_"`^]*)((?:[^_"`^{}|\\]|\\x[\da-f]{2})+?)([_"`^]*)(\s*\|)?$/i

export function wrapped(document: string, columns: number): string {
  return document
    .split('\n')
    .flatMap((line) => wrappedLine(line, columns))
    .join('\n')
}

function wrappedLine(line: string, columns: number): string[] {
  const [, left = '', opened = '', text = '', closed = '', right = ''] = line.match(PLAIN) ?? []
  const room = Math.floor(columns / scaleOf(opened))
  if (text === '' || widthOf(text) <= room) return [line]
  return broken(text, room).map((part) => left + opened + part + closed + right)
}

/** `^` twice as wide, `^^` twice as high, from `^^^` on both, one more each. */
function scaleOf(decorations: string): number {
  const run = decorations.match(/\^+/)?.[0].length ?? 0
  return run < 2 ? run + 1 : run - 1
}

/** Columns: a letter of Latin takes one, a Hanzi two, a sign that is written by its number one. */
function widthOf(text: string): number {
  return [...text.replace(/\\x[\da-f]{2}/gi, 'x')].reduce((sum, one) => sum + (one < '\x80' ? 1 : 2), 0)
}

/** What stays together: a word, or one Hanzi with the marks that may not begin or end a line. */
const PIECES = /\s*(?:[（「《“]*(?:\P{ASCII}|(?:\\x[\da-f]{2}|[\x21-\x5b\x5d-\x7e])+)[），。、：；！？」》”…]*)/gu

function broken(text: string, room: number): string[] {
  const lines: string[] = []
  let now = ''
  for (const [piece] of text.matchAll(PIECES)) {
    if (now !== '' && widthOf(now + piece) > room) {
      lines.push(now)
      now = piece.trimStart()
    } else now += piece
  }
  return [...lines, now]
}
