// What a batch of presses writes, all of it in one statement: the hall moves on, and with it its log, its presses and the
// numbers that it gave. What becomes of tickets and counters follows the log; see server/states.ts.
import type { HallId } from '../../core/ids.ts'
import type { Ticket } from '../../core/ticket.ts'
import type { Db } from '../db.ts'
import type { Decided } from './commands.ts'
import type { Record } from './events.ts'
import type { HallAt } from './halls.ts'

export interface Batch {
  /** Where the hall is taken to stand. */
  from: HallAt
  records: readonly Record[]
  decided: readonly Decided[]
  /** New tickets as they were taken; a number that is there already is an error. */
  given: readonly (Ticket & { keyHash: string })[]
}

export function nothingSaved(from: HallAt): Batch {
  return { from, records: [], decided: [], given: [] }
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
    INSERT INTO tickets (hall, id, day, number, services, service, state, taken_at, counts_as, eligible_from,
      calls, priority, appointment, entered_by, language, expected, visit, only_counter, absolute, key_hash)
    SELECT $1, t.id, t.day, t.number, t.services, t.service, t.state,
      to_timestamp(t."takenAt" / 1000), to_timestamp(t."countsAs" / 1000), to_timestamp(t."eligibleFrom" / 1000),
      t.calls, t.priority, t.appointment, t."enteredBy", t.language, t.expected, t.visit, t."only", t.absolute,
      decode(t."keyHash", 'hex')
    FROM held, json_to_recordset($16::json) AS t (id text, day date, number text, services text[], service text,
      state text, "takenAt" float8, "countsAs" float8, "eligibleFrom" float8, calls integer,
      priority json, appointment text, "enteredBy" text, language text, expected integer, visit json, "only" text,
      absolute boolean, "keyHash" text))`

function textFor(found: string): string {
  const parts = [moved(found), LOGGED, PRESSED, GIVEN]
  return `WITH ${parts.join(',\n  ')}\nSELECT place FROM held`
}

const BY_ID = { name: 'save-batch', text: textFor('true') }
const BY_PLACE = { name: 'save-batch-at', text: textFor('ctid = $17') }

/** Gives where the hall's row lies now. */
export async function saveBatch(db: Db, hall: HallId, batch: Batch): Promise<string | undefined> {
  const { from, records, decided, given } = batch
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
      ...(from.place === undefined ? [] : [from.place]),
    ],
  })
  return rows[0]?.place
}
