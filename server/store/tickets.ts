// Tickets as they are now, for reading by key and for the database's own guard: one number once.
import type { HallId } from '../../core/ids.ts'
import type { Priority } from '../../core/inputs.ts'
import { isOpen, type Role, TICKET_STATES, type Ticket, type TicketState } from '../../core/ticket.ts'
import type { Instant } from '../../core/time.ts'
import type { Visit } from '../../core/visit.ts'
import type { Db } from '../db.ts'

/** New tickets; a number that is there already ends the transaction. `keyHashes` run along with `tickets`. */
export async function addTickets(
  db: Db,
  hall: HallId,
  tickets: readonly Ticket[],
  keyHashes: readonly Buffer[],
): Promise<void> {
  await db.query({
    name: 'add-tickets',
    text: `INSERT INTO tickets (hall, id, day, number, services, service, state, counter, taken_at, counts_as,
             eligible_from, called_at, served_at, ended_at, calls, priority, appointment, entered_by, language,
             expected, visit, only_counter, where_parked, returns, copies, absolute, waiting_since, key_hash)
           SELECT $1, t.id, t.day, t.number, t.services, t.service, t.state, t.counter,
             to_timestamp(t."takenAt" / 1000), to_timestamp(t."countsAs" / 1000),
             to_timestamp(t."eligibleFrom" / 1000), to_timestamp(t."calledAt" / 1000),
             to_timestamp(t."servedAt" / 1000), to_timestamp(t."endedAt" / 1000), t.calls, t.priority, t.appointment,
             t."enteredBy", t.language, t.expected, t.visit, t."only", t."where", t.returns, t.copies,
             t.absolute, to_timestamp(t."waitingSince" / 1000), decode(t."keyHash", 'hex')
           FROM json_to_recordset($2::json) AS t (id text, day date, number text, services text[], service text,
             state text, counter text, "takenAt" float8, "countsAs" float8, "eligibleFrom" float8,
             "calledAt" float8, "servedAt" float8, "endedAt" float8, calls integer, priority json,
             appointment text, "enteredBy" text, language text, expected integer, visit json, "only" text, "where" text, returns integer,
             copies integer, absolute boolean, "waitingSince" float8, "keyHash" text)`,
    values: [hall, JSON.stringify(tickets.map((one, i) => ({ ...one, keyHash: keyHashes[i]?.toString('hex') })))],
  })
}

/** What a step changes of tickets that are there. */
export async function saveTickets(db: Db, hall: HallId, tickets: readonly Ticket[]): Promise<void> {
  await db.query({
    name: 'save-tickets',
    // The ids are named twice because without them in the index the planner, as long as it knows little of a young
    // table, reads all tickets that the hall ever gave.
    text: `UPDATE tickets SET service = t.service, state = t.state, counter = t.counter,
             counts_as = to_timestamp(t."countsAs" / 1000), eligible_from = to_timestamp(t."eligibleFrom" / 1000),
             called_at = to_timestamp(t."calledAt" / 1000), served_at = to_timestamp(t."servedAt" / 1000),
             ended_at = to_timestamp(t."endedAt" / 1000), calls = t.calls, services = t.services,
             priority = t.priority, visit = t.visit, only_counter = t."only", where_parked = t."where",
             returns = t.returns, copies = t.copies, absolute = t.absolute,
             waiting_since = to_timestamp(t."waitingSince" / 1000)
           FROM json_to_recordset($3::json) AS t (id text, service text, state text, counter text,
             "countsAs" float8, "eligibleFrom" float8, "calledAt" float8, "servedAt" float8, "endedAt" float8,
             calls integer, services text[], priority json, visit json, "only" text, "where" text, returns integer,
             copies integer, absolute boolean, "waitingSince" float8)
           WHERE tickets.hall = $1 AND tickets.id = ANY ($2::text[]) AND tickets.id = t.id`,
    values: [hall, tickets.map(({ id }) => id), JSON.stringify(tickets.map(changing))],
  })
}

/** The fields that a step may change; the others would only be carried to and fro. */
function changing(ticket: Ticket) {
  const {
    day: _,
    number: __,
    takenAt: ___,
    appointment: ____,
    enteredBy: _____,
    language,
    expected,
    ...changed
  } = ticket
  return changed
}

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
