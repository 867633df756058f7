// What is still to be spoken: one queue of calls a hall, in the order of the calls. Each is spoken in full once.
import type { HallEvent } from './events.ts'
import type { CounterId, TicketId, TicketNumber } from './ids.ts'
import type { Ticket } from './ticket.ts'
import { type Instant, MINUTE } from './time.ts'

/** A call, or a recall, that no loudspeaker has spoken. `seq` is the event's own number: the order of speaking. */
export interface Announcement {
  seq: number
  ticket: TicketId
  number: TicketNumber
  counter: CounterId
  /** Which call of the ticket it is, from 1. */
  calls: number
  at: Instant
}

/** Later nobody walks to a counter because of it; a loudspeaker that was off for an hour does not tell of that hour. */
export const SPEAK_WITHIN_MS = 5 * MINUTE

/** The queue after an event. A recall takes the place of a call that was not spoken yet; who is served or gone is not called out. */
export function afterEvent(queue: readonly Announcement[], event: HallEvent): readonly Announcement[] {
  const { ticket, seq, at } = event
  if (ticket === undefined) return queue
  const isCall = event.type === 'called' || event.type === 'recalled'
  if (!isCall && ticket.state === 'called' && !isSpoken(ticket)) return queue
  if (!isCall) return queue.some((one) => one.ticket === ticket.id) ? without(queue, ticket.id) : queue
  const kept = without(queue, ticket.id).filter((one) => at - one.at <= SPEAK_WITHIN_MS)
  const { id, number, counter, calls } = ticket
  return counter === null ? kept : [...kept, { seq, ticket: id, number, counter, calls, at }]
}

/** Whether this ticket's latest call was spoken. */
export function isSpoken({ announced, calls }: Ticket): boolean {
  return announced?.calls === calls
}

/** The eldest that is still worth speaking, of the counters for which a loudspeaker is there. */
export function nextAnnouncement(
  queue: readonly Announcement[],
  speaksFor: (counter: CounterId) => boolean,
  now: Instant,
): Announcement | null {
  return queue.find((one) => speaksFor(one.counter) && now - one.at <= SPEAK_WITHIN_MS) ?? null
}

function without(queue: readonly Announcement[], ticket: TicketId): Announcement[] {
  return queue.filter((one) => one.ticket !== ticket)
}
