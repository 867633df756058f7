// Counters and number series as they are now.
import type { CounterNow } from '../../core/counter.ts'
import type { HallId } from '../../core/ids.ts'
import type { LocalDate } from '../../core/time.ts'
import type { Db } from '../db.ts'

export async function saveCounters(db: Db, hall: HallId, counters: readonly CounterNow[]): Promise<void> {
  await db.query({
    name: 'save-counters',
    text: `INSERT INTO counters (hall, id, state, ticket, clerk, reason, since)
           SELECT $1, id, state, ticket, clerk, reason, to_timestamp(since / 1000.0)
           FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::float8[])
             AS c (id, state, ticket, clerk, reason, since)
           ON CONFLICT (hall, id) DO UPDATE SET state = excluded.state, ticket = excluded.ticket,
             clerk = excluded.clerk, reason = excluded.reason, since = excluded.since`,
    values: [
      hall,
      counters.map((one) => one.id),
      counters.map((one) => one.state),
      counters.map((one) => one.ticket),
      counters.map((one) => one.clerk),
      counters.map((one) => one.reason),
      counters.map((one) => one.since),
    ],
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
