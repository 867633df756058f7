// Closing or leaving the page would lose something: the browser asks first.
import { useEffect } from 'preact/hooks'

export function useLeaveWarning(on: boolean): void {
  useEffect(() => {
    if (!on) return
    const warn = (event: BeforeUnloadEvent) => {
      event.preventDefault()
      // Browsers before 2023 ask only for this.
      event.returnValue = true
    }
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [on])
}
