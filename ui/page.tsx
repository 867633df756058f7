// What every page starts with: the language and its switch, the page's lang attribute, and the fonts once the first paint is over.
import { type ComponentChildren, createContext, render } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import './theme.css'
import './parts.css'
import { firstLanguage, Language, useWords, type WordKey } from './words.ts'

const SetLanguage = createContext<(language: string) => void>(() => {})

/** Draws a page into `#app` and keeps its language. */
export function showPage(content: ComponentChildren): void {
  const place = document.getElementById('app')
  if (place === null) throw new Error('the page has no #app')
  render(<Speaking>{content}</Speaking>, place)
  // Two frames: the first paint must not wait for a hundred kilobytes of font rules.
  requestAnimationFrame(() => requestAnimationFrame(() => void import('./fonts.ts')))
}

/** Changes the language of the whole page. */
export function useSetLanguage(): (language: string) => void {
  return useContext(SetLanguage)
}

/** The page's title, in its language. */
export function useTitle(key: WordKey): void {
  const { t } = useWords()
  const title = t(key)
  useEffect(() => {
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
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return (
    <Language.Provider value={language}>
      <SetLanguage.Provider value={setLanguage}>{children}</SetLanguage.Provider>
    </Language.Provider>
  )
}
