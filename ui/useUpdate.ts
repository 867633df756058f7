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
    let mayStill = true
    const timer = setInterval(async () => {
      if (Date.now() - Number(sessionStorage.getItem(KEPT) ?? 0) < NOT_WITHIN_MS) return
      if (!(await isThere()) || !mayStill) return
      sessionStorage.setItem(KEPT, String(Date.now()))
      location.reload()
    }, LOOK_MS)
    return () => {
      mayStill = false
      clearInterval(timer)
    }
  }, [wanted, mayNow])
}

/** Whether the server gives this page now: loaded anew while it does not, a screen would show the browser's own fault for good. */
export function isThere(): Promise<boolean> {
  return fetch(location.href, { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  )
}
