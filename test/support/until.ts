// Waits until something is so, or there; says what, when it is not in time.
import { setTimeout as delay } from 'node:timers/promises'

const WITHIN_MS = 10_000
const LOOK_EVERY_MS = 5

/** How long it took, in milliseconds. */
export async function until(
  what: string,
  so: () => boolean | Promise<boolean>,
  withinMs: number = WITHIN_MS,
): Promise<number> {
  const since = performance.now()
  for (;;) {
    if (await so()) return performance.now() - since
    if (performance.now() - since > withinMs) throw new Error(`${what}: not within ${withinMs} ms`)
    await delay(LOOK_EVERY_MS)
  }
}

/** What `look` finds first that is neither undefined nor false. */
export async function untilFound<T>(what: string, look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  let found: T | undefined
  await until(what, async () => {
    found = await look()
    return found !== undefined && found !== false
  })
  // The wait ends only with it.
  return found as T
}
