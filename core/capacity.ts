// How much of the counters' time is planned and how much may be booked: the booking share of each half hour and pool.
import { covers, type DayPlan, type OpenStretch } from './calendar.ts'
import type { HallFile } from './hall.ts'
import type { CounterId, ServiceId } from './ids.ts'
import { type Instant, MINUTE, startOfDay } from './time.ts'

export const HALF_HOUR = 30 * MINUTE

/** Minutes of counters by half hour of the local day, counted from its first instant. */
export type HalfHours = Map<number, number>

/**
 * One bound: the services together may not take more of these half hours than `may`. Each service has two: the counters
 * whose first choice it is, and all counters that are tied to them by what else these serve first.
 */
export interface Pool {
  services: ReadonlySet<ServiceId>
  may: HalfHours
}

/** A stretch of planned work of one service. */
export interface Portion {
  service: ServiceId
  from: Instant
  until: Instant
}

export interface Capacity {
  dayStart: Instant
  poolsOf: ReadonlyMap<ServiceId, readonly Pool[]>
}

/** Null where the hall sets no share. Home visits are made by teams and take nothing of the counters. */
export function capacityOf(file: HallFile, plan: DayPlan): Capacity | null {
  const share = file.policy.bookingShare
  if (share === null) return null
  const dayStart = startOfDay(plan.date, file.timeZone)
  const planned = plannedByCounter(file, plan, dayStart)
  const pools = new Map<ServiceId, Pool[]>()
  const servers = firstChoice(file)
  const tied = components(servers)
  for (const [service, counters] of servers) {
    const own = { services: new Set([service]), may: bound(counters, planned, share) }
    const group = tied.get(service)
    const pool = group && { services: group.services, may: bound(group.counters, planned, share) }
    pools.set(service, pool === undefined ? [own] : [own, pool])
  }
  return { dayStart, poolsOf: pools }
}

export function* halfHoursOf({ from, until }: Portion, dayStart: Instant): Generator<[number, number]> {
  for (let half = Math.floor((from - dayStart) / HALF_HOUR); dayStart + half * HALF_HOUR < until; half++) {
    const start = dayStart + half * HALF_HOUR
    yield [half, (Math.min(until, start + HALF_HOUR) - Math.max(from, start)) / MINUTE]
  }
}

/** Each counter's stretches of the day laid together, so that two rules at once do not count it twice. */
function plannedByCounter(file: HallFile, plan: DayPlan, dayStart: Instant): Map<CounterId, HalfHours> {
  const planned = new Map<CounterId, HalfHours>()
  for (const { id, serves } of file.counters) {
    const own = plan.openings.filter(
      (one) =>
        one.opening.kind !== 'home' && plans(one, id) && serves.some(({ service }) => covers(one.opening, service)),
    )
    const minutes: HalfHours = new Map()
    for (const { from, until } of united(own))
      for (const [half, add] of halfHoursOf({ service: '', from, until }, dayStart))
        minutes.set(half, (minutes.get(half) ?? 0) + add)
    planned.set(id, minutes)
  }
  return planned
}

function plans({ opening }: OpenStretch, counter: CounterId): boolean {
  return opening.counters === undefined || opening.counters.includes(counter)
}

function united(stretches: readonly OpenStretch[]): { from: Instant; until: Instant }[] {
  const joined: { from: Instant; until: Instant }[] = []
  for (const { from, until } of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last !== undefined && from <= last.until) last.until = Math.max(last.until, until)
    else joined.push({ from, until })
  }
  return joined
}

function bound(counters: Iterable<CounterId>, planned: Map<CounterId, HalfHours>, share: number): HalfHours {
  const may: HalfHours = new Map()
  for (const counter of counters)
    for (const [half, minutes] of planned.get(counter) ?? []) may.set(half, (may.get(half) ?? 0) + share * minutes)
  return may
}

/** The counters that are there for a service; those that help out only where nobody is. */
function firstChoice(file: HallFile): Map<ServiceId, CounterId[]> {
  const found = new Map<ServiceId, { tier: number; counters: CounterId[] }>()
  for (const { id, serves } of file.counters)
    for (const { service, tier } of serves) {
      const known = found.get(service)
      if (known === undefined || tier < known.tier) found.set(service, { tier, counters: [id] })
      else if (tier === known.tier) known.counters.push(id)
    }
  return new Map([...found].map(([service, { counters }]) => [service, counters]))
}

interface Group {
  services: Set<ServiceId>
  counters: Set<CounterId>
}

/** Services tied to each other by counters that are there for both. */
function components(servers: Map<ServiceId, CounterId[]>): Map<ServiceId, Group> {
  const ofCounter = new Map<CounterId, Group>()
  const ofService = new Map<ServiceId, Group>()
  for (const [service, counters] of servers) {
    const group: Group = { services: new Set([service]), counters: new Set(counters) }
    for (const other of new Set(counters.flatMap((one) => ofCounter.get(one) ?? []))) {
      for (const one of other.services) group.services.add(one)
      for (const one of other.counters) group.counters.add(one)
    }
    for (const one of group.counters) ofCounter.set(one, group)
    for (const one of group.services) ofService.set(one, group)
  }
  return ofService
}
