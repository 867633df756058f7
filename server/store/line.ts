// The line to other processes and to the database itself: does it answer, and a word to those who listen.
import type { Db } from '../db.ts'

const CHANNEL = 'tingxu'

/** Rejects when the database does not answer. */
export async function ping(db: Db): Promise<void> {
  await db.query('SELECT 1')
}

export async function notify(db: Db, told: readonly string[]): Promise<void> {
  await db.query('SELECT pg_notify($1, told) FROM unnest($2::text[]) AS told', [CHANNEL, told])
}

export async function listenOn(db: Db): Promise<void> {
  await db.query(`LISTEN ${CHANNEL}`)
}
