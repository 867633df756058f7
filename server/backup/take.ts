// Takes a backup while the hall goes on: every table as of one moment, and the files of its screens, into one file.
import { createReadStream, createWriteStream, existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { open, rename, statfs } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { compactUtc } from '../../core/time.ts'
import type { Connection } from '../db.ts'
import { systemCode } from '../embedded/fault.ts'
import { knownMigrations, tablesMadeBy } from '../migrations.ts'
import { beginAudit, endAudit, hallRows } from '../store/audit.ts'
import { holdShapes, momentOf, prepareSession, rowsOut, shapesOf } from '../store/backup.ts'
import { migrationsDone } from '../store/schema.ts'
import { programVersion } from '../version.ts'
import { BackupFault } from './fault.ts'
import { inFrames } from './frames.ts'
import { isMediaName, lines, type Manifest, readBackup, size } from './manifest.ts'
import { type Part, packed } from './parts.ts'

export interface Wanted {
  connection: Connection
  /** Pictures and videos of the screens; null: without them. */
  mediaDir: string | null
  password: string | null
  /** Where the file is put, by the moment that it is of. */
  fileFor: (stamp: string) => string
}

export interface Taken {
  path: string
  bytes: number
  manifest: Manifest
}

const CONNECT_WITHIN_MS = 10_000
/** What must stay free beside the backup: the database itself grows on the same disk, perhaps. */
const RESERVE_BYTES = 200 * 1024 * 1024
/** Text packs to less than a quarter of what the database takes for it, indices included. */
const PACKED_PART = 0.25
/** A database that was brought to another form in the very moment is asked again. */
const TRIES = 3

/** Resolves once the file is on the disk under its name and was read back. */
export async function takeBackup(wanted: Wanted): Promise<Taken> {
  const client = new pg.Client({
    ...wanted.connection,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    application_name: 'tingxu-backup',
  })
  client.on('error', () => {}) // told by the statement that it breaks
  await client.connect()
  try {
    await prepareSession(client)
    const { manifest, bytes } = await standStill(client)
    const path = wanted.fileFor(compactUtc(manifest.at))
    await refuseFull(dirname(path), bytes)
    await writeWhole(path, partsOf(client, manifest, wanted.mediaDir), wanted.password)
    await endAudit(client)
    return { path, bytes: statSync(path).size, manifest }
  } finally {
    await client.end().catch(() => {})
  }
}

/** From here on the client sees one moment, in one form of the database. */
async function standStill(client: pg.Client): Promise<{ manifest: Manifest; bytes: number }> {
  for (let tries = 1; ; tries++) {
    const migrations = await migrationsDone(client)
    if (migrations.length === 0) throw new BackupFault('nothing_there', 'There is no hall in this database.')
    refuseNewer(migrations)
    const tables = tablesMadeBy(migrations)
    await beginAudit(client)
    await holdShapes(client, tables)
    const { at, server, bytes } = await momentOf(client)
    if ((await migrationsDone(client)).length === migrations.length) {
      const halls = (await hallRows(client)).map(({ id, seq, hash }) => ({ id, seq, hash: hash.toString('hex') }))
      const shapes = await shapesOf(client, tables)
      const program = programVersion()
      return { manifest: { part: 'manifest', at, program, postgres: server, migrations, halls, tables: shapes }, bytes }
    }
    await endAudit(client)
    if (tries === TRIES) throw new BackupFault('in_use', 'The database is being brought to another form: try again.')
  }
}

/** An older program knows not all tables there are, and would leave some out. */
function refuseNewer(migrations: readonly string[]): void {
  const known = new Set(knownMigrations())
  const newer = migrations.find((one) => !known.has(one))
  if (newer !== undefined)
    throw new BackupFault(
      'newer',
      `The database is newer than this program (it has "${newer}"): back it up with the newer program.`,
    )
}

async function* partsOf(client: pg.Client, manifest: Manifest, mediaDir: string | null): AsyncGenerator<Part> {
  yield { head: manifest, bytes: nothing() }
  const rows: Record<string, number> = {}
  for (const shape of manifest.tables) {
    rows[shape.name] = 0
    yield {
      head: { part: 'table', name: shape.name },
      bytes: counting(rowsOut(client, shape), (piece) => {
        rows[shape.name] = (rows[shape.name] ?? 0) + lines(piece)
      }),
    }
  }
  const media: Record<string, number> = {}
  for (const name of mediaIn(mediaDir)) {
    media[name] = 0
    yield {
      head: { part: 'media', name },
      bytes: counting(createReadStream(join(mediaDir ?? '', name)), (piece) => {
        media[name] = (media[name] ?? 0) + size(piece)
      }),
    }
  }
  yield { head: { part: 'end', rows, media }, bytes: nothing() }
}

async function* nothing(): AsyncGenerator<Buffer> {}

async function* counting(source: AsyncIterable<Buffer>, count: (piece: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const piece of source) {
    count(piece)
    yield piece
  }
}

function mediaIn(folder: string | null): string[] {
  if (folder === null || !existsSync(folder)) return []
  const entries = readdirSync(folder, { withFileTypes: true })
  return entries.filter((one) => one.isFile() && isMediaName(one.name)).map(({ name }) => name)
}

/** A half-written file never has the name of a whole one, and a name is given only to what could be read again. */
async function writeWhole(path: string, parts: AsyncIterable<Part>, password: string | null): Promise<void> {
  if (existsSync(path)) throw new BackupFault('bad_words', `There is already a file ${path}.`)
  const draft = `${path}.part`
  try {
    await pipeline(inFrames(packed(parts), password), createWriteStream(draft, { mode: 0o600 }))
    await toDisk(draft, 'r+')
    await readBackup(draft, password)
    await rename(draft, path)
    if (process.platform !== 'win32') await toDisk(dirname(path), 'r')
  } catch (error) {
    rmSync(draft, { force: true })
    const code = systemCode(error)
    if (code === 'ENOSPC' || code === 'EDQUOT')
      throw new BackupFault('no_room', `There is no room for ${basename(path)} in ${dirname(path)}.`)
    throw error
  }
}

async function toDisk(path: string, how: 'r' | 'r+'): Promise<void> {
  const file = await open(path, how)
  await file.sync()
  await file.close()
}

async function refuseFull(folder: string, databaseBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  const wanted = databaseBytes * PACKED_PART + RESERVE_BYTES
  if (free >= wanted) return
  const mega = (bytes: number) => `${Math.ceil(bytes / 1024 / 1024)} MB`
  throw new BackupFault(
    'no_room',
    `${folder} has ${mega(free)} left, and a backup is made only where ${mega(wanted)} are: the hall may need the rest.`,
  )
}
