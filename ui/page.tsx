// What every visitor's page starts with: its words, its language, the page's lang attribute, and the fonts once the first paint is over.
import { type ComponentChildren, createContext, render } from 'preact'
import { useContext, useLayoutEffect, useState } from 'preact/hooks'
import { fontsLater } from './fontsLater.ts'
import './theme.css'
import './parts.css'
import { request } from './request.ts'
import { bringWords, firstLanguage, Language, type Sentences, useWords, type WordKey } from './words.ts'

const SetLanguage = createContext<(language: string) => void>(() => {})

const AGAIN_MS = 3_000

/** Draws a page into `#app`, with the words it brings along. */
export function showPage(content: ComponentChildren, words: Sentences): void {
  bringWords(words)
  const place = document.getElementById('app')
  if (place === null) throw new Error('the page has no #app')
  render(<Speaking>{content}</Speaking>, place)
  fontsLater(urgent(words))
}

/** The same, where the page's own code must stay small: the words are fetched first, from these addresses by language. */
export async function showPageWith(content: ComponentChildren, addresses: Record<string, string>): Promise<void> {
  const files = Object.entries(addresses).map(async ([language, address]) => [language, await fetchWords(address)])
  showPage(content, Object.fromEntries(await Promise.all(files)))
}

/** Does not give up: without words there is no page. */
async function fetchWords(address: string): Promise<unknown> {
  const answer = await request('GET', address)
  if (answer.ok) return answer.body
  await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
  return fetchWords(address)
}

/** What is said when the line is down must be readable when the line is down. */
function urgent(words: Sentences): string {
  const said = Object.values(words).flatMap(Object.entries)
  return said.flatMap(([key, sentence]) => (/^(common|refused|kiosk\.alone)/.test(key) ? [sentence] : [])).join('')
}

/** Changes the language of the whole page. */
export function useSetLanguage(): (language: string) => void {
  return useContext(SetLanguage)
}

/** The page's title, in its language. */
export function useTitle(key: WordKey): void {
  const { t } = useWords()
  const title = t(key)
  useLayoutEffect(() => {
    document.title = title
  }, [title])
}

/** An address of ours that keeps the hall and the language of this page. */
export function pageLink(path: string, language: string): string {
  const [way, search] = path.split('?')
  const query = new URLSearchParams(search)
  const hall = new URLSearchParams(location.search).get('hall')
  if (hall !== null) query.set('hall', hall)
  query.set('lang', language)
  return `${way}?${query}`
}

function Speaking({ children }: { children: ComponentChildren }) {
  const [language, setLanguage] = useState(firstLanguage)
  // With the words, not after them: a reader must not speak English sentences as Chinese.
  useLayoutEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return (
    <Language.Provider value={language}>
      <SetLanguage.Provider value={setLanguage}>{children}</SetLanguage.Provider>
    </Language.Provider>
  )
}
