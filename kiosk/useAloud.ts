// The kiosk reads aloud, for who cannot read it: each step as it comes, and what the keyboard is on. Off again for the next visitor.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { PromptPiece } from '../core/prompts.ts'
import type { HallView, Problem } from '../core/protocol.ts'
import type { Reads } from './reader.ts'
import type { Step } from './step.ts'

export interface Aloud {
  /** Whether anything here can speak the language; no button without. */
  can: boolean
  on: boolean
  /** A step is being read: not the moment to think that nobody is there. */
  reading: boolean
  toggle: () => void
  off: () => void
  /** So many seconds are left: read once, and not taken for a sign of life. */
  warn: (left: number) => void
}

interface Given {
  hall: HallView | null
  step: Step
  language: string
  refusal: Problem | null
}

/** Most visitors never press the button: what reads comes when the first picture stands. */
const loadReader = () => import('./reader.ts')
type Reader = Awaited<ReturnType<typeof loadReader>>

export function useAloud({ hall, step, language, refusal }: Given): Aloud {
  const [on, setOn] = useState(false)
  const [reading, setReading] = useState(false)
  const reads = useReads(hall?.id ?? null, language)
  const turn = useRef(0)
  /** What `say` gives, unless something else was asked for meanwhile; null changes nothing. */
  const speak = async (say: (reader: Reader) => PromptPiece[] | null, counts = true) => {
    if (hall === null || reads === null) return
    const asked = turn.current
    const reader = await loadReader().catch(() => null)
    const pieces = reader === null ? null : say(reader)
    if (reader === null || pieces === null || asked !== turn.current) return
    const mine = ++turn.current
    setReading(counts)
    await reader.read(reads, hall, { language, say: pieces, wanted: () => mine === turn.current })
    if (mine === turn.current) setReading(false)
  }
  const stop = () => {
    turn.current++
    setReading(false)
    void loadReader().then(
      ({ quiet }) => quiet(),
      () => {},
    )
  }
  const latest = useRef({ speak })
  latest.current = { speak }
  useEffect(() => {
    if (!on || hall === null) return
    void speak(({ promptOf }) => promptOf(step, hall))
    return stop
    // Read again when the step or the language changes, not whenever somebody waits more.
  }, [on, step, language, reads])
  useEffect(() => {
    if (on && refusal !== null) void speak(({ refusalPieces }) => refusalPieces(refusal.code, language))
  }, [refusal])
  useEffect(() => {
    if (!on) return
    const hearFocus = ({ target }: FocusEvent) => {
      // Who taps sees where; what a key leads to is named.
      if (!(target instanceof Element) || !target.matches(':focus-visible')) return
      void latest.current.speak(({ promptOfElement }) => promptOfElement(target))
    }
    addEventListener('focusin', hearFocus)
    return () => removeEventListener('focusin', hearFocus)
  }, [on])
  return {
    can: reads !== null,
    on,
    reading,
    toggle: () => setOn(!on),
    off: () => setOn(false),
    warn: (left) => {
      if (!on) return
      const values = { count: left }
      void speak(() => [{ word: 'kiosk.still_there' }, { word: 'kiosk.still_there_hint', values }], false)
    },
  }
}

/** Who could read this language here, as soon as it is known. */
function useReads(hall: string | null, language: string): Reads {
  const [reads, setReads] = useState<Reads>(null)
  useEffect(() => {
    if (hall === null) return
    let wanted = true
    loadReader()
      .then(({ whoReads }) => whoReads(hall, language))
      .then(
        (found) => wanted && setReads(found),
        () => {},
      )
    return () => {
      wanted = false
    }
  }, [hall, language])
  return reads
}
