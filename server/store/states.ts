// Tickets, counters and numbers as the log left them, and how far they have followed it.
import type { CounterNow } from '../../core/counter.ts'
import type { HallId } from '../../core/ids.ts'
import type { Ticket } from '../../core/ticket.ts'
import type { LocalDate } from '../../core/time.ts'
import type { Db } from '../db.ts'

export interface States {
  /** The number of the last event that they come of. */
  seq: number
  tickets: readonly Ticket[]
  counters: readonly CounterNow[]
  /** The last number of each series that moved. A series never goes back, whatever the program believes. */
  series: readonly { day: LocalDate; prefix: string; last: number }[]
}

/** Of a new hall, in the transaction that makes it. */
export async function beginStates(db: Db, hall: HallId): Promise<void> {
  await db.query('INSERT INTO states_at (hall, seq) VALUES ($1, 0)', [hall])
}

/** Undefined: no program that keeps them behind the log has looked at this hall; they stand where the log does. */
export async function statesAt(db: Db, hall: HallId): Promise<number | undefined> {
  const { rows } = await db.query<{ seq: number }>({
    name: 'states-at',
    text: 'SELECT seq FROM states_at WHERE hall = $1',
    values: [hall],
  })
  return rows[0]?.seq
}

/** The same in a database that may be of a version before. */
export async function statesAtIfKept(db: Db, hall: HallId): Promise<number | undefined> {
  const { rows } = await db.query<{ kept: boolean }>("SELECT to_regclass('states_at') IS NOT NULL AS kept")
  return rows[0]?.kept === true ? statesAt(db, hall) : undefined
}

/**
 * Only forward: who comes second with what is older writes nothing, and of two at once one waits for the other at this row.
 * Nobody waits for the disk: should the database fall now, number and states are those of before, both of them.
 */
const MOVED = `moved AS (
    INSERT INTO states_at (hall, seq) VALUES ($1, $2)
    ON CONFLICT (hall) DO UPDATE SET seq = excluded.seq WHERE states_at.seq < excluded.seq RETURNING seq),
  held AS (SELECT set_config('synchronous_commit', 'off', true) FROM moved)`

// The ids are named twice because without them in the index the planner, as long as it knows little of a young table,
// reads all tickets that the hall ever gave.
const STEPPED = `stepped AS (
    UPDATE tickets SET service = t.service, state = t.state, counter = t.counter,
      counts_as = to_timestamp(t."countsAs" / 1000), eligible_from = to_timestamp(t."eligibleFrom" / 1000),
      called_at = to_timestamp(t."calledAt" / 1000), served_at = to_timestamp(t."servedAt" / 1000),
      ended_at = to_timestamp(t."endedAt" / 1000), calls = t.calls, services = t.services,
      priority = t.priority, visit = t.visit, only_counter = t."only", where_parked = t."where",
      returns = t.returns, copies = t.copies, absolute = t.absolute,
      waiting_since = to_timestamp(t."waitingSince" / 1000)
    FROM held, json_to_recordset($4::json) AS t (id text, service text, state text, counter text,
      "countsAs" float8, "eligibleFrom" float8, "calledAt" float8, "servedAt" float8, "endedAt" float8,
      calls integer, services text[], priority json, visit json, "only" text, "where" text, returns integer,
      copies integer, absolute boolean, "waitingSince" float8)
    WHERE tickets.hall = $1 AND tickets.id = ANY ($3::text[]) AND tickets.id = t.id)`

const STOOD = `stood AS (
    INSERT INTO counters (hall, id, state, ticket, clerk, reason, since, back_at, helps, summoned, last_absolute)
    SELECT $1, c.id, c.state, c.ticket, c.clerk, c.reason, to_timestamp(c.since / 1000),
      to_timestamp(c."backAt" / 1000), c.helps, c.summoned, c."lastAbsolute"
    FROM held, json_to_recordset($5::json) AS c (id text, state text, ticket text, clerk text, reason text,
      since float8, "backAt" float8, helps boolean, summoned json, "lastAbsolute" boolean)
    ON CONFLICT (hall, id) DO UPDATE SET state = excluded.state, ticket = excluded.ticket,
      clerk = excluded.clerk, reason = excluded.reason, since = excluded.since, back_at = excluded.back_at,
      helps = excluded.helps, summoned = excluded.summoned, last_absolute = excluded.last_absolute)`

const NUMBERED = `numbered AS (
    INSERT INTO numbers (hall, day, prefix, last)
    SELECT $1, n.* FROM held, unnest($6::date[], $7::text[], $8::integer[]) AS n
    ON CONFLICT (hall, day, prefix) DO UPDATE SET last = excluded.last WHERE numbers.last < excluded.last)`

const SAVE = { name: 'save-states', text: `WITH ${[MOVED, STEPPED, STOOD, NUMBERED].join(',\n  ')}\nSELECT FROM held` }

/** Writes nothing where they stand at `seq` already, or beyond. */
export async function saveStates(db: Db, hall: HallId, { seq, tickets, counters, series }: States): Promise<void> {
  await db.query({
    ...SAVE,
    values: [
      hall,
      seq,
      tickets.map(({ id }) => id),
      JSON.stringify(tickets.map(changing)),
      JSON.stringify(counters),
      series.map((one) => one.day),
      series.map((one) => one.prefix),
      series.map((one) => one.last),
    ],
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
