// The log. Rows are only ever added.
import type { HallEvent } from '../../core/events.ts'
import type { HallId } from '../../core/ids.ts'
import type { Db } from '../db.ts'

/** An event as it is stored: its very letters, which the hash covers. */
export interface Record {
  event: HallEvent
  body: string
  hash: Buffer
}

export async function appendEvents(db: Db, hall: HallId, records: readonly Record[]): Promise<void> {
  await db.query({
    name: 'append-events',
    text: `INSERT INTO events (hall, seq, at, type, body, hash)
           SELECT $1, seq, to_timestamp(at / 1000.0), type, body::json, hash
           FROM unnest($2::bigint[], $3::float8[], $4::text[], $5::text[], $6::bytea[]) AS e (seq, at, type, body, hash)`,
    values: [
      hall,
      records.map(({ event }) => event.seq),
      records.map(({ event }) => event.at),
      records.map(({ event }) => event.type),
      records.map(({ body }) => body),
      records.map(({ hash }) => hash),
    ],
  })
}

/** Events after `after`, in order, at most `most`. */
export async function eventsAfter(db: Db, hall: HallId, after: number, most: number): Promise<HallEvent[]> {
  const { rows } = await db.query<{ body: HallEvent }>({
    name: 'events-after',
    text: 'SELECT body FROM events WHERE hall = $1 AND seq > $2 ORDER BY seq LIMIT $3',
    values: [hall, after, most],
  })
  return rows.map(({ body }) => body)
}

/** The same with hashes and letters, for those who check the chain. */
export async function recordsAfter(db: Db, hall: HallId, after: number, most: number): Promise<Record[]> {
  const { rows } = await db.query<{ text: string; hash: Buffer }>(
    'SELECT body::text AS text, hash FROM events WHERE hall = $1 AND seq > $2 ORDER BY seq LIMIT $3',
    [hall, after, most],
  )
  return rows.map(({ text, hash }) => ({ event: JSON.parse(text) as HallEvent, body: text, hash }))
}
