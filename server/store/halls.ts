// The halls' own rows: lock, number and hash of the last event; snapshots.
import type { HallFile } from '../../core/hall.ts'
import type { HallId } from '../../core/ids.ts'
import type { Snapshot } from '../../core/snapshot.ts'
import type { Db } from '../db.ts'

export interface HallRow {
  id: HallId
  name: Record<string, string>
  seq: number
}

export async function listHalls(db: Db): Promise<HallRow[]> {
  const { rows } = await db.query<HallRow>({
    name: 'list-halls',
    text: 'SELECT id, name, seq FROM halls WHERE retired_at IS NULL ORDER BY created_at, id',
  })
  return rows
}

/** Adds a hall of which nothing has happened; false when there is one of that id already. */
export async function addHall(db: Db, id: HallId, file: HallFile, hash: Buffer): Promise<boolean> {
  const { rowCount } = await db.query(
    'INSERT INTO halls (id, name, hash) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING',
    [id, JSON.stringify(file.name), hash],
  )
  return rowCount === 1
}

/** Locks the hall until the end of the transaction. Everything that changes a hall begins here. */
export async function lockHall(db: Db, id: HallId): Promise<{ seq: number; hash: Buffer } | undefined> {
  const { rows } = await db.query<{ seq: number; hash: Buffer }>({
    name: 'lock-hall',
    text: 'SELECT seq, hash FROM halls WHERE id = $1 FOR NO KEY UPDATE',
    values: [id],
  })
  return rows[0]
}

export async function advanceHall(db: Db, id: HallId, seq: number, hash: Buffer): Promise<void> {
  await db.query({
    name: 'advance-hall',
    text: 'UPDATE halls SET seq = $2, hash = $3 WHERE id = $1',
    values: [id, seq, hash],
  })
}

export async function renameHall(db: Db, id: HallId, name: HallFile['name']): Promise<void> {
  await db.query('UPDATE halls SET name = $2 WHERE id = $1', [id, JSON.stringify(name)])
}

export async function readSnapshot(db: Db, id: HallId): Promise<Snapshot | undefined> {
  const { rows } = await db.query<{ body: Snapshot }>('SELECT body FROM snapshots WHERE hall = $1', [id])
  return rows[0]?.body
}

/** Keeps the newest: a slow process cannot put an older one in its place. */
export async function saveSnapshot(db: Db, id: HallId, snapshot: Snapshot): Promise<void> {
  await db.query(
    `INSERT INTO snapshots (hall, seq, body) VALUES ($1, $2, $3)
     ON CONFLICT (hall) DO UPDATE SET seq = excluded.seq, body = excluded.body WHERE snapshots.seq < excluded.seq`,
    [id, snapshot.seq, JSON.stringify(snapshot)],
  )
}

/** Takes a hall out of use; its log stays. False when it is out of use already, or the last there is. */
export async function retireHall(db: Db, id: HallId, by: string | null): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE halls SET retired_at = now(), retired_by = $2
     WHERE id = $1 AND retired_at IS NULL AND EXISTS (SELECT FROM halls WHERE id <> $1 AND retired_at IS NULL)`,
    [id, by],
  )
  return rowCount === 1
}
