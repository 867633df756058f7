// Who booked or waits for a place: sealed before it comes here, recognised by keyed hashes. Decides nothing.
import type { Appointment } from '../../core/appointment.ts'
import type { HallId } from '../../core/ids.ts'
import type { LocalDate } from '../../core/time.ts'
import type { Db } from '../db.ts'

/** `about`: an appointment or a wish. */
export interface Booker {
  about: string
  /** The last day for which it is needed. */
  day: LocalDate
  name: Buffer | null
  phone: Buffer | null
  phoneLast: string | null
  phonePerson: Buffer | null
  mail: Buffer | null
  cardLast: string | null
  cardPerson: Buffer | null
  address: Buffer | null
  appeal: Buffer | null
}

const COLUMNS = `about, day, name, phone, phone_last AS "phoneLast", phone_person AS "phonePerson", mail,
  card_last AS "cardLast", card_person AS "cardPerson", address, appeal`

/** What was given later is added to what was given before; a day moves with its appointment. */
export async function saveBookers(db: Db, hall: HallId, bookers: readonly Booker[]): Promise<void> {
  const column = <K extends keyof Booker>(name: K) => bookers.map((one) => one[name])
  await db.query(
    `INSERT INTO bookers (hall, about, day, name, phone, phone_last, phone_person, mail, card_last, card_person,
       address, appeal)
     SELECT $1, * FROM unnest($2::text[], $3::date[], $4::bytea[], $5::bytea[], $6::text[], $7::bytea[], $8::bytea[],
       $9::text[], $10::bytea[], $11::bytea[], $12::bytea[])
     ON CONFLICT (hall, about) DO UPDATE SET day = excluded.day,
       name = coalesce(excluded.name, bookers.name), phone = coalesce(excluded.phone, bookers.phone),
       phone_last = coalesce(excluded.phone_last, bookers.phone_last),
       phone_person = coalesce(excluded.phone_person, bookers.phone_person),
       mail = coalesce(excluded.mail, bookers.mail), card_last = coalesce(excluded.card_last, bookers.card_last),
       card_person = coalesce(excluded.card_person, bookers.card_person),
       address = coalesce(excluded.address, bookers.address), appeal = coalesce(excluded.appeal, bookers.appeal)`,
    [
      hall,
      column('about'),
      column('day'),
      column('name'),
      column('phone'),
      column('phoneLast'),
      column('phonePerson'),
      column('mail'),
      column('cardLast'),
      column('cardPerson'),
      column('address'),
      column('appeal'),
    ],
  )
}

export interface OfBooker {
  body: Appointment
  phonePerson: Buffer | null
  cardPerson: Buffer | null
}

/** All appointments that any of these persons ever made and that are still kept. */
export async function bookedBy(db: Db, hall: HallId, persons: readonly Buffer[]): Promise<OfBooker[]> {
  const { rows } = await db.query<OfBooker>({
    name: 'booked-by',
    text: `SELECT a.body, b.phone_person AS "phonePerson", b.card_person AS "cardPerson"
           FROM bookers AS b JOIN appointments AS a ON a.hall = b.hall AND a.id = b.about
           WHERE b.hall = $1 AND b.phone_person = ANY ($2::bytea[])
           UNION ALL
           SELECT a.body, b.phone_person, b.card_person
           FROM bookers AS b JOIN appointments AS a ON a.hall = b.hall AND a.id = b.about
           WHERE b.hall = $1 AND b.card_person = ANY ($2::bytea[])`,
    values: [hall, persons],
  })
  return rows
}

/** Appointments, wishes and invitations of these persons. */
export async function madeBy(db: Db, hall: HallId, persons: readonly Buffer[]): Promise<string[]> {
  const { rows } = await db.query<{ about: string }>(
    `SELECT about FROM bookers WHERE hall = $1 AND phone_person = ANY ($2::bytea[])
     UNION SELECT about FROM bookers WHERE hall = $1 AND card_person = ANY ($2::bytea[])
     UNION SELECT campaign || '-' || number FROM invitations WHERE hall = $1 AND phone_person = ANY ($2::bytea[])`,
    [hall, persons],
  )
  return rows.map(({ about }) => about)
}

export async function bookersOf(db: Db, hall: HallId, about: readonly string[]): Promise<Booker[]> {
  const { rows } = await db.query<Booker>(
    `SELECT ${COLUMNS} FROM bookers WHERE hall = $1 AND about = ANY ($2::text[])`,
    [hall, about],
  )
  return rows
}

/** Of those still to come, for a search by name: sealed names are opened and compared by who asks. */
export async function bookersFrom(db: Db, hall: HallId, day: LocalDate, most: number): Promise<Booker[]> {
  const { rows } = await db.query<Booker>(
    `SELECT ${COLUMNS} FROM bookers WHERE hall = $1 AND day >= $2 ORDER BY day, about LIMIT $3`,
    [hall, day, most],
  )
  return rows
}
