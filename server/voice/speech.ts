// Sentences as sound, each made once and kept for a while: every screen and every repetition gets the same.
import { type Engine, espeak, ownCommand, runEngine } from './engines.ts'
import type { Utterance } from './utterance.ts'

/** Some 200 kB each. */
const KEPT_MOST = 100

export interface Speech {
  /** A WAV, or null when no engine speaks this language; then the chime has to do. */
  say(utterance: Utterance): Promise<Buffer | null>
}

/** `command`: a program of the hall's own, asked before espeak-ng: who names one wants it. */
export function openSpeech(command: string | null): Speech {
  const engines: Engine[] = [...(command === null ? [] : [ownCommand(command)]), espeak]
  const kept = new Map<string, Promise<Buffer | null>>()
  return {
    say: (utterance) => {
      const name = JSON.stringify(utterance)
      const known = kept.get(name)
      kept.delete(name)
      const sound = known ?? firstOf(engines, utterance)
      kept.set(name, sound)
      for (const oldest of kept.keys()) {
        if (kept.size <= KEPT_MOST) break
        kept.delete(oldest)
      }
      // What failed is tried again at the next call: somebody may have installed the program meanwhile.
      void sound.then((wav) => wav === null && kept.delete(name))
      return sound
    },
  }
}

async function firstOf(engines: readonly Engine[], utterance: Utterance): Promise<Buffer | null> {
  for (const engine of engines) {
    const run = engine(utterance)
    const wav = run === null ? null : await runEngine(run)
    if (wav !== null) return wav
  }
  return null
}
