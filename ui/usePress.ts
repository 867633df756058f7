// A button that acts once: it knows that it is busy, tries on while the line is down, and keeps its id until it has an answer.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { CommandAnswer, Problem } from '../core/protocol.ts'
import { comesAgainIn } from './busy.ts'
import { type Press, pressId, send } from './send.ts'

const AGAIN_MS = 1_500

export interface Pressing {
  /** From the press to the answer; a second press does nothing meanwhile. */
  busy: boolean
  /** While busy: the same press is tried again, and this word says why. */
  again: 'common.trying_again' | 'common.busy_again' | null
  /** Why the hall said no. */
  refusal: Problem | null
  press: (hall: string, press: Press) => void
  /** Stops trying. The same press made again is still the same press. */
  leave: () => void
  /** Stops trying; whoever presses next is somebody else, with presses of their own. */
  forget: () => void
}

const STILL: Omit<Pressing, 'press' | 'leave' | 'forget'> = { busy: false, again: null, refusal: null }

/**
 * Without an answer nobody knows whether the press arrived: it is sent again with its own id until the hall has spoken or
 * the visitor left, and the same press made later in the same visit carries the same id still.
 */
export function usePress(onDone: (answer: CommandAnswer) => void): Pressing {
  const [state, setState] = useState(STILL)
  const unanswered = useRef(new Map<string, string>())
  const running = useRef<symbol | null>(null)
  const done = useRef(onDone)
  done.current = onDone

  const stop = () => {
    running.current = null
    setState(STILL)
  }
  const forget = () => {
    unanswered.current.clear()
    stop()
  }
  useEffect(
    () => () => {
      running.current = null
    },
    [],
  )

  const press = async (hall: string, wanted: Press) => {
    if (running.current !== null) return
    const run = Symbol('press')
    running.current = run
    setState({ ...STILL, busy: true })
    const name = JSON.stringify([hall, wanted])
    const id = unanswered.current.get(name) ?? pressId()
    unanswered.current.set(name, id)
    while (running.current === run) {
      const sent = await send(hall, wanted, id)
      if (sent.ok || isAnswer(sent.problem)) unanswered.current.delete(name)
      if (running.current !== run) return
      if (sent.ok || isAnswer(sent.problem)) {
        stop()
        if (sent.ok) done.current(sent.answer)
        else setState({ ...STILL, refusal: sent.problem })
        return
      }
      const busyFor = comesAgainIn(sent.problem)
      setState({ ...STILL, busy: true, again: busyFor > 0 ? 'common.busy_again' : 'common.trying_again' })
      await new Promise((resolve) => setTimeout(resolve, busyFor || AGAIN_MS))
    }
  }
  return { ...state, press: (hall, wanted) => void press(hall, wanted), leave: stop, forget }
}

/** A refusal or a malformed press is final; no answer, a server in trouble and too many people are not. */
function isAnswer({ status }: Problem): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 429
}
