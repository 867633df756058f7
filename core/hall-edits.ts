// Changing a hall file's lists as a whole: what depends on a member, taking it away with that, renaming it, prefixes.
import type { Exception, HallFile, Opening, Policy, Team } from './hall.ts'
import type { Screen } from './screens.ts'

export type ListName =
  | 'departments'
  | 'services'
  | 'counters'
  | 'openings'
  | 'closures'
  | 'exceptions'
  | 'teams'
  | 'screens'

/** What speaks of a member of a list, by list and place. */
export interface Dependents {
  services: number[]
  counters: number[]
  openings: number[]
  /** Rules of alerts; places in `policy.alerts`. */
  alerts: number[]
}

/** I, O and Q are left out: see `ids.ts`. */
const LETTERS = [...'ABCDEFGHJKLMNPRSTUVWXYZ']

/** What would go, or be changed, if this member were taken away. */
export function dependentsOf(file: HallFile, list: ListName, index: number): Dependents {
  const gone = goneServices(file, list, index)
  const id = goneId(file, list, index)
  return {
    services: list === 'departments' ? placesOf(file.services, (one) => gone.has(one.id)) : [],
    counters: placesOf(file.counters, (one) => one.serves.some(({ service }) => gone.has(service))),
    openings: placesOf(file.openings, (one) => speaksOf(one, list, id) || servesGone(one.services, gone)),
    alerts: placesOf(file.policy.alerts ?? [], ({ service }) => service != null && gone.has(service)),
  }
}

/** Without the member, and without everything that spoke of it: nothing is left that names what is not there. */
export function without(file: HallFile, list: ListName, index: number): HallFile {
  const gone = goneServices(file, list, index)
  const id = goneId(file, list, index)
  const rest = { ...file, [list]: membersOf(file, list).filter((_, i) => i !== index) }
  return {
    ...rest,
    services: rest.services.filter((one) => !gone.has(one.id)),
    counters: rest.counters.map((one) => ({ ...one, serves: one.serves.filter(({ service }) => !gone.has(service)) })),
    openings: rest.openings.flatMap((one) => {
      const opening = speaksOf(one, list, id) ? withoutName(one, list, id) : one
      if (opening.services === '*') return [opening]
      const services = opening.services.filter((service) => !gone.has(service))
      return services.length === 0 ? [] : [{ ...opening, services }]
    }),
    ...(rest.exceptions === undefined || list !== 'openings'
      ? {}
      : { exceptions: rest.exceptions.filter(({ opening }) => opening !== id) }),
    ...(rest.screens === undefined || list !== 'departments'
      ? {}
      : { screens: rest.screens.map((one) => withoutPart(one, id)) }),
    policy: withoutAlerts(rest.policy, gone),
  }
}

/** A screen that showed this department alone shows all. */
function withoutPart({ departments, ...screen }: Screen, id: string | null): Screen {
  const left = departments?.filter((one) => one !== id) ?? []
  return left.length === 0 ? screen : { ...screen, departments: left }
}

/** The member under another id, with all that names it. For members that are not in force yet: the log keeps names. */
export function renamed(file: HallFile, list: ListName, index: number, id: string): HallFile {
  const members = membersOf(file, list)
  const member = members[index]
  if (member === undefined || !('id' in member)) return file
  const old = member.id
  const next = { ...file, [list]: members.map((one, i) => (i === index ? { ...one, id } : one)) }
  // Another of the same id keeps what names it.
  if (members.some((one, i) => i !== index && 'id' in one && one.id === old)) return next
  const swap = (one: string) => (one === old ? id : one)
  if (list === 'departments')
    return {
      ...next,
      ...screensRenamed(next, swap),
      services: next.services.map((one) => ({ ...one, department: swap(one.department) })),
    }
  if (list === 'counters' || list === 'teams')
    return { ...next, openings: next.openings.map((one) => withNames(one, list, swap)) }
  if (list === 'openings' && next.exceptions !== undefined)
    return { ...next, exceptions: next.exceptions.map((one) => ({ ...one, opening: swap(one.opening) })) }
  if (list !== 'services') return next
  const { alerts } = next.policy
  return {
    ...next,
    ...(alerts === undefined
      ? {}
      : {
          policy: {
            ...next.policy,
            alerts: alerts.map((one) => (one.service == null ? one : { ...one, service: swap(one.service) })),
          },
        }),
    counters: next.counters.map((one) => ({
      ...one,
      serves: one.serves.map((serve) => ({ ...serve, service: swap(serve.service) })),
    })),
    openings: next.openings.map((one) =>
      one.services === '*' ? one : { ...one, services: one.services.map((service) => swap(service)) },
    ),
  }
}

function screensRenamed({ screens }: HallFile, swap: (id: string) => string): Pick<HallFile, 'screens'> {
  if (screens === undefined) return {}
  return {
    screens: screens.map((one) =>
      one.departments === undefined ? one : { ...one, departments: one.departments.map((id) => swap(id)) },
    ),
  }
}

/** A name for a new member: from its English name, else from `fallback`, with a number when taken. */
export function freeId(taken: readonly string[], name: string, fallback: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 32)
    .replace(/-+$/, '')
  const first = plain || `${fallback}-1`
  if (!taken.includes(first)) return first
  const stem = plain || fallback
  for (let count = 2; ; count++) if (!taken.includes(`${stem}-${count}`)) return `${stem}-${count}`
}

/** The first letter, or pair of letters, that no other department's services use. */
export function freePrefix(services: readonly { prefix: string; department: string }[], department: string): string {
  const own = services.find((one) => one.department === department)
  if (own !== undefined) return own.prefix
  const taken = new Set(services.map((one) => one.prefix))
  const pairs = LETTERS.flatMap((one) => LETTERS.map((other) => one + other))
  return [...LETTERS, ...pairs].find((one) => !taken.has(one)) ?? 'A'
}

type Member = HallFile[Exclude<ListName, 'exceptions' | 'teams' | 'screens'>][number] | Exception | Team | Screen

export function membersOf(file: HallFile, list: ListName): Member[] {
  return file[list] ?? []
}

/** The id that nothing has any more once the member is gone; while another of the same id is there, nothing is lost. */
function goneId(file: HallFile, list: ListName, index: number): string | null {
  const members = membersOf(file, list)
  const member = members[index]
  if (member === undefined || !('id' in member)) return null
  return members.some((one, i) => i !== index && 'id' in one && one.id === member.id) ? null : member.id
}

function goneServices(file: HallFile, list: ListName, index: number): Set<string> {
  const id = goneId(file, list, index)
  if (id === null) return new Set()
  if (list === 'services') return new Set([id])
  if (list !== 'departments') return new Set()
  return new Set(file.services.filter((one) => one.department === id).map((one) => one.id))
}

function servesGone(services: Opening['services'], gone: ReadonlySet<string>): boolean {
  return services !== '*' && services.some((one) => gone.has(one))
}

function speaksOf(opening: Opening, list: ListName, id: string | null): boolean {
  return id !== null && (list === 'counters' || list === 'teams') && (opening[list] ?? []).includes(id)
}

function withoutName(opening: Opening, list: ListName, id: string | null): Opening {
  if (list !== 'counters' && list !== 'teams') return opening
  return { ...opening, [list]: (opening[list] ?? []).filter((one) => one !== id) }
}

function withNames(opening: Opening, list: 'counters' | 'teams', swap: (id: string) => string): Opening {
  const names = opening[list]
  return names === undefined ? opening : { ...opening, [list]: names.map(swap) }
}

function withoutAlerts(policy: Policy, gone: ReadonlySet<string>): Policy {
  if (policy.alerts === undefined) return policy
  return { ...policy, alerts: policy.alerts.filter(({ service }) => service == null || !gone.has(service)) }
}

function placesOf<T>(list: readonly T[], fits: (one: T) => boolean): number[] {
  return list.flatMap((one, i) => (fits(one) ? [i] : []))
}
