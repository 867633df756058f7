// A part of the pool: whoever reads by HTTP, however many they are, leaves connections to those who press.
import type { Client, Pool } from './db.ts'
import { openGate } from './gate.ts'

/** Of the six that a program has. The door of one hall needs one, background work another. */
const READ_AT_ONCE = 4
/** Reads take a millisecond; so many wait a quarter of a second. */
const WAITING_MOST = 1_000
const WITHIN_MS = 3_000

/** The same pool to whoever holds it, of which no more than some connections are used at once. */
export function shareOf(pool: Pool): Pool {
  const gate = openGate({ atOnce: READ_AT_ONCE, waitingMost: WAITING_MOST, withinMs: WITHIN_MS })
  const query = (...asked: unknown[]) =>
    gate.run(() => (pool.query as (...all: unknown[]) => Promise<unknown>)(...asked))
  const connect = async (): Promise<Client> => {
    const left = await gate.enter()
    try {
      const client = await pool.connect()
      const release = client.release.bind(client)
      client.release = (broken) => {
        left()
        release(broken)
      }
      return client
    } catch (error) {
      left()
      throw error
    }
  }
  return Object.assign(Object.create(pool), { query, connect }) as Pool
}
