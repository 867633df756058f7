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

/** Between the letters of two events; no letter of JSON, for inside of texts it is written with a backslash. */
export const SEPARATOR = 0x1e

/** Of a SHA-256. */
export const HASH_BYTES = 32

/** Events on their way into the log. */
export interface Letters {
  events: readonly HallEvent[]
  /** The very letters of each, which its hash covers, in UTF-8, with a `SEPARATOR` between two. */
  bodies: Buffer
  /** Each of `HASH_BYTES`. */
  hashes: Buffer
  /** The last of them; of no events, what they would have been chained to. */
  last: Buffer
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

/** What the record of changes shows. The index `events_of_changes` holds the same names. */
export const CHANGES = ['configured', 'staff-changed', 'device-changed', 'data-removed', 'data-read', 'clip-changed']

/** The latest changes before an event, latest first. */
export async function changesBefore(db: Db, hall: HallId, before: number, most: number): Promise<HallEvent[]> {
  const { rows } = await db.query<{ body: HallEvent }>(
    `SELECT body FROM events WHERE hall = $1 AND seq < $2 AND type = ANY ($3) ORDER BY seq DESC LIMIT $4`,
    [hall, before, CHANGES, most],
  )
  return rows.map(({ body }) => body)
}

/** The hall file that was in force before an event. */
export async function fileBefore(db: Db, hall: HallId, before: number): Promise<HallEvent | undefined> {
  const { rows } = await db.query<{ body: HallEvent }>(
    `SELECT body FROM events WHERE hall = $1 AND seq < $2 AND type = 'configured' ORDER BY seq DESC LIMIT 1`,
    [hall, before],
  )
  return rows[0]?.body
}
