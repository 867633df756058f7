// What is to be said, and the same as an engine wants it: plain words, or English with numbers spelled out.
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

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
