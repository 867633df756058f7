// A sentence as pinyin, for espeak-ng. A dictionary comes along with it: loaded when somebody first speaks that way.
import { pinyin } from 'pinyin-pro'
import type { Utterance } from './utterance.ts'

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
