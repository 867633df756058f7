// People of a campaign's list and how far it has come. Sealed before they come here.
import type { HallId } from '../../core/ids.ts'
import type { Instant } from '../../core/time.ts'
import type { Db } from '../db.ts'

export interface Invited {
  number: number
  name: Buffer
  phone: Buffer | null
  phonePerson: Buffer | null
}

export async function lastNumber(db: Db, hall: HallId, campaign: string): Promise<number> {
  const { rows } = await db.query<{ last: number }>(
    'SELECT coalesce(max(number), 0) AS last FROM invitations WHERE hall = $1 AND campaign = $2',
    [hall, campaign],
  )
  return rows[0]?.last ?? 0
}

/** Who is on the list already, by phone number, is not put on it again; says how many were. */
export async function addInvited(
  db: Db,
  hall: HallId,
  campaign: string,
  people: readonly Invited[],
  at: Instant,
): Promise<number> {
  const { rowCount } = await db.query(
    `INSERT INTO invitations (hall, campaign, added_at, number, name, phone, phone_person)
     SELECT $1, $2, to_timestamp($7::float8 / 1000), * FROM unnest($3::integer[], $4::bytea[], $5::bytea[], $6::bytea[])
     ON CONFLICT DO NOTHING`,
    [
      hall,
      campaign,
      people.map((one) => one.number),
      people.map((one) => one.name),
      people.map((one) => one.phone),
      people.map((one) => one.phonePerson),
      at,
    ],
  )
  return rowCount ?? 0
}

/** The next of the list, in its order; the number of the batch and whom it invites. */
export async function inviteNext(
  db: Db,
  hall: HallId,
  campaign: string,
  size: number,
  at: Instant,
): Promise<{ batch: number; invited: number }> {
  const { rows } = await db.query<{ batch: number; invited: number }>(
    `WITH next AS (
       SELECT number FROM invitations WHERE hall = $1 AND campaign = $2 AND batch IS NULL AND name <> ''
         ORDER BY number LIMIT $3 FOR UPDATE
     ), made AS (
       UPDATE invitations SET invited_at = to_timestamp($4::float8 / 1000),
         batch = (SELECT coalesce(max(batch), 0) + 1 FROM invitations WHERE hall = $1 AND campaign = $2)
       WHERE hall = $1 AND campaign = $2 AND number IN (SELECT number FROM next)
       RETURNING batch
     )
     SELECT coalesce(max(batch), 0) AS batch, count(*) AS invited FROM made`,
    [hall, campaign, size, at],
  )
  return rows[0] ?? { batch: 0, invited: 0 }
}

export async function invitedIn(db: Db, hall: HallId, campaign: string, batch: number): Promise<Invited[]> {
  const { rows } = await db.query<Invited>(
    `SELECT number, name, phone, phone_person AS "phonePerson" FROM invitations
     WHERE hall = $1 AND campaign = $2 AND batch = $3 AND name <> '' ORDER BY number`,
    [hall, campaign, batch],
  )
  return rows
}

/** The sealed phone number of `certificates-17`; null: none, or forgotten. */
export async function invitedPhone(db: Db, hall: HallId, invitation: string): Promise<Buffer | null> {
  const at = invitation.lastIndexOf('-')
  const { rows } = await db.query<{ phone: Buffer | null }>(
    'SELECT phone FROM invitations WHERE hall = $1 AND campaign = $2 AND number = $3',
    [hall, invitation.slice(0, at), Number(invitation.slice(at + 1))],
  )
  return rows[0]?.phone ?? null
}

/** By batch; null: not invited yet. Of each person the appointment that came last counts. */
export interface Progress {
  batch: number | null
  invitedAt: Instant | null
  people: number
  booked: number
  arrived: number
  missed: number
  cancelled: number
}

export async function progressOf(db: Db, hall: HallId, campaign: string): Promise<Progress[]> {
  const { rows } = await db.query<Progress>(
    `WITH latest AS (
       SELECT DISTINCT ON (body ->> 'invitation') body ->> 'invitation' AS invitation, state FROM appointments
       WHERE hall = $1 AND body ->> 'invitation' LIKE $2::text || '-%' AND state <> 'held'
       ORDER BY body ->> 'invitation', length(id) DESC, id DESC
     )
     SELECT i.batch, min(i.invited_at) AS "invitedAt", count(*) AS people,
       count(*) FILTER (WHERE l.state = 'booked') AS booked, count(*) FILTER (WHERE l.state = 'arrived') AS arrived,
       count(*) FILTER (WHERE l.state = 'missed') AS missed, count(*) FILTER (WHERE l.state = 'cancelled') AS cancelled
     FROM invitations AS i LEFT JOIN latest AS l ON l.invitation = i.campaign || '-' || i.number
     WHERE i.hall = $1 AND i.campaign = $2 AND (i.batch IS NOT NULL OR i.name <> '') GROUP BY i.batch ORDER BY i.batch NULLS LAST`,
    [hall, campaign],
  )
  return rows
}
