// Which calls are large: those that people are still to come to or are at, and for a while those that have just ended.
import { useRef } from 'preact/hooks'
import type { CallView } from '../core/protocol.ts'

const LARGE_ROWS = 4
/** Long enough to be seen once more by who looked up late; the screen is drawn anew each second. */
const LINGER_MS = 20_000
const ORDER: readonly string[] = ['called', 'serving']

/** Latest first. Whoever is still to come is not pushed out by those who are served, nor these by what is over. */
export function useLarge(calls: CallView[]): CallView[] {
  const overSince = useRef<Map<string, number> | null>(null)
  const now = performance.now()
  // What was over before the screen was turned on is not news.
  const unseen = overSince.current === null ? Number.NEGATIVE_INFINITY : now
  const since = calls.filter(isOver).map(({ ticket }) => [ticket, overSince.current?.get(ticket) ?? unseen] as const)
  overSince.current = new Map(since)
  const large = calls
    .filter((call) => !isOver(call) || now - (overSince.current?.get(call.ticket) ?? now) < LINGER_MS)
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, LARGE_ROWS)
  return calls.filter((call) => large.includes(call))
}

function isOver({ state }: CallView): boolean {
  return !ORDER.includes(state)
}

function rank({ state }: CallView): number {
  const at = ORDER.indexOf(state)
  return at < 0 ? ORDER.length : at
}
