// What is allowed in a hall file and still looks like a slip: told to the manager, never in the way of saving.

import { PUBLISHED_BY } from './day-mark.ts'
import type { HallFile, Opening, Service } from './hall.ts'
import type { Calendars } from './national.ts'
import { addDays, type LocalDate } from './time.ts'
import { type VainSetting, vainSettings } from './vain-settings.ts'

export interface Warning {
  path: string
  code: WarningCode
  detail: string
}
export type WarningCode =
  | 'service_unserved'
  | 'service_help_only'
  | 'service_never_open'
  | 'service_for_nobody'
  | 'department_empty'
  | 'counter_idle'
  | 'prefix_shared'
  | 'openings_overlap'
  | 'opening_over'
  | 'opening_without_days'
  | 'closure_over'
  | 'exception_empty'
  | 'text_partly'
  | 'calendar_unpublished'
  | VainSetting['code']

export const WARNINGS_SHOWN = 200

/** `today`: the hall's local day. The file has no faults. */
export function warningsOf(file: HallFile, calendars: Calendars, today: LocalDate): Warning[] {
  return [
    ...calendarWarnings(file, calendars, today),
    ...serviceWarnings(file, today),
    ...prefixWarnings(file),
    ...openingWarnings(file, today),
    ...textWarnings(file),
    ...vainSettings(file),
  ].slice(0, WARNINGS_SHOWN)
}

/** From 1 November the coming year's paper should be there: without it every day of that year stays closed. */
function* calendarWarnings(file: HallFile, calendars: Calendars, today: LocalDate): Generator<Warning> {
  if (file.calendar === null) return
  const year = Number(today.slice(0, 4))
  const years = calendars[file.calendar] ?? {}
  const wanted = today >= `${year}${PUBLISHED_BY}` ? [year, year + 1] : [year]
  for (const one of wanted)
    if (years[one] === undefined) yield { path: '/calendar', code: 'calendar_unpublished', detail: String(one) }
}

function* serviceWarnings(file: HallFile, today: LocalDate): Generator<Warning> {
  const tiers = new Map<string, number>()
  for (const { serves } of file.counters)
    for (const { service, tier } of serves) tiers.set(service, Math.min(tier, tiers.get(service) ?? tier))
  for (const [i, service] of file.services.entries()) {
    const path = `/services/${i}`
    const tier = tiers.get(service.id)
    if (tier === undefined) yield { path, code: 'service_unserved', detail: service.id }
    else if (tier > 1) yield { path, code: 'service_help_only', detail: service.id }
    if (!service.walkIn && !service.appointment) yield { path, code: 'service_for_nobody', detail: service.id }
    else if (!file.openings.some((one) => (one.to === null || one.to >= today) && covers(one, service)))
      yield { path, code: 'service_never_open', detail: service.id }
  }
  for (const [i, { id }] of file.departments.entries())
    if (!file.services.some((one) => one.department === id))
      yield { path: `/departments/${i}`, code: 'department_empty', detail: id }
  for (const [i, { id, serves }] of file.counters.entries())
    if (serves.length === 0) yield { path: `/counters/${i}`, code: 'counter_idle', detail: id }
}

/** Services of one department share a series on purpose; of two, their people wonder about each other's numbers. */
function* prefixWarnings(file: HallFile): Generator<Warning> {
  const owner = new Map<string, string>()
  for (const [i, { prefix, department }] of file.services.entries()) {
    const first = owner.get(prefix) ?? department
    owner.set(prefix, first)
    if (first !== department) yield { path: `/services/${i}/prefix`, code: 'prefix_shared', detail: prefix }
  }
}

function* openingWarnings(file: HallFile, today: LocalDate): Generator<Warning> {
  for (const [i, opening] of file.openings.entries()) {
    const path = `/openings/${i}`
    if (opening.to !== null && opening.to < today)
      yield { path: `${path}/to`, code: 'opening_over', detail: opening.id }
    if (opening.weekdays.length === 0)
      yield { path: `${path}/weekdays`, code: 'opening_without_days', detail: opening.id }
    const other = file.openings.slice(0, i).find((one) => overlap(one, opening))
    if (other !== undefined) yield { path, code: 'openings_overlap', detail: other.id }
  }
  const month = addDays(today, -31)
  for (const [i, { date }] of file.closures.entries())
    if (date < month) yield { path: `/closures/${i}`, code: 'closure_over', detail: date }
  for (const [i, { date, opening: _, name: __, open, closed, ...said }] of (file.exceptions ?? []).entries())
    if (!open && !closed && Object.values(said).every((one) => one === undefined))
      yield { path: `/exceptions/${i}`, code: 'exception_empty', detail: date }
}

/** Of the same kind, for the same service, on the same weekday, at the same time, in the same months. */
function overlap(one: Opening, other: Opening): boolean {
  const dates = (one.to === null || other.from <= one.to) && (other.to === null || one.from <= other.to)
  const hours = one.start < other.end && other.start < one.end
  const days = one.weekdays.some((day) => other.weekdays.includes(day))
  const services =
    one.services === '*' || other.services === '*' || one.services.some((id) => other.services.includes(id))
  // Two patterns of weeks may well be made so that they never meet.
  const weekly = [one, other].every((each) => each.weeksOfMonth === null && (each.everyWeeks ?? 1) === 1)
  return dates && hours && days && services && weekly
}

function covers(opening: Opening, service: Service): boolean {
  if (opening.services !== '*' && !opening.services.includes(service.id)) return false
  return service.appointment || opening.walkIn
}

/** Texts that may be left out, and are there in one language only. */
function* textWarnings(file: HallFile): Generator<Warning> {
  const told: [string, Record<string, string> | undefined][] = [['/note', file.note]]
  for (const list of ['departments', 'services'] as const)
    for (const [i, one] of file[list].entries()) told.push([`/${list}/${i}/description`, one.description])
  for (const [i, { materials }] of file.services.entries())
    for (const [k, one] of materials.entries())
      for (const field of ['issuer', 'note'] as const) told.push([`/services/${i}/materials/${k}/${field}`, one[field]])
  for (const [path, text] of told)
    if (text !== undefined)
      for (const language of file.languages)
        if (text[language] === undefined) yield { path: `${path}/${language}`, code: 'text_partly', detail: language }
}
