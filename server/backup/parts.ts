// The inner form of a backup, packed: parts, each a line of JSON that says what it is and then its bytes.
import { pipeline } from 'node:stream'
import { createGunzip, createGzip } from 'node:zlib'
import { bytesOf } from './bytes.ts'
import { BackupFault } from './fault.ts'

export interface Part {
  /** What it is, as its writer said. */
  head: unknown
  bytes: AsyncIterable<Buffer>
}

const LENGTH_BYTES = 4
const CHUNK_BYTES = 64 * 1024
/** No row and no picture comes in pieces that long. */
const CHUNK_MOST = 512 * 1024 * 1024
const HEAD_MOST = 1024 * 1024
/** Most of the gain for a fraction of the work: the hall is open meanwhile. */
const LEVEL = 3

export async function* packed(parts: AsyncIterable<Part>): AsyncGenerator<Buffer> {
  yield* piped(written(parts), createGzip({ level: LEVEL }))
}

/** The parts of `source`, one after the other; the bytes of one are read before the next is asked for. */
export async function* unpacked(source: AsyncIterable<Buffer>, name: string): AsyncGenerator<Part> {
  const bytes = bytesOf(piped(source, createGunzip()))
  const broken = () => new BackupFault('damaged', `${name} is damaged: it does not hold what it should.`)
  for (;;) {
    const line = await bytes.line(HEAD_MOST)
    if (line === null) return
    let read = false
    yield { head: JSON.parse(line), bytes: chunks() }
    if (!read) throw new Error('a part of the backup was left unread')

    async function* chunks(): AsyncGenerator<Buffer> {
      for (;;) {
        const length = (await bytes.exactly(LENGTH_BYTES))?.readUInt32BE()
        if (length === undefined || length > CHUNK_MOST) throw broken()
        if (length === 0) break
        const chunk = await bytes.exactly(length)
        if (chunk === null) throw broken()
        yield chunk
      }
      read = true
    }
  }
}

async function* written(parts: AsyncIterable<Part>): AsyncGenerator<Buffer> {
  for await (const { head, bytes } of parts) {
    yield Buffer.from(`${JSON.stringify(head)}\n`)
    let held: Buffer[] = []
    let size = 0
    for await (const piece of bytes) {
      held.push(piece)
      size += piece.length
      if (size < CHUNK_BYTES) continue
      yield chunkOf(held, size)
      held = []
      size = 0
    }
    if (size > 0) yield chunkOf(held, size)
    yield Buffer.alloc(LENGTH_BYTES)
  }
}

function chunkOf(pieces: Buffer[], size: number): Buffer {
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32BE(size)
  return Buffer.concat([length, ...pieces])
}

/** Errors of the source are thrown on, as they are. */
function piped(source: AsyncIterable<Buffer>, through: NodeJS.ReadWriteStream): AsyncIterable<Buffer> {
  pipeline(source, through, () => {})
  return through as unknown as AsyncIterable<Buffer>
}
