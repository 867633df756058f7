// Signing in: a password, a code where one is asked for, and a random token of which only the hash is kept.
import type { StaffId } from '../core/ids.ts'
import type { Codes } from './codes.ts'
import type { Pool } from './db.ts'
import { openGate } from './gate.ts'
import { newToken, sha256 } from './keys.ts'
import { isPassword } from './passwords.ts'
import {
  accountOfSession,
  addSession,
  type Origin,
  removeSession,
  seeSession,
  sweepSessions,
} from './store/sessions.ts'
import { type Account, type Credentials, credentialsOf } from './store/staff.ts'
import type { Throttle } from './throttle.ts'

/** However busy: nobody stays signed in for longer than a long working day. */
export const SESSION_HOURS = 14
/** Who asks nothing for so long is signed out. A page that is merely open asks nothing. */
export const IDLE_MINUTES = 120
/** How long a removed session may still be believed by another process. */
const BELIEVED_MS = 5_000
const BELIEVED_MOST = 10_000
/** `seen` is told to the minute, and written no oftener. */
const SEEN_EVERY_MS = 60_000
const SWEEP_EVERY_MS = 10 * 60_000
/** Hashing a password takes a core for some 40 ms: more at once would take them from those who press. */
const PROOFS = { atOnce: 2, waitingMost: 100, withinMs: 8_000 }
/** Tokens that nobody here has seen are looked up in the database, however many are tried. */
const STRANGERS = { atOnce: 2, waitingMost: 100, withinMs: 3_000 }
const TOKEN = /^[\w-]{43}$/

export type Proof =
  | { ok: true; account: Credentials }
  | { ok: false; refused: 'wrong_password' | 'code_needed' | 'wrong_code' | 'too_many'; waitSeconds: number }

export type SignedIn = { ok: true; token: string; account: Account } | (Proof & { ok: false })

export interface Sessions {
  signIn(user: StaffId, password: string, code: string | undefined, from: Origin): Promise<SignedIn>
  /** The same questions, asked again of somebody who is signed in. */
  prove(user: StaffId, password: string, code: string | undefined, address: string): Promise<Proof>
  /** `asks`: somebody uses the session; a socket that is merely open does not. */
  accountOf(token: string, asks?: boolean): Promise<Account | null>
  signOut(token: string): Promise<void>
  /** Accounts or sessions changed: believe nothing that was read before. */
  forget(): void
  /** Told when something was to be forgotten. */
  follow(follower: () => void): void
  stop(): void
}

interface Believed {
  account: Account | null
  until: number
  /** By this process's clock. */
  seenAt: number
}

export function openSessions(
  pool: Pool,
  codes: Codes,
  throttle: Throttle,
  onError: (error: unknown) => void,
): Sessions {
  const believed = new Map<string, Believed>()
  const followers: (() => void)[] = []
  const sweeping = setInterval(() => void sweepSessions(pool, IDLE_MINUTES).catch(onError), SWEEP_EVERY_MS)
  sweeping.unref()
  const proofs = openGate(PROOFS)
  const strangers = openGate(STRANGERS)

  const prove: Sessions['prove'] = async (user, password, code, address) => {
    const waitSeconds = throttle.begin(user, address)
    if (waitSeconds > 0) return { ok: false, refused: 'too_many', waitSeconds }
    const found = await credentialsOf(pool, user)
    const right = await proofs.run(() => isPassword(found?.passwordHash, password), throttle.knows(user, address))
    // Whoever may not come in is told nothing that a stranger is not told.
    if (found === undefined || !right || !found.active) return { ok: false, refused: 'wrong_password', waitSeconds: 0 }
    if (found.hasCode && found.codeSecret !== null) {
      if (code === undefined) {
        throttle.undecided(user, address)
        return { ok: false, refused: 'code_needed', waitSeconds: 0 }
      }
      if (!(await codes.accept(user, found.codeSecret, code)))
        return { ok: false, refused: 'wrong_code', waitSeconds: 0 }
    }
    throttle.right(user, address)
    return { ok: true, account: found }
  }

  return {
    prove,
    signIn: async (user, password, code, from) => {
      const proof = await prove(user, password, code, from.address)
      if (!proof.ok) return proof
      const token = newToken()
      await addSession(pool, sha256(token), user, SESSION_HOURS, from)
      const { passwordHash: _, codeSecret: __, active: ___, ...account } = proof.account
      return { ok: true, token, account }
    },
    accountOf: async (token, asks = true) => {
      if (!TOKEN.test(token)) return null
      const now = performance.now()
      let one = believed.get(token)
      if (one === undefined || one.until <= now) {
        one = one?.account ? await look(pool, token) : await strangers.run(() => look(pool, token))
        // Only who is somebody is kept: tokens that are made up, however many, push nobody out.
        if (one.account === null) believed.delete(token)
        else believe(believed, token, one)
      }
      if (asks && one.account?.session !== undefined && now - one.seenAt > SEEN_EVERY_MS) {
        one.seenAt = now
        void seeSession(pool, one.account.session).catch(onError)
      }
      return one.account
    },
    signOut: async (token) => {
      await removeSession(pool, sha256(token))
      believed.delete(token)
      for (const follower of followers) follower()
    },
    forget: () => {
      // Who somebody is has to be asked again, but not that they are.
      for (const one of believed.values()) one.until = 0
      for (const follower of followers) follower()
    },
    follow: (follower) => void followers.push(follower),
    stop: () => clearInterval(sweeping),
  }
}

function believe(believed: Map<string, Believed>, token: string, one: Believed): void {
  believed.delete(token)
  believed.set(token, one)
  for (const eldest of believed.keys()) {
    if (believed.size <= BELIEVED_MOST) return
    believed.delete(eldest)
  }
}

async function look(pool: Pool, token: string): Promise<Believed> {
  const now = performance.now()
  const found = await accountOfSession(pool, sha256(token), IDLE_MINUTES)
  if (found === undefined) return { account: null, until: now + BELIEVED_MS, seenAt: now }
  const { unseenMs, ...account } = found
  return { account, until: now + BELIEVED_MS, seenAt: now - unseenMs }
}
