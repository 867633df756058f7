// What this counter finished or missed last, for as long as it can be taken back: pressed here, in another window, or before the page was loaded anew.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { CommandAnswer } from '../core/protocol.ts'
import type { Press } from '../ui/send.ts'
import type { DeskProps } from './given.ts'

interface Ended {
  ticket: string
  number: string
  did: 'finish' | 'miss'
  /** By the machine's clock: only how long ago is asked. */
  at: number
}

export interface Undo {
  undoable: { ticket: string; number: string; did: 'finish' | 'miss'; secondsLeft: number } | null
  /** Hears of each press that is through. */
  follow: (press: Press, answer: CommandAnswer) => void
}

const SECOND_MS = 1_000
const KEPT = 'tingxu.undo.'
/** How the board tells of a number that has left the counter. */
const ENDED: Record<string, Ended['did']> = { done: 'finish', missed: 'miss' }

/** The page is drawn anew each second. */
export function useUndo({ hall, board, counter }: Pick<DeskProps, 'hall' | 'board' | 'counter'>): Undo {
  const name = `${KEPT}${hall.id}.${counter.id}`
  const [last, show] = useState<Ended | null>(() => JSON.parse(sessionStorage.getItem(name) ?? 'null'))
  const keep = (next: Ended | null) => {
    if (next === null) sessionStorage.removeItem(name)
    else sessionStorage.setItem(name, JSON.stringify(next))
    show(next)
  }
  const before = useRef(counter.ticket)
  useEffect(() => {
    const left = before.current
    before.current = counter.ticket
    if (last !== null && counter.ticket === last.ticket) keep(null)
    if (left === null || left === counter.ticket || left === last?.ticket) return
    const call = board.calls.find((one) => one.ticket === left && one.counter === counter.id)
    const did = call === undefined ? undefined : ENDED[call.state]
    if (call !== undefined && did !== undefined) keep({ ticket: left, number: call.number, did, at: Date.now() })
  }, [counter.ticket])
  const secondsLeft = last === null ? 0 : Math.ceil(hall.undoSeconds - (Date.now() - last.at) / SECOND_MS)
  return {
    undoable: last === null || secondsLeft <= 0 ? null : { ...last, secondsLeft },
    follow: (press, answer) => {
      if (press.do === 'undo') keep(null)
      if (press.do !== 'finish' && press.do !== 'miss') return
      const number = answer.events.find((event) => event.ticket !== undefined)?.ticket?.number ?? ''
      keep({ ticket: press.ticket, number, did: press.do, at: Date.now() })
    },
  }
}
