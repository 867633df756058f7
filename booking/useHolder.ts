// Reads the visitor's ticket: at once, now and then, and soon after it moved, because the foreseen wait is not pushed.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { HolderView } from '../core/protocol.ts'
import { comesAgainIn } from '../ui/busy.ts'
import { request } from '../ui/request.ts'

const AGAIN_MS = 30_000
const AGAIN_AFTER_FAILURE_MS = 3_000
const AT_MOST_EVERY_MS = 10_000
/** `visibilitychange` reaches the window as well. */
const WAKES = ['visibilitychange', 'online', 'pageshow'] as const

export interface HolderRead {
  holder: HolderView | null
  /** When the reading that gave `holder` was begun, by the page's own clock. */
  begun: number
  /** There is no such ticket. */
  unknown: boolean
  fresh: boolean
}

const NOTHING: HolderRead = { holder: null, begun: 0, unknown: false, fresh: true }

/** `moved`: whatever changes when it is worth reading again. */
export function useHolder(key: string, moved: unknown): HolderRead {
  const [read, setRead] = useState(NOTHING)
  const last = useRef<{ key: string; begun: number } | null>(null)
  useEffect(() => {
    if (key === '') return
    let timer: ReturnType<typeof setTimeout>
    let stopped = false
    let turn = 0
    const load = async () => {
      const mine = ++turn
      const begun = performance.now()
      last.current = { key, begun }
      const answer = await request('GET', `/api/v1/tickets/${encodeURIComponent(key)}`)
      // One that was overtaken, on a line that was dead, says nothing and begins no other: else there would be two rounds of them.
      if (last.current?.key !== key || mine !== turn) return
      if (answer.ok) setRead({ holder: answer.body as HolderView, begun, unknown: false, fresh: true })
      else if ([400, 404].includes(answer.problem.status)) setRead({ ...NOTHING, unknown: true })
      else setRead((now) => ({ ...now, fresh: false }))
      if (!stopped)
        timer = setTimeout(load, answer.ok ? AGAIN_MS : comesAgainIn(answer.problem) || AGAIN_AFTER_FAILURE_MS)
    }
    // Out of a pocket or back in the net: nobody waits for the next turn then.
    const wake = () => {
      if (document.visibilityState !== 'visible') return
      clearTimeout(timer)
      void load()
    }
    for (const event of WAKES) addEventListener(event, wake)
    const since = last.current?.key === key ? performance.now() - last.current.begun : AT_MOST_EVERY_MS
    timer = setTimeout(load, Math.max(0, AT_MOST_EVERY_MS - since))
    return () => {
      stopped = true
      clearTimeout(timer)
      for (const event of WAKES) removeEventListener(event, wake)
    }
  }, [key, moved])
  return read
}
