// Staff accounts, their sessions, and the program's own secrets. Nothing of it is ever in an event.
import type { HallId, StaffId } from '../../core/ids.ts'
import type { Role } from '../../core/ticket.ts'
import type { Db } from '../db.ts'

export interface Account {
  user: StaffId
  name: string
  role: Role
  hall: HallId | null
}

const ACCOUNT = 'name_of_user AS "user", name, role, hall'

export async function listStaff(db: Db): Promise<Account[]> {
  const { rows } = await db.query<Account>(
    `SELECT ${ACCOUNT} FROM staff ORDER BY name COLLATE "zh-x-icu", name_of_user`,
  )
  return rows
}

export async function countStaff(db: Db): Promise<number> {
  const { rows } = await db.query<{ count: number }>('SELECT count(*) FROM staff')
  return rows[0]?.count ?? 0
}

/** False when there is an account of that name already. */
export async function addStaff(db: Db, account: Account, passwordHash: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `INSERT INTO staff (name_of_user, name, role, hall, password_hash) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (name_of_user) DO NOTHING`,
    [account.user, account.name, account.role, account.hall, passwordHash],
  )
  return rowCount === 1
}

/** Removes the account and, with it, all of its sessions. */
export async function removeStaff(db: Db, user: StaffId): Promise<boolean> {
  const { rowCount } = await db.query('DELETE FROM staff WHERE name_of_user = $1', [user])
  return rowCount === 1
}

export async function staffWithPassword(
  db: Db,
  user: StaffId,
): Promise<(Account & { passwordHash: string }) | undefined> {
  const { rows } = await db.query<Account & { passwordHash: string }>(
    `SELECT ${ACCOUNT}, password_hash AS "passwordHash" FROM staff WHERE name_of_user = $1`,
    [user],
  )
  return rows[0]
}

export async function addSession(db: Db, tokenHash: Buffer, user: StaffId, hours: number): Promise<void> {
  await db.query(
    `INSERT INTO sessions (token_hash, name_of_user, expires_at) VALUES ($1, $2, now() + make_interval(hours => $3))`,
    [tokenHash, user, hours],
  )
}

export async function accountOfSession(db: Db, tokenHash: Buffer): Promise<Account | undefined> {
  const { rows } = await db.query<Account>({
    name: 'account-of-session',
    text: `SELECT ${ACCOUNT} FROM sessions JOIN staff USING (name_of_user)
           WHERE token_hash = $1 AND expires_at > now()`,
    values: [tokenHash],
  })
  return rows[0]
}

export async function removeSession(db: Db, tokenHash: Buffer): Promise<void> {
  await db.query('DELETE FROM sessions WHERE token_hash = $1', [tokenHash])
}

export async function sweepSessions(db: Db): Promise<void> {
  await db.query('DELETE FROM sessions WHERE expires_at < now()')
}

/** The program's secret of that name, made once. */
export async function secretNamed(db: Db, name: string, fresh: Buffer): Promise<Buffer> {
  await db.query('INSERT INTO secrets (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING', [name, fresh])
  const { rows } = await db.query<{ value: Buffer }>('SELECT value FROM secrets WHERE name = $1', [name])
  return rows[0]?.value ?? fresh
}
