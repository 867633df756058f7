// Words for what the server itself writes for people to read: the headings of exported tables.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ownOf } from '../core/ids.ts'

const FOLDER = join(import.meta.dirname, '..', 'words')

export type Speak = (key: string) => string

const languages = new Map(
  readdirSync(FOLDER).map((name) => [
    name.replace('.json', ''),
    JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Record<string, string>,
  ]),
)

/** The languages there are words in. */
export const LANGUAGES: readonly string[] = [...languages.keys()]

/** What a hall wrote, in a language or else in its first one. */
export function inLanguage(texts: Readonly<Record<string, string>>, language: string): string {
  return ownOf(texts, language) ?? Object.values(texts)[0] ?? ''
}

/** A key that has no word is written as it is. */
export function speak(language: string): Speak {
  const words = languages.get(language) ?? {}
  return (key) => (Object.hasOwn(words, key) ? (words[key] ?? key) : key)
}
