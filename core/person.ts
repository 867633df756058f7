// What says who somebody is: phone and identity-card numbers, written in one way, checked, masked, and found in free text.

const LAST = 4
const CHINA = /^(?:\+|00)86/
const MOBILE = /^1[3-9]\d{9}$/

/**
 * One person's number is one text, however it was typed: `+86 138-1234-5678` and `13812345678` are the same. Mainland
 * numbers without the country (landlines from their 0 on), all others as `+` and digits.
 */
export function normalPhone(text: string): string {
  const bare = text.replace(/[\s-]/g, '')
  if (CHINA.test(bare)) {
    const inside = bare.replace(CHINA, '')
    return MOBILE.test(inside) || inside.startsWith('0') ? inside : `0${inside}`
  }
  if (bare.startsWith('86') && MOBILE.test(bare.slice(2))) return bare.slice(2)
  return bare.replace(/^00/, '+')
}

/** Weights of the seventeen digits, and the letters of the eighteenth: GB 11643-1999, after ISO 7064 MOD 11-2. */
const CARD_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CARD_CHECKS = '10X98765432'
const CARD_FORM = /^\d{17}[\dX]$/

/** The eighteen characters, or null when they cannot be the number of an identity card: form or check digit is wrong. */
export function normalCard(text: string): string | null {
  const card = text.replace(/[\s-]/g, '').toUpperCase()
  if (!CARD_FORM.test(card)) return null
  const sum = CARD_WEIGHTS.reduce((all, weight, i) => all + weight * Number(card[i]), 0)
  return CARD_CHECKS[sum % CARD_CHECKS.length] === card[17] ? card : null
}

/** The digits by which a person at the desk recognises their own number. */
export function lastOf(normal: string): string {
  return normal.slice(-LAST)
}

/** How a number stands in every list: `****5678`. */
export function masked(last: string): string {
  return `****${last}`
}

/** The first letter of a name, as on a public list: 林**, L**. */
export function maskedName(name: string): string {
  const [first = ''] = [...name.trim()]
  return `${first}**`
}

/** A mobile number, in whatever groups; a landline with its area code apart; a number abroad. */
const PHONES = [
  /(?<![\d.])(?:(?:\+|00)?86[ -]?)?1[ -]?[3-9](?:[ .-]?\d){9}(?!\d)/g,
  /(?<!\d)\(?0\d{2,3}\)?[ -]\d{3,4}[ -]?\d{4}(?!\d)/g,
  /\+\d(?:[ -]?\d){7,14}(?!\d)/g,
]
/** Eighteen characters with a date of birth where a card has it. A wrong check digit is a slip of the pen, no less personal. */
const CARDS =
  /(?<!\d)\d{6}[ -]?(?:19|20)\d{2}[ -]?(?:0[1-9]|1[0-2])[ -]?(?:0[1-9]|[12]\d|3[01])[ -]?\d{3}[ -]?[\dXx](?!\d)/g
const GONE = '***'

/** Somebody's phone or card number stands in a text that is kept for ever. */
export function looksPersonal(text: string): boolean {
  return withoutNumbers(text) !== text
}

/** The same text with phone and card numbers taken out; as it was where there are none. */
export function withoutNumbers(text: string): string {
  // Full-width digits of a Chinese keyboard are digits.
  const plain = text.normalize('NFKC')
  const left = PHONES.reduce((rest, pattern) => rest.replace(pattern, GONE), plain.replace(CARDS, GONE))
  return left === plain ? text : left
}
