// Who is next: the counts-as time, the line it makes, and the choice of a free counter. See docs/fairness.md.
import type { Policy } from './hall.ts'
import { compareNumbers, type ServiceId, type TicketId, type TicketNumber } from './ids.ts'
import { type Instant, MINUTE } from './time.ts'

/** Default of the policy's `helpOutAfterMinutes`. */
export const HELP_OUT_AFTER_MINUTES = 30

/** What the order needs to know of a ticket; a screen can make one from what it sees. */
export interface Standing {
  id: TicketId
  number: TicketNumber
  service: ServiceId
  countsAs: Instant
  takenAt: Instant
  eligibleFrom: Instant
}

/** A place in the line of one service. */
export interface Place {
  service: ServiceId
  countsAs: Instant
  takenAt: Instant
  number: TicketNumber
}

/** Waiting tickets of one service, first in line first. */
export type Line = Standing[]

/** Why this one was called: the rule, the time it counts from, and the eldest of those passed over, if any. */
export interface Why {
  rule: 'first' | 'help-out' | 'early-appointment'
  countsAs: Instant
  passedOver: { number: TicketNumber; countsAs: Instant } | null
}

export interface Choice {
  ticket: TicketId
  why: Why
}

/** Earlier counts-as time, then earlier issue, then smaller number. */
export function comparePlaces(a: Omit<Place, 'service'>, b: Omit<Place, 'service'>): number {
  return a.countsAs - b.countsAs || a.takenAt - b.takenAt || compareNumbers(a.number, b.number)
}

/** A walk-in counts as its issue; a granted priority counts as so much earlier. Appointments follow with the calendar. */
export function countsAs(takenAt: Instant, hasPriority: boolean, policy: Policy): Instant {
  return hasPriority ? takenAt - policy.priorityCreditMinutes * MINUTE : takenAt
}

export function placeOf({ service, countsAs, takenAt, number }: Standing): Place {
  return { service, countsAs, takenAt, number }
}

/** Puts a ticket where it belongs; the line stays sorted. */
export function join(line: Line, ticket: Standing): void {
  line.splice(positionOf(line, ticket), 0, ticket)
}

export function leave(line: Line, ticket: Standing): void {
  const position = positionOf(line, ticket)
  if (line[position]?.id !== ticket.id) throw new Error(`ticket ${ticket.id} is not in the line of ${ticket.service}`)
  line.splice(position, 1)
}

/** How many stand before this place. */
export function positionOf(line: Line, place: Omit<Place, 'service'>): number {
  let low = 0
  let high = line.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = line[middle]
    if (other !== undefined && comparePlaces(other, place) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/** What a counter serves, as in the hall file. */
export type Serves = readonly { service: ServiceId; tier: number }[]

/**
 * The ticket that a free counter calls now; undefined when nobody waits whom it can serve.
 * First choice before help-out, unless the eldest of the help-out has waited longer than the hall's limit; among those,
 * the earliest counts-as time. If nobody is eligible, the early appointment that will be eligible first.
 */
export function nextFor(
  lineOf: (service: ServiceId) => Line | undefined,
  serves: Serves,
  at: Instant,
  policy: Pick<Policy, 'helpOutAfterMinutes'>,
): Choice | undefined {
  const tiers = firstByTier(lineOf, serves, at)
  if (tiers.length === 0) return earlyAppointment(lineOf, serves)
  const limit = (policy.helpOutAfterMinutes ?? HELP_OUT_AFTER_MINUTES) * MINUTE
  const best = tiers[0]?.tier
  const called = tiers
    .filter(({ tier, first }) => tier === best || at - first.eligibleFrom > limit)
    .reduce((a, b) => (comparePlaces(b.first, a.first) < 0 ? b : a))
  const eldest = tiers.map(({ first }) => first).reduce((a, b) => (comparePlaces(b, a) < 0 ? b : a))
  const passedOver =
    comparePlaces(eldest, called.first) < 0 ? { number: eldest.number, countsAs: eldest.countsAs } : null
  const rule = called.tier > 1 ? 'help-out' : 'first'
  return { ticket: called.first.id, why: { rule, countsAs: called.first.countsAs, passedOver } }
}

interface TierFirst {
  tier: number
  first: Standing
}

/** The eldest eligible ticket of each tier that has one, best tier first. */
function firstByTier(lineOf: (service: ServiceId) => Line | undefined, serves: Serves, at: Instant): TierFirst[] {
  const firsts: TierFirst[] = []
  for (const { service, tier } of serves) {
    const first = lineOf(service)?.find((ticket) => ticket.eligibleFrom <= at)
    if (first === undefined) continue
    const known = firsts.find((one) => one.tier === tier)
    if (known === undefined) firsts.push({ tier, first })
    else if (comparePlaces(first, known.first) < 0) known.first = first
  }
  return firsts.sort((a, b) => a.tier - b.tier)
}

/** A counter never idles while somebody it can serve waits, even if that somebody came too early. */
function earlyAppointment(lineOf: (service: ServiceId) => Line | undefined, serves: Serves): Choice | undefined {
  const waiting = serves.flatMap(({ service }) => lineOf(service) ?? [])
  if (waiting.length === 0) return undefined
  const first = waiting.reduce((a, b) =>
    b.eligibleFrom < a.eligibleFrom || (b.eligibleFrom === a.eligibleFrom && comparePlaces(b, a) < 0) ? b : a,
  )
  return { ticket: first.id, why: { rule: 'early-appointment', countsAs: first.countsAs, passedOver: null } }
}
