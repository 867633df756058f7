// Loads the page anew when the server has become another program or a manager asks for it, but never under anybody's hands.
import { useEffect } from 'preact/hooks'
import { pageVersion } from './useDevice.ts'

/** Servers of two versions may stand beside each other for a while: a screen does not run to and fro between them. */
const NOT_WITHIN_MS = 60_000
const LOOK_MS = 1_000
const KEPT = 'tingxu.reloaded'

/** `mayNow`: nobody uses the page and nothing is being announced. */
export function useUpdate(version: string | null, asked: boolean, mayNow: boolean): void {
  const own = pageVersion()
  const wanted = asked || (version !== null && own !== '' && version !== own)
  useEffect(() => {
    if (!wanted || !mayNow) return
    const timer = setInterval(() => {
      const now = Date.now()
      if (now - Number(sessionStorage.getItem(KEPT) ?? 0) < NOT_WITHIN_MS) return
      sessionStorage.setItem(KEPT, String(now))
      location.reload()
    }, LOOK_MS)
    return () => clearInterval(timer)
  }, [wanted, mayNow])
}
