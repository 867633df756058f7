// Which calls stand out: those that people are still to come to or are at, and for a while those that have just ended.
import { useRef } from 'preact/hooks'
import type { CallView } from '../core/protocol-board.ts'

/** Long enough to be seen once more by who looked up late; the screen is drawn anew each second. */
const LINGER_MS = 20_000
const ORDER: readonly string[] = ['called', 'serving']

/**
 * Those who are still to come first, the latest of them at the top; then who is served, then what is over. As many as there
 * are rows; more only of those who are still to come: they have their turn on pages, and nobody who was called later pushes
 * them out.
 */
export function useStanding(calls: CallView[], rows: number): CallView[] {
  const overSince = useRef<Map<string, number> | null>(null)
  const now = performance.now()
  // What was over before the screen was turned on is not news.
  const unseen = overSince.current === null ? Number.NEGATIVE_INFINITY : now
  const since = calls.filter(isOver).map(({ ticket }) => [ticket, overSince.current?.get(ticket) ?? unseen] as const)
  overSince.current = new Map(since)
  const standing = calls
    .filter((call) => !isOver(call) || now - (overSince.current?.get(call.ticket) ?? now) < LINGER_MS)
    .sort((a, b) => rank(a) - rank(b))
  const toCome = standing.filter(({ state }) => state === 'called').length
  return standing.slice(0, Math.max(rows, toCome))
}

function isOver({ state }: CallView): boolean {
  return !ORDER.includes(state)
}

function rank({ state }: CallView): number {
  const at = ORDER.indexOf(state)
  return at < 0 ? ORDER.length : at
}
