// The table of figures: one line a day, hour, service … and one for all, each computed from single tickets.
import type { Ending, TicketFacts } from './facts.ts'
import { type KeyNames, NONE, type Portion, portionsOf, type TableBy, whole } from './portions.ts'
import { type Stat, statOf, type Within, withinOf } from './stats.ts'

/** Default of the policy's `targetMinutes`: a first wait of at most so long is within the target. */
export const TARGET_MINUTES = 15

export interface Line {
  key: string
  /** Tickets that have any part in this line. */
  tickets: number
  /** How they ended, each in the line of its last counter or service. */
  served: number
  missed: number
  cancelled: number
  closed: number
  turnedAway: number
  open: number
  /** Ended without ever being called: their waits are in no figure, because they never ended. */
  leftUncalled: number
  wait: Stat
  within: Within
  laterWait: Stat
  walk: Stat
  service: Stat
  /** Service after closing time. */
  extended: Stat
}

/**
 * `facts` of any number of days. A line's figures are over its own tickets; `all` is over all tickets, not over lines;
 * `more` has lines only.
 */
export function tableOf(
  facts: readonly TicketFacts[],
  by: TableBy,
  names: KeyNames,
  targetMinutes: number,
  more: readonly Portion[] = [],
): { all: Line; lines: Line[] } {
  const groups = new Map<string, Portion[]>()
  for (const portion of [...facts.flatMap((one) => portionsOf(one, by, names)), ...more]) {
    const known = groups.get(portion.key)
    if (known === undefined) groups.set(portion.key, [portion])
    else known.push(portion)
  }
  const lines = [...groups].map(([key, portions]) => lineOf(key, portions, targetMinutes))
  const all = lineOf(
    NONE,
    facts.map((one) => whole(one, NONE)),
    targetMinutes,
  )
  return { all, lines: lines.sort((a, b) => compareKeys(a.key, b.key)) }
}

function lineOf(key: string, portions: readonly Portion[], targetMinutes: number): Line {
  const waits = given(portions, 'wait')
  const ended = (how: Ending | 'open') => portions.filter((one) => one.ended === how).length
  return {
    key,
    tickets: portions.length,
    served: ended('done'),
    missed: ended('missed'),
    cancelled: ended('cancelled'),
    closed: ended('closed'),
    turnedAway: ended('turned-away'),
    open: ended('open'),
    leftUncalled: portions.filter((one) => !one.called && one.ended !== undefined && one.ended !== 'open').length,
    wait: statOf(waits),
    within: withinOf(waits, targetMinutes),
    laterWait: statOf(given(portions, 'laterWait')),
    walk: statOf(given(portions, 'walk')),
    service: statOf(given(portions, 'service')),
    extended: statOf(portions.flatMap(({ extended }) => (extended > 0 ? [extended] : []))),
  }
}

function given(portions: readonly Portion[], field: 'wait' | 'laterWait' | 'walk' | 'service'): number[] {
  return portions.flatMap((one) => one[field] ?? [])
}

/** `2` before `10`, and what has no key last. */
function compareKeys(a: string, b: string): number {
  if (a === NONE || b === NONE) return a === b ? 0 : a === NONE ? 1 : -1
  const difference = Number(a) - Number(b)
  if (!Number.isNaN(difference) && difference !== 0) return difference
  return a < b ? -1 : a > b ? 1 : 0
}
