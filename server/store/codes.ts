// The second proof at sign-in: an account's encrypted secret, the last code that was accepted, and the recovery codes.
import type { StaffId } from '../../core/ids.ts'
import type { Db } from '../db.ts'

/** A secret that counts only once a code has proved it to be in the phone. False when codes are on already. */
export async function proposeCode(db: Db, user: StaffId, secret: Buffer): Promise<boolean> {
  const { rowCount } = await db.query(
    'UPDATE staff SET code_secret = $2, code_step = 0 WHERE name_of_user = $1 AND NOT code_on',
    [user, secret],
  )
  return rowCount === 1
}

export async function turnCodeOn(db: Db, user: StaffId): Promise<void> {
  await db.query('UPDATE staff SET code_on = true, version = version + 1 WHERE name_of_user = $1', [user])
}

export async function turnCodeOff(db: Db, user: StaffId): Promise<void> {
  await db.query(
    `WITH gone AS (DELETE FROM recovery_codes WHERE name_of_user = $1)
     UPDATE staff SET code_on = false, code_secret = NULL, code_step = 0, version = version + 1 WHERE name_of_user = $1`,
    [user],
  )
}

/** Uses up a step of time: of two who show the same code, one is let in. */
export async function useStep(db: Db, user: StaffId, step: number): Promise<boolean> {
  const { rowCount } = await db.query('UPDATE staff SET code_step = $2 WHERE name_of_user = $1 AND code_step < $2', [
    user,
    step,
  ])
  return rowCount === 1
}

export async function setRecoveryCodes(db: Db, user: StaffId, hashes: readonly Buffer[]): Promise<void> {
  await db.query(
    `WITH gone AS (DELETE FROM recovery_codes WHERE name_of_user = $1)
     INSERT INTO recovery_codes (name_of_user, hash) SELECT $1, unnest($2::bytea[])`,
    [user, hashes],
  )
}

export async function useRecoveryCode(db: Db, user: StaffId, hash: Buffer): Promise<boolean> {
  const { rowCount } = await db.query('DELETE FROM recovery_codes WHERE name_of_user = $1 AND hash = $2', [user, hash])
  return rowCount === 1
}

export async function countRecoveryCodes(db: Db, user: StaffId): Promise<number> {
  const { rows } = await db.query<{ count: number }>('SELECT count(*) FROM recovery_codes WHERE name_of_user = $1', [
    user,
  ])
  return rows[0]?.count ?? 0
}
