// Sentences as sound, by the first program that can: each is made once and kept for a while, so that all get the same.
import { type Engine, espeak, ownCommand, runEngine } from './engines.ts'
import { keepSounds } from './kept.ts'
import type { Utterance } from './utterance.ts'

/** A call is some 200 kB, a page of a kiosk that is read aloud up to a megabyte. */
const BYTES_MOST = 24 * 1024 * 1024

export interface Speech {
  /** A WAV, or null when no engine speaks this language; then the chime has to do. */
  say(utterance: Utterance): Promise<Buffer | null>
}

/** `command`: a program of the hall's own, asked before espeak-ng: who names one wants it. */
export function openSpeech(command: string | null): Speech {
  const engines: Engine[] = [...(command === null ? [] : [ownCommand(command)]), espeak]
  const kept = keepSounds(BYTES_MOST)
  return { say: (utterance) => kept.of(JSON.stringify(utterance), () => firstOf(engines, utterance)) }
}

async function firstOf(engines: readonly Engine[], utterance: Utterance): Promise<Buffer | null> {
  for (const engine of engines) {
    const run = await engine(utterance)
    const wav = run === null ? null : await runEngine(run)
    if (wav !== null) return wav
  }
  return null
}
