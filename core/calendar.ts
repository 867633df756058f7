// When the hall is open: the weekly pattern, what the state says about the day, the hall's closures, in this order.
import Type, { type Static } from 'typebox'
import { DateText, type HallFile, type Opening, orNull, Texts } from './hall.ts'
import type { ServiceId } from './ids.ts'
import { addDays, daysBetween, type Instant, instantOf, type LocalDate, localDate, weekdayOf } from './time.ts'

const TEXT = 200
const exact = { additionalProperties: false }

const Paper = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: TEXT }),
    /** As printed on the paper: 国办发明电〔2025〕7号. Null rather than a guess. */
    number: orNull(Type.String({ minLength: 1, maxLength: TEXT })),
    /** The day it was published. */
    date: DateText,
    issuer: Type.String({ minLength: 1, maxLength: TEXT }),
    url: Type.Optional(Type.String({ maxLength: TEXT })),
  },
  exact,
)
const NationalDay = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: TEXT }),
    date: DateText,
    /** true: a day off, weekends inside a holiday included. false: a weekend day that is worked. */
    isOffDay: Type.Boolean(),
  },
  exact,
)
/**
 * One year's days that differ from the ordinary week, copied from the papers that say so. A year without a file is
 * unpublished. A paper may reach into December of the year before (New Year 2019 began on 30 December 2018).
 */
export const NationalYear = Type.Object(
  {
    $schema: Type.Optional(Type.String({ maxLength: TEXT })),
    year: Type.Integer({ minimum: 1900, maximum: 2999 }),
    papers: Type.Array(Paper, { minItems: 1, maxItems: 20 }),
    /** The holidays' names in other languages, by the name that `days` uses. */
    names: Type.Optional(Type.Record(Type.String({ maxLength: TEXT }), Texts)),
    days: Type.Array(NationalDay, { maxItems: 400 }),
  },
  { ...exact, $id: 'national-year', title: 'Days off and make-up working days of one year' },
)
export type NationalYear = Static<typeof NationalYear>
export type NationalDay = Static<typeof NationalDay>

/** `calendars.cn?.[2026]`: the published years of each calendar that a hall file may name. */
export interface Calendars {
  [name: string]: { [year: number]: NationalYear }
}

/** One step of the answer to "why is it open, or not". Later reasons win. */
export interface Reason {
  rule: ReasonCode
  /** The holiday's or the closure's name. */
  text?: Texts
  /** The opening that the reason speaks of. */
  id?: string
}
export type ReasonCode =
  | 'weekday' // the opening's weekly pattern holds this day
  | 'no_opening_that_day' // no opening's weekly pattern does
  | 'national_holiday'
  | 'makeup_working_day' // followed by a `weekday` for each opening that it adds
  | 'calendar_unpublished'
  | 'closure'
  | 'runs_on_closed_days' // the opening runs although the day is closed
  | 'unknown_service'
  | 'service_by_appointment' // the service is never given to walk-ins
  | 'no_walk_ins' // the day has no opening that takes walk-ins for the service
  | 'outside_hours'

export interface DayKind {
  /** Some opening runs on this day. */
  open: boolean
  /** A working day by the national calendar; the hall's own closures do not change it. False while unpublished. */
  working: boolean
  why: Reason[]
}
export interface OpenStretch {
  opening: Opening
  from: Instant
  /** The first instant at which the opening is over. */
  until: Instant
}
/** All that a local day's rules say. Pure data of (file, date, calendars): keep it until one of them changes. */
export interface DayPlan {
  date: LocalDate
  kind: DayKind
  openings: OpenStretch[]
  /** When each service takes walk-ins: in order, apart from each other. A service that never does is not listed. */
  walkIn: ReadonlyMap<ServiceId, readonly Stretch[]>
  /** Services of the file that walk-ins may take at all. */
  walkInServices: ReadonlyMap<ServiceId, boolean>
}
export interface Stretch {
  from: Instant
  until: Instant
}
export interface WalkInWindow {
  open: boolean
  /** While open: the first instant at which no more tickets are taken. */
  closesAt: Instant | null
  /** While closed: when tickets are taken again, if within reach. */
  nextOpening: Instant | null
  why: Reason[]
}

/** Beyond this nobody waits for a door, and a search must end. Days. */
export const NEXT_OPENING_DAYS = 60
const MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5]

export function dayKind(file: HallFile, date: LocalDate, calendars: Calendars): DayKind {
  const { running, working, why } = rulesOn(file, date, calendars)
  return { open: running.length > 0, working, why }
}

/** The openings that run on a local day, by their beginning. One that a spring clock change swallows whole is left out. */
export function openingsOn(
  file: HallFile,
  date: LocalDate,
  calendars: Calendars,
): { openings: OpenStretch[]; why: Reason[] } {
  const { running, why } = rulesOn(file, date, calendars)
  return { openings: stretchesOf(running, date, file.timeZone), why }
}

export function planDay(file: HallFile, date: LocalDate, calendars: Calendars): DayPlan {
  const { running, working, why } = rulesOn(file, date, calendars)
  const openings = stretchesOf(running, date, file.timeZone)
  const taking = openings.filter((one) => one.opening.walkIn)
  const walkIn = new Map<ServiceId, Stretch[]>()
  const walkInServices = new Map<ServiceId, boolean>()
  for (const service of file.services) {
    walkInServices.set(service.id, service.walkIn)
    if (!service.walkIn) continue
    const merged = mergedStretches(taking.filter((one) => covers(one.opening, service.id)))
    if (merged.length > 0) walkIn.set(service.id, merged)
  }
  return { date, kind: { open: running.length > 0, working, why }, openings, walkIn, walkInServices }
}

/**
 * Whether a walk-in may take a ticket at an instant of the plan's day. `nextOpening` looks no further than that day;
 * `walkInWindow` does. Closing time stops taking: at the closing instant itself it is closed.
 */
export function walkInAt(plan: DayPlan, service: ServiceId, at: Instant): WalkInWindow {
  const walkIn = plan.walkInServices.get(service)
  if (walkIn !== true) {
    const rule = walkIn === undefined ? 'unknown_service' : 'service_by_appointment'
    return { open: false, closesAt: null, nextOpening: null, why: [{ rule }] }
  }
  const stretches = plan.walkIn.get(service) ?? []
  const now = stretches.find((one) => one.from <= at && at < one.until)
  if (now) return { open: true, closesAt: now.until, nextOpening: null, why: plan.kind.why }
  const next = stretches.find((one) => one.from > at)
  const why = closedReasons(plan, stretches)
  return { open: false, closesAt: null, nextOpening: next?.from ?? null, why }
}

/** As `walkInAt`, with the next opening on a later day too. `planOf` lets the caller hand in plans that it keeps. */
export function walkInWindow(
  file: HallFile,
  service: ServiceId,
  at: Instant,
  calendars: Calendars,
  planOf: (date: LocalDate) => DayPlan = (date) => planDay(file, date, calendars),
): WalkInWindow {
  const today = localDate(at, file.timeZone)
  const plan = planOf(today)
  const window = walkInAt(plan, service, at)
  if (window.open || window.nextOpening !== null || !plan.walkInServices.get(service)) return window
  for (let days = 1; days <= NEXT_OPENING_DAYS; days++) {
    const first = planOf(addDays(today, days)).walkIn.get(service)?.[0]
    if (first) return { ...window, nextOpening: first.from }
  }
  return window
}

/** What the national calendar says about a day; a later year's paper is the newer one, so it is asked first. */
export function nationalDay(year: { [year: number]: NationalYear }, date: LocalDate): NationalDay | null {
  const number = Number(date.slice(0, 4))
  for (const paper of [year[number + 1], year[number]]) {
    const found = paper?.days.find((one) => one.date === date)
    if (found) return found
  }
  return null
}

interface Running {
  running: Opening[]
  working: boolean
  why: Reason[]
}

/** The layers, later wins: weekly pattern, national days, the hall's closures. */
function rulesOn(file: HallFile, date: LocalDate, calendars: Calendars): Running {
  const national = nationalReason(file, date, calendars)
  const makeup = national?.rule === 'makeup_working_day'
  const weekday = weekdayOf(date)
  const weekly = new Set(file.openings.filter((one) => holds(one, date, weekday)))
  const added = new Set(makeup ? file.openings.filter((one) => !weekly.has(one) && holdsOnMakeupDay(one, date)) : [])
  const why: Reason[] = [...weekly].map((one) => ({ rule: 'weekday', id: one.id }))
  if (weekly.size === 0) why.push({ rule: 'no_opening_that_day' })
  if (national) why.push(national)
  for (const one of added) why.push({ rule: 'weekday', id: one.id })
  const closures = file.closures.filter((one) => one.date === date)
  for (const one of closures) why.push({ rule: 'closure', text: one.name })

  const nationallyClosed = national !== null && !makeup
  const working = makeup || (national === null && MONDAY_TO_FRIDAY.includes(weekday))
  let running = file.openings.filter((one) => weekly.has(one) || added.has(one))
  if (nationallyClosed || closures.length > 0) {
    running = running.filter((one) => one.runsOnClosedDays)
    for (const one of running) why.push({ rule: 'runs_on_closed_days', id: one.id })
  }
  return { running, working, why }
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

function holds(opening: Opening, date: LocalDate, weekday: number): boolean {
  if (date < opening.from || (opening.to !== null && date > opening.to)) return false
  return opening.weekdays.includes(weekday) && holdsInWeek(opening, date)
}

/**
 * The notices say that a weekend day is worked, not which weekday it stands for. So it opens the rules to which that
 * makes no difference: those that cover all of Monday to Friday. A rule for Wednesdays alone stays closed, a rule for
 * Saturdays still runs on a worked Saturday, and "every n-th week" and "n-th block" are those of the day itself.
 */
function holdsOnMakeupDay(opening: Opening, date: LocalDate): boolean {
  if (date < opening.from || (opening.to !== null && date > opening.to)) return false
  return MONDAY_TO_FRIDAY.every((one) => opening.weekdays.includes(one)) && holdsInWeek(opening, date)
}

/** With both conditions set either one opens the day; with neither, every week does. */
function holdsInWeek(opening: Opening, date: LocalDate): boolean {
  const { everyWeeks, weeksOfMonth } = opening
  if (everyWeeks === null && weeksOfMonth === null) return true
  if (everyWeeks !== null && (daysBetween(mondayOf(opening.from), mondayOf(date)) / 7) % everyWeeks === 0) return true
  if (weeksOfMonth === null) return false
  // Seven days later it is another month: no such weekday comes after this one.
  if (weeksOfMonth === 'last') return addDays(date, 7).slice(0, 7) !== date.slice(0, 7)
  // Days 1–7 are the first block. Days 29–31 are in none of the four: there is no "fifth week".
  return weeksOfMonth.includes(Math.ceil(Number(date.slice(8)) / 7))
}

function mondayOf(date: LocalDate): LocalDate {
  return addDays(date, 1 - weekdayOf(date))
}

function stretchesOf(openings: Opening[], date: LocalDate, zone: string): OpenStretch[] {
  return openings
    .map((opening) => ({
      opening,
      from: instantOf(date, opening.start, zone),
      until: instantOf(date, opening.end, zone),
    }))
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

function closedReasons(plan: DayPlan, stretches: readonly Stretch[]): Reason[] {
  if (stretches.length > 0) return [...plan.kind.why, { rule: 'outside_hours' }]
  return plan.openings.length > 0 ? [...plan.kind.why, { rule: 'no_walk_ins' }] : plan.kind.why
}
