// What we compare the door with: a bare queue in one table, three statements, commands that wait together commit together.
// No numbers, no rules, no log, no answer to a repeated press. Written as well as we know how: one loop, statements sent
// without waiting for one another, one commit. In two kinds: a statement for each command (what one writes by hand), and
// one statement for all commands of a kind (what nothing that keeps a log can reach; it shows how far away the bottom is).
import type { Client, Pool } from '../server/db.ts'

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

type Row = { id: number; counter: number }

const ONE = {
  take: { name: 'bare-take', text: 'INSERT INTO bare_queue DEFAULT VALUES RETURNING id' },
  call: {
    name: 'bare-next',
    text: `UPDATE bare_queue SET state = 'called', counter = $1, called_at = now()
           WHERE id = (SELECT id FROM bare_queue WHERE state = 'waiting' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
           RETURNING id, counter`,
  },
  done: { name: 'bare-end', text: `UPDATE bare_queue SET state = 'done', done_at = now() WHERE id = $1` },
}

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

export async function makeBareTable(pool: Pool): Promise<void> {
  await pool.query(TABLE)
}

export function openBareQueue(pool: Pool, commit: typeof commitOneByOne): BareQueue {
  const takes = newLine<number, null>()
  const calls = newLine<number | null, number>()
  const dones = newLine<void, number>()
  let running: Promise<void> | null = null

  const waits = () => takes.waiting.length + calls.waiting.length + dones.waiting.length > 0

  async function drain(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    while (waits()) await commit(pool, takes.waiting.splice(0), calls.waiting.splice(0), dones.waiting.splice(0))
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

/** A statement for each command, all in one transaction. */
export async function commitOneByOne(
  pool: Pool,
  takes: Waiting<number, null>[],
  calls: Waiting<number | null, number>[],
  dones: Waiting<void, number>[],
): Promise<void> {
  await inOneTransaction(pool, [...takes, ...calls, ...dones], (client) => [
    ...takes.map(async (one) => {
      const { rows } = await client.query<Row>(ONE.take)
      return () => one.resolve(rows[0]?.id ?? 0)
    }),
    ...calls.map(async (one) => {
      const { rows } = await client.query<Row>({ ...ONE.call, values: [one.value] })
      return () => one.resolve(rows[0]?.id ?? null)
    }),
    ...dones.map(async (one) => {
      await client.query({ ...ONE.done, values: [one.value] })
      return () => one.resolve()
    }),
  ])
}

/** One statement for all commands of a kind. */
export async function commitManyAtOnce(
  pool: Pool,
  takes: Waiting<number, null>[],
  calls: Waiting<number | null, number>[],
  dones: Waiting<void, number>[],
): Promise<void> {
  const counters = calls.map(({ value }) => value)
  await inOneTransaction(pool, [...takes, ...calls, ...dones], (client) => [
    takeAll(client, takes),
    callAll(client, calls, counters),
    endAll(client, dones),
  ])
}

async function takeAll(client: Client, takes: Waiting<number, null>[]): Promise<() => void> {
  if (takes.length === 0) return () => {}
  const { rows } = await client.query<Row>({ ...INSERT, values: [takes.length] })
  return () => {
    for (const [n, one] of takes.entries()) one.resolve(rows[n]?.id ?? 0)
  }
}

async function callAll(
  client: Client,
  calls: Waiting<number | null, number>[],
  counters: number[],
): Promise<() => void> {
  if (calls.length === 0) return () => {}
  const { rows } = await client.query<Row>({ ...CALL, values: [counters.length, counters] })
  const tickets = new Map(rows.map(({ id, counter }) => [counter, id]))
  return () => {
    for (const one of calls) one.resolve(tickets.get(one.value) ?? null)
  }
}

async function endAll(client: Client, dones: Waiting<void, number>[]): Promise<() => void> {
  if (dones.length === 0) return () => {}
  await client.query({ ...DONE, values: [dones.map(({ value }) => value)] })
  return () => {
    for (const one of dones) one.resolve()
  }
}

/** Nobody is answered before the commit. */
async function inOneTransaction(
  pool: Pool,
  all: { reject(error: unknown): void }[],
  send: (client: Client) => Promise<() => void>[],
): Promise<void> {
  const client = await pool.connect()
  try {
    const [, answers] = await Promise.all([client.query('BEGIN'), Promise.all(send(client)), client.query('COMMIT')])
    for (const answer of answers) answer()
  } catch (error) {
    for (const one of all) one.reject(error)
  } finally {
    client.release()
  }
}
