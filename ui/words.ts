// Every sentence on a screen, by key and language. No screen holds a sentence of its own.
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type en from '../words/en.json'
import type zh from '../words/zh-CN.json'

/** Typed from English; the compiler refuses a Chinese file that lacks a key, a test the reverse. */
export type WordKey = keyof typeof en
type Complete<T extends Record<WordKey, string>> = T
export type Chinese = Complete<typeof zh>

/** By language, then by key. */
export type Sentences = Record<string, Record<string, string>>
const brought: Sentences = {}

/** Each page brings the families of words that it uses (`words:common,kiosk`), before it draws anything; parts that load later bring theirs. */
export function bringWords(words: Sentences): void {
  for (const [language, sentences] of Object.entries(words)) brought[language] = { ...brought[language], ...sentences }
}

export type Values = Record<string, string | number>

/** `{name}` in a sentence is replaced by the value of that name. */
export function word(language: string, key: WordKey, values: Values = {}): string {
  const sentence = (brought[language] ?? brought.en)?.[key] ?? key
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

export const Language = createContext('zh-CN')

export interface Speech {
  language: string
  /** A sentence in the screen's language. */
  t: (key: WordKey, values?: Values) => string
  /** The hall's own text (`{"zh-CN": …, "en": …}`) in the screen's language, else in any there is. */
  own: (texts: Record<string, string>) => string
}

export function useWords(): Speech {
  const language = useContext(Language)
  return {
    language,
    t: (key, values) => word(language, key, values),
    own: (texts) => texts[language] ?? Object.values(texts)[0] ?? '',
  }
}

/** A refusal's code as a sentence; codes that have none yet are shown as "did not work" with the code. */
export function refusalWord(language: string, code: string): string {
  const key = `refused.${code}`
  return brought[language]?.[key] !== undefined
    ? word(language, key as WordKey)
    : word(language, 'refused.other', { code })
}

/** `zh-CN` or `en`, from `?lang=` or the browser. */
export function firstLanguage(): string {
  const wanted = new URLSearchParams(location.search).get('lang') ?? navigator.language
  return wanted.toLowerCase().startsWith('en') ? 'en' : 'zh-CN'
}
