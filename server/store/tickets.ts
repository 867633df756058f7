// Tickets as they are now, for reading by key and for the database's own guard: one number once.
import type { HallId } from '../../core/ids.ts'
import type { Priority } from '../../core/inputs.ts'
import { isOpen, type Role, TICKET_STATES, type Ticket, type TicketState } from '../../core/ticket.ts'
import type { Instant } from '../../core/time.ts'
import type { Visit } from '../../core/visit.ts'
import type { Db } from '../db.ts'

interface Row {
  hall: HallId
  id: string
  day: string
  number: string
  services: string[]
  service: string
  state: TicketState
  counter: string | null
  taken_at: Instant
  counts_as: Instant
  eligible_from: Instant
  called_at: Instant | null
  served_at: Instant | null
  ended_at: Instant | null
  calls: number
  priority: Priority | null
  appointment: string | null
  entered_by: Role
  language: string | null
  expected: number | null
  visit: Visit | null
  only_counter: string | null
  where_parked: string | null
  returns: number | null
  copies: number | null
  absolute: boolean | null
  waiting_since: Instant | null
}

const COLUMNS = `hall, id, day, number, services, service, state, counter, taken_at, counts_as, eligible_from, called_at,
  served_at, ended_at, calls, priority, appointment, entered_by, language, expected, visit, only_counter, where_parked, returns, copies, absolute,
  waiting_since`

export async function ticketByKeyHash(db: Db, keyHash: Buffer): Promise<{ hall: HallId; ticket: Ticket } | undefined> {
  const { rows } = await db.query<Row>(`SELECT ${COLUMNS} FROM tickets WHERE key_hash = $1`, [keyHash])
  return rows[0] && { hall: rows[0].hall, ticket: ticketOf(rows[0]) }
}

function ticketOf(row: Row): Ticket {
  return {
    id: row.id,
    number: row.number,
    day: row.day,
    services: row.services,
    service: row.service,
    state: row.state,
    counter: row.counter,
    takenAt: row.taken_at,
    countsAs: row.counts_as,
    eligibleFrom: row.eligible_from,
    calledAt: row.called_at,
    servedAt: row.served_at,
    endedAt: row.ended_at,
    calls: row.calls,
    priority: row.priority,
    appointment: row.appointment,
    enteredBy: row.entered_by,
    language: row.language,
    expected: row.expected,
    ...(row.visit === null ? {} : { visit: row.visit }),
    ...(row.only_counter === null ? {} : { only: row.only_counter }),
    ...(row.where_parked === null ? {} : { where: row.where_parked }),
    ...(row.returns === null ? {} : { returns: row.returns }),
    ...(row.copies === null ? {} : { copies: row.copies }),
    ...(row.absolute === true ? { absolute: true } : {}),
    ...(row.waiting_since === null ? {} : { waitingSince: row.waiting_since }),
  }
}

/** Somebody waits, is called or served, or is away for a moment. */
export async function someoneIsThere(db: Db, hall: HallId): Promise<boolean> {
  const { rowCount } = await db.query('SELECT FROM tickets WHERE hall = $1 AND state = ANY ($2::text[]) LIMIT 1', [
    hall,
    TICKET_STATES.filter(isOpen),
  ])
  return rowCount === 1
}
