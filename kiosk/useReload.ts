// A kiosk runs for weeks: while nobody uses it, it starts afresh every few hours, and so takes up what an update brought.
import { useEffect } from 'preact/hooks'
import { isThere } from '../ui/useUpdate.ts'

const AFTER_MS = 6 * 60 * 60 * 1000
const LOOK_MS = 60_000

export function useReload(mayNow: boolean): void {
  useEffect(() => {
    if (!mayNow) return
    let mayStill = true
    const timer = setInterval(async () => {
      if (performance.now() > AFTER_MS && (await isThere()) && mayStill) location.reload()
    }, LOOK_MS)
    return () => {
      mayStill = false
      clearInterval(timer)
    }
  }, [mayNow])
}
