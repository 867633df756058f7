// One press, one command: sends it, waits out a line that is down with the same id, and says in words what came of it.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { CommandAnswer, Problem } from '../core/protocol.ts'
import { type Press, pressId, send } from '../ui/send.ts'
import type { PageName } from './pages.ts'
import { drawerOf, keepUnanswered, readUnanswered } from './unanswered.ts'
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
  page: PageName
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

  // Taken once, when the page comes: by the time of an answer another page may stand there.
  const [drawer] = useState(() => drawerOf(line.hall, line.page))
  const gone = useRef(false)

  const hold = (next: Held | null) => {
    current.current = next
    setHeld(next)
  }
  const end = () => {
    keepUnanswered(drawer, null)
    hold(null)
  }
  /** The page was left in the moment of the press: on its return it need not ask for this one. */
  const throughAfterAll = (press: Press, id: string, answer: CommandAnswer) => {
    if (readUnanswered(drawer, latest.current.user)?.id === id) keepUnanswered(drawer, null)
    latest.current.done(press, answer)
  }
  const run = async (press: Press, id: string, at = Date.now()) => {
    const mine = () => !gone.current && current.current?.id === id
    // By the time of day: a computer that slept has let the time pass too.
    const isStale = () => Date.now() - at > STALE_MS
    keepUnanswered(drawer, { press, id, user: latest.current.user, at })
    hold({ press, id, waiting: false, stale: false })
    while (mine()) {
      const sent = await send(latest.current.hall, press, id)
      if (gone.current && sent.ok) return throughAfterAll(press, id, sent.answer)
      if (!mine()) return
      if (sent.ok) {
        keepUnanswered(drawer, null)
        say(true, latest.current.done(press, sent.answer))
        await caughtUp(() => !mine() || latest.current.seq() >= sent.answer.seq)
        if (mine()) hold(null)
      } else if (isNoAnswer(sent.problem)) {
        if (sent.problem.status === 401) latest.current.signedOut()
        hold({ press, id, waiting: true, stale: isStale() })
        if (isStale()) return
        await pause(TRY_AGAIN_MS)
        while (mine() && !latest.current.signedIn) await pause(TRY_AGAIN_MS)
        // Whoever signs in again after lunch does not find that the press of before lunch has called somebody.
        if (mine() && isStale()) return hold({ press, id, waiting: true, stale: true })
      } else {
        end()
        say(false, latest.current.refused(press, sent.problem))
      }
    }
  }
  // Pressed before this page was loaded or left: the hall is asked again with the same id, and says what became of it.
  useEffect(() => {
    const before = readUnanswered(drawer, line.user)
    if (before !== null && Date.now() - before.at <= STALE_MS) void run(before.press, before.id, before.at)
    else if (before !== null) hold({ press: before.press, id: before.id, waiting: true, stale: true })
    // A page that was left sends nothing more.
    return () => {
      gone.current = true
    }
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
