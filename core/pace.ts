// What the hall learns from its own calls: how fast each line moves, how long one person takes up a counter, how far its
// foresight was off. A function of the events alone, and no larger after ten years than after ten days.
import type { HallEvent } from './events.ts'
import type { HallFile } from './hall.ts'
import { type CounterId, ownOf, type ServiceId } from './ids.ts'
import { type Aim, judge, type Misses, newAim, newBands } from './range.ts'
import type { Ticket } from './ticket.ts'
import { type Instant, SECOND } from './time.ts'

export interface Pace {
  services: Record<ServiceId, ServicePace>
  /** The last call at each counter. */
  last: Record<CounterId, { service: ServiceId; calledAt: Instant; endedAt: Instant | null }>
  /** How far off the hall was, by the length of the expected wait. */
  bands: Misses[]
}

export interface ServicePace extends Aim {
  /** The latest call of the service. */
  calledAt: Instant
  /** Seconds between two calls of the service while somebody waited for it. */
  gap: Mean
  /** Seconds for which one of its people takes up a counter. */
  stretch: Mean
}

/** Two averages that forget: `recent` within a morning, `usual` within weeks. */
export interface Mean {
  recent: number
  usual: number
  count: number
}

export const RECENT_CALLS = 24
export const USUAL_CALLS = 600
/** Nobody is served in less; who was let go sooner was not there, or serving is not entered here. */
const LEAST_SERVED = 15 * SECOND

export function newPace(): Pace {
  return { services: {}, last: {}, bands: newBands() }
}

/** Learns from one event, in place. Only the board's evolve calls it, so every copy of a hall learns the same. */
export function learn(pace: Pace, event: HallEvent): void {
  const { ticket, counter, file } = event
  if (file !== undefined) forgetOthers(pace, file)
  // Time at a closed counter is nobody's.
  if (counter !== undefined && counter.state !== 'open') delete pace.last[counter.id]
  if (event.type === 'called' && ticket?.counter != null) called(pace, ticket, ticket.counter, event)
  else if (counter !== undefined) {
    const last = ownOf(pace.last, counter.id)
    if (last !== undefined && counter.ticket === null) last.endedAt ??= event.at
    // A finish that was taken back: the stretch goes on.
    if (last !== undefined && event.type === 'undone') last.endedAt = null
  }
}

function called(pace: Pace, ticket: Ticket, counter: CounterId, { at, why }: HallEvent): void {
  // Nobody could call whom nobody knew of.
  const waitsSince = ticket.enteredAt ?? ticket.takenAt
  const own = paceOf(pace, ticket.service)
  const last = ownOf(pace.last, counter)
  if (last?.endedAt) {
    // While people wait, a clerk's pause keeps them waiting like any other minute.
    const until = waitsSince <= last.endedAt ? at : last.endedAt
    if (until === at || until - last.calledAt >= LEAST_SERVED)
      average(paceOf(pace, last.service).stretch, (until - last.calledAt) / SECOND)
  }
  pace.last[counter] = { service: ticket.service, calledAt: at, endedAt: null }
  if (waitsSince <= own.calledAt) average(own.gap, (at - own.calledAt) / SECOND)
  own.calledAt = at
  // Who was chosen out of order says nothing about how the line moves.
  if (ticket.calls === 1 && ticket.expected !== null && why?.rule !== 'chosen')
    judge(ticket.expected, (at - ticket.takenAt) / SECOND, own, pace.bands)
}

/** What left the hall file is forgotten, so that the pace stays as large as the hall. */
function forgetOthers(pace: Pace, { services, counters }: HallFile): void {
  const there = new Set([...services, ...counters].map(({ id }) => id))
  for (const id of Object.keys(pace.services)) if (!there.has(id)) delete pace.services[id]
  for (const id of Object.keys(pace.last)) if (!there.has(id)) delete pace.last[id]
}

function paceOf(pace: Pace, service: ServiceId): ServicePace {
  const known = ownOf(pace.services, service)
  if (known !== undefined) return known
  const made = { ...newAim(), calledAt: 0, gap: newMean(), stretch: newMean() }
  pace.services[service] = made
  return made
}

function newMean(): Mean {
  return { recent: 0, usual: 0, count: 0 }
}

function average(mean: Mean, value: number): void {
  mean.count++
  mean.recent += (value - mean.recent) / Math.min(mean.count, RECENT_CALLS)
  mean.usual += (value - mean.usual) / Math.min(mean.count, USUAL_CALLS)
}
