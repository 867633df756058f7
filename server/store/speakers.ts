// Which screen speaks in which audio zone: one, for as long as it goes on asking. And which call it speaks.
import type { HallId } from '../../core/ids.ts'
import type { Db } from '../db.ts'

/** True when `speaker` has the zone for the next seconds: it had it, or nobody has. `seq`: the call it is given. */
export async function holdZone(
  db: Db,
  hall: HallId,
  zone: string,
  { speaker, seconds, seq }: { speaker: string; seconds: number; seq: number | null },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `INSERT INTO speakers (hall, zone, speaker, until, seq)
     VALUES ($1, $2, $3, now() + make_interval(secs => $4), $5)
     ON CONFLICT (hall, zone) DO UPDATE
     SET speaker = EXCLUDED.speaker, until = EXCLUDED.until, seq = EXCLUDED.seq
     WHERE speakers.speaker = EXCLUDED.speaker OR speakers.until < now()`,
    [hall, zone, speaker, seconds, seq],
  )
  return rowCount === 1
}

export interface ZoneNow {
  hall: HallId
  zone: string
  /** Some screen has its turn. */
  held: boolean
  /** The call that it was given. */
  seq: number | null
}

/** Every zone of these halls in which a screen ever spoke. */
export async function zonesOf(db: Db, halls: readonly HallId[]): Promise<ZoneNow[]> {
  const { rows } = await db.query<ZoneNow>(
    'SELECT hall, zone, until >= now() AS held, seq FROM speakers WHERE hall = ANY ($1)',
    [halls],
  )
  return rows
}
