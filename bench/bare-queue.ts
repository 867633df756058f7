// What we compare the door with: a bare queue in one table, three statements, commands that wait together commit together.
// No numbers, no rules, no log, no answer to a repeated press. Written as well as we know how: one lock-free loop,
// multi-row statements, sent without waiting for one another, one commit.
import type { Pool } from '../server/db.ts'

export interface BareQueue {
  take(): Promise<number>
  /** The first who waits; null when nobody does. */
  call(counter: number): Promise<number | null>
  done(ticket: number): Promise<void>
  settled(): Promise<void>
}

interface Waiting<T, V> {
  value: V
  resolve(answer: T): void
  reject(error: unknown): void
}

interface Line<T, V> {
  waiting: Waiting<T, V>[]
  add(value: V): Promise<T>
}

const TABLE = `
  CREATE TABLE bare_queue (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    state text NOT NULL DEFAULT 'waiting',
    counter integer,
    taken_at timestamptz NOT NULL DEFAULT now(),
    called_at timestamptz,
    done_at timestamptz
  ) WITH (fillfactor = 70);
  CREATE INDEX bare_queue_waiting ON bare_queue (id) WHERE state = 'waiting'`

const INSERT = {
  name: 'bare-insert',
  text: 'INSERT INTO bare_queue (taken_at) SELECT now() FROM generate_series(1, $1) RETURNING id',
}
const CALL = {
  name: 'bare-call',
  text: `UPDATE bare_queue SET state = 'called', counter = c.counter, called_at = now()
         FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM (
                 SELECT id FROM bare_queue WHERE state = 'waiting' ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED) AS w
              ) AS first
         JOIN unnest($2::integer[]) WITH ORDINALITY AS c (counter, n) ON c.n = first.n
         WHERE bare_queue.id = first.id
         RETURNING bare_queue.id, bare_queue.counter`,
}
const DONE = {
  name: 'bare-done',
  text: `UPDATE bare_queue SET state = 'done', done_at = now() WHERE id = ANY ($1::bigint[])`,
}

export async function openBareQueue(pool: Pool): Promise<BareQueue> {
  await pool.query(TABLE)
  const takes = newLine<number, null>()
  const calls = newLine<number | null, number>()
  const dones = newLine<void, number>()
  let running: Promise<void> | null = null

  const waits = () => takes.waiting.length + calls.waiting.length + dones.waiting.length > 0

  async function drain(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    while (waits())
      await commitTogether(pool, takes.waiting.splice(0), calls.waiting.splice(0), dones.waiting.splice(0))
  }

  function start(): void {
    running ??= drain().finally(() => {
      running = null
      if (waits()) start()
    })
  }

  function run<T>(answer: Promise<T>): Promise<T> {
    start()
    return answer
  }

  return {
    take: () => run(takes.add(null)),
    call: (counter) => run(calls.add(counter)),
    done: (ticket) => run(dones.add(ticket)),
    settled: async () => {
      while (running !== null) await running
    },
  }
}

function newLine<T, V>(): Line<T, V> {
  const waiting: Waiting<T, V>[] = []
  return {
    waiting,
    add: (value) => new Promise<T>((resolve, reject) => waiting.push({ value, resolve, reject })),
  }
}

async function commitTogether(
  pool: Pool,
  takes: Waiting<number, null>[],
  calls: Waiting<number | null, number>[],
  dones: Waiting<void, number>[],
): Promise<void> {
  const client = await pool.connect()
  try {
    const none = Promise.resolve({ rows: [] as { id: number; counter: number }[] })
    const counters = calls.map(({ value }) => value)
    const [, taken, called] = await Promise.all([
      client.query('BEGIN'),
      takes.length === 0 ? none : client.query<{ id: number; counter: number }>({ ...INSERT, values: [takes.length] }),
      calls.length === 0
        ? none
        : client.query<{ id: number; counter: number }>({ ...CALL, values: [counters.length, counters] }),
      dones.length === 0 ? none : client.query({ ...DONE, values: [dones.map(({ value }) => value)] }),
      client.query('COMMIT'),
    ])
    const tickets = new Map(called.rows.map(({ id, counter }) => [counter, id]))
    for (const [n, one] of takes.entries()) one.resolve(taken.rows[n]?.id ?? 0)
    for (const one of calls) one.resolve(tickets.get(one.value) ?? null)
    for (const one of dones) one.resolve()
  } catch (error) {
    for (const one of [...takes, ...calls, ...dones]) one.reject(error)
  } finally {
    client.release()
  }
}
