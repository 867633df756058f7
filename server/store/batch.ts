// What a batch of presses writes, all of it in one statement: the hall moves on, and with it its log, its presses, its
// tickets, its counters and its numbers. As nine statements it cost program and database more.
import type { CounterNow } from '../../core/counter.ts'
import type { HallId } from '../../core/ids.ts'
import type { Ticket } from '../../core/ticket.ts'
import type { LocalDate } from '../../core/time.ts'
import type { Db } from '../db.ts'
import type { Decided } from './commands.ts'
import type { Record } from './events.ts'
import type { HallAt } from './halls.ts'

export interface Batch {
  /** Where the hall is taken to stand. */
  from: HallAt
  records: readonly Record[]
  decided: readonly Decided[]
  /** New tickets; a number that is there already is an error. */
  given: readonly (Ticket & { keyHash: string })[]
  /** Tickets that were there, as the batch left them. */
  stepped: readonly Ticket[]
  counters: readonly CounterNow[]
  /** The last number of each series that moved. A series never goes back, whatever the program believes. */
  series: readonly { day: LocalDate; prefix: string; last: number }[]
}

export function nothingSaved(from: HallAt): Batch {
  return { from, records: [], decided: [], given: [], stepped: [], counters: [], series: [] }
}

/**
 * Locks the hall and moves it on, if it stands where it was taken to stand. Otherwise it divides by nothing: an error
 * (22012) and not an answer, so that what is sent behind it in the same transaction does nothing either.
 */
const moved = (found: string) => `moved AS (
    UPDATE halls SET seq = $4, hash = $5
    WHERE ${found} AND id = $1 AND seq = $2 AND hash = $3 AND retired_at IS NULL RETURNING ctid),
  held AS (SELECT max(ctid) AS place, 1 / count(*) FROM moved)`

/** No letter of JSON: what stands inside of texts is written with a backslash there. */
const SEPARATOR = '\x1e'
const HASH_BYTES = 32

const LOGGED = `logged AS (
    INSERT INTO events (hall, seq, at, type, body, hash)
    SELECT $1, $2 + e.n, to_timestamp(e.at / 1000), e.type, e.body::json,
      substr($9::bytea, ${HASH_BYTES} * e.n::integer - ${HASH_BYTES - 1}, ${HASH_BYTES})
    FROM held, ROWS FROM (unnest($6::float8[]), unnest($7::text[]), string_to_table($8, '${SEPARATOR}'))
      WITH ORDINALITY AS e (at, type, body, n))`

const PRESSED = `pressed AS (
    INSERT INTO commands (hall, id, body_hash, first_seq, last_seq, refusal, extra)
    SELECT $1, p.*
    FROM held, unnest($10::text[], $11::bytea[], $12::bigint[], $13::bigint[], $14::json[], $15::json[]) AS p)`

const GIVEN = `given AS (
    INSERT INTO tickets (hall, id, day, number, services, service, state, counter, taken_at, counts_as,
      eligible_from, called_at, served_at, ended_at, calls, priority, appointment, entered_by, language,
      expected, visit, only_counter, where_parked, returns, copies, absolute, waiting_since, key_hash)
    SELECT $1, t.id, t.day, t.number, t.services, t.service, t.state, t.counter,
      to_timestamp(t."takenAt" / 1000), to_timestamp(t."countsAs" / 1000),
      to_timestamp(t."eligibleFrom" / 1000), to_timestamp(t."calledAt" / 1000),
      to_timestamp(t."servedAt" / 1000), to_timestamp(t."endedAt" / 1000), t.calls, t.priority, t.appointment,
      t."enteredBy", t.language, t.expected, t.visit, t."only", t."where", t.returns, t.copies,
      t.absolute, to_timestamp(t."waitingSince" / 1000), decode(t."keyHash", 'hex')
    FROM held, json_to_recordset($16::json) AS t (id text, day date, number text, services text[], service text,
      state text, counter text, "takenAt" float8, "countsAs" float8, "eligibleFrom" float8,
      "calledAt" float8, "servedAt" float8, "endedAt" float8, calls integer, priority json,
      appointment text, "enteredBy" text, language text, expected integer, visit json, "only" text, "where" text,
      returns integer, copies integer, absolute boolean, "waitingSince" float8, "keyHash" text))`

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
    FROM held, json_to_recordset($18::json) AS t (id text, service text, state text, counter text,
      "countsAs" float8, "eligibleFrom" float8, "calledAt" float8, "servedAt" float8, "endedAt" float8,
      calls integer, services text[], priority json, visit json, "only" text, "where" text, returns integer,
      copies integer, absolute boolean, "waitingSince" float8)
    WHERE tickets.hall = $1 AND tickets.id = ANY ($17::text[]) AND tickets.id = t.id)`

const STOOD = `stood AS (
    INSERT INTO counters (hall, id, state, ticket, clerk, reason, since, back_at, helps, summoned, last_absolute)
    SELECT $1, c.id, c.state, c.ticket, c.clerk, c.reason, to_timestamp(c.since / 1000),
      to_timestamp(c."backAt" / 1000), c.helps, c.summoned, c."lastAbsolute"
    FROM held, json_to_recordset($19::json) AS c (id text, state text, ticket text, clerk text, reason text,
      since float8, "backAt" float8, helps boolean, summoned json, "lastAbsolute" boolean)
    ON CONFLICT (hall, id) DO UPDATE SET state = excluded.state, ticket = excluded.ticket,
      clerk = excluded.clerk, reason = excluded.reason, since = excluded.since, back_at = excluded.back_at,
      helps = excluded.helps, summoned = excluded.summoned, last_absolute = excluded.last_absolute)`

const NUMBERED = `numbered AS (
    INSERT INTO numbers (hall, day, prefix, last)
    SELECT $1, n.* FROM held, unnest($20::date[], $21::text[], $22::integer[]) AS n
    ON CONFLICT (hall, day, prefix) DO UPDATE SET last = excluded.last WHERE numbers.last < excluded.last)`

function textFor(found: string): string {
  const parts = [moved(found), LOGGED, PRESSED, GIVEN, STEPPED, STOOD, NUMBERED]
  return `WITH ${parts.join(',\n  ')}\nSELECT place FROM held`
}

const BY_ID = { name: 'save-batch', text: textFor('true') }
const BY_PLACE = { name: 'save-batch-at', text: textFor('ctid = $23') }

/** Gives where the hall's row lies now. */
export async function saveBatch(db: Db, hall: HallId, batch: Batch): Promise<string | undefined> {
  const { from, records, decided, given, stepped, counters, series } = batch
  const last = records.at(-1)
  const { rows } = await db.query<{ place: string }>({
    ...(from.place === undefined ? BY_ID : BY_PLACE),
    values: [
      hall,
      from.seq,
      from.hash,
      last?.event.seq ?? from.seq,
      last?.hash ?? from.hash,
      records.map(({ event }) => event.at),
      records.map(({ event }) => event.type),
      // One text for all: as elements of an array each would be escaped here and unescaped there, letter by letter.
      records.map(({ body }) => body).join(SEPARATOR),
      Buffer.concat(records.map(({ hash }) => hash)),
      decided.map((one) => one.id),
      decided.map((one) => one.bodyHash),
      decided.map((one) => one.firstSeq),
      decided.map((one) => one.lastSeq),
      decided.map((one) => one.refusal && JSON.stringify(one.refusal)),
      decided.map((one) => one.extra && JSON.stringify(one.extra)),
      JSON.stringify(given),
      stepped.map(({ id }) => id),
      JSON.stringify(stepped.map(changing)),
      JSON.stringify(counters),
      series.map((one) => one.day),
      series.map((one) => one.prefix),
      series.map((one) => one.last),
      ...(from.place === undefined ? [] : [from.place]),
    ],
  })
  return rows[0]?.place
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
