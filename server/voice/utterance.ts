// What is said of a call, as each engine wants it: plain words, pinyin, or English with the number spelled out.
import { pinyin } from 'pinyin-pro'
import { speak } from '../words.ts'

export interface Utterance {
  language: string
  number: string
  /** The counter's name in this language. */
  counter: string
}

/** As it stands in the caption. */
export function caption({ language, number, counter }: Utterance): string {
  return sentence(language, number, counter)
}

/** For an engine of which nothing is known: the number letter by letter. */
export function plain({ language, number, counter }: Utterance): string {
  return sentence(language, [...number].join(' '), counter)
}

/** SSML for English voices: the number is a row of characters, and not "a thousand and seventeen". */
export function ssml({ language, number, counter }: Utterance): string {
  const spelled = `<say-as interpret-as="characters">${escaped(number)}</say-as>`
  return `<speak>${sentence(language, spelled, escaped(counter))}</speak>`
}

/**
 * Pinyin with the tone behind each syllable: espeak-ng reads Hanzi wrongly and this rightly. Digits of the ticket's
 * number one by one; a number in a counter's name as a number.
 */
export function mandarin({ language, number, counter }: Utterance): string {
  const [before = '', between = '', after = ''] = sentence(language, MARK, MARK).split(MARK)
  return [read(before), spell(number), read(between), read(counter), read(after)].filter((one) => one !== '').join(' ')
}

const MARK = '\u0000'
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

function sentence(language: string, number: string, counter: string): string {
  return speak(language)('voice.call')
    .replace('{number}', () => number)
    .replace('{counter}', () => counter)
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
  const runs = text.match(/\d+|[A-Za-z]+|[\u3400-\u9fff]+|[，。、,.]/g) ?? []
  return runs.map(readRun).join(' ')
}

function readRun(run: string): string {
  if (/\d/.test(run)) return run.length <= COUNTED_MOST ? count(Number(run)).join(' ') : spell(run)
  if (/[A-Za-z]/.test(run)) return spell(run)
  if (/[，。、,.]/.test(run)) return ','
  return pinyin(run, { toneType: 'num', type: 'array' }).join(' ')
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
