// Puts a backup into a database: put together and checked out of sight first, then put in place at once, or not at all.
import { createWriteStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import type { Connection } from '../db.ts'
import { runMissing } from '../migrate.ts'
import { knownMigrations, tablesMadeBy } from '../migrations.ts'
import { hallRows, hasLog } from '../store/audit.ts'
import { dropDraft, emptyAll, openDraft, prepareSession, putDraft, rowsIn, settle } from '../store/backup.ts'
import { holdStarts } from '../store/line.ts'
import { migrationsDone, programsOn } from '../store/schema.ts'
import { verifyHall } from '../verify.ts'
import { BackupFault } from './fault.ts'
import { type Manifest, readBackup } from './manifest.ts'

export interface Asked {
  connection: Connection
  file: string
  password: string | null
  /** Where the pictures and videos of the screens go. */
  mediaDir: string
  /** A hall that is there goes. */
  over: boolean
}

const CONNECT_WITHIN_MS = 10_000
const GONE_WITHIN_MS = 2_000
const LOOK_EVERY_MS = 100

/** Resolves once the halls of the backup are there, whole; throws with everything as it was. */
export async function restoreBackup(asked: Asked): Promise<Manifest> {
  // Wholly read before anything is touched: most of what can be wrong is wrong with the file.
  const manifest = await readBackup(asked.file, asked.password, {
    manifest: async (read) => refuseUnknown(read, basename(asked.file)),
  })
  const client = new pg.Client({
    ...asked.connection,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    application_name: 'tingxu-restore',
  })
  client.on('error', () => {}) // told by the statement that it breaks
  await client.connect()
  const mediaDraft = `${asked.mediaDir}.restoring`
  try {
    await prepareSession(client)
    const old = await refuseTarget(client, asked.over)
    const fresh = await putTogether(client, asked, manifest, mediaDraft)
    await refuseUsed(client)
    await putDraft(client, old, fresh)
    putMedia(mediaDraft, asked.mediaDir)
    return manifest
  } finally {
    rmSync(mediaDraft, { recursive: true, force: true })
    await dropDraft(client).catch(() => {})
    await client.end().catch(() => {})
  }
}

/** Made by a program whose database this one can bring to its own form. */
function refuseUnknown({ migrations }: Manifest, name: string): void {
  const known = knownMigrations()
  const other = migrations.find((one, n) => one !== known[n])
  if (other === undefined) return
  throw new BackupFault(
    'newer',
    known.includes(other)
      ? `${name} is of another line of versions: "${other}" stands in it where this program has another step.`
      : `${name} was made by a newer program (it has "${other}"): restore it with that program or a newer one.`,
  )
}

/** The program's tables in the database now; refuses where somebody works or a hall is. */
async function refuseTarget(client: pg.Client, over: boolean): Promise<string[]> {
  if (!(await holdStarts(client)))
    throw new BackupFault('in_use', 'Another program is starting or restoring on this database: end it first.')
  await refuseUsed(client)
  const migrations = await migrationsDone(client)
  const known = new Set(knownMigrations())
  const newer = migrations.find((one) => !known.has(one))
  if (newer !== undefined)
    throw new BackupFault('newer', `The database is newer than this program (it has "${newer}"). Nothing was changed.`)
  const halls = (await hasLog(client)) ? await hallRows(client) : []
  if (halls.length > 0 && !over) {
    const which = halls.map(({ id, seq }) => `${id}, ${seq} events`).join('; ')
    throw new BackupFault(
      'holds_a_hall',
      `The database holds a hall (${which}). Nothing was changed. To lose it for what is in the backup, add --over.`,
    )
  }
  return migrations.length === 0 ? [] : tablesMadeBy(migrations)
}

/** The connections of a program that has just ended are still seen for a moment. */
async function refuseUsed(client: pg.Client): Promise<void> {
  for (const until = Date.now() + GONE_WITHIN_MS; (await programsOn(client)).length > 0; await delay(LOOK_EVERY_MS))
    if (Date.now() > until)
      throw new BackupFault('in_use', 'A program is working on this database: end it first. Nothing was changed.')
}

/** The tables of the backup, in this program's form, filled, and their logs found whole; out of everybody's sight. */
async function putTogether(client: pg.Client, asked: Asked, manifest: Manifest, mediaDraft: string): Promise<string[]> {
  const schema = await openDraft(client)
  await runMissing(client, { schema, most: manifest.migrations.length })
  await emptyAll(client, tablesMadeBy(manifest.migrations))
  rmSync(mediaDraft, { recursive: true, force: true })
  await readBackup(asked.file, asked.password, {
    table: (shape, rows) => pipeline(rows, rowsIn(client, shape)),
    media: (name, bytes) => {
      mkdirSync(mediaDraft, { recursive: true })
      return pipeline(bytes, createWriteStream(join(mediaDraft, name)))
    },
  })
  await settle(client, tablesMadeBy(manifest.migrations))
  await runMissing(client, { schema })
  await refuseBroken(client, manifest)
  return tablesMadeBy(knownMigrations())
}

/** The same halls, at the same event, with the same hash; and every event before it, and the tables, agree. */
async function refuseBroken(client: pg.Client, manifest: Manifest): Promise<void> {
  const halls = await hallRows(client)
  for (const then of manifest.halls) {
    const hall = halls.find(({ id }) => id === then.id)
    if (hall === undefined || hall.seq !== then.seq || hall.hash.toString('hex') !== then.hash)
      throw new BackupFault('not_whole', `Hall ${then.id} is not what the backup says it is. Nothing was changed.`)
    const { fault } = await verifyHall(client, hall)
    if (fault !== null)
      throw new BackupFault(
        'not_whole',
        `The log of hall ${then.id} is not whole: ${fault.kind} at event ${fault.seq}, ${fault.detail}. Nothing was changed.`,
      )
  }
}

/** Files of the same name are replaced, others stay: what else lies there may be newer than the backup. */
function putMedia(draft: string, folder: string): void {
  if (!existsSync(draft)) return
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(draft)) renameSync(join(draft, name), join(folder, name))
}
