// Appointments as they are now, and the database's own guard: one place of a slot once.
import { type Appointment, type AppointmentId, holdsPlace } from '../../core/appointment.ts'
import type { HallId } from '../../core/ids.ts'
import { type LocalDate, MINUTE } from '../../core/time.ts'
import type { Db } from '../db.ts'

/** As the last of the batch's events left them. Places that were given up go first: somebody in the batch may have them now. */
export function saveAppointments(db: Db, hall: HallId, changed: readonly Appointment[]): Promise<unknown>[] {
  const ids = changed.map(({ id }) => id)
  const places = changed.filter(({ state }) => holdsPlace(state)).flatMap(placesOf)
  const rows = changed.map((one) => ({ ...columnsOf(one), body: one }))
  const writes = [
    db.query({
      name: 'save-appointments',
      text: `INSERT INTO appointments (hall, id, state, day, session, start_at, ticket, body)
             SELECT $1, a.id, a.state, a.day, a.session, to_timestamp(a.start / 1000), a.ticket, a.body
             FROM json_to_recordset($2::json) AS a (id text, state text, day date, session text, start float8,
               ticket text, body json)
             ON CONFLICT (hall, id) DO UPDATE SET state = excluded.state, day = excluded.day,
               session = excluded.session, start_at = excluded.start_at, ticket = excluded.ticket, body = excluded.body`,
      values: [hall, JSON.stringify(rows)],
    }),
    db.query({
      name: 'leave-places',
      text: 'DELETE FROM slot_places WHERE hall = $1 AND appointment = ANY ($2::text[])',
      values: [hall, ids],
    }),
  ]
  if (places.length > 0)
    writes.push(
      db.query({
        name: 'take-places',
        text: `INSERT INTO slot_places (hall, session, slot, place, capacity, appointment)
               SELECT $1, p.session, to_timestamp(p.slot / 1000), p.place, p.capacity, p.appointment
               FROM json_to_recordset($2::json) AS p (session text, slot float8, place integer, capacity integer,
                 appointment text)`,
        values: [hall, JSON.stringify(places)],
      }),
    )
  return writes
}

function columnsOf({ id, state, date, session, start, ticket }: Appointment) {
  return { id, state, day: date, session, start, ticket }
}

function placesOf({ id, session, start, slotMinutes, places, capacity }: Appointment) {
  return places.map((place, i) => ({
    session,
    slot: start + i * slotMinutes * MINUTE,
    place,
    capacity,
    appointment: id,
  }))
}

/** What a board holds: all from a day on, and those of earlier days that are not over. */
export async function liveAppointments(db: Db, hall: HallId, from: LocalDate): Promise<Appointment[]> {
  const { rows } = await db.query<{ body: Appointment }>(
    `SELECT body FROM appointments WHERE hall = $1 AND (day >= $2 OR state IN ('held', 'booked'))`,
    [hall, from],
  )
  return rows.map(({ body }) => body)
}

export async function appointmentsNamed(db: Db, hall: HallId, ids: readonly AppointmentId[]): Promise<Appointment[]> {
  const { rows } = await db.query<{ body: Appointment }>(
    'SELECT body FROM appointments WHERE hall = $1 AND id = ANY ($2::text[])',
    [hall, ids],
  )
  return rows.map(({ body }) => body)
}

/** All of a day, by time. */
export async function appointmentsOn(db: Db, hall: HallId, day: LocalDate): Promise<Appointment[]> {
  const { rows } = await db.query<{ body: Appointment }>(
    'SELECT body FROM appointments WHERE hall = $1 AND day = $2 ORDER BY start_at, id',
    [hall, day],
  )
  return rows.map(({ body }) => body)
}
