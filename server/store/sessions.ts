// Who is signed in, from where, and since when. Only the token's hash is kept.
import type { HallId, StaffId } from '../../core/ids.ts'
import type { Instant } from '../../core/time.ts'
import type { Db } from '../db.ts'
import { ACCOUNT, type Account } from './staff.ts'

/** From where somebody signs in: as much as lets them know their own session again. */
export interface Origin {
  address: string
  /** Family and system, `Chrome · Windows`; never the whole of what the browser says. */
  browser: string
}

export interface SessionRow extends Origin {
  id: string
  user: StaffId
  createdAt: Instant
  seenAt: Instant
  expiresAt: Instant
}

export interface Limits {
  /** However busy, nobody stays signed in for longer. */
  hours: number
  /** Who does nothing for so long is signed out. */
  idleMinutes: number
}

export async function addSession(
  db: Db,
  tokenHash: Buffer,
  user: StaffId,
  hours: number,
  { address, browser }: Origin,
): Promise<void> {
  await db.query(
    `INSERT INTO sessions (token_hash, name_of_user, expires_at, address, browser)
     VALUES ($1, $2, now() + make_interval(hours => $3), $4, $5)`,
    [tokenHash, user, hours, address, browser],
  )
}

/** `unseenMs`: how long ago the session was last seen. */
export async function accountOfSession(
  db: Db,
  tokenHash: Buffer,
  idleMinutes: number,
): Promise<(Account & { session: string; unseenMs: number }) | undefined> {
  const { rows } = await db.query<Account & { session: string; unseenMs: number }>({
    name: 'account-of-session',
    text: `SELECT ${ACCOUNT}, id AS session, (extract(epoch FROM now() - seen_at) * 1000)::float8 AS "unseenMs"
           FROM sessions JOIN staff USING (name_of_user)
           WHERE token_hash = $1 AND active AND expires_at > now() AND seen_at > now() - make_interval(mins => $2)`,
    values: [tokenHash, idleMinutes],
  })
  return rows[0]
}

export async function seeSession(db: Db, session: string): Promise<void> {
  await db.query('UPDATE sessions SET seen_at = now() WHERE id = $1', [session])
}

const ROW = `id, name_of_user AS "user", sessions.created_at AS "createdAt", seen_at AS "seenAt",
  expires_at AS "expiresAt", address, browser`
const LIVES = 'expires_at > now() AND seen_at > now() - make_interval(mins => $2)'

export async function sessionsOf(db: Db, user: StaffId, idleMinutes: number): Promise<SessionRow[]> {
  const { rows } = await db.query<SessionRow>(
    `SELECT ${ROW} FROM sessions WHERE name_of_user = $1 AND ${LIVES} ORDER BY seen_at DESC`,
    [user, idleMinutes],
  )
  return rows
}

/** The sessions of a hall's people; `hall` null: of everybody. */
export async function sessionsOfHall(db: Db, hall: HallId | null, idleMinutes: number): Promise<SessionRow[]> {
  const { rows } = await db.query<SessionRow>(
    `SELECT ${ROW} FROM sessions JOIN staff USING (name_of_user)
     WHERE ($1::text IS NULL OR hall = $1) AND ${LIVES} ORDER BY seen_at DESC`,
    [hall, idleMinutes],
  )
  return rows
}

export async function removeSession(db: Db, tokenHash: Buffer): Promise<void> {
  await db.query('DELETE FROM sessions WHERE token_hash = $1', [tokenHash])
}

/** Ends one session if it is the user's. */
export async function removeSessionOf(db: Db, id: string, user: StaffId): Promise<boolean> {
  const { rowCount } = await db.query('DELETE FROM sessions WHERE id = $1 AND name_of_user = $2', [id, user])
  return rowCount === 1
}

/** Ends one session if it is of somebody of the hall; `hall` null: of anybody. */
export async function removeSessionOfHall(db: Db, id: string, hall: HallId | null): Promise<boolean> {
  const { rowCount } = await db.query(
    `DELETE FROM sessions USING staff
     WHERE id = $1 AND staff.name_of_user = sessions.name_of_user AND ($2::text IS NULL OR hall = $2)`,
    [id, hall],
  )
  return rowCount === 1
}

/** Ends all of a user's sessions but one. */
export async function removeSessionsOf(db: Db, user: StaffId, but: string | null): Promise<void> {
  await db.query('DELETE FROM sessions WHERE name_of_user = $1 AND ($2::uuid IS NULL OR id <> $2)', [user, but])
}

export async function sweepSessions(db: Db, idleMinutes: number): Promise<void> {
  await db.query('DELETE FROM sessions WHERE expires_at < now() OR seen_at < now() - make_interval(mins => $1)', [
    idleMinutes,
  ])
}
