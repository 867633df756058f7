// A kiosk runs for weeks: while nobody uses it, it starts afresh every few hours, and so takes up what an update brought.
import { useEffect } from 'preact/hooks'

const AFTER_MS = 6 * 60 * 60 * 1000
const LOOK_MS = 60_000

export function useReload(mayNow: boolean): void {
  useEffect(() => {
    if (!mayNow) return
    const timer = setInterval(() => {
      if (performance.now() > AFTER_MS) location.reload()
    }, LOOK_MS)
    return () => clearInterval(timer)
  }, [mayNow])
}
