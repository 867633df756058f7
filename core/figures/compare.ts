// Who waited how long, side by side: by any key, and on busy days beside quiet ones.
import { firstWait, type TicketFacts } from './facts.ts'
import { type Stat, statOf, type Within, withinOf } from './stats.ts'

export interface Compared {
  key: string
  tickets: number
  wait: Stat
  within: Within
}

/** One line a key, in the order of the keys. */
export function compare(
  facts: readonly TicketFacts[],
  keyOf: (one: TicketFacts) => string,
  targetMinutes: number,
): Compared[] {
  const groups = new Map<string, TicketFacts[]>()
  for (const one of facts) {
    const key = keyOf(one)
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [one])
    else known.push(one)
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, own]) => {
      const waits = own.flatMap((one) => firstWait(one) ?? [])
      return { key, tickets: own.length, wait: statOf(waits), within: withinOf(waits, targetMinutes) }
    })
}

/** Days with more tickets than the median day are busy. Days without tickets are no days. */
export function busyDaysOf(days: readonly { day: string; facts: readonly TicketFacts[] }[]): Set<string> {
  const counts = days.flatMap(({ facts }) => (facts.length > 0 ? [facts.length] : [])).sort((a, b) => a - b)
  const median = counts[Math.floor((counts.length - 1) / 2)] ?? 0
  return new Set(days.filter(({ facts }) => facts.length > median).map(({ day }) => day))
}
