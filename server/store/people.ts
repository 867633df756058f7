// The program's own secrets: nothing of them is ever in an event.
import type { Db } from '../db.ts'

/** The program's secret of that name, made once. */
export async function secretNamed(db: Db, name: string, fresh: Buffer): Promise<Buffer> {
  await db.query('INSERT INTO secrets (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING', [name, fresh])
  const { rows } = await db.query<{ value: Buffer }>('SELECT value FROM secrets WHERE name = $1', [name])
  return rows[0]?.value ?? fresh
}
