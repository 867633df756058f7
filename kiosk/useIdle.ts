// Notices that nobody has touched the kiosk for a while, and counts down to the start.
import { useEffect, useRef, useState } from 'preact/hooks'

const IDLE_S = 60
/** WCAG 2.2.1 wants twenty seconds at least. */
const WARNING_S = 20
const TICK_MS = 250

/** Seconds left while warning, else null. Any touch extends; `onIdle` is called at zero. Nothing runs while not `active`. */
export function useIdle(active: boolean, onIdle: () => void): { left: number | null } {
  const [left, setLeft] = useState<number | null>(null)
  const idle = useRef(onIdle)
  idle.current = onIdle
  useEffect(() => {
    setLeft(null)
    if (!active) return
    let touched = performance.now()
    const touch = () => {
      touched = performance.now()
      setLeft(null)
    }
    const timer = setInterval(() => {
      const remaining = Math.ceil(IDLE_S - (performance.now() - touched) / 1000)
      if (remaining <= 0) {
        touch()
        idle.current()
      } else if (remaining <= WARNING_S) setLeft(remaining)
    }, TICK_MS)
    // Not pointerdown: the warning would be gone before the finger lifts, and the tap would press what lies under it.
    const signs = ['click', 'keydown', 'scroll'] as const
    for (const sign of signs) addEventListener(sign, touch, { capture: true, passive: true })
    return () => {
      clearInterval(timer)
      for (const sign of signs) removeEventListener(sign, touch, { capture: true })
    }
  }, [active])
  return { left }
}

/** Counts down from `seconds`, once; `more` starts again from `seconds`. While `held` it does not begin. */
export function useCountdown(seconds: number, onEnd: () => void, held: boolean): { left: number; more: () => void } {
  const [left, setLeft] = useState(seconds)
  const end = useRef(performance.now() + seconds * 1000)
  const latest = useRef({ onEnd, held })
  latest.current = { onEnd, held }
  useEffect(() => {
    const timer = setInterval(() => {
      if (latest.current.held) end.current = performance.now() + seconds * 1000
      const remaining = Math.ceil((end.current - performance.now()) / 1000)
      setLeft(Math.max(0, remaining))
      if (remaining > 0) return
      clearInterval(timer)
      latest.current.onEnd()
    }, TICK_MS)
    return () => clearInterval(timer)
  }, [])
  const more = () => {
    end.current = performance.now() + seconds * 1000
    setLeft(seconds)
  }
  return { left, more }
}
