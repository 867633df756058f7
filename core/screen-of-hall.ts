// A screen in its hall: which counters and departments it shows, and how much room their names and numbers take.
import { type Pixels, widthOf } from './letters.ts'
import { rowsWanted } from './screen-fit.ts'
import type { Wanted, Widths } from './screen-wanted.ts'
import { USUAL } from './screenKinds.ts'
import type { Screen } from './screens.ts'

type Texts = Record<string, string>

/** What a hall file and a hall as screens read it have in common. */
export interface OfHall {
  languages: readonly string[]
  departments: readonly { id: string; name: Texts }[]
  services: readonly { id: string; department: string; prefix: string }[]
  counters: readonly { id: string; name: Texts; zone: string; serves: readonly { service: string; tier: number }[] }[]
}

/** A screen of which the file says nothing. */
export type Shown = Omit<Screen, 'id' | 'name'>
export const USUAL_SCREEN: Shown = { layout: 'calls', inches: USUAL.inches, distance: USUAL.distance }

/** `zone`: of a paired zone screen, whatever its layout says. Zones and departments that the hall no longer has narrow nothing. */
export interface Part {
  zones: readonly string[] | null
  departments: readonly string[] | null
}

export function partOf(hall: OfHall, screen: Shown, zone: string | null): Part {
  const zones = known(zone === null ? screen.zones : [zone], zonesOf(hall))
  const departments = known(
    screen.departments,
    hall.departments.map(({ id }) => id),
  )
  return { zones, departments }
}

function known(asked: readonly string[] | undefined, all: readonly string[]): string[] | null {
  const found = asked?.filter((one) => all.includes(one)) ?? []
  return found.length === 0 ? null : found
}

export function zonesOf({ counters }: Pick<OfHall, 'counters'>): string[] {
  return [...new Set(counters.map(({ zone }) => zone))]
}

/** Departments of which a counter of that part serves something. */
export function departmentsOf(hall: OfHall, { zones, departments }: Part): OfHall['departments'] {
  const counters = hall.counters.filter(({ zone }) => zones === null || zones.includes(zone))
  const served = new Set(counters.flatMap(({ serves }) => serves.map(({ service }) => service)))
  const there = new Set(hall.services.filter(({ id }) => served.has(id)).map(({ department }) => department))
  return hall.departments.filter(({ id }) => (departments === null ? there.has(id) : departments.includes(id)))
}

/** Whether a call to this counter, of this service, stands on such a screen. What nobody knows stands on all. */
export function isOnScreen(hall: OfHall, { zones, departments }: Part, counter: string, service?: string): boolean {
  const place = hall.counters.find(({ id }) => id === counter)
  if (zones !== null && place !== undefined && !zones.includes(place.zone)) return false
  const department = departmentOfCall(hall, counter, service)
  return departments === null || department === undefined || departments.includes(department)
}

export function departmentOfCall(
  { services, counters }: OfHall,
  counter: string,
  service?: string,
): string | undefined {
  const first = counters.find(({ id }) => id === counter)?.serves[0]?.service
  return services.find(({ id }) => id === (service ?? first))?.department
}

/** The language that stands large: Chinese where the hall speaks it, unless the address of the page says otherwise. */
export function mainLanguage(languages: readonly string[], asked = 'zh-CN'): string {
  return languages.includes(asked) ? asked : (languages[0] ?? asked)
}

const isLatin = (language: string) => !/^(zh|ja|ko|yue)\b/.test(language)
/** Beside the letters of the prefix: three digits, and a fourth on the day that they do not suffice. */
const DIGITS_OF_NUMBER = 4
/** `A 区`, `Zone A`. */
const ZONE_WORD: Widths = { first: 2, second: 3 }
export const SHORT_ZONE = 3

interface Given {
  screen: Shown
  zone: string | null
  pixels: Pixels
  names: boolean
  language?: string
}

export function wantedOf(hall: OfHall, { screen, zone, pixels, names, language }: Given): Wanted {
  const part = partOf(hall, screen, zone)
  const main = mainLanguage(hall.languages, language)
  const other = hall.languages.find((one) => one !== main) ?? main
  const counters = hall.counters.filter(({ id }) => isOnScreen(hall, { ...part, departments: null }, id))
  const departments = departmentsOf(hall, part)
  const zones = part.zones ?? zonesOf(hall)
  const isZones = screen.layout === 'zones'
  return {
    layout: screen.layout,
    beside: screen.beside ?? 'waiting',
    pixels,
    inches: screen.inches,
    distance: screen.distance,
    rows: rowsWanted(screen.layout, screen.rows),
    latin: isLatin(main),
    names,
    numberLetters: Math.max(1, ...hall.services.map(({ prefix }) => prefix.length)) + DIGITS_OF_NUMBER,
    place: widest(counters, main, other),
    title: isZones ? zoneWidths(zones) : widest(departments, main, other),
    columns: isZones ? zones.length : departments.length,
  }
}

function widest(named: readonly { name: Texts }[], main: string, other: string): Widths {
  const most = (language: string) =>
    Math.max(1, ...named.map(({ name }) => widthOf(name[language] ?? Object.values(name)[0] ?? '')))
  return { first: most(main), second: most(other) }
}

function zoneWidths(zones: readonly string[]): Widths {
  const first = Math.max(...zones.map((zone) => widthOf(zone) + (zone.length > SHORT_ZONE ? 0 : ZONE_WORD.first)), 1)
  return { first, second: ZONE_WORD.second }
}
