// `npm run bench:places`: a thousand people want the last hundred places of a morning, all at once: until everybody is
// answered, beside one conditional UPDATE each over a pool of 32 connections.
import pg from 'pg'
import type { HallFile } from '../core/hall.ts'
import { instantOf } from '../core/time.ts'
import { smallHall } from '../test/support/small-hall.ts'
import { openDurableDatabase, openHallOn } from './one-hall.ts'
import { keepRow, machine, median } from './report.ts'

const PEOPLE = 1_000
const PLACES = 100
const ROUNDS = Number(process.env.ROUNDS ?? 7)
const CONNECTIONS = 32
const ZONE = 'Asia/Shanghai'
const NOW = instantOf('2026-11-24', '08:00', ZONE)

/** One slot of a hundred places, tomorrow at nine. */
function oneSlot(hall: string): HallFile {
  const base = smallHall()
  const [am] = base.openings
  if (am === undefined) throw new Error('the hall has no opening')
  const book = { fromDays: 0, untilDays: 14, dayKind: 'calendar' as const, lead: { minutes: 60, before: 'slot' } }
  const slot = { start: '09:00', end: '10:00', slotMinutes: 60, online: PLACES, desk: PLACES, book }
  const appointments = { limits: { openPerService: null, perHour: null } }
  return { ...base, hall, openings: [{ ...am, ...slot }], policy: { ...base.policy, bookingShare: null, appointments } }
}

/** Somebody with a phone number of their own. */
const person = (n: number) => ({ name: `林${n}`, phone: `138${String(n).padStart(8, '0')}` })

const database = await openDurableDatabase()
const pool = new pg.Pool({ ...database.connection, max: CONNECTIONS })
pool.on('error', () => {}) // its connections are cut when the database ends
const times = { ours: [] as number[], update: [] as number[] }
try {
  await pool.query('CREATE TABLE slots (id text PRIMARY KEY, taken integer NOT NULL, places integer NOT NULL)')
  await Promise.all(Array.from({ length: CONNECTIONS }, () => pool.query('SELECT pg_sleep(0.05)')))
  for (let round = 0; round < ROUNDS; round++) {
    const hall = await openHallOn(database.pool, oneSlot(`round-${round}`), () => NOW)
    await hall.ask({ do: 'take', service: 'nothing' }) // reads the hall in
    let since = performance.now()
    const booked = await Promise.all(
      Array.from({ length: PEOPLE }, (_, n) =>
        hall.ask({ do: 'book', service: 'id-card', start: '2026-11-25T09:00:00+08:00' }, person(n)),
      ),
    )
    times.ours.push(performance.now() - since)
    const won = booked.filter(({ ok }) => ok).length
    if (won !== PLACES) throw new Error(`${won} places were sold: ${JSON.stringify(booked.find(({ ok }) => !ok))}`)
    await pool.query('INSERT INTO slots VALUES ($1, 0, $2)', [`round-${round}`, PLACES])
    const text = 'UPDATE slots SET taken = taken + 1 WHERE id = $1 AND taken < places'
    since = performance.now()
    const updated = await Promise.all(
      Array.from({ length: PEOPLE }, () => pool.query({ name: 'take-place', text, values: [`round-${round}`] })),
    )
    times.update.push(performance.now() - since)
    if (updated.filter(({ rowCount }) => rowCount === 1).length !== PLACES) throw new Error('the table sold too many')
  }
} finally {
  await pool.end()
  await database.stop()
}
const value = median(times.ours.map((one, n) => one / (times.update[n] ?? Number.NaN)))
const of = (all: number[]) => `${median(all).toFixed(0)} ms`
const what = `${PEOPLE} people for the last ${PLACES} places, until all are answered, to one conditional UPDATE each`
const row = { what, figure: of(times.ours), beside: of(times.update), value, promised: { most: 0.5 } }
keepRow('last-places', row, { times, machine: machine() })
