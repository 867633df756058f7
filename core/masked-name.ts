// A name as a public screen may show it: who bears it knows it again, nobody else learns it.

/** Letters of which one is a syllable and names are two to four: Hanzi, Kana, Hangul. */
const SYLLABLES = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}々ー]+$/u
/** Between the parts of a name: 阿卜杜拉·买买提, Jean Dupont. A hyphen binds: Anne-Marie is one. */
const BETWEEN = /[\s·•・‧.,，、]+/u
/** A blank inside a name of syllables only makes it as wide as its neighbours: 陈　强 is 陈强. */
const BLANKS = /\s+/gu
const STAR = '*'
/** However long the rest is: its length says too much. */
const REST = STAR.repeat(3)
const PARTS_MOST = 4

/**
 * 陈志强 → 陈*强, 陈强 and 陈 强 → 陈*, 欧阳志强 → 欧**强; John Albert Doe → J. A. D***; 阿卜杜拉·买买提 → 阿*·买*. Of a
 * part that is one letter nothing is shown behind the first: it would be the whole part. Empty: there is nothing that could
 * be shown.
 */
export function maskedName(name: string): string {
  const whole = name.normalize('NFC').trim()
  const ofSyllables = SYLLABLES.test(lettersOf(whole).join(''))
  const parts = (ofSyllables ? whole.replace(BLANKS, '') : whole)
    .split(BETWEEN)
    .map((part) => lettersOf(part))
    .filter((letters) => letters.length > 0)
    .slice(0, PARTS_MOST)
  const [only] = parts
  if (only === undefined) return ''
  const firsts = parts.map(([first = '', ...rest], i) => (i > 0 && rest.length === 0 ? '' : first))
  if (ofSyllables) return parts.length === 1 ? maskedSyllables(only) : firsts.map((first) => first + STAR).join('·')
  const last = firsts.length - 1
  return firsts.map((first, i) => (i === last ? capital(first) + REST : `${capital(first) || STAR}.`)).join(' ')
}

/** Of ß there is none: SS would be two letters. */
function capital(letter: string): string {
  const upper = letter.toUpperCase()
  return upper.length === letter.length ? upper : letter
}

/** The last is shown of names of three and more alone: of two it would be all. */
function maskedSyllables(letters: readonly string[]): string {
  const [first = '', ...rest] = letters
  if (rest.length < 2) return first + STAR
  return first + STAR.repeat(Math.min(rest.length - 1, REST.length - 1)) + (rest.at(-1) ?? '')
}

/** As people count them, with their accents; digits, signs and emoji are in no name. */
function lettersOf(part: string): string[] {
  return [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(part)]
    .map(({ segment }) => segment)
    .filter((one) => /^\p{L}/u.test(one))
}
