// Signing in: passwords by argon2id, sessions as random tokens of which only the hash is kept.
import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import type { StaffId } from '../core/ids.ts'
import type { Pool } from './db.ts'
import { newToken, sha256 } from './keys.ts'
import { type Account, accountOfSession, addSession, removeSession, staffWithPassword } from './store/people.ts'

/** OWASP's argon2id setting for 19 MiB: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
export const SESSION_HOURS = 14
/** How long a removed session may still be believed by another process. */
const BELIEVED_MS = 5_000
const BELIEVED_MOST = 10_000

export interface Sessions {
  /** A token, or null when user or password is wrong. */
  signIn(user: StaffId, password: string): Promise<{ token: string; account: Account } | null>
  accountOf(token: string): Promise<Account | null>
  signOut(token: string): Promise<void>
  /** Accounts changed: believe nothing that was read before. */
  forget(): void
}

export function hashPassword(password: string): Promise<string> {
  return hash(password, ARGON2ID)
}

/** A password nobody chose, for the first manager: 5 groups that can be read over the phone. */
export function madeUpPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const groups = Array.from({ length: 5 }, () =>
    Array.from(randomBytes(4), (byte) => letters[byte % letters.length]).join(''),
  )
  return groups.join('-')
}

export function openSessions(pool: Pool): Sessions {
  const believed = new Map<string, { account: Account | null; until: number }>()
  // Checked against for unknown users, so that the answer takes as long as for known ones.
  const nobody = hashPassword(newToken())

  return {
    signIn: async (user, password) => {
      const found = await staffWithPassword(pool, user)
      const right = await verify(found?.passwordHash ?? (await nobody), password)
      if (found === undefined || !right) return null
      const token = newToken()
      await addSession(pool, sha256(token), user, SESSION_HOURS)
      const { passwordHash: _, ...account } = found
      return { token, account }
    },
    accountOf: async (token) => {
      const known = believed.get(token)
      const now = performance.now()
      if (known !== undefined && known.until > now) return known.account
      const account = (await accountOfSession(pool, sha256(token))) ?? null
      if (believed.size >= BELIEVED_MOST) believed.clear()
      believed.set(token, { account, until: now + BELIEVED_MS })
      return account
    },
    signOut: async (token) => {
      await removeSession(pool, sha256(token))
      believed.delete(token)
    },
    forget: () => believed.clear(),
  }
}
