// Whose line of the table a ticket belongs to. One that was served at two counters has a portion in the line of each.
import {
  type Ending,
  firstCalled,
  firstWait,
  laterWait,
  type Stay,
  serviceOf,
  type TicketFacts,
  walkOf,
} from './facts.ts'

export const TABLES = [
  'day',
  'session',
  'hour',
  'service',
  'department',
  'counter',
  'clerk',
  'channel',
  'priority',
] as const
export type TableBy = (typeof TABLES)[number]

/** What of one ticket belongs to one line; null where there is nothing of the kind. */
export interface Portion {
  key: string
  wait: number | null
  laterWait: number | null
  walk: number | null
  service: number | null
  extended: number
  /** `open`: not ended yet. Undefined: it ended in another line. */
  ended: Ending | 'open' | undefined
  called: boolean
}

/** What the keys are read from besides the ticket. */
export interface KeyNames {
  /** Local hour, `08`, of an instant. */
  hourOf(at: number): string
  departmentOf(service: string): string
  /** See session-key. */
  sessionOf(service: string, at: number): string
}

/** The key of those who were never at any counter, without priority, or of a service that is no more. */
export const NONE = ''

export function portionsOf(facts: TicketFacts, by: TableBy, names: KeyNames): Portion[] {
  switch (by) {
    case 'day':
      return [whole(facts, facts.day)]
    case 'hour':
      return [whole(facts, names.hourOf(facts.takenAt))]
    case 'channel':
      return [whole(facts, facts.channel)]
    case 'priority':
      return [whole(facts, facts.priority ?? NONE)]
    case 'service':
      return parted(facts, (stay) => stay.service)
    case 'department':
      return parted(facts, (stay) => names.departmentOf(stay.service))
    case 'session':
      return parted(facts, (stay) => names.sessionOf(stay.service, stay.servedAt ?? stay.calledAt ?? stay.from))
    case 'counter':
      return parted(facts, (stay) => stay.counter ?? NONE)
    case 'clerk':
      return parted(facts, (stay) => stay.clerk ?? NONE)
    default:
      return by satisfies never
  }
}

export function whole(facts: TicketFacts, key: string): Portion {
  return portion(facts, key, facts.stays)
}

function parted(facts: TicketFacts, keyOf: (stay: Stay) => string): Portion[] {
  const last = facts.stays[facts.stays.length - 1]
  const [only] = facts.stays
  if (only !== undefined && only === last) return [portion(facts, keyOf(only), facts.stays)]
  const stays = new Map<string, Stay[]>()
  for (const stay of facts.stays) {
    const key = keyOf(stay)
    const known = stays.get(key)
    if (known === undefined) stays.set(key, [stay])
    else known.push(stay)
  }
  return [...stays].map(([key, own]) => portion(facts, key, own))
}

function portion(facts: TicketFacts, key: string, stays: readonly Stay[]): Portion {
  const called = firstCalled(facts)
  const last = facts.stays[facts.stays.length - 1]
  const endedHere = last !== undefined && stays.includes(last)
  return {
    key,
    wait: called !== undefined && stays.includes(called) ? firstWait(facts) : null,
    laterWait: total(stays.map((stay) => laterWait(stay, facts))),
    walk: total(stays.map(walkOf)),
    service: total(stays.map(serviceOf)),
    extended: endedHere ? facts.extendedSeconds : 0,
    ended: endedHere ? (facts.ended ?? 'open') : undefined,
    called: stays.some((stay) => stay.calledAt !== null),
  }
}

function total(values: readonly (number | null)[]): number | null {
  let sum: number | null = null
  for (const value of values) if (value !== null) sum = (sum ?? 0) + value
  return sum
}
