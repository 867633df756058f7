// Whether the server is away: asked every two seconds while the line or its database is down, so that nobody is kept waiting for it.
import { useEffect, useRef } from 'preact/hooks'

const AGAIN_MS = 2_000
const ANSWER_MS = 3_000

/** `well`: the line is up and presses work, as far as the page knows. Reading it costs nothing. */
export function useAway(well: boolean): { current: boolean } {
  const away = useRef(false)
  useEffect(() => {
    away.current = false
    if (well) return
    let timer: ReturnType<typeof setTimeout>
    let wanted = true
    const look = async () => {
      const answers = await isReady()
      if (!wanted) return
      away.current = !answers
      timer = setTimeout(look, AGAIN_MS)
    }
    void look()
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [well])
  return away
}

async function isReady(): Promise<boolean> {
  const cutOff = new AbortController()
  const timer = setTimeout(() => cutOff.abort(), ANSWER_MS)
  try {
    return (await fetch('/health/ready', { cache: 'no-store', signal: cutOff.signal })).ok
  } catch {
    return false
  } finally {
    clearTimeout(timer)
  }
}
