// What is to be said, and the same as each engine wants it: plain words, pinyin, or English with numbers spelled out.
import { pinyin } from 'pinyin-pro'
import { LANGUAGES, speak } from '../words.ts'

/** Said as it reads, or letter by letter and digit by digit. */
export type Piece = string | { spelled: string }

export interface Utterance {
  /** To be spoken. */
  language: string
  /** In which the pieces are written: another one where the program has no words in `language`. */
  written: string
  said: readonly Piece[]
}

/** The language, if there are words in it, else the first of the hall's that has some. */
export function writtenIn(language: string, hallLanguages: readonly string[]): string {
  return [language, ...hallLanguages].find((one) => LANGUAGES.includes(one)) ?? 'en'
}

/** `counter`: its name in the language that is written. */
export function callUtterance(call: {
  language: string
  written?: string
  number: string
  counter: string
}): Utterance {
  const { language, written = language, number, counter } = call
  const said = callParts(written).map((part) =>
    part === '{number}' ? { spelled: number } : part === '{counter}' ? counter : part,
  )
  return { language, written, said }
}

/** `请 `, `{number}`, ` 号，到`, `{counter}`: the sentence of a call. */
export function callParts(written: string): string[] {
  return speak(written)('voice.call')
    .split(/(\{number\}|\{counter\})/)
    .filter((one) => one !== '')
}

/** As it stands in the caption. */
export function caption({ said }: Utterance): string {
  return said.map((one) => (typeof one === 'string' ? one : one.spelled)).join('')
}

/** For an engine of which nothing is known: numbers letter by letter. */
export function plain({ said }: Utterance): string {
  return said.map((one) => (typeof one === 'string' ? one : [...one.spelled].join(' '))).join('')
}

/** SSML for English voices: a number is a row of characters, and not "a thousand and seventeen". */
export function ssml({ said }: Utterance): string {
  const parts = said.map((one) =>
    typeof one === 'string'
      ? escaped(one.replace(RANGE, '$1 to $2').replace(/\bmin\b/g, 'minutes'))
      : `<say-as interpret-as="characters">${escaped(one.spelled)}</say-as>`,
  )
  return `<speak>${parts.join('')}</speak>`
}

const RANGE = /(\d)\s*[–—-]\s*(\d)/g

/**
 * Pinyin with the tone behind each syllable: espeak-ng reads Hanzi wrongly and this rightly. What is spelled digit by digit;
 * a number in running text as a number.
 */
export function mandarin({ said }: Utterance): string {
  return said
    .map((one) => (typeof one === 'string' ? read(one) : spell(one.spelled)))
    .filter((one) => one !== '')
    .join(' ')
}

const DIGITS = ['ling2', 'yi1', 'er4', 'san1', 'si4', 'wu3', 'liu4', 'qi1', 'ba1', 'jiu3']
/** How letters are said in Mandarin. */
const LETTERS: Record<string, string> = {
  A: 'ei1',
  B: 'bi4',
  C: 'xi1',
  D: 'di4',
  E: 'yi4',
  F: 'ai2 fu1',
  G: 'ji4',
  H: 'ei2 chi1',
  I: 'ai4',
  J: 'zhei4',
  K: 'kei4',
  L: 'ai2 er3',
  M: 'ai2 mu3',
  N: 'en1',
  O: 'ou1',
  P: 'pi4',
  Q: 'kiu1',
  R: 'a4 er3',
  S: 'ai2 si1',
  T: 'ti4',
  U: 'you1',
  V: 'wei4',
  W: 'da2 bu4 liu4',
  X: 'ai2 ke4 si1',
  Y: 'wai4',
  Z: 'zei4',
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

function spell(text: string): string {
  return [...text.toUpperCase()]
    .map((one) => DIGITS[Number(one)] ?? LETTERS[one] ?? '')
    .filter(Boolean)
    .join(' ')
}

function read(text: string): string {
  const runs = text.match(/\d+:\d{2}|\d+|[A-Za-z]+|[\u3400-\u9fff]+|[，。、,.；：！？;!?]|[–—-](?=\s*\d)/g) ?? []
  return runs.map(readRun).join(' ')
}

function readRun(run: string): string {
  const time = /^(\d+):(\d{2})$/.exec(run)
  if (time !== null) return readTime(Number(time[1]), Number(time[2]))
  if (/\d/.test(run)) return run.length <= COUNTED_MOST ? count(Number(run)).join(' ') : spell(run)
  if (/[A-Za-z]/.test(run)) return spell(run)
  if (/[–—-]/.test(run)) return 'dao4'
  if (/[。.！？!?]/.test(run)) return '.'
  if (/[，、,；：;]/.test(run)) return ','
  return pinyin(run, { toneType: 'num', type: 'array' }).join(' ')
}

/** 14:30 is 十四点三十分, 9:05 is 九点零五分. */
function readTime(hours: number, minutes: number): string {
  const said = [...count(hours), 'dian3']
  if (minutes === 0) return said.join(' ')
  return [...said, ...(minutes < 10 ? ['ling2'] : []), ...count(minutes), 'fen1'].join(' ')
}

/** Longer ones are names rather than numbers. */
const COUNTED_MOST = 4
const PLACES = ['', 'shi2', 'bai3', 'qian1'] as const

/** 12 → shi2 er4, 20 → er4 shi2, 105 → yi1 bai3 ling2 wu3. For 0 to 9,999. */
function count(value: number): string[] {
  if (value === 0) return [DIGITS[0] ?? '']
  const said: string[] = []
  const digits = [...String(value)].map(Number)
  let gap = false
  for (const [i, digit] of digits.entries()) {
    const place = PLACES[digits.length - 1 - i] ?? ''
    if (digit === 0) {
      gap = true
      continue
    }
    if (gap) said.push('ling2')
    gap = false
    // Ten is said without its one.
    if (!(digit === 1 && place === 'shi2' && i === 0)) said.push(DIGITS[digit] ?? '')
    if (place !== '') said.push(place)
  }
  return said
}
