// Reading for those who check the log against itself and against the tables: rows as they are, columns apart from bodies.
import type { HallId, TicketId } from '../../core/ids.ts'
import type { Instant, LocalDate } from '../../core/time.ts'
import type { Db } from '../db.ts'

export interface AuditRow {
  seq: number
  at: Instant
  type: string
  body: string
  hash: Buffer
}

/** Everything that follows is read as of one moment, however long it takes and whatever the hall does meanwhile. */
export async function beginAudit(db: Db): Promise<void> {
  await db.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
}

export async function endAudit(db: Db): Promise<void> {
  await db.query('ROLLBACK')
}

/** False in a database that this program never used. */
export async function hasLog(db: Db): Promise<boolean> {
  const { rows } = await db.query<{ there: boolean }>("SELECT to_regclass('events') IS NOT NULL AS there")
  return rows[0]?.there === true
}

export async function hallRows(db: Db): Promise<{ id: HallId; seq: number; hash: Buffer; lastCommand: number }[]> {
  const { rows } = await db.query<{ id: HallId; seq: number; hash: Buffer; lastCommand: number }>(
    `SELECT id, seq, hash, coalesce((SELECT max(last_seq) FROM commands WHERE hall = halls.id), 0) AS "lastCommand"
     FROM halls ORDER BY created_at, id`,
  )
  return rows
}

export async function auditRows(db: Db, hall: HallId, after: number, most: number): Promise<AuditRow[]> {
  const { rows } = await db.query<AuditRow>(
    'SELECT seq, at, type, body::text AS body, hash FROM events WHERE hall = $1 AND seq > $2 ORDER BY seq LIMIT $3',
    [hall, after, most],
  )
  return rows
}

export interface TicketRow {
  id: TicketId
  state: string
  counter: string | null
  calls: number
  takenAt: Instant
  endedAt: Instant | null
}

export async function ticketRows(db: Db, hall: HallId, ids: readonly TicketId[]): Promise<TicketRow[]> {
  const { rows } = await db.query<TicketRow>(
    `SELECT id, state, counter, calls, taken_at AS "takenAt", ended_at AS "endedAt" FROM tickets
     WHERE hall = $1 AND id = ANY ($2::text[])`,
    [hall, ids],
  )
  return rows
}

export async function ticketsOfDay(db: Db, hall: HallId, day: LocalDate): Promise<TicketId[]> {
  const { rows } = await db.query<{ id: TicketId }>('SELECT id FROM tickets WHERE hall = $1 AND day = $2 ORDER BY id', [
    hall,
    day,
  ])
  return rows.map(({ id }) => id)
}

export async function ticketCounts(db: Db, hall: HallId): Promise<Map<LocalDate, number>> {
  const { rows } = await db.query<{ day: LocalDate; count: number }>(
    'SELECT day, count(*) AS count FROM tickets WHERE hall = $1 GROUP BY day',
    [hall],
  )
  return new Map(rows.map(({ day, count }) => [day, count]))
}

export async function counterRows(
  db: Db,
  hall: HallId,
): Promise<{ id: string; state: string; ticket: string | null }[]> {
  const { rows } = await db.query<{ id: string; state: string; ticket: string | null }>(
    'SELECT id, state, ticket FROM counters WHERE hall = $1',
    [hall],
  )
  return rows
}
