// What a batch of presses writes, all of it in one statement: the hall moves on, and with it its log, its presses and the
// numbers that it gave. What becomes of tickets and counters follows the log; see server/states.ts.
import type { HallId } from '../../core/ids.ts'
import type { Ticket } from '../../core/ticket.ts'
import type { Db } from '../db.ts'
import type { Decided } from './commands.ts'
import { SEPARATOR as BETWEEN_EVENTS, HASH_BYTES, type Letters } from './events.ts'
import type { HallAt } from './halls.ts'

export interface Batch {
  /** Where the hall is taken to stand. */
  from: HallAt
  letters: Letters
  decided: readonly Decided[]
  /** New tickets as they were taken; a number that is there already is an error. */
  given: readonly (Ticket & { keyHash: string })[]
}

/**
 * Locks the hall and moves it on, if it stands where it was taken to stand. Otherwise it divides by nothing: an error
 * (22012) and not an answer, so that what is sent behind it in the same transaction does nothing either.
 */
const moved = (found: string) => `moved AS (
    UPDATE halls SET seq = $4, hash = $5
    WHERE ${found} AND id = $1 AND seq = $2 AND hash = $3 AND retired_at IS NULL RETURNING ctid),
  held AS (SELECT max(ctid) AS place, 1 / count(*) FROM moved)`

const SEPARATOR = String.fromCharCode(BETWEEN_EVENTS)

/**
 * Many values go as one text each kind: as elements of an array each would be quoted here and unquoted there, letter by
 * letter. Of these, none needs quotes.
 */
const arrayOf = (values: readonly (string | number | null)[]) => `{${values.map((one) => one ?? 'NULL').join(',')}}`
/** Nothing is an empty text there. */
const textsOf = (values: readonly (object | null)[]) =>
  values.map((one) => (one === null ? '' : JSON.stringify(one))).join(SEPARATOR)

const LOGGED = `logged AS (
    INSERT INTO events (hall, seq, at, type, body, hash)
    SELECT $1, $2 + e.n, to_timestamp(e.at / 1000), e.type, e.body::json,
      substr($9::bytea, ${HASH_BYTES} * e.n::integer - ${HASH_BYTES - 1}, ${HASH_BYTES})
    FROM held, ROWS FROM (unnest($6::float8[]), unnest($7::text[]), string_to_table($8, '${SEPARATOR}'))
      WITH ORDINALITY AS e (at, type, body, n))`

const PRESSED = `pressed AS (
    INSERT INTO commands (hall, id, body_hash, first_seq, last_seq, refusal, extra)
    SELECT $1, p.id, decode(p.hash, 'hex'), p.first, p.last, nullif(p.refusal, '')::json, nullif(p.extra, '')::json
    FROM held, ROWS FROM (string_to_table($10, '${SEPARATOR}'), unnest($11::text[]), unnest($12::bigint[]),
        unnest($13::bigint[]), string_to_table($14, '${SEPARATOR}'), string_to_table($15, '${SEPARATOR}'))
      AS p (id, hash, first, last, refusal, extra))`

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
  const { from, letters, decided, given } = batch
  const { events, bodies, hashes, last } = letters
  const { rows } = await db.query<{ place: string }>({
    ...(from.place === undefined ? BY_ID : BY_PLACE),
    values: [
      hall,
      from.seq,
      from.hash,
      from.seq + events.length,
      last,
      arrayOf(events.map(({ at }) => at)),
      arrayOf(events.map(({ type }) => type)),
      // Bytes, and not letters: PostgreSQL reads both as the text that it asks for.
      bodies,
      hashes,
      decided.map((one) => one.id).join(SEPARATOR),
      arrayOf(decided.map((one) => one.bodyHash.toString('hex'))),
      arrayOf(decided.map((one) => one.firstSeq)),
      arrayOf(decided.map((one) => one.lastSeq)),
      textsOf(decided.map((one) => one.refusal)),
      textsOf(decided.map((one) => one.extra)),
      JSON.stringify(given),
      ...(from.place === undefined ? [] : [from.place]),
    ],
  })
  return rows[0]?.place
}
