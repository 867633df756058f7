// A button that acts once: it knows that it is busy, tries on while the line is down, and keeps its id until it has an answer.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { CommandAnswer, Problem } from '../core/protocol.ts'
import { type Press, pressId, send } from './send.ts'

const AGAIN_MS = 1_500

export interface Pressing {
  /** From the press to the answer; a second press does nothing meanwhile. */
  busy: boolean
  /** While busy: the line is down and the same press is tried again. */
  waitingForLine: boolean
  /** Why the hall said no. */
  refusal: Problem | null
  press: (hall: string, press: Press) => void
  /** Stops trying. The same press made again is still the same press. */
  leave: () => void
  /** Stops trying; whoever presses next is somebody else, with presses of their own. */
  forget: () => void
}

/**
 * Without an answer nobody knows whether the press arrived: it is sent again with its own id until the hall has spoken or
 * the visitor left, and the same press made later in the same visit carries the same id still.
 */
export function usePress(onDone: (answer: CommandAnswer) => void): Pressing {
  const [state, setState] = useState({ busy: false, waitingForLine: false, refusal: null as Problem | null })
  const unanswered = useRef(new Map<string, string>())
  const running = useRef<symbol | null>(null)
  const done = useRef(onDone)
  done.current = onDone

  const stop = () => {
    running.current = null
    setState({ busy: false, waitingForLine: false, refusal: null })
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
    setState({ busy: true, waitingForLine: false, refusal: null })
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
        else setState({ busy: false, waitingForLine: false, refusal: sent.problem })
        return
      }
      setState({ busy: true, waitingForLine: true, refusal: null })
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
    }
  }
  return { ...state, press: (hall, wanted) => void press(hall, wanted), leave: stop, forget }
}

/** A refusal or a malformed press is final; no answer and a server in trouble are not. */
function isAnswer({ status }: Problem): boolean {
  return status >= 400 && status < 500 && status !== 408
}
