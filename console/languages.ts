// Languages by the name that their own speakers give them.
import { LANGUAGES } from '../ui/languages.ts'
import { type WordKey, word } from '../ui/words.ts'

export const LANGUAGE_IDS: readonly string[] = LANGUAGES.map(([id]) => id)

export function languageName(language: string): string {
  return new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
}

/** The same, or where no browser knows it, the reader's word for it: Minnan is 闽南话 to whoever reads Chinese. */
export function spokenName(language: string, reader: string): string {
  const own = languageName(language)
  if (own !== language) return own
  const key = `setup.language.${language}`
  const said = word(reader, key as WordKey)
  return said === key ? language : said
}
