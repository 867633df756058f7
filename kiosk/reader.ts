// Reads aloud: by the server's voice, or where nothing on the server speaks the language, by the browser's own.
import { hallText, type PromptLanguages, type PromptPiece } from '../core/prompts.ts'
import type { HallView } from '../core/protocol.ts'
import { hear, hush } from '../ui/hear.ts'
import { request } from '../ui/request.ts'
import { type WordKey, word } from '../ui/words.ts'

export { promptOf, promptOfElement } from './promptOf.ts'

const VOICES_WITHIN_MS = 1_000

/** Who speaks this language here; null: nobody. */
export type Reads = 'server' | 'browser' | null

const path = (hall: string) => `/api/v1/halls/${encodeURIComponent(hall)}/prompts`

export async function whoReads(hall: string, language: string): Promise<Reads> {
  const answer = await request('GET', path(hall))
  if (answer.ok && (answer.body as PromptLanguages).languages.includes(language)) return 'server'
  return (await voiceOf(language)) === undefined ? null : 'browser'
}

/** Settles when it was read to its end, or was cut off. */
export async function read(
  reads: Reads,
  hall: HallView,
  { language, say, wanted }: { language: string; say: readonly PromptPiece[]; wanted: () => boolean },
): Promise<void> {
  quiet()
  if (say.length === 0) return
  if (reads === 'browser') return readByBrowser(textOf(hall, language, say), language)
  const answer = await fetch(path(hall.id), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ language, say }),
  }).catch(() => null)
  if (!answer?.ok || !wanted()) return
  const sound = await answer.arrayBuffer()
  if (wanted()) await hear(sound)
}

export function quiet(): void {
  hush()
  if ('speechSynthesis' in globalThis) speechSynthesis.cancel()
}

/** A refusal that has a word is read; of others, that it did not work. */
export function refusalPieces(code: string, language: string): PromptPiece[] {
  const key = `refused.${code}`
  const known = word(language, key as WordKey) !== key
  return [{ word: 'common.refused' }, ...(known ? [{ word: key }] : [])]
}

async function readByBrowser(text: string, language: string): Promise<void> {
  const voice = await voiceOf(language)
  if (voice === undefined) return
  const utterance = new SpeechSynthesisUtterance(text)
  utterance.voice = voice
  utterance.lang = voice.lang
  await new Promise<void>((resolve) => {
    utterance.onend = () => resolve()
    utterance.onerror = () => resolve()
    speechSynthesis.speak(utterance)
  })
}

/** Browsers load their voices late, and some have none: it waits a moment. */
async function voiceOf(language: string): Promise<SpeechSynthesisVoice | undefined> {
  if (!('speechSynthesis' in globalThis)) return undefined
  const find = () => speechSynthesis.getVoices().find(({ lang }) => lang.split(/[-_]/)[0] === language.split('-')[0])
  if (speechSynthesis.getVoices().length === 0)
    await new Promise<void>((resolve) => {
      speechSynthesis.addEventListener('voiceschanged', () => resolve(), { once: true })
      setTimeout(resolve, VOICES_WITHIN_MS)
    })
  return find()
}

/** The same as the server would say. */
function textOf(hall: HallView, language: string, say: readonly PromptPiece[]): string {
  const stop = language.startsWith('zh') ? '。' : '. '
  return say
    .map((piece) => {
      if ('number' in piece) return [...piece.number].join(' ')
      if ('word' in piece) return word(language, piece.word as WordKey, piece.values ?? {})
      const texts = hallText(hall, piece) ?? {}
      return texts[language] ?? Object.values(texts)[0] ?? ''
    })
    .join(stop)
}
