// Somebody else's program takes every connection that the database has, and the hall's own are broken meanwhile.
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import type { Random } from '../../test/support/random.ts'
import type { Place } from './place.ts'

const LEAST_MS = 1_000
const MORE_MS = 7_000
const MOST = 200

export async function useUpConnections(place: Place, random: Random): Promise<void> {
  const taken: pg.Client[] = []
  const first = await place.look()
  taken.push(first)
  // Twice: what the hall lost the first time is taken the second time, before it can come back.
  for (const _ of [1, 2]) {
    await takeAll(place.connection, taken)
    await first.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'tingxu%'`)
    await takeAll(place.connection, taken)
  }
  await delay(LEAST_MS + random() * MORE_MS)
  for (const client of taken) await client.end()
}

async function takeAll(connection: pg.ClientConfig, taken: pg.Client[]): Promise<void> {
  while (taken.length < MOST) {
    const client = new pg.Client({ ...connection, application_name: 'somebody-else' })
    client.on('error', () => {})
    try {
      await client.connect()
      taken.push(client)
    } catch {
      await client.end().catch(() => {})
      return
    }
  }
}
