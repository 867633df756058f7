// Who is next: the counts-as time, the line it makes, and the choice of a free counter. See docs/fairness.md.
import type { Policy, PriorityClass } from './hall.ts'
import type { CounterId, ServiceId, TicketId, TicketNumber } from './ids.ts'
import { compareNumbers } from './numbers.ts'
import { HOUR, type Instant, MINUTE } from './time.ts'

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
  /** Waits for this counter alone, as long as somebody is there. */
  only?: CounterId
  absolute?: true
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
  rule: 'first' | 'help-out' | 'early-appointment' | 'absolute' | 'chosen'
  countsAs: Instant
  passedOver: { number: TicketNumber; countsAs: Instant } | null
  /** Why a clerk chose somebody out of order. */
  reason?: string
}

export interface Choice {
  ticket: TicketId
  why: Why
}

/** Earlier counts-as time, then earlier issue, then smaller number. */
export function comparePlaces(a: Omit<Place, 'service'>, b: Omit<Place, 'service'>): number {
  return a.countsAs - b.countsAs || a.takenAt - b.takenAt || compareNumbers(a.number, b.number)
}

/** Where the law demands absolute priority. */
const ABSOLUTE_CREDIT = 24 * HOUR

/** A walk-in counts as its issue; a granted priority counts as so much earlier. */
export function countsAs(takenAt: Instant, priority: PriorityClass | null, policy: Policy): Instant {
  if (priority === null) return takenAt
  if (priority.absolute) return takenAt - ABSOLUTE_CREDIT
  return takenAt - (priority.creditMinutes ?? policy.priorityCreditMinutes) * MINUTE
}

/**
 * An appointment for `start` whose holder checked in at `arrivedAt`: who is in time counts as having come earlier, so that
 * they are called when it was promised; who is late counts from then, with a small credit. See the laws of the hall, §1.
 */
export function appointmentPlace(
  arrivedAt: Instant,
  start: Instant,
  { appointmentCreditMinutes, lateGraceMinutes, lateCreditMinutes, earlyMinutes }: Policy,
): { countsAs: Instant; eligibleFrom: Instant } {
  if (arrivedAt > start + lateGraceMinutes * MINUTE)
    return { countsAs: Math.max(start, arrivedAt - lateCreditMinutes * MINUTE), eligibleFrom: arrivedAt }
  const eligibleFrom = Math.max(arrivedAt, start - earlyMinutes * MINUTE)
  return { countsAs: start - appointmentCreditMinutes * MINUTE, eligibleFrom }
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

/** A counter that is free to call. */
export interface Caller {
  counter: CounterId
  serves: Serves
  /** It helps out with more than its first choice. */
  helps: boolean
  /** Its last call was of an absolute priority. */
  lastAbsolute: boolean
  isStaffed(counter: CounterId): boolean
}

type LineOf = (service: ServiceId) => Line | undefined

/**
 * The ticket that a free counter calls now; undefined when nobody waits whom it can serve.
 * First choice before help-out, unless the eldest of the help-out has waited longer than the hall's limit; among those,
 * the earliest counts-as time. If nobody is eligible, the early appointment that will be eligible first.
 */
export function nextFor(
  lineOf: LineOf,
  caller: Caller,
  at: Instant,
  policy: Pick<Policy, 'helpOutAfterMinutes'>,
): Choice | undefined {
  const all = firstByTier(lineOf, caller, at, () => true)
  // "At most every second call of a counter while others wait": a right that comes before everybody's must not shut them out.
  const others = caller.lastAbsolute ? firstByTier(lineOf, caller, at, (one) => one.absolute !== true) : all
  const tiers = others.length > 0 ? others : all
  if (tiers.length === 0) return earlyAppointment(lineOf, caller)
  const limit = (policy.helpOutAfterMinutes ?? HELP_OUT_AFTER_MINUTES) * MINUTE
  const best = tiers[0]?.tier
  const called = tiers
    .filter(({ tier, since }) => tier === best || at - since > limit)
    .reduce((a, b) => (comparePlaces(b.first, a.first) < 0 ? b : a))
  const rule = called.first.absolute ? 'absolute' : called.tier > 1 ? 'help-out' : 'first'
  return { ticket: called.first.id, why: whyOf(rule, called.first, all) }
}

/** Why this one, as the log keeps it: also for a chosen call, whose rule is the clerk's reason. */
export function whyOfChosen(ticket: Standing, reason: string, lineOf: LineOf, caller: Caller, at: Instant): Why {
  return {
    ...whyOf(
      'chosen',
      ticket,
      firstByTier(lineOf, caller, at, () => true),
    ),
    reason,
  }
}

function whyOf(rule: Why['rule'], called: Standing, firsts: readonly TierFirst[]): Why {
  const before = firsts.map(({ first }) => first).filter((one) => comparePlaces(one, called) < 0)
  const eldest = before.sort(comparePlaces)[0]
  const passedOver = eldest === undefined ? null : { number: eldest.number, countsAs: eldest.countsAs }
  return { rule, countsAs: called.countsAs, passedOver }
}

interface TierFirst {
  tier: number
  first: Standing
  /** Since when the one of this tier has waited who has waited longest: not always the first, who may count as earlier. */
  since: Instant
}

/** The eldest eligible ticket of each tier that has one, best tier first. */
function firstByTier(lineOf: LineOf, caller: Caller, at: Instant, counts: (ticket: Standing) => boolean): TierFirst[] {
  const firsts: TierFirst[] = []
  for (const { service, tier } of servedBy(caller)) {
    const line = lineOf(service) ?? []
    const first = line.find((one) => one.eligibleFrom <= at && mayCall(caller, one) && counts(one))
    if (first === undefined) continue
    const since = tier === 1 ? first.eligibleFrom : longestSince(line, caller, at, counts)
    const known = firsts.find((one) => one.tier === tier)
    if (known === undefined) firsts.push({ tier, first, since })
    else {
      if (comparePlaces(first, known.first) < 0) known.first = first
      known.since = Math.min(known.since, since)
    }
  }
  return firsts.sort((a, b) => a.tier - b.tier)
}

/** Nobody waits since before they count: beyond who counts as later than the longest wait there is none longer. */
function longestSince(line: Line, caller: Caller, at: Instant, counts: (ticket: Standing) => boolean): Instant {
  let since = Number.POSITIVE_INFINITY
  for (const one of line) {
    if (one.countsAs >= since) break
    if (one.eligibleFrom <= at && mayCall(caller, one) && counts(one)) since = Math.min(since, one.eligibleFrom)
  }
  return since
}

/** All services, or those of the first tier alone when the counter does not help out. */
function servedBy({ serves, helps }: Caller): Serves {
  return helps ? serves : serves.filter(({ tier }) => tier === 1)
}

/** Who was sent to one counter is left to it; if nobody is there any more, whoever can serve them may call them. */
function mayCall(caller: Caller, { only }: Standing): boolean {
  return only === undefined || only === caller.counter || !caller.isStaffed(only)
}

/** A counter never idles while somebody it can serve waits, even if that somebody came too early. */
function earlyAppointment(lineOf: LineOf, caller: Caller): Choice | undefined {
  const waiting = servedBy(caller)
    .flatMap(({ service }) => lineOf(service) ?? [])
    .filter((one) => mayCall(caller, one))
  if (waiting.length === 0) return undefined
  const first = waiting.reduce((a, b) =>
    b.eligibleFrom < a.eligibleFrom || (b.eligibleFrom === a.eligibleFrom && comparePlaces(b, a) < 0) ? b : a,
  )
  return { ticket: first.id, why: { rule: 'early-appointment', countsAs: first.countsAs, passedOver: null } }
}
