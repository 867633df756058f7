// The statements that a decided batch comes to: states, events with their hashes, and what is kept apart from the log.
import type { Appointment } from '../core/appointment.ts'
import type { CounterNow } from '../core/counter.ts'
import type { HallEvent } from '../core/events.ts'
import { readNumber } from '../core/numbers.ts'
import type { Ticket } from '../core/ticket.ts'
import type { Client } from './db.ts'
import type { Work } from './deciding.ts'
import { sha256, ticketKey } from './keys.ts'
import { saveApart } from './personal.ts'
import { saveAppointments } from './store/appointments.ts'
import { saveCommands } from './store/commands.ts'
import { saveCounters, saveNumbers } from './store/counters.ts'
import { appendEvents, type Record } from './store/events.ts'
import { renameHall } from './store/halls.ts'
import { addTickets, saveTickets } from './store/tickets.ts'

/** All but the hall's own row, which whoever calls this has locked or moves on. `records`: the batch's events, chained. */
export function saveWork(client: Client, work: Work, records: readonly Record[], secret: Buffer): Promise<unknown>[] {
  const { hall } = work.board
  const writes: Promise<unknown>[] = work.decided.length > 0 ? [saveCommands(client, hall, work.decided)] : []
  if (work.events.length > 0) writes.push(...saveEvents(client, work, records, secret))
  return writes
}

function saveEvents(client: Client, work: Work, records: readonly Record[], secret: Buffer): Promise<unknown>[] {
  const { hall } = work.board
  const tickets = [...latest(work.events, (event) => event.ticket).values()]
  const added = tickets.filter((ticket) => work.newTickets.has(ticket.id))
  const changed = tickets.filter((ticket) => !work.newTickets.has(ticket.id))
  const counters = [...latest(work.events, (event) => event.counter).values()]
  const appointments = [...latest(work.events, (event) => event.appointment).values()]
  const writes: Promise<unknown>[] = [appendEvents(client, hall, records)]
  if (added.length > 0) {
    const keyHashes = added.map((ticket) => sha256(ticketKey(secret, hall, ticket.id)))
    writes.push(addTickets(client, hall, added, keyHashes), saveNumbers(client, hall, series(added)))
  }
  if (changed.length > 0) writes.push(saveTickets(client, hall, changed))
  if (counters.length > 0) writes.push(saveCounters(client, hall, counters))
  if (appointments.length > 0) writes.push(...saveAppointments(client, hall, appointments))
  const file = work.events.findLast((event) => event.file !== undefined)?.file
  if (file !== undefined) writes.push(renameHall(client, hall, file.name))
  writes.push(...saveApart(client, hall, work.apart))
  return writes
}

/** Each ticket, counter or appointment as the last of the events left it. */
function latest<T extends Ticket | CounterNow | Appointment>(
  events: readonly HallEvent[],
  pick: (event: HallEvent) => T | undefined,
): Map<string, T> {
  const found = new Map<string, T>()
  for (const event of events) {
    const one = pick(event)
    if (one !== undefined) found.set(one.id, one)
  }
  return found
}

function series(added: readonly Ticket[]): { day: string; prefix: string; last: number }[] {
  const last = new Map<string, { day: string; prefix: string; last: number }>()
  for (const { day, number } of added) {
    const { prefix, count } = readNumber(number)
    const key = `${day} ${prefix}`
    if ((last.get(key)?.last ?? 0) < count) last.set(key, { day, prefix, last: count })
  }
  return [...last.values()]
}
