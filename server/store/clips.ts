// Recorded clips of a hall: the sound of each, and who recorded it when.
import type { HallId } from '../../core/ids.ts'
import type { Instant } from '../../core/time.ts'
import type { Db } from '../db.ts'

export interface KeptClip {
  name: string
  hash: string
  bytes: number
  at: Instant
  by: string
}

/** What is there of a language, without the sounds. */
export async function listClips(db: Db, hall: HallId, language: string): Promise<KeptClip[]> {
  const { rows } = await db.query<KeptClip>(
    `SELECT name, hash, octet_length(wav) AS bytes, recorded_at AS at, recorded_by AS by
     FROM clips WHERE hall = $1 AND language = $2 ORDER BY name`,
    [hall, language],
  )
  return rows
}

/** The hashes of those that are there, by name: what a call's sound is known by. */
export async function hashesOf(
  db: Db,
  hall: HallId,
  language: string,
  names: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await db.query<{ name: string; hash: string }>(
    'SELECT name, hash FROM clips WHERE hall = $1 AND language = $2 AND name = ANY ($3)',
    [hall, language, names],
  )
  return new Map(rows.map(({ name, hash }) => [name, hash]))
}

export async function readClips(
  db: Db,
  hall: HallId,
  language: string,
  names: readonly string[],
): Promise<Map<string, Buffer>> {
  const { rows } = await db.query<{ name: string; wav: Buffer }>(
    'SELECT name, wav FROM clips WHERE hall = $1 AND language = $2 AND name = ANY ($3)',
    [hall, language, names],
  )
  return new Map(rows.map(({ name, wav }) => [name, wav]))
}

export async function saveClip(
  db: Db,
  clip: { hall: HallId; language: string; name: string; wav: Buffer; hash: string; by: string },
): Promise<void> {
  const { hall, language, name, wav, hash, by } = clip
  await db.query(
    `INSERT INTO clips (hall, language, name, wav, hash, recorded_by) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (hall, language, name) DO UPDATE
     SET wav = EXCLUDED.wav, hash = EXCLUDED.hash, recorded_at = now(), recorded_by = EXCLUDED.recorded_by`,
    [hall, language, name, wav, hash, by],
  )
}

/** False: there was none. */
export async function removeClip(db: Db, hall: HallId, language: string, name: string): Promise<boolean> {
  const { rowCount } = await db.query('DELETE FROM clips WHERE hall = $1 AND language = $2 AND name = $3', [
    hall,
    language,
    name,
  ])
  return rowCount === 1
}
