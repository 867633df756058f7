// What this counter finished or missed last, for as long as it can be taken back.
import { useState } from 'preact/hooks'
import type { CommandAnswer } from '../core/protocol.ts'
import type { Press } from '../ui/send.ts'

export interface Undo {
  undoable: { ticket: string; number: string; did: 'finish' | 'miss'; secondsLeft: number } | null
  /** Hears of each press that is through. */
  follow: (press: Press, answer: CommandAnswer) => void
}

const SECOND_MS = 1_000

/** Counts by the stopwatch; the page is drawn anew each second. */
export function useUndo(seconds: number): Undo {
  const [last, setLast] = useState<{ ticket: string; number: string; did: 'finish' | 'miss'; mark: number } | null>(
    null,
  )
  const secondsLeft = last === null ? 0 : Math.ceil(seconds - (performance.now() - last.mark) / SECOND_MS)
  return {
    undoable: last === null || secondsLeft <= 0 ? null : { ...last, secondsLeft },
    follow: (press, answer) => {
      if (press.do === 'undo') setLast(null)
      if (press.do !== 'finish' && press.do !== 'miss') return
      const number = answer.events.find((event) => event.ticket !== undefined)?.ticket?.number ?? ''
      setLast({ ticket: press.ticket, number, did: press.do, mark: performance.now() })
    },
  }
}
