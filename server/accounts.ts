// Changes to accounts: who may change whom, nobody themselves, never the last manager; each change goes into the halls' logs.
import { isDeepStrictEqual } from 'node:util'
import type { HallId, StaffId } from '../core/ids.ts'
import type { Role } from '../core/ticket.ts'
import type { Door } from './commands.ts'
import { type Client, inTransaction, type Pool } from './db.ts'
import type { Halls } from './halls.ts'
import { sha256 } from './keys.ts'
import { hashPassword, madeUpPassword } from './passwords.ts'
import { turnCodeOff } from './store/codes.ts'
import { removeSessionsOf } from './store/sessions.ts'
import {
  type Account,
  addStaff,
  forgetChange,
  listStaff,
  lockForChange,
  type ManagedAccount,
  type NewAccount,
  noteChange,
  notedChanges,
  type Rights,
  removeStaff,
  setPassword,
  updateStaff,
} from './store/staff.ts'

const RECORDED_AT_ONCE = 100

export type AccountRefusal =
  | 'user_exists'
  | 'no_such_user'
  | 'own_account'
  | 'last_manager'
  | 'account_changed'
  | 'forbidden'

export type AccountAnswer<T> = { ok: true; value: T } | { ok: false; refused: AccountRefusal; field: string }

export interface Edit {
  name?: string
  role?: Role
  hall?: HallId | null
  active?: boolean
  mail?: string | null
}

export interface AccountTools {
  pool: Pool
  halls: Halls
  door: Door
  onError(error: unknown): void
}

/** `by`: the manager who asks. Somebody of one hall has to do with accounts of that hall only. */
export interface Asked {
  by: Account
  user: StaffId
  /** The version that was read; null: whatever it is. */
  version: number | null
}

/** What was done to somebody's sign-in, beside their rights: it stays on record as well. */
type Did = 'password' | 'code' | 'sessions'

interface Changed<T> {
  after: ManagedAccount | null
  value: T
  did?: Did
}

export function openAccounts(tools: AccountTools) {
  const { pool } = tools
  /** Changes one account under lock: `change` answers what it becomes, or null when it goes. */
  const changed = async <T>(
    asked: Asked,
    change: (client: Client, found: ManagedAccount) => Promise<Changed<T>>,
  ): Promise<AccountAnswer<T>> => {
    const answer = await inTransaction(pool, async (client): Promise<AccountAnswer<T>> => {
      const locked = await lockForChange(client, asked.user)
      const refused = whyNot(asked, locked)
      if (refused !== null) return { ok: false, refused, field: refused === 'account_changed' ? 'if-match' : 'user' }
      const found = locked.find(({ user }) => user === asked.user) as ManagedAccount
      const { after, value, did } = await change(client, found)
      if (!someManagerIsLeft(locked, asked.user, after)) throw new LastManager()
      await noteRights(client, tools.halls, asked, rightsOf(found), after === null ? null : rightsOf(after), did)
      return { ok: true, value }
    }).catch((error: unknown): AccountAnswer<T> => {
      if (error instanceof LastManager) return { ok: false, refused: 'last_manager', field: 'user' }
      throw error
    })
    if (answer.ok) await recordChanges(tools)
    return answer
  }

  return {
    list: (hall: HallId | null) => listStaff(pool, hall),

    /** The password, when it was made up, to be shown once. */
    add: async (
      by: Account,
      account: NewAccount,
      password: string | undefined,
    ): Promise<AccountAnswer<string | null>> => {
      const given = password ?? madeUpPassword()
      const hashed = await hashPassword(given)
      const refused = await inTransaction(pool, async (client): Promise<AccountRefusal | null> => {
        const self = managerAmong(await lockForChange(client, account.user), by)
        if (self === null || (self.hall !== null && account.hall !== self.hall)) return 'forbidden'
        if (!(await addStaff(client, { ...account, mustChange: password === undefined }, hashed))) return 'user_exists'
        const asked = { by, user: account.user }
        await noteRights(client, tools.halls, asked, null, rightsOf({ ...account, active: true }))
        return null
      })
      if (refused !== null) return { ok: false, refused, field: 'user' }
      await recordChanges(tools)
      return { ok: true, value: password === undefined ? given : null }
    },

    edit: (asked: Asked, edit: Edit): Promise<AccountAnswer<ManagedAccount>> =>
      changed(asked, async (client, found) => {
        const after = { ...found, ...edit }
        if (isDeepStrictEqual(after, found)) return { after: found, value: found }
        await updateStaff(client, after)
        if (!after.active) await removeSessionsOf(client, found.user, null)
        return { after, value: { ...after, version: found.version + 1 } }
      }),

    remove: (asked: Asked): Promise<AccountAnswer<null>> =>
      changed(asked, async (client, { user }) => {
        await removeStaff(client, user)
        return { after: null, value: null }
      }),

    /** Made up, good for one sign-in, after which it has to be changed. */
    resetPassword: (asked: Asked): Promise<AccountAnswer<string>> =>
      changed(asked, async (client, found) => {
        const password = madeUpPassword()
        await setPassword(client, found.user, await hashPassword(password), true)
        await removeSessionsOf(client, found.user, null)
        return { after: found, value: password, did: 'password' }
      }),

    resetCode: (asked: Asked): Promise<AccountAnswer<null>> =>
      changed(asked, async (client, found) => {
        await turnCodeOff(client, found.user)
        await removeSessionsOf(client, found.user, null)
        return { after: found, value: null, did: 'code' }
      }),

    endSessions: (asked: Asked): Promise<AccountAnswer<null>> =>
      changed(asked, async (client, found) => {
        await removeSessionsOf(client, found.user, null)
        return { after: found, value: null, did: 'sessions' }
      }),
  }
}

export type Accounts = ReturnType<typeof openAccounts>

class LastManager extends Error {}

/** Who asks, if they still manage: the session may have been believed for some seconds too long. */
function managerAmong(locked: readonly ManagedAccount[], by: Account): ManagedAccount | null {
  return locked.find(({ user, role, active }) => user === by.user && role === 'manager' && active) ?? null
}

/** Checked on rows that are held: of two managers who take each other's rights away, one comes first. */
function whyNot({ by, user, version }: Asked, locked: readonly ManagedAccount[]): AccountRefusal | null {
  const found = locked.find((one) => one.user === user)
  const self = managerAmong(locked, by)
  if (self === null) return 'forbidden'
  if (found === undefined || (self.hall !== null && found.hall !== self.hall)) return 'no_such_user'
  if (user === by.user) return 'own_account'
  return version !== null && version !== found.version ? 'account_changed' : null
}

/** Somebody must be left who can manage every hall. */
function someManagerIsLeft(locked: readonly ManagedAccount[], user: StaffId, after: ManagedAccount | null): boolean {
  const later = [...locked.filter((one) => one.user !== user), ...(after === null ? [] : [after])]
  const managesAll = (one: ManagedAccount) => one.role === 'manager' && one.active && one.hall === null
  return later.some(managesAll) || !locked.some(managesAll)
}

function rightsOf({ role, hall, active }: Rights): Rights {
  return { role, hall, active }
}

/** Who belongs to all halls is told to the log of each. */
async function noteRights(
  client: Client,
  halls: Halls,
  { by, user }: Pick<Asked, 'by' | 'user'>,
  before: Rights | null,
  after: Rights | null,
  did?: Did,
): Promise<void> {
  if (isDeepStrictEqual(before, after) && did === undefined) return
  const told = after === null || did === undefined ? after : { ...after, did }
  const concerned = [before, after].flatMap((rights) => (rights === null ? [] : [rights.hall]))
  const ids = concerned.includes(null) ? halls.list().map(({ id }) => id) : concerned
  for (const hall of new Set(ids))
    if (hall !== null) await noteChange(client, hall, { what: 'staff', id: user, before, after: told }, by.user)
}

/** Brings what is noted into the logs. The command's id makes twice the same as once, whoever else does it too. */
export async function recordChanges({ pool, halls, door, onError }: AccountTools): Promise<void> {
  try {
    for (const { id, hall, body, by } of await notedChanges(pool, RECORDED_AT_ONCE)) {
      if (halls.get(hall) === undefined) continue
      const command = { id: `staff:${id}`, do: 'record-change', change: body } as const
      const actor = { role: by === null ? 'operator' : 'manager', staff: by } as const
      const outcome = await door.submit({ hall, command, actor, bodyHash: sha256(JSON.stringify(body)) })
      if (outcome.ok) await forgetChange(pool, id)
    }
  } catch (error) {
    // What is noted stays noted, and is recorded with the next change or the next sweep.
    onError(error)
  }
}
