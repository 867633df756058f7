// Why somebody who came later was called before: told to the one who waits, in words that name nobody.
import type { HallEvent } from './events.ts'
import type { HallFile } from './hall.ts'
import type { CounterId, ServiceId, TicketId } from './ids.ts'
import type { Ticket } from './ticket.ts'
import { type Instant, MINUTE } from './time.ts'

export const PASSED_REASONS = [
  'priority',
  'appointment',
  'chosen',
  'returned',
  'moved',
  'other-counter',
  'not-entered',
] as const
export type PassedReason = (typeof PASSED_REASONS)[number]

/** One call of the day, as much as this question needs. */
export interface DayCall {
  at: Instant
  seq: number
  ticket: TicketId
  service: ServiceId
  counter: CounterId
  takenAt: Instant
  ground: 'priority' | 'appointment' | 'chosen' | 'returned' | null
}

export interface Passed {
  at: Instant
  reason: PassedReason
  /** How many whole minutes after you that person came. */
  minutes: number
}

export function dayCallOf(event: HallEvent): DayCall | undefined {
  const { ticket, type, at, seq } = event
  if (type !== 'called' || ticket === undefined) return undefined
  const { id, service, counter, takenAt } = ticket
  return { at, seq, ticket: id, service, counter: counter ?? '', takenAt, ground: groundOf(event, ticket) }
}

function groundOf(event: HallEvent, ticket: Ticket): DayCall['ground'] {
  const rule: string | undefined = event.why?.rule
  if (rule === 'chosen') return 'chosen'
  if (ticket.priority !== null) return 'priority'
  if (ticket.appointment !== null) return 'appointment'
  return ticket.calls > 1 ? 'returned' : null
}

/** A number that a kiosk gave by itself is unknown to the hall until it stands in the queue. */
function ownGround({ enteredAt, countsAs, takenAt }: Ticket, { at }: DayCall): PassedReason {
  if (enteredAt !== undefined && at < enteredAt) return 'not-entered'
  return countsAs > takenAt ? 'moved' : 'other-counter'
}

/**
 * Calls while `own` waited, at counters that serve its service, of people who took their number later. A priority is
 * only ever called that: which one would tell of a person's health or age.
 */
export function passedBefore(own: Ticket, calls: readonly DayCall[], file: HallFile): Passed[] {
  const serving = new Set(
    file.counters.filter(({ serves }) => serves.some(({ service }) => service === own.service)).map(({ id }) => id),
  )
  const until = own.calledAt ?? own.endedAt ?? Number.POSITIVE_INFINITY
  return calls
    .filter((call) => call.ticket !== own.id && call.takenAt > own.takenAt && call.at < until)
    .filter((call) => call.service === own.service || serving.has(call.counter))
    .map((call) => ({
      at: call.at,
      reason: call.ground ?? ownGround(own, call),
      minutes: Math.floor((call.takenAt - own.takenAt) / MINUTE),
    }))
}
