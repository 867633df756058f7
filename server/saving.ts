// What a decided batch comes to: one statement for the queue, and for what is kept beside it one each.
import type { Appointment } from '../core/appointment.ts'
import type { Client } from './db.ts'
import type { Work } from './deciding.ts'
import { sha256Hex, ticketKey } from './keys.ts'
import { saveApart } from './personal.ts'
import { saveAppointments } from './store/appointments.ts'
import { saveBatch } from './store/batch.ts'
import type { Letters } from './store/events.ts'
import { type HallAt, renameHall } from './store/halls.ts'
import { saveLeases } from './store/leases.ts'

/**
 * Sends all of it, and gives first where the hall's row lies then; fails where the hall does not stand at `from`.
 * `letters`: of the batch's events, chained. More than one statement is one transaction only if whoever calls this has begun
 * one: see `isOneStatement`.
 */
export function saveWork(
  client: Client,
  work: Work,
  letters: Letters,
  { from, secret }: { from: HallAt; secret: Buffer },
): [Promise<string | undefined>, ...Promise<unknown>[]] {
  const { hall } = work.board
  const given = work.events.flatMap(({ type, ticket }) => (type === 'taken' && ticket !== undefined ? [ticket] : []))
  const appointments = lastOfEach(work.events.flatMap(({ appointment }) => appointment ?? []))
  const leased = work.events.flatMap(({ lease }) => lease ?? [])
  const file = work.events.findLast((event) => event.file !== undefined)?.file
  const saved = saveBatch(client, hall, {
    from,
    letters,
    decided: work.decided,
    given: given.map((ticket) => ({ ...ticket, keyHash: sha256Hex(ticketKey(secret, hall, ticket.id)) })),
  })
  return [
    // A hall that is renamed beside it lies elsewhere then.
    file === undefined ? saved : saved.then(() => undefined),
    ...(leased.length > 0 ? [saveLeases(client, hall, leased)] : []),
    ...(appointments.length > 0 ? saveAppointments(client, hall, appointments) : []),
    ...(file !== undefined ? [renameHall(client, hall, file.name)] : []),
    ...saveApart(client, hall, work.apart),
  ]
}

/** Whether it needs no transaction around it. */
export function isOneStatement({ events, apart }: Work): boolean {
  const isApart = [apart.contacts, apart.bookers, apart.notes, apart.forgotten].some((rows) => rows.length > 0)
  return !isApart && events.every(({ appointment, file, lease }) => (appointment ?? file ?? lease) === undefined)
}

/** Each as the last of the events left it. */
function lastOfEach(all: readonly Appointment[]): Appointment[] {
  return [...new Map(all.map((one) => [one.id, one])).values()]
}
