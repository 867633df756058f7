// Forgetting on request: what was given and noted goes, in the transaction that says so in the log; figures and chain stay.
import type { Actor } from '../core/decision.ts'
import type { Change } from '../core/events.ts'
import type { TicketId } from '../core/ids.ts'
import type { Door } from './commands.ts'
import type { Pool } from './db.ts'
import type { OpenHall } from './halls.ts'
import { newToken } from './keys.ts'
import { type Counts, countPersonal } from './store/personal.ts'
import type { Vault } from './vault.ts'

export interface ForgetTools {
  pool: Pool
  door: Door
  vault: Vault
}

/** How much went of what came with these tickets, appointments and wishes. Without anything there is nothing to say in the log either. */
export async function forget(
  tools: ForgetTools,
  hall: OpenHall,
  actor: Actor,
  tickets: readonly TicketId[],
): Promise<Counts> {
  const counts = await countPersonal(tools.pool, hall.id, tickets)
  const { contacts, notes, bookings, tickets: touched } = counts
  if (contacts + notes + bookings === 0) return counts
  // How many tickets, not which: the list would say that they belong to one person.
  const change = { id: 'request', before: { tickets: touched, contacts, notes, bookings }, after: null }
  await recordData(tools, hall, actor, change, tickets)
  return counts
}

/** A line in the log of the hall about personal data, without any of it. */
export async function recordData(
  { door, vault }: Pick<ForgetTools, 'door' | 'vault'>,
  hall: OpenHall,
  actor: Actor,
  change: Omit<Change, 'what'>,
  forgotten: readonly TicketId[] = [],
): Promise<void> {
  const id = `data:${newToken()}`
  const command = { id, do: 'record-change', change: { what: 'data', ...change } } as const
  const outcome = await door.submit({ hall: hall.id, command, actor, bodyHash: vault.pressHash(id), forgotten })
  if (!outcome.ok) throw new Error(`not recorded: ${outcome.refusal.refused}`)
}
