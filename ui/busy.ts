// Too many people at once: when one comes again by oneself.
import type { Problem } from '../core/protocol.ts'

/** Added by chance: all who were sent away in the same moment would be too many again. */
const SPREAD = 0.4

/** Milliseconds; 0 where waiting is not the answer. */
export function comesAgainIn({ code, retryAfterSeconds = 3 }: Problem): number {
  return code === 'busy' || code === 'too_many' ? retryAfterSeconds * 1_000 * (1 + Math.random() * SPREAD) : 0
}
