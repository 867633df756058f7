// Brings a database to this program's form, unless that would harm another that works on it, and refuses one that is too new.
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import type { Connection } from './db.ts'
import { StartFault } from './fault.ts'
import { knownMigrations, MIGRATIONS_FOLDER, MIGRATIONS_TABLE, needOf } from './migrations.ts'
import { beginStart } from './store/line.ts'
import { migrationsDone, needsOf, programsOn, waitForLocks } from './store/schema.ts'

/** An address at which nobody says anything would be waited for by the system for minutes. */
const CONNECT_WITHIN_MS = 10_000
const LOCK_WITHIN_MS = 1_500
const AGAIN_MS = 1_000
/** A backup, a report or another program's migration may take a minute or two. */
const TRIES = 120
const LOCK_NOT_AVAILABLE = '55P03'

/** Runs what is missing, under an advisory lock: two servers that start together migrate once. */
export async function migrate(connection: Connection, folder = MIGRATIONS_FOLDER): Promise<void> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: CONNECT_WITHIN_MS })
  await client.connect()
  try {
    await beginStart(client)
    await bringUp(client, folder)
  } finally {
    await client.end()
  }
}

async function bringUp(client: pg.Client, folder: string): Promise<void> {
  const known = knownMigrations(folder)
  const done = await migrationsDone(client)
  const missing = known.filter((name) => !done.includes(name))
  if (done.some((name) => !known.includes(name))) return refuseTooNew(client, known, done)
  if (missing.length === 0) return
  await refuseHarm(client, missing, folder)
  await waitForLocks(client, LOCK_WITHIN_MS)
  for (let tries = 1; ; tries++)
    try {
      return await runMissing(client, { folder })
    } catch (error) {
      // Everybody else waits behind a change that waits for its table: they go first.
      if (!isLocked(error)) throw error
      await client.query('ROLLBACK')
      if (tries === TRIES)
        throw new StartFault(
          'database_busy',
          'The tables cannot be changed: something has been reading them for minutes.',
        )
      await delay(AGAIN_MS)
    }
}

/** `schema`: where, if not at the usual place; `most`: so many of them and no more; `folder`: other files. */
export async function runMissing(
  client: pg.Client,
  where: { schema?: string; most?: number; folder?: string } = {},
): Promise<void> {
  // Loaded when there is something to do: most starts find nothing, and it would stay in memory.
  const { runner } = await import('node-pg-migrate')
  await runner({
    dbClient: client,
    dir: where.folder ?? MIGRATIONS_FOLDER,
    ignorePattern: '\\..*|.*\\.md',
    direction: 'up',
    migrationsTable: MIGRATIONS_TABLE,
    ...(where.schema === undefined ? {} : { schema: where.schema }),
    ...(where.most === undefined ? {} : { count: where.most }),
    // Two servers that start together: the second waits for the first instead of failing.
    advisoryLockMode: 'wait',
    log: () => {},
    // What goes wrong is thrown, and told by whoever catches it.
    logger: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  })
}

/** A newer program has been here, and may be here now: this one may go on if nothing that it needs was taken away. */
async function refuseTooNew(client: pg.Client, known: readonly string[], done: readonly string[]): Promise<void> {
  const newer = done.find((name) => !known.includes(name))
  const need = (await needsOf(client)).find(({ knows }) => !known.includes(knows))
  const missing = known.find((name) => !done.includes(name))
  if (need === undefined && missing === undefined) return
  const why = need === undefined ? `it has "${newer}" and not "${missing}"` : `it has "${need.migration}"`
  throw new StartFault('database_newer', `The database is newer than this program (${why}). Start the newer program.`)
}

/** A migration that takes something away waits until nobody uses it any more. */
async function refuseHarm(client: pg.Client, missing: readonly string[], folder: string): Promise<void> {
  const programs = await programsOn(client)
  for (const name of missing) {
    const need = needOf(name, folder)
    // Their numbers go up: what is behind a program's last one, it does not know.
    if (need === null || !programs.some((last) => last < need)) continue
    throw new StartFault(
      'older_program',
      `"${name}" ends what an older program that works on this database still needs: end that one first.`,
    )
  }
}

function isLocked(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE
}
