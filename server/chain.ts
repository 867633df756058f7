// The chain of hashes: each event's hash covers its own letters and the hash before it, so an altered event shows.
import { hash } from 'node:crypto'
import type { HallEvent } from '../core/events.ts'
import { HASH_BYTES, type Letters, SEPARATOR } from './store/events.ts'

const UTF8_BYTES_MOST = 3
/** Of an event, about; more is found out. */
const EVENT_BYTES = 1_000

/** What the first event of a hall is chained to. */
export const CHAIN_START: Buffer = Buffer.alloc(HASH_BYTES)

/** What is hashed, put together: in one go it takes two thirds of the time. */
let desk = Buffer.allocUnsafe(4_096)

/** Writes the letters behind the hash that they are chained to; gives how many bytes they are. */
function lay(before: Buffer, body: string): number {
  const most = HASH_BYTES + body.length * UTF8_BYTES_MOST
  if (most > desk.length) desk = Buffer.allocUnsafe(2 * most)
  before.copy(desk)
  return desk.write(body, HASH_BYTES)
}

/** sha256(hash before + letters of the event). */
export function chained(before: Buffer, body: string): Buffer {
  const length = lay(before, body)
  return hash('sha256', desk.subarray(0, HASH_BYTES + length), 'buffer')
}

/** Events as they are stored, chained to `start`: their letters become bytes once, for the hash and for the database. */
export function chain(events: readonly HallEvent[], start: Buffer): Letters {
  const hashes = Buffer.allocUnsafe(HASH_BYTES * events.length)
  let bodies = Buffer.allocUnsafe(EVENT_BYTES * events.length)
  let end = 0
  let before = start
  for (const [n, event] of events.entries()) {
    const length = lay(before, JSON.stringify(event))
    before = hash('sha256', desk.subarray(0, HASH_BYTES + length), 'buffer')
    before.copy(hashes, HASH_BYTES * n)
    // Room for itself, and for all that follow if they are like it.
    if (end + length + 1 > bodies.length)
      bodies = Buffer.concat([bodies.subarray(0, end)], end + (length + 1) * (events.length - n))
    if (n > 0) bodies[end++] = SEPARATOR
    end += desk.copy(bodies, end, HASH_BYTES, HASH_BYTES + length)
  }
  return { events, bodies: bodies.subarray(0, end), hashes, last: before }
}
