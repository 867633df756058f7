// Opening rules and the real calendars of mainland China, for tests of days without a server.
import { readdirSync, readFileSync } from 'node:fs'
import { type DayPlan, planDay, type Sessions } from '../../core/calendar.ts'
import type { HallFile, Opening } from '../../core/hall.ts'
import type { Calendars, NationalYear } from '../../core/national.ts'
import type { Reason } from '../../core/reason.ts'
import { iso, type LocalDate } from '../../core/time.ts'
import { smallHall } from './small-hall.ts'

const folder = new URL('../../calendars/cn/', import.meta.url)
const years: { [year: number]: NationalYear } = {}
for (const name of readdirSync(folder))
  years[Number.parseInt(name, 10)] = JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
export const calendars: Calendars = { cn: years }

export const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
const [am] = smallHall().openings

/** Monday to Friday, 08:30 to 12:00, unless something else is said. */
export function rule(id: string, change: Partial<Opening> = {}): Opening {
  if (am === undefined) throw new Error('the small hall has no opening')
  return { ...am, id, ...change }
}

export function hallOf(openings: Opening[], change: Partial<HallFile> = {}): HallFile {
  return { ...smallHall(), closures: [], openings, ...change }
}

/** Plans of the hall's days, each made once. */
export function plansOf(file: HallFile, sessions?: Sessions): (date: LocalDate) => DayPlan {
  const made = new Map<LocalDate, DayPlan>()
  return (date) => {
    const plan = made.get(date) ?? planDay(file, date, calendars, sessions)
    made.set(date, plan)
    return plan
  }
}

/** `am 08:30–12:00`, with the state of what is not certain. */
export function hoursOf(plan: DayPlan, zone = 'Asia/Shanghai'): string[] {
  return plan.openings.map(({ opening, from, until, state }) => {
    const hours = `${opening.id} ${iso(from, zone).slice(11, 16)}–${iso(until, zone).slice(11, 16)}`
    return state === 'confirmed' ? hours : `${hours} ${state}`
  })
}

export function codesOf(why: readonly Reason[]): string[] {
  return why.map((one) => (one.id ? `${one.rule} ${one.id}` : one.rule))
}
