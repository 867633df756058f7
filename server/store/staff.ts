// Accounts of the people who work here, and what happened to them on its way into the halls' logs.
import type { HallId, StaffId } from '../../core/ids.ts'
import type { Role } from '../../core/ticket.ts'
import type { Db } from '../db.ts'

export interface Account {
  user: StaffId
  name: string
  role: Role
  /** Null: all halls. */
  hall: HallId | null
  /** The password was made up by somebody else: nothing can be done before it is changed. */
  mustChange?: boolean
  /** A code from the phone is asked for at sign-in. */
  hasCode?: boolean
  /** The id of the session by which this account asks. */
  session?: string
}

/** An account as managers see it. */
export interface ManagedAccount extends Account {
  active: boolean
  /** Where they are told what concerns their work; null: nowhere. */
  mail: string | null
  version: number
}

export type NewAccount = Account & Pick<ManagedAccount, 'mail'>

/** What of an account is a right: this, and no name, goes into the log. */
export type Rights = {
  role: Role
  hall: HallId | null
  active: boolean
}

export interface StaffChange {
  what: 'staff'
  id: StaffId
  before: Rights | null
  after: Rights | null
}

export const ACCOUNT = 'name_of_user AS "user", name, role, hall, must_change AS "mustChange", code_on AS "hasCode"'
const MANAGED = `${ACCOUNT}, active, mail, version`

export async function listStaff(db: Db, hall: HallId | null): Promise<ManagedAccount[]> {
  const { rows } = await db.query<ManagedAccount>(
    `SELECT ${MANAGED} FROM staff WHERE $1::text IS NULL OR hall = $1
     ORDER BY name COLLATE "zh-x-icu", name_of_user`,
    [hall],
  )
  return rows
}

/** Who is who in a hall, for its own people. */
export async function namesOfStaff(db: Db, hall: HallId): Promise<Record<StaffId, string>> {
  const { rows } = await db.query<{ user: StaffId; name: string }>(
    'SELECT name_of_user AS "user", name FROM staff WHERE hall = $1 OR hall IS NULL',
    [hall],
  )
  return Object.fromEntries(rows.map(({ user, name }) => [user, name]))
}

/** Reads the account and all who could be its last manager, and holds them until the transaction ends. */
export async function lockForChange(db: Db, user: StaffId): Promise<ManagedAccount[]> {
  const { rows } = await db.query<ManagedAccount>(
    `SELECT ${MANAGED} FROM staff WHERE name_of_user = $1 OR (role = 'manager' AND active)
     ORDER BY name_of_user FOR UPDATE`,
    [user],
  )
  return rows
}

export async function countStaff(db: Db): Promise<number> {
  const { rows } = await db.query<{ count: number }>('SELECT count(*) FROM staff')
  return rows[0]?.count ?? 0
}

/** False when there is an account of that name already. */
export async function addStaff(db: Db, account: NewAccount, passwordHash: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `INSERT INTO staff (name_of_user, name, role, hall, mail, password_hash, must_change) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (name_of_user) DO NOTHING`,
    [account.user, account.name, account.role, account.hall, account.mail, passwordHash, account.mustChange ?? false],
  )
  return rowCount === 1
}

export async function updateStaff(db: Db, account: ManagedAccount): Promise<void> {
  await db.query(
    `UPDATE staff SET name = $2, role = $3, hall = $4, active = $5, mail = $6, version = version + 1 WHERE name_of_user = $1`,
    [account.user, account.name, account.role, account.hall, account.active, account.mail],
  )
}

/** Null when they gave none, or may not sign in any more. */
export async function mailOf(db: Db, user: StaffId): Promise<string | null> {
  const { rows } = await db.query<{ mail: string | null }>(
    'SELECT mail FROM staff WHERE name_of_user = $1 AND active',
    [user],
  )
  return rows[0]?.mail ?? null
}

export async function setMail(db: Db, user: StaffId, mail: string | null): Promise<void> {
  await db.query('UPDATE staff SET mail = $2, version = version + 1 WHERE name_of_user = $1', [user, mail])
}

/** Removes the account and, with it, all of its sessions. */
export async function removeStaff(db: Db, user: StaffId): Promise<void> {
  await db.query('DELETE FROM staff WHERE name_of_user = $1', [user])
}

export async function setPassword(db: Db, user: StaffId, hash: string, mustChange: boolean): Promise<void> {
  await db.query(
    'UPDATE staff SET password_hash = $2, must_change = $3, version = version + 1 WHERE name_of_user = $1',
    [user, hash, mustChange],
  )
}

export interface Credentials extends Account {
  active: boolean
  passwordHash: string
  codeSecret: Buffer | null
}

export async function credentialsOf(db: Db, user: StaffId): Promise<Credentials | undefined> {
  const { rows } = await db.query<Credentials>(
    `SELECT ${ACCOUNT}, active, password_hash AS "passwordHash", code_secret AS "codeSecret"
     FROM staff WHERE name_of_user = $1`,
    [user],
  )
  return rows[0]
}

export async function noteChange(db: Db, hall: HallId, change: StaffChange, by: StaffId | null): Promise<void> {
  await db.query('INSERT INTO staff_changes (hall, body, by) VALUES ($1, $2, $3)', [hall, JSON.stringify(change), by])
}

export interface NotedChange {
  id: string
  hall: HallId
  body: StaffChange
  by: StaffId | null
}

/** Changes that no log has yet, in the order in which they were made. */
export async function notedChanges(db: Db, most: number): Promise<NotedChange[]> {
  const { rows } = await db.query<NotedChange>(
    `SELECT id, hall, body, by FROM staff_changes WHERE hall IN (SELECT id FROM halls WHERE retired_at IS NULL)
     ORDER BY made_at, id LIMIT $1`,
    [most],
  )
  return rows
}

export async function forgetChange(db: Db, id: string): Promise<void> {
  await db.query('DELETE FROM staff_changes WHERE id = $1', [id])
}
