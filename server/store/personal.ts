// Personal data by ticket: what visitors gave and what clerks noted. Sealed before it comes here; it decides nothing.
import type { HallId, StaffId, TicketId } from '../../core/ids.ts'
import type { Kept, RetentionType } from '../../core/retention.ts'
import type { Instant } from '../../core/time.ts'
import type { Db } from '../db.ts'

/** What somebody gave with a ticket; phone sealed, persons as keyed hashes. */
export interface Contact {
  ticket: TicketId
  phone: Buffer | null
  phoneLast: string | null
  phonePerson: Buffer | null
  cardLast: string | null
  cardPerson: Buffer | null
}

/** By which of the two numbers somebody is recognised as the holder of a ticket. */
export type OfPerson = Pick<Contact, 'ticket' | 'phonePerson' | 'cardPerson'>

export interface Note {
  ticket: TicketId
  seq: number
  text: Buffer
  staff: StaffId | null
  at: Instant
}

export async function saveContacts(db: Db, hall: HallId, contacts: readonly Contact[]): Promise<void> {
  await db.query(
    `INSERT INTO people_data (hall, ticket, phone, phone_last, phone_person, card_last, card_person)
     SELECT $1, * FROM unnest($2::text[], $3::bytea[], $4::text[], $5::bytea[], $6::text[], $7::bytea[])
     ON CONFLICT (hall, ticket) DO NOTHING`,
    [
      hall,
      contacts.map((one) => one.ticket),
      contacts.map((one) => one.phone),
      contacts.map((one) => one.phoneLast),
      contacts.map((one) => one.phonePerson),
      contacts.map((one) => one.cardLast),
      contacts.map((one) => one.cardPerson),
    ],
  )
}

/** One that is there is replaced. */
export async function savePhone(db: Db, hall: HallId, one: Contact): Promise<void> {
  await db.query(
    `INSERT INTO people_data (hall, ticket, phone, phone_last, phone_person) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (hall, ticket) DO UPDATE
       SET phone = excluded.phone, phone_last = excluded.phone_last, phone_person = excluded.phone_person`,
    [hall, one.ticket, one.phone, one.phoneLast, one.phonePerson],
  )
}

/** What was given of a card stays: by it the person is told apart. */
export async function removePhone(db: Db, hall: HallId, ticket: TicketId): Promise<void> {
  await db.query(
    `WITH gone AS (DELETE FROM people_data WHERE hall = $1 AND ticket = $2 AND card_person IS NULL)
     UPDATE people_data SET phone = NULL, phone_last = NULL, phone_person = NULL
     WHERE hall = $1 AND ticket = $2 AND card_person IS NOT NULL`,
    [hall, ticket],
  )
}

export async function saveNotes(db: Db, hall: HallId, notes: readonly Note[]): Promise<void> {
  await db.query(
    `INSERT INTO notes (hall, ticket, seq, text, staff, at)
     SELECT $1, ticket, seq, text, staff, to_timestamp(at / 1000)
     FROM unnest($2::text[], $3::bigint[], $4::bytea[], $5::text[], $6::float8[]) AS n (ticket, seq, text, staff, at)`,
    [
      hall,
      notes.map((one) => one.ticket),
      notes.map((one) => one.seq),
      notes.map((one) => one.text),
      notes.map((one) => one.staff),
      notes.map((one) => one.at),
    ],
  )
}

/** Tickets with which any of these persons came, of whatever day and state: who asks knows which of them still wait. */
export async function ticketsOf(db: Db, hall: HallId, persons: readonly Buffer[]): Promise<OfPerson[]> {
  const { rows } = await db.query<OfPerson>({
    name: 'tickets-of-persons',
    text: `SELECT ticket, phone_person AS "phonePerson", card_person AS "cardPerson" FROM people_data
           WHERE hall = $1 AND phone_person = ANY ($2::bytea[])
           UNION ALL
           SELECT ticket, phone_person, card_person FROM people_data
           WHERE hall = $1 AND card_person = ANY ($2::bytea[])`,
    values: [hall, persons],
  })
  return rows
}

export async function contactOf(db: Db, hall: HallId, ticket: TicketId): Promise<Contact | undefined> {
  const { rows } = await db.query<Contact>(
    `SELECT ticket, phone, phone_last AS "phoneLast", phone_person AS "phonePerson", card_last AS "cardLast",
       card_person AS "cardPerson"
     FROM people_data WHERE hall = $1 AND ticket = $2`,
    [hall, ticket],
  )
  return rows[0]
}

export async function notesOf(db: Db, hall: HallId, ticket: TicketId): Promise<Note[]> {
  const { rows } = await db.query<Note>(
    'SELECT ticket, seq, text, staff, at FROM notes WHERE hall = $1 AND ticket = $2 ORDER BY seq',
    [hall, ticket],
  )
  return rows
}

/** Whether the hall ever gave such a ticket. */
export async function hasTicket(db: Db, hall: HallId, ticket: TicketId): Promise<boolean> {
  const { rowCount } = await db.query('SELECT FROM tickets WHERE hall = $1 AND id = $2', [hall, ticket])
  return rowCount === 1
}

/** Rows by type, and how many tickets they belong to. */
export type Counts = Record<RetentionType, number> & { tickets: number }

export async function countPersonal(db: Db, hall: HallId, tickets: readonly TicketId[]): Promise<Counts> {
  const { rows } = await db.query<Counts>(
    `SELECT count(DISTINCT ticket) AS tickets, count(*) FILTER (WHERE type = 'contacts') AS contacts,
       count(*) FILTER (WHERE type = 'notes') AS notes, count(*) FILTER (WHERE type = 'bookings') AS bookings
     FROM (SELECT 'contacts' AS type, ticket FROM people_data WHERE hall = $1 AND ticket = ANY ($2::text[])
           UNION ALL SELECT 'bookings', campaign || '-' || number FROM invitations
             WHERE hall = $1 AND name <> '' AND campaign || '-' || number = ANY ($2::text[])
           UNION ALL SELECT 'bookings', about FROM bookers WHERE hall = $1 AND about = ANY ($2::text[])
           UNION ALL SELECT 'contacts', ticket FROM contacts WHERE hall = $1 AND ticket = ANY ($2::text[])
           UNION ALL SELECT 'notes', ticket FROM notes WHERE hall = $1 AND ticket = ANY ($2::text[])) AS kept`,
    [hall, tickets],
  )
  return rows[0] ?? { tickets: 0, contacts: 0, notes: 0, bookings: 0 }
}

/** Their place on the list stays: links by number are given to nobody else, and the campaign's figures stay whole. */
const NOBODY = "name = '', phone = NULL, phone_person = NULL"

/** Removes all that is kept of these tickets, appointments and wishes. */
export async function removePersonal(db: Db, hall: HallId, tickets: readonly TicketId[]): Promise<void> {
  await db.query(
    `WITH old AS (DELETE FROM contacts WHERE hall = $1 AND ticket = ANY ($2::text[])),
       given AS (DELETE FROM people_data WHERE hall = $1 AND ticket = ANY ($2::text[])),
       booked AS (DELETE FROM bookers WHERE hall = $1 AND about = ANY ($2::text[])),
       invited AS (UPDATE invitations SET ${NOBODY} WHERE hall = $1 AND campaign || '-' || number = ANY ($2::text[]))
     DELETE FROM notes WHERE hall = $1 AND ticket = ANY ($2::text[])`,
    [hall, tickets],
  )
}

type Older = Pick<Kept, 'type' | 'before' | 'campaigns'>

/** What is older than it may be, and how it goes. $1: the hall, $2: the day, $3: last days of campaigns. */
interface Going {
  table: string
  where: string
  go: string
}

const gone = (table: string, where: string): Going => ({
  table,
  where: `hall = $1 AND $3::json IS NOT NULL AND ${where}`,
  go: `DELETE FROM ${table}`,
})
/** A ticket's id begins with its day. */
const OF_TICKETS = 'left(ticket, 10)::date < $2'
const OLDER: Record<RetentionType, readonly Going[]> = {
  contacts: [gone('people_data', OF_TICKETS)],
  notes: [gone('notes', OF_TICKETS)],
  bookings: [
    gone('bookers', 'day < $2'),
    {
      table: 'invitations',
      where: `hall = $1 AND name <> '' AND greatest(added_at, invited_at)::date < $2
        AND coalesce(($3::json ->> campaign)::date, '-infinity') < $2`,
      go: `UPDATE invitations SET ${NOBODY}`,
    },
  ],
}

export async function countOlder(db: Db, hall: HallId, { type, before, campaigns = {} }: Older): Promise<number> {
  let count = 0
  for (const { table, where } of OLDER[type]) {
    const text = `SELECT count(*) FROM ${table} WHERE ${where}`
    const { rows } = await db.query<{ count: number }>(text, [hall, before, JSON.stringify(campaigns)])
    count += rows[0]?.count ?? 0
  }
  return count
}

/** At most `most` rows at a time, so that no press waits for it; says how many went in all. */
export async function removeOlder(
  db: Db,
  hall: HallId,
  { type, before, campaigns = {} }: Older,
  most: number,
): Promise<number> {
  let count = 0
  for (const { table, where, go } of OLDER[type]) {
    const text = `${go} WHERE ctid = ANY (ARRAY (SELECT ctid FROM ${table} WHERE ${where} LIMIT $4))`
    for (let page = most; page === most; count += page)
      page = (await db.query(text, [hall, before, JSON.stringify(campaigns), most])).rowCount ?? 0
  }
  return count
}

export interface PlainContact {
  hall: HallId
  ticket: TicketId
  phone: string
}

/** Phone numbers that the version before this one wrote in the open; locked, for who seals them in the same transaction. */
export async function plainContacts(db: Db, most: number): Promise<PlainContact[]> {
  const { rows } = await db.query<PlainContact>(
    'SELECT hall, ticket, phone FROM contacts LIMIT $1 FOR UPDATE SKIP LOCKED',
    [most],
  )
  return rows
}

export async function removePlainContacts(db: Db, moved: readonly PlainContact[]): Promise<void> {
  await db.query(
    `DELETE FROM contacts USING unnest($1::text[], $2::text[]) AS m (hall, ticket)
     WHERE contacts.hall = m.hall AND contacts.ticket = m.ticket`,
    [moved.map((one) => one.hall), moved.map((one) => one.ticket)],
  )
}
