// The outer form of a backup: a first line in the open, then frames, each sealed together with all before it. A file that
// was cut, altered or put together from two is found out at the first frame that does not hold; with a password it is
// encrypted as well.
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, scryptSync } from 'node:crypto'
import { bytesOf } from './bytes.ts'
import { BackupFault } from './fault.ts'

/** Counted up when an older program could not read the new form any more. */
const FORMAT = 1
const FIRST_WORDS = /^tingxu backup (\d+)(?: (.*))?$/
const ENCRYPTED = /^([0-9a-f]{32}) ([0-9a-f]{16})$/
const FIRST_LINE_MOST = 300
const FRAME_BYTES = 256 * 1024
/** What is written is never longer; what claims to be is damage, and not to be waited for. */
const FRAME_MOST = 1024 * 1024
/** In the length: no frame follows. */
const LAST = 0x8000_0000
const LENGTH_BYTES = 4
const HASH_BYTES = 32
const TAG_BYTES = 16
const SALT_BYTES = 16
/** OWASP's cost for scrypt: 128 MB and a tenth of a second a guess. */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }

export const PASSWORD_LEAST = 12

interface Seal {
  bytes: number
  close(index: number, last: boolean, body: Buffer): { body: Buffer; seal: Buffer }
  /** Null: the frame is not what was written. */
  open(index: number, last: boolean, body: Buffer, seal: Buffer): Buffer | null
}

/** The bytes of a file that holds what `source` gives. */
export async function* inFrames(source: AsyncIterable<Buffer>, password: string | null): AsyncGenerator<Buffer> {
  const salt = randomBytes(SALT_BYTES)
  const key = password === null ? null : keyOf(password, salt)
  const line = Buffer.from(`tingxu backup ${FORMAT}${key === null ? '' : ` ${salt.toString('hex')} ${signOf(key)}`}\n`)
  const seal = key === null ? hashes(line) : ciphers(line, key)
  yield line
  let index = 0
  const frame = (content: Buffer, last: boolean) => {
    const { body, seal: end } = seal.close(index++, last, content)
    const length = Buffer.alloc(LENGTH_BYTES)
    length.writeUInt32BE(body.length + (last ? LAST : 0))
    return Buffer.concat([length, body, end])
  }
  let held: Buffer[] = []
  let size = 0
  for await (const part of source) {
    held.push(part)
    size += part.length
    if (size < FRAME_BYTES) continue
    const whole = Buffer.concat(held)
    let from = 0
    for (; whole.length - from >= FRAME_BYTES; from += FRAME_BYTES)
      yield frame(whole.subarray(from, from + FRAME_BYTES), false)
    held = [whole.subarray(from)]
    size = whole.length - from
  }
  yield frame(Buffer.concat(held), true)
}

/** What a file of frames holds. Throws `BackupFault` with the file's name at the first byte that is not as it was written. */
export async function* fromFrames(
  source: AsyncIterable<Buffer>,
  name: string,
  password: string | null,
): AsyncGenerator<Buffer> {
  const bytes = bytesOf(source)
  const line = await bytes.line(FIRST_LINE_MOST)
  const seal = sealOf(line, name, password)
  for (let index = 0, last = false; !last; index++) {
    const damaged = (what: string) => new BackupFault('damaged', `${name} is damaged at byte ${bytes.at()}: ${what}.`)
    const length = (await bytes.exactly(LENGTH_BYTES))?.readUInt32BE()
    if (length === undefined) throw damaged('its end is missing')
    last = length >= LAST
    const size = last ? length - LAST : length
    if (size > FRAME_MOST) throw damaged('it is not as it was written')
    const sealed = await bytes.exactly(size + seal.bytes)
    if (sealed === null) throw damaged('its end is missing')
    const body = seal.open(index, last, sealed.subarray(0, size), sealed.subarray(size))
    if (body === null) throw damaged('it is not as it was written')
    if (last && (await bytes.exactly(1)) !== null) throw damaged('something was put behind its end')
    yield body
  }
}

function sealOf(line: string | null, name: string, password: string | null): Seal {
  const [, format, more] = line?.match(FIRST_WORDS) ?? []
  if (format === undefined)
    throw new BackupFault('damaged', `${name} is no backup of Tingxu, or its beginning is lost.`)
  if (Number(format) !== FORMAT)
    throw new BackupFault('other_format', `${name} has form ${format}; this program reads form ${FORMAT}.`)
  const head = Buffer.from(`${line}\n`)
  if (more === undefined) return hashes(head)
  const [, salt = '', sign] = more.match(ENCRYPTED) ?? []
  if (sign === undefined) throw new BackupFault('damaged', `${name} is damaged in its first line.`)
  if (password === null) throw new BackupFault('locked', `${name} is encrypted: set BACKUP_PASSWORD.`)
  const key = keyOf(password, Buffer.from(salt, 'hex'))
  if (signOf(key) !== sign) throw new BackupFault('locked', `BACKUP_PASSWORD does not open ${name}.`)
  return ciphers(head, key)
}

function keyOf(password: string, salt: Buffer): Buffer {
  return scryptSync(password, salt, 32, SCRYPT)
}

/** Tells a wrong password from a damaged file. */
function signOf(key: Buffer): string {
  return createHmac('sha256', key).update('tingxu backup').digest('hex').slice(0, 16)
}

/** SHA-256, each over the one before: against damage, not against whoever writes a whole file anew. */
function hashes(head: Buffer): Seal {
  let before = createHash('sha256').update(head).digest()
  const next = (last: boolean, body: Buffer) => {
    before = createHash('sha256')
      .update(before)
      .update(last ? 'last' : 'more')
      .update(body)
      .digest()
    return before
  }
  return {
    bytes: HASH_BYTES,
    close: (_, last, body) => ({ body, seal: next(last, body) }),
    open: (_, last, body, seal) => (next(last, body).equals(seal) ? body : null),
  }
}

/** AES-256-GCM under a key of this file alone, so that the frame's number may be its nonce. */
function ciphers(head: Buffer, key: Buffer): Seal {
  const nonce = (index: number, last: boolean) => {
    const made = Buffer.alloc(12)
    made.writeUInt8(last ? 1 : 0)
    made.writeUIntBE(index, 6, 6)
    return made
  }
  return {
    bytes: TAG_BYTES,
    close: (index, last, content) => {
      const cipher = createCipheriv('aes-256-gcm', key, nonce(index, last)).setAAD(head)
      const body = Buffer.concat([cipher.update(content), cipher.final()])
      return { body, seal: cipher.getAuthTag() }
    },
    open: (index, last, body, tag) => {
      const cipher = createDecipheriv('aes-256-gcm', key, nonce(index, last), { authTagLength: TAG_BYTES })
      cipher.setAAD(head).setAuthTag(tag)
      try {
        return Buffer.concat([cipher.update(body), cipher.final()])
      } catch {
        return null
      }
    },
  }
}
