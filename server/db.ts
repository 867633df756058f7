// The pool of connections, and how values of the database become values of the program.
import pg from 'pg'
import { programName } from './migrations.ts'

export type Pool = pg.Pool
export type Client = pg.PoolClient
/** Anything that runs a statement: the pool, or one client inside a transaction. */
export type Db = Pick<pg.Pool, 'query'>
export type Connection = Pick<pg.ClientConfig, 'host' | 'port' | 'user' | 'password' | 'database' | 'connectionString'>

const PROGRAM = programName()
/** Few are faster than many: a hall has one lock. */
const CONNECTIONS = 6
const CONNECT_WITHIN_MS = 3_000
/** The database gives up first, then we: a statement that we no longer wait for must not go on holding a hall. */
const STATEMENT_WITHIN_MS = 4_000
const QUERY_WITHIN_MS = 5_000
/** A process that stands still in the middle of a transaction holds up all others for so long. */
const IDLE_IN_TRANSACTION_MS = 3_000

// A seq fits a double for 285,000 years at a thousand events a second.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
// Instants are epoch milliseconds everywhere in the program.
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, instantOfText)
// A local date stays the text that it is; a Date would shift it by the server's own zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

/** PostgreSQL writes `2026-11-24 01:00:00+00`; JavaScript wants a T and the minutes of the offset. */
function instantOfText(text: string): number {
  return Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))
}

export function openPool(connection: Connection, onError: (error: Error) => void): Pool {
  const pool = new pg.Pool({
    ...connection,
    max: CONNECTIONS,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    statement_timeout: STATEMENT_WITHIN_MS,
    // A database that stands still, or a host that died without a word, never says that it is away.
    query_timeout: QUERY_WITHIN_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    pipeline: true,
    application_name: PROGRAM,
  })
  // Without a listener a connection that breaks while idle would end the process.
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', onError))
  return pool
}

/** All of it or nothing; a connection on which something went wrong is not used again. */
export function inTransaction<T>(pool: Pool, run: (client: Client) => Promise<T>): Promise<T> {
  return between(pool, 'BEGIN', run)
}

/** Reads that are to agree with each other: all as of one moment, whatever is written meanwhile. */
export function asOfOneMoment<T>(pool: Pool, run: (client: Client) => Promise<T>): Promise<T> {
  return between(pool, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', run)
}

async function between<T>(pool: Pool, begin: string, run: (client: Client) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken = true
  try {
    await client.query(begin)
    const result = await run(client)
    await client.query('COMMIT')
    broken = false
    return result
  } finally {
    client.release(broken)
  }
}

/** What `send` asks for goes out in one piece: each statement by itself would be a call to the system of its own. */
export function inOnePiece<T>(client: Client, send: () => T): T {
  // The types of the library name it for clients outside of a pool only.
  const { stream } = (client as unknown as pg.Client).connection
  stream.cork()
  try {
    return send()
  } finally {
    stream.uncork()
  }
}

/** When one connection turns out to be dead its idle neighbours are likely to be, and each would cost a timeout of its own. */
export async function dropIdle(pool: Pool): Promise<void> {
  while (pool.idleCount > 0) (await pool.connect()).release(true)
}

/** What a standby answers to who writes: another one is primary, and a new connection may lead to it. */
export const ONLY_READS = '25006'

/** The database, or the way to it, is away; what was asked may be asked again. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  // 08 connection, 57 operator intervention, 53 resources, 40 rollback (deadlock, serialization), 25P03 idle timeout.
  if (/^(08|57|53|40)/.test(code) || code === '25P03' || code === ONLY_READS) return true
  if (/^(ECONN|EPIPE|ENOENT|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH)/.test(code)) return true
  return /Connection terminated|connection timeout|timeout exceeded|read timeout|not queryable|Client has encountered/i.test(
    error.message,
  )
}

/** The database is there and does not let us in: wrong password or user, or no database of that name. */
export function isUnwelcome(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(28|3D)/.test(String(error.code))
}
