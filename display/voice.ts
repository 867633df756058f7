// Speaks the calls of this screen's audio zone, if the server gives it the turn: chime, then each language, one call after another.
import { useEffect, useState } from 'preact/hooks'
import type { VoiceAnswer } from '../core/voice.ts'
import { request } from '../ui/request.ts'
import { canSound, chime, play } from './chime.ts'

/** The server lets go of a screen that is silent for twice as long. */
const TURN_EVERY_MS = 5_000

type Announcement = NonNullable<VoiceAnswer['announcement']>
type Part = Announcement['parts'][number]

/** What is being spoken now, for those who do not hear it. */
export interface Caption extends Pick<Part, 'language' | 'text'> {
  seq: number
}

export interface Voice {
  caption: Caption | null
  /** Somebody was called: not the moment to wait. */
  wake: () => void
}

/** Rings in a pause, or ends the next one before it begins: a call that comes while the server answers is not overheard. */
interface Bell {
  ring: () => void
  pause: () => Promise<void>
  quiet: () => void
}

export function useVoice(hall: string | null, zone: string | null): Voice {
  const [caption, show] = useState<Caption | null>(null)
  const [bell] = useState(newBell)
  useEffect(() => {
    if (hall === null) return
    let stopped = false
    void speakAll(hall, zone, { show, bell, stopped: () => stopped })
    return () => {
      stopped = true
      bell.ring()
    }
  }, [hall, zone])
  return { caption, wake: bell.ring }
}

async function speakAll(
  hall: string,
  zone: string | null,
  { show, bell, stopped }: { show: (caption: Caption | null) => void; bell: Bell; stopped: () => boolean },
): Promise<void> {
  const speaker = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
  let spoken: Pick<Announcement, 'ticket' | 'calls'> | undefined
  while (!stopped()) {
    bell.quiet()
    const turn = canSound() ? await takeTurn(hall, { speaker, zone, spoken }) : null
    // What could not be told is told with the next turn.
    if (turn !== null) spoken = undefined
    const next = turn?.announcement
    if (next == null) {
      await bell.pause()
      continue
    }
    await speak(next, show)
    show(null)
    spoken = { ticket: next.ticket, calls: next.calls }
  }
}

async function takeTurn(
  hall: string,
  { speaker, zone, spoken }: { speaker: string; zone: string | null; spoken: object | undefined },
): Promise<VoiceAnswer | null> {
  const asked = { speaker, ...(zone === null ? {} : { zone }), ...(spoken === undefined ? {} : { spoken }) }
  const answer = await request('POST', `/api/v1/halls/${encodeURIComponent(hall)}/voice`, asked)
  return answer.ok ? (answer.body as VoiceAnswer) : null
}

/** The sounds are fetched while the chime rings. A part that nothing can speak is shown, and the next is spoken. */
async function speak({ seq, parts }: Announcement, show: (caption: Caption) => void): Promise<void> {
  const sounds = parts.map(({ audio }) => (audio === null ? null : fetchSound(audio)))
  const [first] = parts
  if (first !== undefined) show({ ...first, seq })
  await chime()
  for (const [i, part] of parts.entries()) {
    const sound = await sounds[i]
    if (sound == null) continue
    show({ ...part, seq })
    await play(sound)
  }
}

async function fetchSound(address: string): Promise<ArrayBuffer | null> {
  try {
    const response = await fetch(address)
    return response.ok ? await response.arrayBuffer() : null
  } catch {
    return null
  }
}

function newBell(): Bell {
  let rung = false
  let end: (() => void) | undefined
  return {
    ring: () => {
      rung = true
      end?.()
    },
    pause: () =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, rung ? 0 : TURN_EVERY_MS)
        end = () => {
          clearTimeout(timer)
          resolve()
        }
      }),
    quiet: () => {
      rung = false
    },
  }
}
