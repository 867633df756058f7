// Looks until something is there, and gives it.
import { setTimeout as delay } from 'node:timers/promises'

const WITHIN_MS = 10_000

/** What `look` finds first that is neither undefined nor false; throws after ten seconds. */
export async function untilFound<T>(what: string, look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const since = performance.now()
  while (performance.now() - since < WITHIN_MS) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    await delay(20)
  }
  throw new Error(`not within ${WITHIN_MS} ms: ${what}`)
}
