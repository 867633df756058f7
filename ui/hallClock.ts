// The hall's own time on a screen: from the server, moved on by the screen's stopwatch, never by the screen's own clock.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { HallView } from '../core/protocol.ts'

const TICK_MS = 1_000

/** Epoch milliseconds of the hall's now, once a second; null until the hall has been read. */
export function useHallClock(hall: HallView | null): number | null {
  const anchor = useRef<{ text: string; at: number; mark: number } | null>(null)
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  if (hall !== null && anchor.current?.text !== hall.now)
    anchor.current = { text: hall.now, at: Date.parse(hall.now), mark: performance.now() }
  if (anchor.current === null) return null
  return anchor.current.at + (performance.now() - anchor.current.mark)
}

/** Since when a screen has been cut off, in the hall's time; null while it is not. */
export function useCutAt(linked: boolean, now: number | null): number | null {
  const cutAt = useRef<number | null>(null)
  if (linked) cutAt.current = null
  else cutAt.current ??= now
  return cutAt.current
}

/** `09:41` on the wall of the hall. */
export function wallTime(at: number, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(at)
}

/** `11月24日 星期二`, `Tuesday 24 November`. */
export function wallDay(at: number, zone: string, language: string): string {
  const locale = language === 'en' ? 'en-GB' : language
  return new Intl.DateTimeFormat(locale, { timeZone: zone, month: 'long', day: 'numeric', weekday: 'long' }).format(at)
}
