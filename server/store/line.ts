// The line to other processes and to the database itself: does it answer, and a word to those who listen.
import { type Db, ONLY_READS } from '../db.ts'

const CHANNEL = 'tingxu'

/** Rejects when the database does not answer, or only reads: a standby, to which a proxy leads for a moment. */
export async function ping(db: Db): Promise<void> {
  const { rows } = await db.query<{ reads: string }>("SELECT current_setting('transaction_read_only') AS reads")
  if (rows[0]?.reads === 'on') throw Object.assign(new Error('the database only reads'), { code: ONLY_READS })
}

export async function notify(db: Db, told: readonly string[]): Promise<void> {
  await db.query('SELECT pg_notify($1, told) FROM unnest($2::text[]) AS told', [CHANNEL, told])
}

export async function listenOn(db: Db): Promise<void> {
  await db.query(`LISTEN ${CHANNEL}`)
}

/** Any number, the same in all versions. Programs that start hold it together, who restores holds it alone. */
const STARTS = 7_340_022

/** From now on no program starts on this database; false when one is starting, or somebody else restores. */
export async function holdStarts(db: Db): Promise<boolean> {
  const { rows } = await db.query<{ had: boolean }>('SELECT pg_try_advisory_lock($1) AS had', [STARTS])
  return rows[0]?.had === true
}

/** Waits until nobody restores. Held until the connection ends. */
export async function beginStart(db: Db): Promise<void> {
  await db.query('SELECT pg_advisory_lock_shared($1)', [STARTS])
}
