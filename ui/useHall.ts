// What a hall is and gives: names, services, whether they are open, how long they wait. Read again every so often.
import { useEffect, useState } from 'preact/hooks'
import type { HallView } from '../core/protocol.ts'
import { comesAgainIn } from './busy.ts'
import { request } from './request.ts'
import { wear } from './wear.ts'

const AGAIN_MS = 15_000
const AGAIN_AFTER_FAILURE_MS = 3_000

export interface HallRead {
  hall: HallView | null
  /** Set when there is no such hall. */
  missing: boolean
  /** False while the last attempt to read failed; what is shown may be old then. */
  fresh: boolean
}

/** `version` (a board's fileSeq) makes it read again at once when the hall file changed. */
export function useHall(id: string | null, version?: number): HallRead {
  const [read, setRead] = useState<HallRead>({ hall: null, missing: false, fresh: true })
  useEffect(() => {
    if (id === null) return
    let timer: ReturnType<typeof setTimeout>
    let stopped = false
    const load = async () => {
      const answer = await request('GET', `/api/v1/halls/${encodeURIComponent(id)}`)
      if (stopped) return
      if (answer.ok) wear(answer.body as HallView)
      if (answer.ok) setRead({ hall: answer.body as HallView, missing: false, fresh: true })
      else if (answer.problem.status === 404) setRead({ hall: null, missing: true, fresh: true })
      else setRead((now) => ({ ...now, fresh: false }))
      timer = setTimeout(load, answer.ok ? AGAIN_MS : comesAgainIn(answer.problem) || AGAIN_AFTER_FAILURE_MS)
    }
    void load()
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [id, version])
  return read
}

/** The hall named in the address (`?hall=zhangzhou`), else the only or first one there is. Null until known. */
export function useHallId(): string | null {
  const named = new URLSearchParams(location.search).get('hall')
  const [id, setId] = useState<string | null>(named)
  const [, sayWhy] = useState(0)
  useEffect(() => {
    if (named !== null) return
    let timer: ReturnType<typeof setTimeout>
    const load = async () => {
      const answer = await request('GET', '/api/v1/halls')
      const first = answer.ok ? (answer.body as { halls: { id: string }[] }).halls[0]?.id : undefined
      if (first !== undefined) return setId(first)
      // Whoever waits is told what for.
      sayWhy((tries) => tries + 1)
      timer = setTimeout(load, (!answer.ok && comesAgainIn(answer.problem)) || AGAIN_AFTER_FAILURE_MS)
    }
    void load()
    return () => clearTimeout(timer)
  }, [named])
  return id
}
