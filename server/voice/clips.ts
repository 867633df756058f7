// A hall's recorded voices: which clips a language needs, and a call joined from them when every one that it needs is there.
import { clipsOfCall, type Slot } from '../../core/clips.ts'
import type { HallFile } from '../../core/hall.ts'
import type { Db } from '../db.ts'
import { hashesOf, readClips } from '../store/clips.ts'
import { keepSounds } from './kept.ts'
import { callParts, writtenIn } from './utterance.ts'
import { joined } from './wav.ts'

const BYTES_MOST = 16 * 1024 * 1024
/** The words before, between and behind number and counter. */
const PHRASES = ['before', 'between', 'after']

export interface Sentence {
  slots: readonly Slot[]
  /** What is said in each phrase, as far as the program knows. */
  phrases: Record<string, string>
}

/** As the hall file has it, else in the order of the written sentence. */
export function sentenceOf({ voice, languages }: HallFile, language: string): Sentence {
  const parts = callParts(writtenIn(language, languages))
  const slots: Slot[] = []
  const phrases: Record<string, string> = {}
  let values = 0
  for (const part of parts) {
    const name = PHRASES[Math.min(values, PHRASES.length - 1)] ?? ''
    const text = part.replace(/[\s，,。.]+/g, ' ').trim()
    if (part === '{number}' || part === '{counter}') {
      slots.push(part)
      values++
    } else if (text !== '') {
      slots.push(name)
      phrases[name] = part.trim().replace(/^[，,]\s*|[，,]$/g, '')
    }
  }
  return { slots: voice?.sentences?.[language] ?? slots, phrases }
}

export interface ClipVoice {
  /** Null: a clip that this call needs is not there. */
  say(hall: { id: string; file: HallFile }, language: string, call: ClipCall): Promise<Buffer | null>
}

export interface ClipCall {
  number: string
  counter: { id: string; name: Record<string, string> }
}

export function openClipVoice(db: Db): ClipVoice {
  const kept = keepSounds(BYTES_MOST)
  return {
    say: async ({ id, file }, language, { number, counter }) => {
      const names = clipsOfCall(sentenceOf(file, language).slots, number, counter)
      const hashes = await hashesOf(db, id, language, [...new Set(names)])
      if (names.some((name) => !hashes.has(name))) return null
      // Known by what the clips hold: a clip that was recorded anew, in whichever process, is another sound.
      return kept.of(names.map((name) => hashes.get(name)).join(' '), async () => {
        const clips = await readClips(db, id, language, names)
        const row = names.flatMap((name) => clips.get(name) ?? [])
        return row.length === names.length ? joined(row) : null
      })
    },
  }
}
