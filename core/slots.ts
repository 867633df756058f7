// Which times of a day can be booked, and how many places each has: from the day's plan and what is booked already.
import type { Appointment } from './appointment.ts'
import type { DayBookings } from './bookings.ts'
import { covers, type DayPlan, type OpenStretch } from './calendar.ts'
import { type Capacity, capacityOf, halfHoursOf, type Portion } from './capacity.ts'
import type { HallFile, Service } from './hall.ts'
import type { ServiceId } from './ids.ts'
import type { SessionId } from './session.ts'
import { type Instant, MINUTE } from './time.ts'

/** A start time with the places that are left there. */
export interface Slot {
  session: SessionId
  start: Instant
  end: Instant
  /** Offered to people who book themselves. */
  online: number
  /** To staff. */
  desk: number
}

/** What is looked at: a day's plan, what is booked on it, and the file that both belong to. */
export interface DayView {
  file: HallFile
  plan: DayPlan
  bookings: DayBookings
}

/** What of a day is taken, computed once for each state of it. Arrays by the session's slots. */
interface Load {
  version: number
  plan: DayPlan
  used: Map<SessionId, Uint16Array>
  capacity: Capacity | null
  /** Minutes booked by service and half hour. */
  booked: Map<ServiceId, Map<number, number>>
}

const loads = new WeakMap<DayBookings, Load>()

/** Every start of the day's sessions at which all the services can be had one after the other, full ones too, in order. */
export function slotsOf(view: DayView, services: readonly Service[], now: Instant): Slot[] {
  if (services.length === 0 || services.some((one) => !one.appointment)) return []
  return view.plan.openings
    .filter(({ opening }) => services.every(({ id }) => covers(opening, id)))
    .flatMap((stretch) =>
      startsOf(stretch, lengthOf(stretch, services)).map((start) => slotAt(view, stretch, start, services, now)),
    )
    .sort((a, b) => a.start - b.start || (a.session < b.session ? -1 : 1))
}

/** The slot of a session that starts exactly then; undefined when none does or the whole does not fit before the end. */
export function slotAtStart(
  view: DayView,
  stretch: OpenStretch,
  start: Instant,
  services: readonly Service[],
  now: Instant,
): Slot | undefined {
  const isStart = startsOf(stretch, lengthOf(stretch, services)).includes(start)
  return isStart ? slotAt(view, stretch, start, services, now) : undefined
}

/** Slots in a row that the services need together. A home visit includes the way there and back. */
export function slotsNeeded({ opening }: OpenStretch, services: readonly Service[]): number {
  const slots = services.reduce((sum, one) => sum + one.slots, 0)
  if (opening.kind !== 'home') return slots
  const minutes = services.reduce((sum, one) => sum + one.minutes, 0) + (opening.travelMinutes ?? 0)
  return Math.max(slots, Math.ceil(minutes / opening.slotMinutes))
}

/** A team that is free for the whole of a home visit; undefined when none is. */
export function freeTeam(
  view: DayView,
  stretch: OpenStretch,
  start: Instant,
  end: Instant,
  now: Instant,
): string | undefined {
  const busy = new Set(visitsThen(view, stretch, start, end, now).map((one) => one.team))
  return stretch.opening.teams?.find((one) => !busy.has(one))
}

/** For each slot from `start` to `end`, the lowest number that nobody has there. Needed where there is room in each. */
export function freePlaces(
  { bookings }: DayView,
  { session, opening }: OpenStretch,
  start: Instant,
  end: Instant,
): number[] {
  const size = opening.slotMinutes * MINUTE
  const numbers: number[] = []
  for (let slot = start; slot < end; slot += size) {
    const taken = new Set<number>()
    for (const one of bookings.active.values())
      if (one.session === session && one.start < slot + size && slot < one.end)
        for (const number of placesAt(one, slot, size)) taken.add(number)
    let free = 1
    while (taken.has(free)) free++
    numbers.push(free)
  }
  return numbers
}

/** One whose slots lie otherwise, since the rule was edited, has its numbers in all that it touches. */
function placesAt({ start, slotMinutes, places }: Appointment, slot: Instant, size: number): number[] {
  return places.filter((_, i) => {
    const from = start + i * slotMinutes * MINUTE
    return from < slot + size && slot < from + slotMinutes * MINUTE
  })
}

function lengthOf(stretch: OpenStretch, services: readonly Service[]): number {
  return slotsNeeded(stretch, services) * stretch.opening.slotMinutes * MINUTE
}

/** The whole appointment has to fit before the end. */
function startsOf({ opening, from, until }: OpenStretch, length: number): Instant[] {
  const starts: Instant[] = []
  for (let start = from; start + length <= until; start += opening.slotMinutes * MINUTE) starts.push(start)
  return starts
}

function slotAt(view: DayView, stretch: OpenStretch, start: Instant, services: readonly Service[], now: Instant): Slot {
  const end = start + lengthOf(stretch, services)
  const { online, desk } = stretch.opening
  const taken = mostTaken(view, stretch, start, end, now)
  const room = Math.min(roomOfPools(view, stretch, start, services, now), roomOfTeams(view, stretch, start, end, now))
  return {
    session: stretch.session,
    start,
    end,
    online: Math.max(0, Math.min(online - taken, room)),
    desk: Math.max(0, Math.min(desk - taken, room)),
  }
}

/** The fullest of the slots in a row. A place given up a moment ago still counts. */
function mostTaken(view: DayView, stretch: OpenStretch, start: Instant, end: Instant, now: Instant): number {
  const used = loadOf(view).used.get(stretch.session)
  const size = stretch.opening.slotMinutes * MINUTE
  const left = view.bookings.leaving.filter((one) => one.until > now && one.session === stretch.session)
  let most = 0
  for (let slot = start; slot < end; slot += size) {
    const waiting = left.filter((one) => one.start < slot + size && slot < one.end).length
    most = Math.max(most, (used?.[Math.floor((slot - stretch.from) / size)] ?? 0) + waiting)
  }
  return most
}

/** How many more such bookings fit into the booking share of every half hour that they touch. */
function roomOfPools(
  view: DayView,
  { opening }: OpenStretch,
  start: Instant,
  services: readonly Service[],
  now: Instant,
): number {
  const { capacity, booked } = loadOf(view)
  if (capacity === null || opening.kind === 'home') return Number.POSITIVE_INFINITY
  const needs = new Map<ServiceId, Map<number, number>>()
  for (const portion of portionsOf(services, start)) addPortion(needs, portion, capacity.dayStart)
  const left = leftPortions(view, capacity, now)
  let room = Number.POSITIVE_INFINITY
  for (const { id } of services) {
    const pools = capacity.poolsOf.get(id)
    // Nobody serves it: no minutes are planned, and none can be booked.
    if (pools === undefined) return 0
    for (const { services: pooled, may } of pools)
      for (const half of needs.get(id)?.keys() ?? []) {
        const need = sumAt(needs, pooled, half)
        const taken = sumAt(booked, pooled, half) + sumAt(left, pooled, half)
        room = Math.min(room, Math.floor(((may.get(half) ?? 0) - taken) / need + ROUNDING))
      }
  }
  return room
}

/** Sums of thirds and sevenths of minutes must not cost a place. */
const ROUNDING = 1e-9

function roomOfTeams(view: DayView, stretch: OpenStretch, start: Instant, end: Instant, now: Instant): number {
  const { kind, teams } = stretch.opening
  if (kind !== 'home' || teams === undefined) return Number.POSITIVE_INFINITY
  const busy = new Set(visitsThen(view, stretch, start, end, now).map((one) => one.team))
  return teams.filter((one) => !busy.has(one)).length
}

function visitsThen(
  { bookings }: DayView,
  { session }: OpenStretch,
  start: Instant,
  end: Instant,
  now: Instant,
): Appointment[] {
  const overlaps = (one: { session: SessionId; start: Instant; end: Instant }) =>
    one.session === session && one.start < end && start < one.end
  return [
    ...[...bookings.active.values()].filter(overlaps),
    ...bookings.leaving.filter((one) => one.until > now && overlaps(one)).map((one) => one.appointment),
  ]
}

/** One service after the other, each its own length. */
export function portionsOf(services: readonly Pick<Service, 'id' | 'minutes'>[], start: Instant): Portion[] {
  let from = start
  return services.map(({ id, minutes }) => {
    const portion = { service: id, from, until: from + minutes * MINUTE }
    from = portion.until
    return portion
  })
}

function loadOf(view: DayView): Load {
  const known = loads.get(view.bookings)
  if (known !== undefined && known.version === view.bookings.version && known.plan === view.plan) return known
  const load = computeLoad(view)
  loads.set(view.bookings, load)
  return load
}

function computeLoad({ file, plan, bookings }: DayView): Load {
  const capacity = capacityOf(file, plan)
  const booked: Load['booked'] = new Map()
  const used = new Map(plan.openings.map((one) => [one.session, new Uint16Array(slotCount(one))]))
  const services = new Map(file.services.map((one) => [one.id, one]))
  for (const one of bookings.active.values()) {
    const stretch = stretchFor(plan, one)
    if (stretch === undefined) continue
    count(used.get(stretch.session), stretch, one)
    if (capacity === null || stretch.opening.kind === 'home') continue
    const own = one.services.flatMap((id) => services.get(id) ?? [])
    for (const portion of portionsOf(own, one.start)) addPortion(booked, portion, capacity.dayStart)
  }
  return { version: bookings.version, plan, used, capacity, booked }
}

function slotCount({ opening, from, until }: OpenStretch): number {
  return Math.ceil((until - from) / (opening.slotMinutes * MINUTE))
}

/** Its own session; where a rule was renamed or given up after the sale, the one that gives the service then. */
export function stretchFor(plan: DayPlan, one: Appointment): OpenStretch | undefined {
  return (
    plan.openings.find(({ session }) => session === one.session) ??
    plan.openings.find(
      ({ opening, from, until }) =>
        opening.kind !== 'home' &&
        from <= one.start &&
        one.start < until &&
        one.services.every((id) => covers(opening, id)),
    )
  )
}

function count(used: Uint16Array | undefined, { opening, from }: OpenStretch, { start, end }: Appointment): void {
  if (used === undefined) return
  const size = opening.slotMinutes * MINUTE
  const first = Math.max(0, Math.floor((start - from) / size))
  for (let slot = first; slot < used.length && from + slot * size < end; slot++) used[slot] = (used[slot] ?? 0) + 1
}

function leftPortions({ file, bookings }: DayView, capacity: Capacity, now: Instant): Load['booked'] {
  const left: Load['booked'] = new Map()
  for (const { until, start, appointment } of bookings.leaving) {
    if (until <= now) continue
    const own = appointment.services.flatMap((id) => file.services.find((one) => one.id === id) ?? [])
    for (const portion of portionsOf(own, start)) addPortion(left, portion, capacity.dayStart)
  }
  return left
}

function addPortion(minutes: Load['booked'], portion: Portion, dayStart: Instant): void {
  let own = minutes.get(portion.service)
  if (own === undefined) {
    own = new Map()
    minutes.set(portion.service, own)
  }
  for (const [half, add] of halfHoursOf(portion, dayStart)) own.set(half, (own.get(half) ?? 0) + add)
}

function sumAt(minutes: Load['booked'], services: ReadonlySet<ServiceId>, half: number): number {
  // Few services are booked in a half hour, many may be tied.
  let sum = 0
  for (const [service, own] of minutes) if (services.has(service)) sum += own.get(half) ?? 0
  return sum
}
