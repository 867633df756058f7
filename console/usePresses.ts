// One press, one command: sends it, waits out a line that is down with the same id, and says in words what came of it.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { CommandAnswer, Problem } from '../core/protocol.ts'
import { type Press, pressId, send } from '../ui/send.ts'
import { keepUnanswered, readUnanswered } from './unanswered.ts'
import { useLeaveWarning } from './useLeaveWarning.ts'

/** After so long the clerk is asked before a kept press is sent: the person it was meant for may have left. */
const STALE_MS = 60_000
const TRY_AGAIN_MS = 1_500
/** A screen that does not hear of its own press within this shows what it has. */
const CATCH_UP_MS = 1_500
const NOTICE_MS = 7_000
const NOTICES_SHOWN = 3
const LOOK_AGAIN_MS = 25

export interface Notice {
  id: number
  good: boolean
  text: string
}

/** A press that has no answer yet. */
export interface Held {
  press: Press
  id: string
  /** The line or the database was down at the last try. */
  waiting: boolean
  stale: boolean
}

export interface Presses {
  held: Held | null
  notices: Notice[]
  press: (press: Press) => void
  giveUp: () => void
  sendNow: () => void
  say: (good: boolean, text: string) => void
}

interface Line {
  hall: string
  user: string
  /** False between the end of a session and the next sign-in: presses wait for it. */
  signedIn: boolean
  /** The number of the last event that this screen has seen, at the time of asking. */
  seq: () => number
  done: (press: Press, answer: CommandAnswer) => string
  refused: (press: Press, problem: Problem) => string
  signedOut: () => void
}

export function usePresses(line: Line): Presses {
  const [held, setHeld] = useState<Held | null>(null)
  const current = useRef<Held | null>(null)
  const { notices, say } = useNotices()
  const latest = useRef(line)
  latest.current = line

  const hold = (next: Held | null) => {
    current.current = next
    setHeld(next)
  }
  const end = () => {
    keepUnanswered(latest.current.hall, null)
    hold(null)
  }
  const run = async (press: Press, id: string, at = Date.now()) => {
    const mine = () => current.current?.id === id
    const since = performance.now()
    keepUnanswered(latest.current.hall, { press, id, user: latest.current.user, at })
    hold({ press, id, waiting: false, stale: false })
    while (mine()) {
      const sent = await send(latest.current.hall, press, id)
      if (!mine()) return
      if (sent.ok) {
        keepUnanswered(latest.current.hall, null)
        say(true, latest.current.done(press, sent.answer))
        await caughtUp(() => latest.current.seq() >= sent.answer.seq)
        if (mine()) hold(null)
      } else if (isNoAnswer(sent.problem)) {
        const stale = performance.now() - since > STALE_MS
        hold({ press, id, waiting: true, stale })
        if (stale) return
        if (sent.problem.status === 401) latest.current.signedOut()
        await pause(TRY_AGAIN_MS)
        while (mine() && !latest.current.signedIn) await pause(TRY_AGAIN_MS)
      } else {
        end()
        say(false, latest.current.refused(press, sent.problem))
      }
    }
  }
  // Pressed before this page was loaded: the hall is asked again with the same id, and says what became of it.
  useEffect(() => {
    const before = readUnanswered(line.hall, line.user)
    if (before === null) return
    if (Date.now() - before.at <= STALE_MS) void run(before.press, before.id, before.at)
    else hold({ press: before.press, id: before.id, waiting: true, stale: true })
  }, [])
  useLeaveWarning(held?.waiting === true)
  return {
    held,
    notices,
    say,
    press: (press) => {
      if (current.current === null) void run(press, pressId())
    },
    giveUp: end,
    sendNow: () => {
      if (held !== null) void run(held.press, held.id)
    },
  }
}

function useNotices(): Pick<Presses, 'notices' | 'say'> {
  const [notices, setNotices] = useState<Notice[]>([])
  const count = useRef(0)
  const say = (good: boolean, text: string) => {
    const id = ++count.current
    setNotices((now) => [{ id, good, text }, ...now].slice(0, NOTICES_SHOWN))
    setTimeout(() => setNotices((now) => now.filter((one) => one.id !== id)), NOTICE_MS)
  }
  return { notices, say }
}

/**
 * Nobody knows whether the press arrived; asking again with its id tells. Where nobody is signed in it did not arrive,
 * and waits for whoever pressed it.
 */
function isNoAnswer({ code, status }: Problem): boolean {
  return code === 'offline' || status === 503 || status === 401
}

/** The buttons follow the board: until it shows this press, the next one would be pressed on an old picture. */
async function caughtUp(isCurrent: () => boolean): Promise<void> {
  const since = performance.now()
  while (!isCurrent() && performance.now() - since < CATCH_UP_MS) await pause(LOOK_AGAIN_MS)
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
