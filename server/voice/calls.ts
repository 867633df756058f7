// A call of a hall in each language that it speaks: caption, and sound from recorded clips or from a program that speaks.
import type { Counter, HallFile } from '../../core/hall.ts'
import type { VoicePart } from '../../core/voice.ts'
import { spokenLanguages } from '../../core/voice-settings.ts'
import type { ClipVoice } from './clips.ts'
import type { Speech } from './speech.ts'
import { callUtterance, caption, type Utterance, writtenIn } from './utterance.ts'
import { lengthOf } from './wav.ts'

export interface Called {
  number: string
  /** Its id. */
  counter: string
}

export interface CallVoice {
  /** Null: nothing speaks this language here. */
  soundOf(hall: SpeakingHall, call: Called, language: string): Promise<Buffer | null>
  /** In the order of speaking, once, and how long that takes. `address`: of the sound of a language. */
  partsOf(
    hall: SpeakingHall,
    call: Called,
    address: (language: string) => string,
  ): Promise<{ parts: VoicePart[]; seconds: number }>
}

export interface SpeakingHall {
  id: string
  board: { file: HallFile }
}

export function openCallVoice(clips: ClipVoice, speech: Speech): CallVoice {
  const soundOf: CallVoice['soundOf'] = async ({ id, board: { file } }, call, language) => {
    const recorded = await clips.say({ id, file }, language, { number: call.number, counter: counterOf(file, call) })
    return recorded ?? speech.say(utteranceOf(file, call, language))
  }
  return {
    soundOf,
    partsOf: async (hall, call, address) => {
      const made = await Promise.all(
        captionsOf(hall.board.file, call).map(async (part) => ({
          part,
          wav: await soundOf(hall, call, part.language),
        })),
      )
      const parts = made.map(({ part, wav }) => ({ ...part, audio: wav === null ? null : address(part.language) }))
      return { parts, seconds: made.reduce((sum, { wav }) => sum + (wav === null ? 0 : lengthOf(wav)), 0) }
    },
  }
}

/** In the order of speaking; a language in which nothing is written has the caption of the hall's first. */
export function captionsOf(file: HallFile, call: Called): Omit<VoicePart, 'audio'>[] {
  return spokenLanguages(file).map((language) => {
    const utterance = utteranceOf(file, call, language)
    return { language, text: caption(utterance), textLanguage: utterance.written }
  })
}

function utteranceOf(file: HallFile, call: Called, language: string): Utterance {
  const written = writtenIn(language, file.languages)
  const { name } = counterOf(file, call)
  const counter = name[written] ?? Object.values(name)[0] ?? call.counter
  return callUtterance({ language, written, number: call.number, counter })
}

function counterOf({ counters }: HallFile, { counter }: Called): Pick<Counter, 'id' | 'name'> {
  return counters.find(({ id }) => id === counter) ?? { id: counter, name: {} }
}
