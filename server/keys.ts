// Secrets made from secrets: visitors' keys from the program's own, tokens and hashes.
import { createHmac, hash, randomBytes } from 'node:crypto'
import type { CommandId, HallId, TicketId } from '../core/ids.ts'

const KEY_BYTES = 20

/**
 * The key of a ticket: 160 bits that nobody can guess without the program's secret. It is made anew from the ticket's
 * name whenever it is needed, so that a repeated press gets the same key though no key is ever stored.
 */
export function ticketKey(secret: Buffer, hall: HallId, ticket: TicketId): string {
  const made = madeWith(secret)
  const name = `ticket\0${hall}\0${ticket}`
  let key = made.get(name)
  if (key === undefined) {
    key = createHmac('sha256', secret).update(name).digest().subarray(0, KEY_BYTES).toString('base64url')
    if (made.size >= KEPT_MOST) made.clear()
    made.set(name, key)
  }
  return key
}

/** Who takes a number has its key made four times within some milliseconds: for the row, for memory, for the answer, for the paper. */
const KEPT_MOST = 500
const kept = new WeakMap<Buffer, Map<string, string>>()

function madeWith(secret: Buffer): Map<string, string> {
  let made = kept.get(secret)
  if (made === undefined) {
    made = new Map()
    kept.set(secret, made)
  }
  return made
}

export function sha256(text: string | Buffer): Buffer {
  return hash('sha256', text, 'buffer')
}

export function sha256Hex(text: string): string {
  return hash('sha256', text, 'hex')
}

/**
 * How the log names a press. Its id stays with the one who pressed: whoever repeats an id is given the answer again, a
 * ticket's key included, and those who read the log must not be able to.
 */
export function pressName(id: CommandId): string {
  return sha256Hex(id).slice(0, 32)
}

/** 256 random bits, for sessions and secrets. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

const PRINT_BYTES = 12

/** Of a paper that no event tells of. */
export function newPrintName(kind: 'notice' | 'test'): string {
  return `${kind}-${randomBytes(PRINT_BYTES).toString('base64url')}`
}
