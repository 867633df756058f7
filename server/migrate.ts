// Brings a database to this program's form, and refuses one that is newer than the program.
import { runner } from 'node-pg-migrate'
import pg from 'pg'
import type { Connection } from './db.ts'
import { StartFault } from './fault.ts'
import { knownMigrations, MIGRATIONS_FOLDER, MIGRATIONS_TABLE } from './migrations.ts'
import { beginStart } from './store/line.ts'

/** An address at which nobody says anything would be waited for by the system for minutes. */
const CONNECT_WITHIN_MS = 10_000

/** Runs what is missing, under an advisory lock: two servers that start together migrate once. */
export async function migrate(connection: Connection): Promise<void> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: CONNECT_WITHIN_MS })
  await client.connect()
  try {
    await beginStart(client)
    await refuseNewer(client)
    await runMissing(client)
  } finally {
    await client.end()
  }
}

/** `schema`: where, if not at the usual place; `most`: so many of them and no more. */
export async function runMissing(client: pg.Client, where: { schema?: string; most?: number } = {}): Promise<void> {
  await runner({
    dbClient: client,
    dir: MIGRATIONS_FOLDER,
    direction: 'up',
    migrationsTable: MIGRATIONS_TABLE,
    ...(where.schema === undefined ? {} : { schema: where.schema }),
    ...(where.most === undefined ? {} : { count: where.most }),
    // Two servers that start together: the second waits for the first instead of failing.
    advisoryLockMode: 'wait',
    log: () => {},
    logger: { debug: () => {}, info: () => {}, warn: console.warn, error: console.error },
  })
}

async function refuseNewer(client: pg.Client): Promise<void> {
  const known = new Set(knownMigrations())
  const exists = await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [
    MIGRATIONS_TABLE,
  ])
  if (exists.rows[0]?.there !== true) return
  const done = await client.query<{ name: string }>(`SELECT name FROM ${MIGRATIONS_TABLE} ORDER BY id`)
  const newer = done.rows.find(({ name }) => !known.has(name))
  if (newer !== undefined)
    throw new StartFault(
      'database_newer',
      `The database is newer than this program (it has "${newer.name}"). Start the newer program.`,
    )
}
