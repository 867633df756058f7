// Brings a database to this program's form, and refuses one that is newer than the program.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { runner } from 'node-pg-migrate'
import pg from 'pg'
import type { Connection } from './db.ts'
import { StartFault } from './fault.ts'

const FOLDER = join(import.meta.dirname, '..', 'migrations')
const TABLE = 'migrations'
/** An address at which nobody says anything would be waited for by the system for minutes. */
const CONNECT_WITHIN_MS = 10_000

/** Runs what is missing, under an advisory lock: two servers that start together migrate once. */
export async function migrate(connection: Connection): Promise<void> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: CONNECT_WITHIN_MS })
  await client.connect()
  try {
    await refuseNewer(client)
    await runner({
      dbClient: client,
      dir: FOLDER,
      direction: 'up',
      migrationsTable: TABLE,
      // Two servers that start together: the second waits for the first instead of failing.
      advisoryLockMode: 'wait',
      log: () => {},
      logger: { debug: () => {}, info: () => {}, warn: console.warn, error: console.error },
    })
  } finally {
    await client.end()
  }
}

async function refuseNewer(client: pg.Client): Promise<void> {
  const known = new Set(readdirSync(FOLDER).map((file) => file.replace(/\.sql$/, '')))
  const exists = await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [TABLE])
  if (exists.rows[0]?.there !== true) return
  const done = await client.query<{ name: string }>(`SELECT name FROM ${TABLE} ORDER BY id`)
  const newer = done.rows.find(({ name }) => !known.has(name))
  if (newer !== undefined)
    throw new StartFault(
      'database_newer',
      `The database is newer than this program (it has "${newer.name}"). Start the newer program.`,
    )
}
