// The report of figures: the days asked for, in one table, with the names of its lines.
import type { DayPlan } from '../../core/calendar.ts'
import { portionOfVisit } from '../../core/figures/home.ts'
import type { KeyNames, TableBy } from '../../core/figures/portions.ts'
import { keyOfSession, sessionKey } from '../../core/figures/session-key.ts'
import { type Line, TARGET_MINUTES, tableOf } from '../../core/figures/table.ts'
import type { HallFile } from '../../core/hall.ts'
import type { FiguresView, LineView } from '../../core/reports.ts'
import { iso, type LocalDate, localDate } from '../../core/time.ts'
import type { DayFacts } from '../days.ts'
import type { Names } from './names.ts'

export interface Asked {
  from: string
  to: string
  by: TableBy
}

/** Where the local hour stands in `2026-11-24T09:30:00+08:00`. */
const HOUR_FROM = 11
const HOUR_TO = 13

export function localHour(at: number, zone: string): string {
  return iso(at, zone).slice(HOUR_FROM, HOUR_TO)
}

export function departmentOf(file: HallFile): (service: string) => string {
  const departments = new Map(file.services.map(({ id, department }) => [id, department]))
  return (service) => departments.get(service) ?? ''
}

export function figuresOf(
  days: readonly DayFacts[],
  file: HallFile,
  { from, to, by }: Asked,
  names: Names,
  planOf: (date: LocalDate) => DayPlan,
): FiguresView {
  const targetMinutes = file.policy.targetMinutes ?? TARGET_MINUTES
  const keys: KeyNames = {
    hourOf: (at) => localHour(at, file.timeZone),
    departmentOf: departmentOf(file),
    sessionOf: (service, at) => sessionKey(planOf(localDate(at, file.timeZone)), service, at, file.timeZone),
  }
  const facts = days.flatMap((one) => one.facts)
  const visits = by === 'session' ? days.flatMap((one) => one.homeVisits) : []
  const atHome = visits.map((visit) => {
    const plan = planOf(localDate(visit.from, file.timeZone))
    return portionOfVisit(visit, keyOfSession(plan, visit.session, file.timeZone))
  })
  const { all, lines } = tableOf(facts, by, keys, targetMinutes, atHome)
  const named = (line: Line, name: string): LineView => ({ ...line, name })
  return {
    hall: file.hall,
    from,
    to,
    by,
    targetMinutes,
    days: days.length,
    all: named(all, names.t('figures.all')),
    lines: lines.map((line) => named(line, names.of(by, line.key))),
  }
}
