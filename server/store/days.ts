// The log by days: where each begins, what was in it, and the hash it closed with.
import type { HallEvent } from '../../core/events.ts'
import type { HallFile } from '../../core/hall.ts'
import type { HallId } from '../../core/ids.ts'
import type { Instant, LocalDate } from '../../core/time.ts'
import type { Db } from '../db.ts'

/** `seq`: of the event that opened the day. The first day of a hall has none: it begins with the hall itself (`day` null). */
export interface DayStart {
  seq: number
  day: LocalDate | null
  at: Instant
}

export async function dayStarts(db: Db, hall: HallId): Promise<DayStart[]> {
  const { rows } = await db.query<DayStart>(
    `SELECT seq, body->>'day' AS day, at FROM events
     WHERE hall = $1 AND type IN ('day-opened', 'configured') AND (type = 'day-opened' OR seq = 1) ORDER BY seq`,
    [hall],
  )
  return rows
}

/** The hall file that was in force just before an event. */
export async function fileBefore(db: Db, hall: HallId, seq: number): Promise<HallFile | undefined> {
  const { rows } = await db.query<{ file: HallFile }>(
    `SELECT body->'file' AS file FROM events
     WHERE hall = $1 AND type IN ('day-opened', 'configured') AND type = 'configured' AND seq <= $2
     ORDER BY seq DESC LIMIT 1`,
    [hall, seq],
  )
  return rows[0]?.file
}

/** Events from `from` to `to`, both included, at most `most`. */
export async function eventsFrom(db: Db, hall: HallId, from: number, to: number, most: number): Promise<HallEvent[]> {
  const { rows } = await db.query<{ body: HallEvent }>({
    name: 'events-from',
    text: 'SELECT body FROM events WHERE hall = $1 AND seq BETWEEN $2 AND $3 ORDER BY seq LIMIT $4',
    values: [hall, from, to, most],
  })
  return rows.map(({ body }) => body)
}

export async function hashOf(db: Db, hall: HallId, seq: number): Promise<Buffer | undefined> {
  const { rows } = await db.query<{ hash: Buffer }>('SELECT hash FROM events WHERE hall = $1 AND seq = $2', [hall, seq])
  return rows[0]?.hash
}
