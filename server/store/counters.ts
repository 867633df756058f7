// Counters and number series as they are now.
import type { CounterNow } from '../../core/counter.ts'
import type { HallId } from '../../core/ids.ts'
import type { LocalDate } from '../../core/time.ts'
import type { Db } from '../db.ts'

export async function saveCounters(db: Db, hall: HallId, counters: readonly CounterNow[]): Promise<void> {
  await db.query({
    name: 'save-counters',
    text: `INSERT INTO counters (hall, id, state, ticket, clerk, reason, since, back_at, helps, summoned, last_absolute)
           SELECT $1, c.id, c.state, c.ticket, c.clerk, c.reason, to_timestamp(c.since / 1000),
             to_timestamp(c."backAt" / 1000), c.helps, c.summoned, c."lastAbsolute"
           FROM json_to_recordset($2::json) AS c (id text, state text, ticket text, clerk text, reason text,
             since float8, "backAt" float8, helps boolean, summoned json, "lastAbsolute" boolean)
           ON CONFLICT (hall, id) DO UPDATE SET state = excluded.state, ticket = excluded.ticket,
             clerk = excluded.clerk, reason = excluded.reason, since = excluded.since, back_at = excluded.back_at,
             helps = excluded.helps, summoned = excluded.summoned, last_absolute = excluded.last_absolute`,
    values: [hall, JSON.stringify(counters)],
  })
}

/** The last number of each series that moved. A series never goes back, whatever the program believes. */
export async function saveNumbers(
  db: Db,
  hall: HallId,
  series: readonly { day: LocalDate; prefix: string; last: number }[],
): Promise<void> {
  await db.query({
    name: 'save-numbers',
    text: `INSERT INTO numbers (hall, day, prefix, last)
           SELECT $1, * FROM unnest($2::date[], $3::text[], $4::integer[])
           ON CONFLICT (hall, day, prefix) DO UPDATE SET last = excluded.last WHERE numbers.last < excluded.last`,
    values: [hall, series.map((one) => one.day), series.map((one) => one.prefix), series.map((one) => one.last)],
  })
}
