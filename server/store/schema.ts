// Which form the database has, which programs can work with it, and which do now.
import type { Db } from '../db.ts'

/** Which migrations the database has, in their order; none in one that this program never used. */
export async function migrationsDone(db: Db): Promise<string[]> {
  const there = await db.query<{ there: boolean }>("SELECT to_regclass('migrations') IS NOT NULL AS there")
  if (there.rows[0]?.there !== true) return []
  const { rows } = await db.query<{ name: string }>('SELECT name FROM migrations ORDER BY id')
  return rows.map(({ name }) => name)
}

export interface Need {
  migration: string
  /** What a program must know since then. */
  knows: string
}

export async function needsOf(db: Db): Promise<Need[]> {
  const there = await db.query<{ there: boolean }>("SELECT to_regclass('schema_needs') IS NOT NULL AS there")
  if (there.rows[0]?.there !== true) return []
  return (await db.query<Need>('SELECT migration, knows FROM schema_needs ORDER BY migration')).rows
}

/** The programs that work on this database now, each by the last migration that it knows. Of other accounts' connections nothing can be seen. */
export async function programsOn(db: Db): Promise<string[]> {
  const { rows } = await db.query<{ knows: string }>(
    `SELECT DISTINCT substr(application_name, length('tingxu/') + 1) AS knows FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name LIKE 'tingxu/%'`,
  )
  return rows.map(({ knows }) => knows)
}

/** A change of a table that waits for its readers holds up everybody behind it: it gives up after so long. */
export async function waitForLocks(db: Db, milliseconds: number): Promise<void> {
  await db.query("SELECT set_config('lock_timeout', $1, false)", [`${milliseconds}ms`])
}

/** What the database has to write before it can end is written now, while everybody still works. */
export async function checkpoint(db: Db): Promise<void> {
  await db.query('CHECKPOINT')
}
