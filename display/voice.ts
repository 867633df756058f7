// Speaks the calls of this screen's audio zone, if the server gives it the turn: chime, then each language, one call after another.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Speaking, VoiceAnswer, VoicePart, VoiceSample } from '../core/voice.ts'
import { WHOLE_HALL } from '../core/voice-settings.ts'
import { request } from '../ui/request.ts'
import { canSound, chime, play, setVolume } from './chime.ts'

/** The server lets go of a screen that is silent for twice as long. */
const TURN_EVERY_MS = 5_000

/** Where another screen speaks, its captions take turns. */
const CAPTION_MS = 4_000
/** No call is spoken for longer; what is over is told, and a line that is cut ends it. */
const SPOKEN_WITHIN_MS = 120_000

/** A voice may take its time for a sentence that it has never said. */
const SOUND_WITHIN_MS = 20_000

type Announcement = NonNullable<VoiceAnswer['announcement']>

/** What is being spoken now, for those who do not hear it. `language`: of the text. */
export interface Caption {
  language: string
  text: string
  seq: number
}

export interface Voice {
  caption: Caption | null
  /** Somebody was called: not the moment to wait. */
  wake: () => void
  /** Told over the line what any screen of the hall speaks; null: the line is cut. */
  overhear: (told: Speaking | null) => void
  /** Speaks a call that nobody made, so that whoever installs the screen hears how loud it is. */
  test: () => void
}

/** Rings in a pause, or ends the next one before it begins: a call that comes while the server answers is not overheard. */
interface Bell {
  ring: () => void
  pause: () => Promise<void>
  quiet: () => void
  /** Wants a call to be spoken that nobody made; with the others, so that neither is spoken over. */
  test: () => void
  /** Whether somebody did, once. */
  tested: () => boolean
}

export function useVoice(hall: string | null, zone: string | null): Voice {
  const [own, show] = useState<Caption | null>(null)
  const [bell] = useState(newBell)
  const overheard = useOverheard(zone)
  const last = useRef(0)
  useEffect(() => {
    if (hall === null) return
    let stopped = false
    const showOwn = (caption: Caption | null) => {
      if (caption !== null) last.current = caption.seq
      show(caption)
    }
    void speakAll(hall, zone, { show: showOwn, bell, stopped: () => stopped })
    return () => {
      stopped = true
      bell.ring()
    }
  }, [hall, zone])
  // What it has just spoken itself is over here before the server knows.
  const others = overheard.caption?.seq === last.current ? null : overheard.caption
  return { caption: own ?? others, wake: bell.ring, overhear: overheard.overhear, test: bell.test }
}

/** What another screen of this audio zone speaks, one language after the other until it is over. */
function useOverheard(zone: string | null): { caption: Caption | null; overhear: Voice['overhear'] } {
  const [told, setTold] = useState<Speaking | null>(null)
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    if (told === null) return
    const next = setInterval(() => setTurn((count) => count + 1), CAPTION_MS)
    const end = setTimeout(() => setTold(null), SPOKEN_WITHIN_MS)
    return () => {
      clearInterval(next)
      clearTimeout(end)
    }
  }, [told])
  const overhear = (heard: Speaking | null) => {
    if (heard === null) return setTold(null)
    if (heard.zone !== WHOLE_HALL && heard.zone !== zone) return
    setTurn(0)
    setTold((now) => (heard.captions.length > 0 ? heard : now?.zone === heard.zone ? null : now))
  }
  const shown = told?.captions[turn % told.captions.length]
  return { caption: told === null || shown === undefined ? null : { ...shown, seq: told.seq }, overhear }
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
    if (bell.tested()) {
      await speakSample(hall, show)
      show(null)
      continue
    }
    const turn = canSound() ? await takeTurn(hall, { speaker, zone, spoken }) : null
    // What could not be told is told with the next turn.
    if (turn !== null) spoken = undefined
    if (turn !== null) setVolume(turn.volume)
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

async function speakSample(hall: string, show: (caption: Caption) => void): Promise<void> {
  const answer = await request('GET', `/api/v1/halls/${encodeURIComponent(hall)}/voice/sample`)
  if (!answer.ok) return chime()
  const { volume, parts } = answer.body as VoiceSample
  setVolume(volume)
  await speak({ seq: 0, parts }, show)
}

/** The sounds are fetched while the chime rings. A part that nothing can speak is shown, and the next is spoken. */
async function speak(
  { seq, parts }: { seq: number; parts: VoicePart[] },
  show: (caption: Caption) => void,
): Promise<void> {
  const caption = ({ text, textLanguage }: VoicePart) => show({ text, language: textLanguage, seq })
  const sounds = parts.map(({ audio }) => (audio === null ? null : fetchSound(audio)))
  const [first] = parts
  if (first !== undefined) caption(first)
  await chime()
  for (const [i, part] of parts.entries()) {
    const sound = await sounds[i]
    if (sound == null) continue
    caption(part)
    await play(sound)
  }
}

/** Null: it cannot be had, or not soon enough for those who wait for the next call. */
async function fetchSound(address: string): Promise<ArrayBuffer | null> {
  const cutOff = new AbortController()
  const timer = setTimeout(() => cutOff.abort(), SOUND_WITHIN_MS)
  try {
    const response = await fetch(address, { signal: cutOff.signal })
    return response.ok ? await response.arrayBuffer() : null
  } catch {
    return null
  } finally {
    clearTimeout(timer)
  }
}

function newBell(): Bell {
  let rung = false
  let wanted = false
  let end: (() => void) | undefined
  const ring = () => {
    rung = true
    end?.()
  }
  return {
    ring,
    test: () => {
      wanted = true
      ring()
    },
    tested: () => {
      const was = wanted
      wanted = false
      return was
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
