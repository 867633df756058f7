// Reads aloud: by the server's voice, or where nothing on the server speaks the language, by the browser's own.
import { hallText, type PromptLanguages, type PromptPiece } from '../core/prompts.ts'
import type { HallView } from '../core/protocol.ts'
import { hear, hush } from '../ui/hear.ts'
import { request } from '../ui/request.ts'
import { type WordKey, word } from '../ui/words.ts'

export { promptOf, promptOfElement } from './promptOf.ts'

const VOICES_WITHIN_MS = 1_000
/** Longer than any step takes. Browsers do not always tell that they have come to the end, and while something is read nobody is asked whether they are still there. */
const READ_WITHIN_MS = 90_000
/** Held while it speaks: one that nothing refers to may be collected before it tells of its end. */
let speaking: SpeechSynthesisUtterance | undefined

/** Who speaks this language here; null: nobody. */
export type Reads = 'server' | 'browser' | null

const SAID_NO = [401, 403, 404]
const path = (hall: string) => `/api/v1/halls/${encodeURIComponent(hall)}/prompts`

/** Undefined: the server gave no answer just then. */
export async function whoReads(hall: string, language: string): Promise<Reads | undefined> {
  const answer = await request('GET', path(hall))
  if (!answer.ok && !SAID_NO.includes(answer.problem.status)) return undefined
  if (answer.ok && (answer.body as PromptLanguages).languages.includes(language)) return 'server'
  return (await voiceOf(language)) === undefined ? null : 'browser'
}

interface Reading {
  language: string
  say: readonly PromptPiece[]
  wanted: () => boolean
}

/** Settles when it was read to its end, was cut off, or takes too long. */
export async function read(reads: Reads, hall: HallView, reading: Reading): Promise<void> {
  quiet()
  const { language, say } = reading
  if (say.length === 0) return
  const cutOff = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLong = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, READ_WITHIN_MS)
  })
  const read =
    reads === 'browser'
      ? readByBrowser(textOf(hall, language, say), language)
      : readByServer(hall.id, reading, cutOff.signal)
  await Promise.race([read, tooLong])
  clearTimeout(timer)
  cutOff.abort()
}

async function readByServer(hall: string, { language, say, wanted }: Reading, signal: AbortSignal): Promise<void> {
  const sound = await fetchSound(hall, { language, say }, signal).catch(() => null)
  if (sound !== null && wanted()) await hear(sound)
}

async function fetchSound(hall: string, prompt: object, signal: AbortSignal): Promise<ArrayBuffer | null> {
  const answer = await fetch(path(hall), {
    method: 'POST',
    signal,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(prompt),
  })
  return answer.ok ? answer.arrayBuffer() : null
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
  speaking = utterance
  utterance.voice = voice
  utterance.lang = voice.lang
  await new Promise<void>((resolve) => {
    utterance.onend = () => resolve()
    utterance.onerror = () => resolve()
    speechSynthesis.speak(utterance)
  })
  if (speaking === utterance) speaking = undefined
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
