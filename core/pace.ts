// What the hall learns from its own calls: how long a counter is taken up by one person, and how far its foresight was off.
import type { HallEvent } from './events.ts'
import type { CounterId, ServiceId } from './ids.ts'
import { atCounter, type Ticket } from './ticket.ts'
import { type Instant, MINUTE, SECOND } from './time.ts'

export interface Pace {
  /** Latest stretches between two calls of a busy counter, in seconds, oldest first. */
  stretches: Record<ServiceId, number[]>
  /** Latest (real + GRACE) / (expected + GRACE) of first calls, oldest first. */
  ratios: number[]
  /** The last call at each counter. */
  last: Record<CounterId, { service: ServiceId; calledAt: Instant; endedAt: Instant | null }>
}

export const STRETCHES_KEPT = 24
export const RATIOS_KEPT = 120
/** Added to both sides of a ratio, in seconds: half a minute instead of ten seconds is not "three times as long". */
export const GRACE = 120
/** A pause longer than this between two people is rest, not part of serving the first. */
const REST = 5 * MINUTE

export function newPace(): Pace {
  return { stretches: {}, ratios: [], last: {} }
}

/** Ids are chosen by people, and one of them is called `constructor`: only what was put there counts. */
export function ownOf<T>(record: Record<string, T>, id: string): T | undefined {
  return Object.hasOwn(record, id) ? record[id] : undefined
}

/** Learns from one event, in place. Only the board's evolve calls it, so every copy of a hall learns the same. */
export function learn(pace: Pace, event: HallEvent): void {
  const ticket = event.ticket
  if (ticket === undefined || ticket.counter === null) return
  if (event.type === 'called') called(pace, ticket, ticket.counter, event.at)
  else if (!atCounter(ticket)) {
    const last = ownOf(pace.last, ticket.counter)
    if (last !== undefined) last.endedAt = event.at
  }
}

function called(pace: Pace, ticket: Ticket, counter: CounterId, at: Instant): void {
  const last = ownOf(pace.last, counter)
  if (last?.endedAt) {
    const followedOn = ticket.takenAt <= last.endedAt && at - last.endedAt <= REST
    const until = followedOn ? at : last.endedAt
    const own = ownOf(pace.stretches, last.service) ?? []
    pace.stretches[last.service] = own
    keep(own, (until - last.calledAt) / SECOND, STRETCHES_KEPT)
  }
  pace.last[counter] = { service: ticket.service, calledAt: at, endedAt: null }
  if (ticket.calls > 1 || ticket.expected === null) return
  const real = (at - ticket.takenAt) / SECOND
  keep(pace.ratios, (real + GRACE) / (ticket.expected + GRACE), RATIOS_KEPT)
}

function keep(list: number[], value: number, most: number): void {
  list.push(value)
  if (list.length > most) list.shift()
}
