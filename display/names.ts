// Masked names of those who are called now, in a hall that wants them shown; without them the numbers do.
import { useEffect, useState } from 'preact/hooks'
import type { HallView } from '../core/protocol.ts'
import type { BoardView } from '../core/protocol-board.ts'
import { request } from '../ui/request.ts'

const AGAIN_MS = 5_000
const NOBODY: Record<string, string> = {}

export function useNames({ id, publicNames }: HallView, { calls }: BoardView): Record<string, string> {
  const [names, setNames] = useState(NOBODY)
  const wanted = publicNames === 'masked'
  // Asked again when somebody was called, and no oftener.
  const latest = calls[0]?.seq ?? 0
  useEffect(() => {
    if (!wanted) return setNames(NOBODY)
    if (latest === 0) return
    let timer: ReturnType<typeof setTimeout>
    let stopped = false
    const ask = async () => {
      const answer = await request('GET', `/api/v1/halls/${encodeURIComponent(id)}/called-names`)
      if (stopped) return
      if (answer.ok) setNames((answer.body as { names: Record<string, string> }).names)
      else if (answer.problem.status !== 403) timer = setTimeout(ask, AGAIN_MS)
    }
    void ask()
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [id, wanted, latest])
  return names
}
