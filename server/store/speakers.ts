// Which screen speaks in which audio zone: one, for as long as it goes on asking.
import type { HallId } from '../../core/ids.ts'
import type { Db } from '../db.ts'

/** True when `speaker` has the zone for the next seconds: it had it, or nobody has. */
export async function holdZone(
  db: Db,
  hall: HallId,
  zone: string,
  { speaker, seconds }: { speaker: string; seconds: number },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `INSERT INTO speakers (hall, zone, speaker, until)
     VALUES ($1, $2, $3, now() + make_interval(secs => $4))
     ON CONFLICT (hall, zone) DO UPDATE SET speaker = EXCLUDED.speaker, until = EXCLUDED.until
     WHERE speakers.speaker = EXCLUDED.speaker OR speakers.until < now()`,
    [hall, zone, speaker, seconds],
  )
  return rowCount === 1
}
