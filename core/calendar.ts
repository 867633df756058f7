// What runs on a local day: the weekly pattern, the state's days, closures, one-day exceptions, what was planned by hand.
import { excepted } from './exceptions.ts'
import type { HallFile, Opening } from './hall.ts'
import type { ServiceId } from './ids.ts'
import { type Calendars, nationalDay } from './national.ts'
import type { Reason } from './reason.ts'
import { holds, holdsOnMakeupDay, MONDAY_TO_FRIDAY } from './recurrence.ts'
import { type Session, type SessionId, type SessionState, sessionId } from './session.ts'
import { type Instant, instantOf, type LocalDate, weekdayOf } from './time.ts'

export interface DayKind {
  /** Some opening runs on this day. */
  open: boolean
  /** A working day by the national calendar; the hall's own closures do not change it. False while unpublished. */
  working: boolean
  why: Reason[]
}
export interface OpenStretch {
  session: SessionId
  state: SessionState
  /** As it runs on this day: the hours and places of an exception are in it. */
  opening: Opening
  from: Instant
  /** The first instant at which the opening is over. */
  until: Instant
}
/** All that a local day's rules say. Pure data of (file, date, calendars, sessions): keep it until one of them changes. */
export interface DayPlan {
  date: LocalDate
  kind: DayKind
  /** What runs or, opening on demand, may run; by its beginning. */
  openings: OpenStretch[]
  calledOff: OpenStretch[]
  /** When each service takes walk-ins: in order, apart from each other. A service that never does is not listed. */
  walkIn: ReadonlyMap<ServiceId, readonly Stretch[]>
  /** Services of the file that walk-ins may take at all. */
  walkInServices: ReadonlyMap<ServiceId, boolean>
}
export interface Stretch {
  from: Instant
  until: Instant
}

/** What is known of sessions beyond their rules; see core/session. */
export type Sessions = ReadonlyMap<SessionId, Session>
const NONE: Sessions = new Map()

export function dayKind(file: HallFile, date: LocalDate, calendars: Calendars, sessions: Sessions = NONE): DayKind {
  return planDay(file, date, calendars, sessions).kind
}

/** The openings that run on a local day, by their beginning. One that a spring clock change swallows whole is left out. */
export function openingsOn(
  file: HallFile,
  date: LocalDate,
  calendars: Calendars,
  sessions: Sessions = NONE,
): { openings: OpenStretch[]; why: Reason[] } {
  const { openings, kind } = planDay(file, date, calendars, sessions)
  return { openings, why: kind.why }
}

export function planDay(file: HallFile, date: LocalDate, calendars: Calendars, sessions: Sessions = NONE): DayPlan {
  const { running, working, why } = rulesOn(file, date, calendars)
  const byHand = [...sessions.values()].filter((one) => one.date === date).flatMap(({ rule }) => rule ?? [])
  for (const { id } of byHand) why.push({ rule: 'planned_by_hand', id })
  const planned = stretchesOf([...running, ...byHand], date, file.timeZone, sessions)
  for (const { state, opening } of planned)
    if (state !== 'confirmed') why.push({ rule: state === 'planned' ? 'on_demand' : 'called_off', id: opening.id })
  const openings = planned.filter(({ state }) => state !== 'called-off')
  return {
    date,
    kind: { open: openings.length > 0, working, why },
    openings,
    calledOff: planned.filter(({ state }) => state === 'called-off'),
    ...walkInsOf(file, openings),
  }
}

/** Nobody walks into a session that may be called off. */
function walkInsOf(file: HallFile, openings: readonly OpenStretch[]): Pick<DayPlan, 'walkIn' | 'walkInServices'> {
  const taking = openings.filter(({ opening, state }) => opening.walkIn && state === 'confirmed')
  const walkIn = new Map<ServiceId, Stretch[]>()
  const walkInServices = new Map<ServiceId, boolean>()
  for (const service of file.services) {
    walkInServices.set(service.id, service.walkIn)
    if (!service.walkIn) continue
    const merged = mergedStretches(taking.filter((one) => covers(one.opening, service.id)))
    if (merged.length > 0) walkIn.set(service.id, merged)
  }
  return { walkIn, walkInServices }
}

interface Running {
  running: Opening[]
  working: boolean
  why: Reason[]
}

/** The layers of the file, later wins: weekly pattern, national days, the hall's closures, its exceptions. */
function rulesOn(file: HallFile, date: LocalDate, calendars: Calendars): Running {
  const national = nationalReason(file, date, calendars)
  const makeup = national?.rule === 'makeup_working_day'
  const weekly = new Set(file.openings.filter((one) => holds(one, date)))
  const added = new Set(makeup ? file.openings.filter((one) => !weekly.has(one) && holdsOnMakeupDay(one, date)) : [])
  const why: Reason[] = [...weekly].map((one) => ({ rule: 'weekday', id: one.id }))
  if (weekly.size === 0) why.push({ rule: 'no_opening_that_day' })
  if (national) why.push(national)
  for (const one of added) why.push({ rule: 'weekday', id: one.id })
  const closures = file.closures.filter((one) => one.date === date)
  for (const one of closures) why.push({ rule: 'closure', text: one.name })

  const nationallyClosed = national !== null && !makeup
  const working = makeup || (national === null && MONDAY_TO_FRIDAY.includes(weekdayOf(date)))
  let running = file.openings.filter((one) => weekly.has(one) || added.has(one))
  if (nationallyClosed || closures.length > 0) {
    running = running.filter((one) => one.runsOnClosedDays)
    for (const one of running) why.push({ rule: 'runs_on_closed_days', id: one.id })
  }
  return { running: excepted(file, date, running, why), working, why }
}

/** null: an ordinary day of a published year, or a hall without a national calendar. */
function nationalReason(file: HallFile, date: LocalDate, calendars: Calendars): Reason | null {
  if (file.calendar === null) return null
  const years = calendars[file.calendar] ?? {}
  const year = Number(date.slice(0, 4))
  const day = nationalDay(years, date)
  if (!day) return years[year] ? null : { rule: 'calendar_unpublished' }
  // `und`, "language not said": the name is as the paper has it.
  const text = years[year]?.names?.[day.name] ?? years[year + 1]?.names?.[day.name] ?? { und: day.name }
  return { rule: day.isOffDay ? 'national_holiday' : 'makeup_working_day', text }
}

function stretchesOf(openings: readonly Opening[], date: LocalDate, zone: string, sessions: Sessions): OpenStretch[] {
  return openings
    .map((opening) => {
      const session = sessionId(opening.id, date)
      const state = sessions.get(session)?.state ?? (opening.onDemand === null ? 'confirmed' : 'planned')
      const from = instantOf(date, opening.start, zone)
      return { session, state, opening, from, until: instantOf(date, opening.end, zone) }
    })
    .filter((one) => one.from < one.until)
    .sort((a, b) => a.from - b.from || a.until - b.until)
}

/** Touching and overlapping stretches become one: nobody is told "closes at noon" by a hall that stays open. */
function mergedStretches(sorted: OpenStretch[]): Stretch[] {
  const merged: Stretch[] = []
  for (const { from, until } of sorted) {
    const last = merged.at(-1)
    if (last && from <= last.until) last.until = Math.max(last.until, until)
    else merged.push({ from, until })
  }
  return merged
}

export function covers(opening: Opening, service: ServiceId): boolean {
  return opening.services === '*' || opening.services.includes(service)
}
