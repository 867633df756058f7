// The chain of hashes: each event's hash covers its own letters and the hash before it, so an altered event shows.
import { createHash } from 'node:crypto'
import type { HallEvent } from '../core/events.ts'
import type { Record } from './store/events.ts'

/** What the first event of a hall is chained to. */
export const CHAIN_START: Buffer = Buffer.alloc(32)

/** sha256(hash before + letters of the event). */
export function chained(before: Buffer, body: string): Buffer {
  return createHash('sha256').update(before).update(body).digest()
}

/** Events as they are stored, chained to `start`. */
export function chain(events: readonly HallEvent[], start: Buffer): Record[] {
  let hash = start
  return events.map((event) => {
    const body = JSON.stringify(event)
    hash = chained(hash, body)
    return { event, body, hash }
  })
}
