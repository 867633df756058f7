// Which letters a printer has: those that its alphabet, GB18030, writes with one byte or two. Four bytes it prints as garbage.
import iconv from 'iconv-lite'

/** Of what is written with more, no printer has the picture. */
const BYTES_MOST = 2
const BOX = '□'

/**
 * The same document with letters that come out: ñ as n where the printer knows the bare letter alone, and a box for all
 * others. What stands in braces is for the markup, such as the address in a code.
 */
export function printable(document: string): string {
  return document.replace(/\{[^{}]*\}|[^\0-\x7f]/gu, (one) =>
    one.startsWith('{') || fits(one) ? one : (bare(one) ?? BOX),
  )
}

function fits(letter: string): boolean {
  return iconv.encode(letter, 'gb18030').length <= BYTES_MOST
}

/** Without its accents; of an accent alone nothing is left. Letters only: some signs would become signs of the markup. */
function bare(letter: string): string | null {
  const left = letter.normalize('NFD').replace(/\p{M}/gu, '')
  return /^\p{L}*$/u.test(left) && [...left].every(fits) ? left : null
}
