// What a backup says of itself, at its beginning and at its end.
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import type { Instant } from '../../core/time.ts'
import { systemCode } from '../embedded/fault.ts'
import type { TableShape } from '../store/backup.ts'
import { BackupFault } from './fault.ts'
import { fromFrames } from './frames.ts'
import { type Part, unpacked } from './parts.ts'

export interface HallThen {
  id: string
  seq: number
  /** Of its last event. */
  hash: string
}

/** The first part. */
export interface Manifest {
  part: 'manifest'
  /** Of the moment that everything in it is from. */
  at: Instant
  program: string
  postgres: string
  migrations: string[]
  halls: HallThen[]
  /** In the order in which they follow, and can be filled. */
  tables: TableShape[]
}

export type Head =
  | Manifest
  | { part: 'table'; name: string }
  | { part: 'media'; name: string }
  /** The last part: how much there was of each. */
  | { part: 'end'; rows: Record<string, number>; media: Record<string, number> }

/** Told of each part in turn; what it does not read is read for it. */
export interface Reader {
  manifest?(manifest: Manifest): Promise<void>
  table?(shape: TableShape, rows: AsyncIterable<Buffer>): Promise<void>
  media?(name: string, bytes: AsyncIterable<Buffer>): Promise<void>
}

const LINE_FEED = 10
/** A name in one folder, nothing that leads out of it. */
const MEDIA_NAME = /^[^./\\\0][^/\\\0]{0,254}$/

export function isMediaName(name: string): boolean {
  return MEDIA_NAME.test(name)
}

/** Reads a backup from its first byte to its last, and holds every count against what was counted when it was written. */
export async function readBackup(path: string, password: string | null, reader: Reader = {}): Promise<Manifest> {
  const name = basename(path)
  const broken = (what: string) => new BackupFault('damaged', `${name} is damaged: ${what}.`)
  let manifest: Manifest | null = null
  const rows: Record<string, number> = {}
  const media: Record<string, number> = {}
  for await (const part of unpacked(fromFrames(bytesOfFile(path), name, password), name)) {
    // What is inside the seals was written by this program.
    const head = part.head as Head
    if (head.part === 'manifest') {
      await drain(part.bytes)
      manifest = head
      await reader.manifest?.(head)
    } else if (head.part === 'table') {
      const shape = manifest?.tables[Object.keys(rows).length]
      if (shape?.name !== head.name) throw broken(`${head.name} stands in another table's place`)
      rows[head.name] = await counted(part, lines, (bytes) => reader.table?.(shape, bytes))
    } else if (head.part === 'media') {
      if (!isMediaName(head.name)) throw broken(`no file of a hall's screens is called ${head.name}`)
      media[head.name] = await counted(part, size, (bytes) => reader.media?.(head.name, bytes))
    } else {
      await drain(part.bytes)
      const same = sameCounts(head.rows, rows) && sameCounts(head.media, media)
      if (manifest === null || !same) throw broken('it does not hold as much as was put into it')
      return manifest
    }
  }
  throw broken('its end is missing')
}

async function* bytesOfFile(path: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(path)
  } catch (error) {
    const code = systemCode(error)
    if (code === 'ENOENT') throw new BackupFault('no_file', `There is no file ${path}.`)
    if (['EACCES', 'EPERM', 'EISDIR'].includes(code))
      throw new BackupFault('no_file', `${path} cannot be read (${code}).`)
    throw error
  }
}

/** Counts what goes by, whether or not somebody reads it. */
async function counted(
  part: Part,
  count: (piece: Buffer) => number,
  read: (bytes: AsyncIterable<Buffer>) => Promise<void> | undefined,
): Promise<number> {
  let sum = 0
  async function* passing(): AsyncGenerator<Buffer> {
    for await (const piece of part.bytes) {
      sum += count(piece)
      yield piece
    }
  }
  const bytes = passing()
  await read(bytes)
  await drain(bytes)
  return sum
}

async function drain(bytes: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of bytes);
}

export function size(piece: Buffer): number {
  return piece.length
}

/** COPY writes a line feed within a value as two letters. */
export function lines(piece: Buffer): number {
  let sum = 0
  for (let at = piece.indexOf(LINE_FEED); at >= 0; at = piece.indexOf(LINE_FEED, at + 1)) sum++
  return sum
}

function sameCounts(told: Record<string, number>, read: Record<string, number>): boolean {
  const names = Object.keys(told)
  return names.length === Object.keys(read).length && names.every((name) => told[name] === read[name])
}
