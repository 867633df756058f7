// Words of the hall's screens, in both languages at once: the screen's own language large, the other one small.
import families from 'words:lobby.connecting,lobby.no-hall,lobby.refused,lobby.cut-off,lobby.not-working'
import type { WordKey } from '../ui/words.ts'

export type ScreenWord = Extract<WordKey, `lobby.${string}` | `counter.${string}` | `pair.${string}`>
type Values = Record<string, string | number>

const wantsEnglish = new URLSearchParams(location.search).get('lang')?.startsWith('en') ?? false
/** Which is large. A lobby speaks Chinese first unless its address says otherwise; the browser's language says nothing. */
export const FIRST = wantsEnglish ? 'en' : 'zh-CN'
export const SECOND = wantsEnglish ? 'zh-CN' : 'en'

/** What a part of a screen says beside what all of them say. */
export function addWords(more: typeof families): void {
  for (const language of [FIRST, SECOND]) Object.assign(families[language] ?? {}, more[language])
}

/** All there is to say: what must be readable when the line is down. */
export function sentences(): string {
  return JSON.stringify(families)
}

export function word(language: string, key: ScreenWord, values: Values = {}): string {
  const sentence = families[language]?.[key] ?? key
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

export function Both({ of, values }: { of: ScreenWord; values?: Values }) {
  return <Pair first={word(FIRST, of, values)} second={word(SECOND, of, values)} />
}

/** The text in the first language, or in whichever there is. */
export function firstOf(texts: Record<string, string>): string {
  return texts[FIRST] ?? Object.values(texts)[0] ?? ''
}

/** A text of the hall's own; where it has no second language, or the same text in both, it is shown once. */
export function BothOwn({ texts }: { texts: Record<string, string> }) {
  return <Pair first={firstOf(texts)} second={texts[SECOND] ?? ''} />
}

function Pair({ first, second }: { first: string; second: string }) {
  return (
    <>
      <span class="first" lang={FIRST}>
        {first}
      </span>
      {second !== '' && second !== first && (
        <span class="second" lang={SECOND}>
          {second}
        </span>
      )}
    </>
  )
}
