// Tickets as they are now, for reading by key and for the database's own guard: one number once.
import type { HallId } from '../../core/ids.ts'
import type { Priority, Role, Ticket, TicketState } from '../../core/ticket.ts'
import type { Instant } from '../../core/time.ts'
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
             expected, key_hash)
           SELECT $1, t.id, t.day, t.number, t.services, t.service, t.state, t.counter, t."takenAt", t."countsAs",
             t."eligibleFrom", t."calledAt", t."servedAt", t."endedAt", t.calls, t.priority, t.appointment,
             t."enteredBy", t.language, t.expected, decode(t."keyHash", 'hex')
           FROM json_to_recordset($2::json) AS t (id text, day date, number text, services text[], service text,
             state text, counter text, "takenAt" timestamptz, "countsAs" timestamptz, "eligibleFrom" timestamptz,
             "calledAt" timestamptz, "servedAt" timestamptz, "endedAt" timestamptz, calls integer, priority json,
             appointment text, "enteredBy" text, language text, expected integer, "keyHash" text)`,
    values: [
      hall,
      JSON.stringify(tickets.map((one, i) => ({ ...withTimes(one), keyHash: keyHashes[i]?.toString('hex') }))),
    ],
  })
}

/** What a step changes of tickets that are there. */
export async function saveTickets(db: Db, hall: HallId, tickets: readonly Ticket[]): Promise<void> {
  await db.query({
    name: 'save-tickets',
    text: `UPDATE tickets SET service = t.service, state = t.state, counter = t.counter, counts_as = t."countsAs",
             eligible_from = t."eligibleFrom", called_at = t."calledAt", served_at = t."servedAt",
             ended_at = t."endedAt", calls = t.calls
           FROM json_to_recordset($2::json) AS t (id text, service text, state text, counter text,
             "countsAs" timestamptz, "eligibleFrom" timestamptz, "calledAt" timestamptz, "servedAt" timestamptz,
             "endedAt" timestamptz, calls integer)
           WHERE tickets.hall = $1 AND tickets.id = t.id`,
    values: [hall, JSON.stringify(tickets.map(withTimes))],
  })
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
}

const COLUMNS = `hall, id, day, number, services, service, state, counter, taken_at, counts_as, eligible_from, called_at,
  served_at, ended_at, calls, priority, appointment, entered_by, language, expected`

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
  }
}

function withTimes(ticket: Ticket) {
  const text = (at: Instant | null) => (at === null ? null : new Date(at).toISOString())
  return {
    ...ticket,
    takenAt: text(ticket.takenAt),
    countsAs: text(ticket.countsAs),
    eligibleFrom: text(ticket.eligibleFrom),
    calledAt: text(ticket.calledAt),
    servedAt: text(ticket.servedAt),
    endedAt: text(ticket.endedAt),
  }
}
