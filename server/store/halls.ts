// The halls' own rows: lock, number and hash of the last event; snapshots.
import type { HallFile } from '../../core/hall.ts'
import type { HallId } from '../../core/ids.ts'
import type { Snapshot } from '../../core/snapshot.ts'
import { type Db, inTransaction, type Pool } from '../db.ts'
import { someoneIsThere } from './tickets.ts'

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

/** Halls out of use, of which people's data may still be kept. */
export async function listRetired(db: Db): Promise<HallId[]> {
  const { rows } = await db.query<{ id: HallId }>('SELECT id FROM halls WHERE retired_at IS NOT NULL')
  return rows.map(({ id }) => id)
}

/** Adds a hall of which nothing has happened; false when there is one of that id already. */
export async function addHall(db: Db, id: HallId, file: HallFile, hash: Buffer): Promise<boolean> {
  const { rowCount } = await db.query(
    'INSERT INTO halls (id, name, hash) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING',
    [id, JSON.stringify(file.name), hash],
  )
  return rowCount === 1
}

export interface LockedHall {
  seq: number
  hash: Buffer
  place: string
  /** Out of use: nothing changes it any more. */
  retired: boolean
}

/** Locks the hall until the end of the transaction. Everything that changes a hall begins here. */
export async function lockHall(db: Db, id: HallId): Promise<LockedHall | undefined> {
  const { rows } = await db.query<LockedHall>({
    name: 'lock-hall',
    text: 'SELECT seq, hash, ctid AS place, retired_at IS NOT NULL AS retired FROM halls WHERE id = $1 FOR NO KEY UPDATE',
    values: [id],
  })
  return rows[0]
}

/** Where a hall stands: the number and hash of its last event. Together they name one history and no other. */
export interface HallAt {
  seq: number
  hash: Buffer
  /**
   * Where PostgreSQL keeps this version of the row (ctid), if that is known. Found by its id, each older version is looked
   * at first that somebody's old snapshot may still want to see; by its place, none.
   */
  place?: string | undefined
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

/**
 * Takes a hall out of use; its log stays. Asked behind the locks of all halls: who just took a number is seen, and of two
 * who retire two halls one comes second. `seen`: the number up to which the tables follow the log; somebody who has
 * pressed since is using the hall.
 */
export function retireHall(
  pool: Pool,
  id: HallId,
  { seen, by }: { seen: number; by: string | null },
): Promise<'retired' | 'in_use' | 'last_hall'> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ id: HallId; seq: number }>(
      'SELECT id, seq FROM halls WHERE retired_at IS NULL ORDER BY id FOR NO KEY UPDATE',
    )
    const hall = rows.find((one) => one.id === id)
    if (hall === undefined) return 'retired'
    if (rows.length === 1) return 'last_hall'
    if (hall.seq > seen || (await someoneIsThere(client, id))) return 'in_use'
    await client.query('UPDATE halls SET retired_at = now(), retired_by = $2 WHERE id = $1', [id, by])
    return 'retired'
  })
}
