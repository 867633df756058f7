// Changing a hall file's lists as a whole: what depends on a member, taking it away with that, renaming it, prefixes.
import type { HallFile } from './hall.ts'

export type ListName = 'departments' | 'services' | 'counters' | 'openings' | 'closures'

/** What speaks of a member of a list, by list and place. */
export interface Dependents {
  services: number[]
  counters: number[]
  openings: number[]
}

/** I, O and Q are left out: see `ids.ts`. */
const LETTERS = [...'ABCDEFGHJKLMNPRSTUVWXYZ']

/** What would go, or be changed, if this member were taken away. */
export function dependentsOf(file: HallFile, list: ListName, index: number): Dependents {
  const gone = goneServices(file, list, index)
  return {
    services: list === 'departments' ? placesOf(file.services, (one) => gone.has(one.id)) : [],
    counters: placesOf(file.counters, (one) => one.serves.some(({ service }) => gone.has(service))),
    openings: placesOf(file.openings, ({ services }) => services !== '*' && services.some((one) => gone.has(one))),
  }
}

/** Without the member, and without everything that spoke of it: nothing is left that names what is not there. */
export function without(file: HallFile, list: ListName, index: number): HallFile {
  const gone = goneServices(file, list, index)
  const rest = { ...file, [list]: file[list].filter((_, i) => i !== index) }
  return {
    ...rest,
    services: rest.services.filter((one) => !gone.has(one.id)),
    counters: rest.counters.map((one) => ({ ...one, serves: one.serves.filter(({ service }) => !gone.has(service)) })),
    openings: rest.openings.flatMap((one) => {
      if (one.services === '*') return [one]
      const services = one.services.filter((service) => !gone.has(service))
      return services.length === 0 ? [] : [{ ...one, services }]
    }),
  }
}

/** The member under another id, with all that names it. For members that are not in force yet: the log keeps names. */
export function renamed(file: HallFile, list: ListName, index: number, id: string): HallFile {
  const member = file[list][index]
  if (member === undefined || !('id' in member)) return file
  const old = member.id
  const next = { ...file, [list]: file[list].map((one, i) => (i === index ? { ...one, id } : one)) }
  // Another of the same id keeps what names it.
  if (file[list].some((one, i) => i !== index && 'id' in one && one.id === old)) return next
  const swap = (one: string) => (one === old ? id : one)
  if (list === 'departments')
    return { ...next, services: next.services.map((one) => ({ ...one, department: swap(one.department) })) }
  if (list !== 'services') return next
  return {
    ...next,
    counters: next.counters.map((one) => ({
      ...one,
      serves: one.serves.map((serve) => ({ ...serve, service: swap(serve.service) })),
    })),
    openings: next.openings.map((one) =>
      one.services === '*' ? one : { ...one, services: one.services.map((service) => swap(service)) },
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

function goneServices(file: HallFile, list: ListName, index: number): Set<string> {
  const member = file[list][index]
  if (member === undefined || !('id' in member)) return new Set()
  // While another of the same id is there, nothing that names it is lost.
  if (file[list].some((one, i) => i !== index && 'id' in one && one.id === member.id)) return new Set()
  if (list === 'services') return new Set([member.id])
  if (list !== 'departments') return new Set()
  return new Set(file.services.filter((one) => one.department === member.id).map((one) => one.id))
}

function placesOf<T>(list: readonly T[], fits: (one: T) => boolean): number[] {
  return list.flatMap((one, i) => (fits(one) ? [i] : []))
}
