// The kiosk reads aloud, for who cannot read it: each step as it comes, and what the keyboard is on. Off again for the next visitor.
import readerPart from 'chunk:./reader.ts'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { PromptPiece } from '../core/prompts.ts'
import type { HallView, Problem } from '../core/protocol.ts'
import { useLater } from '../ui/useLater.ts'
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
  /** Reads what came to be known meanwhile, behind what is being read. Gives how to take it back. */
  tell: (say: PromptPiece[]) => () => void
}

interface Given {
  hall: HallView | null
  step: Step
  language: string
  refusal: Problem | null
  /** Papers come out here. */
  paper: boolean
  /** Whatever changes when the server tells of the hall anew. */
  told: number
}

/** Most visitors never press the button: what reads comes when the first picture stands. */
type Reader = typeof import('./reader.ts')

const AGAIN_MS = 5_000

export function useAloud({ hall, step, language, refusal, paper, told }: Given): Aloud {
  const [on, setOn] = useState(false)
  const [reading, setReading] = useState(false)
  const reader = useLater<Reader>(readerPart)
  const reads = useReads(reader, { hall: hall?.id ?? null, language, told })
  const turn = useRef(0)
  const running = useRef<Promise<void>>(Promise.resolve())
  /** Null changes nothing. */
  const speak = (say: (reader: Reader) => PromptPiece[] | null, counts = true) => {
    const pieces = reader === null ? null : say(reader)
    if (hall === null || reads === null || reader === null || pieces === null) return
    const mine = ++turn.current
    setReading(counts)
    running.current = reader
      .read(reads, hall, { language, say: pieces, wanted: () => mine === turn.current })
      .then(() => {
        if (mine === turn.current) setReading(false)
      })
  }
  const stop = () => {
    turn.current++
    setReading(false)
    reader?.quiet()
  }
  const latest = useRef({ speak })
  latest.current = { speak }
  useEffect(() => {
    if (!on || hall === null) return
    speak(({ promptOf }) => promptOf(step, hall, paper))
    return stop
    // Read again when the step or the language changes, not whenever somebody waits more.
  }, [on, step, language, reads])
  useEffect(() => {
    if (on && refusal !== null) speak(({ refusalPieces }) => refusalPieces(refusal.code, language))
  }, [refusal])
  useEffect(() => {
    if (!on) return
    const hearFocus = ({ target }: FocusEvent) => {
      // Who taps sees where; what a key leads to is named.
      if (!(target instanceof Element) || !target.matches(':focus-visible')) return
      latest.current.speak(({ promptOfElement }) => promptOfElement(target))
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
      speak(() => [{ word: 'kiosk.still_there' }, { word: 'kiosk.still_there_hint', values }], false)
    },
    tell: (say) => {
      let wanted = on
      void untilQuiet(running).then(() => wanted && latest.current.speak(() => say))
      return () => {
        wanted = false
      }
    },
  }
}

/** What is read next may begin while the one before ends. */
async function untilQuiet(running: { current: Promise<void> }): Promise<void> {
  // What a part of a step has to tell is told before the step itself begins to be read.
  await Promise.resolve()
  let last: Promise<void>
  do {
    last = running.current
    await last
  } while (last !== running.current)
}

interface Asked {
  hall: string | null
  language: string
  told: number
}

/** Who could read this language here, as soon as it is known: asked until there is an answer, and again when the hall is told anew. */
function useReads(reader: Reader | null, { hall, language, told }: Asked): Reads {
  const [reads, setReads] = useState<Reads>(null)
  useEffect(() => {
    if (hall === null || reader === null) return
    let timer: ReturnType<typeof setTimeout>
    let wanted = true
    const ask = async () => {
      const found = await reader.whoReads(hall, language)
      if (!wanted) return
      if (found === undefined) timer = setTimeout(ask, AGAIN_MS)
      else setReads(found)
    }
    void ask()
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [reader, hall, language, told])
  return reads
}
