// Personal data that visitors gave, and the program's own secrets. Nothing of it is ever in an event.
import type { HallId, TicketId } from '../../core/ids.ts'
import type { Db } from '../db.ts'

export async function saveContacts(
  db: Db,
  hall: HallId,
  contacts: readonly { ticket: TicketId; phone: string }[],
): Promise<void> {
  await db.query('INSERT INTO contacts (hall, ticket, phone) SELECT $1, * FROM unnest($2::text[], $3::text[])', [
    hall,
    contacts.map((one) => one.ticket),
    contacts.map((one) => one.phone),
  ])
}

/** The program's secret of that name, made once. */
export async function secretNamed(db: Db, name: string, fresh: Buffer): Promise<Buffer> {
  await db.query('INSERT INTO secrets (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING', [name, fresh])
  const { rows } = await db.query<{ value: Buffer }>('SELECT value FROM secrets WHERE name = $1', [name])
  return rows[0]?.value ?? fresh
}
