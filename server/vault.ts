// What keeps personal data to ourselves: sealing for what must be read again, keyed hashes for what must only be recognised.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { HallId, TicketId } from '../core/ids.ts'
import { sha256 } from './keys.ts'

export interface Vault {
  /** AES-256-GCM. The row's name is sealed in: what was copied to another row does not open. */
  seal(text: string, place: Place): Buffer
  /** Throws on what was altered, moved, or sealed under another secret. */
  open(sealed: Buffer, place: Place): string
  /** Who it is, without saying who: the same in all halls and for ever, and worthless without the secret. */
  personOf(kind: 'phone' | 'card', normal: string): Buffer
  /** Covers a press, so that an id used twice for different things is found out; nobody can guess from it what was in it. */
  pressHash(text: string): Buffer
  /** Whether a stored hash is that of this press; a version before this one stored what `pressHash` starts from. */
  isPress(stored: Buffer, hash: Buffer): boolean
}

export interface Place {
  hall: HallId
  /** Or the appointment or wish that it was given with. */
  ticket: TicketId
  field: 'phone' | 'note' | 'name' | 'mail' | 'address' | 'appeal'
}

const KEY_BYTES = 32
/** NIST SP 800-38D: 96 bits; by chance, which is good for 2^32 seals under one key. */
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** Shorter than a plain SHA-256, by which the two are told apart. */
const PRESS_HASH_BYTES = 24

export function openVault(secret: Buffer): Vault {
  const sealing = derived(secret, 'contacts')
  const persons = derived(secret, 'persons')
  const presses = derived(secret, 'presses')
  const hashed = (plain: Buffer) => createHmac('sha256', presses).update(plain).digest().subarray(0, PRESS_HASH_BYTES)
  return {
    seal: (text, place) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(nameOf(place))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body])
    },
    open: (sealed, place) => {
      const nonce = sealed.subarray(0, NONCE_BYTES)
      const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)
      const opening = createDecipheriv('aes-256-gcm', sealing, nonce, { authTagLength: TAG_BYTES })
      opening.setAAD(nameOf(place)).setAuthTag(tag)
      return opening.update(sealed.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + opening.final('utf8')
    },
    personOf: (kind, normal) => createHmac('sha256', persons).update(`${kind}\0${normal}`).digest(),
    pressHash: (text) => hashed(sha256(text)),
    isPress: (stored, hash) => hash.equals(stored.length === PRESS_HASH_BYTES ? stored : hashed(stored)),
  }
}

/** A key for each purpose, so that none of them says anything about another. */
function derived(secret: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `tingxu ${purpose} v1`, KEY_BYTES))
}

function nameOf({ hall, ticket, field }: Place): Buffer {
  return Buffer.from(`${hall}\0${ticket}\0${field}`)
}
