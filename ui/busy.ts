// Too many people at once: when one comes again by oneself.
import type { Problem } from '../core/protocol.ts'

/** Added by chance: all who were sent away in the same moment would be too many again. */
const SPREAD = 0.4

/** Milliseconds; 0 where the server has not said that one should. */
export function comesAgainIn({ retryAfterSeconds = 0 }: Problem): number {
  return retryAfterSeconds * 1_000 * (1 + Math.random() * SPREAD)
}
