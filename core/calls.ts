// Which calls a board keeps: the latest, and all to which somebody has still to come, however many were called since.

const CALLS_KEPT = 30

/** Latest first. Whom a counter waits for is one a counter, so this has an end. */
export function latestCalls<T extends { state: string }>(calls: readonly T[]): T[] {
  return calls.filter(({ state }, place) => place < CALLS_KEPT || state === 'called')
}
