// The report on the order of calls: what was not simply first in line, and whether all were treated alike.
import { boundOf } from '../../core/fair.ts'
import { busyDaysOf, type Compared, compare } from '../../core/figures/compare.ts'
import type { TicketFacts } from '../../core/figures/facts.ts'
import { DECIDED } from '../../core/figures/order.ts'
import type { TableBy } from '../../core/figures/portions.ts'
import { statOf, withinOf } from '../../core/figures/stats.ts'
import { TARGET_MINUTES } from '../../core/figures/table.ts'
import type { HallFile } from '../../core/hall.ts'
import type { CompareView, FairFaultView, FairnessView, OutOfOrderView } from '../../core/reports.ts'
import { iso, MINUTE } from '../../core/time.ts'
import type { DayFacts } from '../days.ts'
import { departmentOf, localHour } from './figures.ts'
import type { Names } from './names.ts'

/** Of each list; the counts are of all. */
const LISTED = 1_000

export function fairnessOf(
  days: readonly DayFacts[],
  file: HallFile,
  asked: { from: string; to: string },
  names: Names,
): FairnessView {
  const zone = file.timeZone
  const targetMinutes = file.policy.targetMinutes ?? TARGET_MINUTES
  const facts = days.flatMap((one) => one.facts)
  const by = (name: TableBy | 'entered', keyOf: (one: TicketFacts) => string): CompareView[] =>
    compare(facts, keyOf, targetMinutes).map((one: Compared) => ({ ...one, name: names.of(name, one.key) }))
  const department = departmentOf(file)
  const outOfOrder = listed(days, zone)
  const faults = days.flatMap((one) =>
    one.faults.map((fault): FairFaultView => ({ ...fault, day: one.day, at: iso(fault.at, zone) })),
  )
  return {
    hall: file.hall,
    ...asked,
    targetMinutes,
    boundMinutes: boundOf(file.policy) / MINUTE,
    calls: days.reduce((sum, one) => sum + one.calls, 0),
    outOfOrderCount: outOfOrder.length,
    outOfOrder: outOfOrder.slice(0, LISTED),
    faultCount: faults.length,
    faults: faults.slice(0, LISTED),
    waits: {
      channel: by('channel', (one) => one.channel),
      priority: by('priority', (one) => one.priority ?? ''),
      hour: by('hour', (one) => localHour(one.takenAt, zone)),
      department: by('department', (one) => department(one.stays[0]?.service ?? '')),
      entered: by('entered', (one) => one.enteredBy ?? ''),
    },
    crowd: crowdOf(days, targetMinutes, names),
    days: days.map((one) => ({
      day: one.day,
      tickets: one.facts.length,
      calls: one.calls,
      outOfOrder: one.outOfOrder.length,
      faults: one.faults.length,
      closingSeq: one.closing?.seq ?? null,
      closingHash: one.closing?.hash ?? null,
    })),
  }
}

/** What people decided stands before what the rules decided, each in the order of time. */
function listed(days: readonly DayFacts[], zone: string): OutOfOrderView[] {
  const all = days.flatMap(({ day, outOfOrder }) =>
    outOfOrder.map(
      (one): OutOfOrderView => ({
        ...one,
        day,
        at: iso(one.at, zone),
        countsAs: iso(one.countsAs, zone),
        passedOver: one.passedOver && { ...one.passedOver, countsAs: iso(one.passedOver.countsAs, zone) },
      }),
    ),
  )
  const decided = (one: OutOfOrderView) => DECIDED.includes(one.rule)
  return [...all.filter(decided), ...all.filter((one) => !decided(one))]
}

function crowdOf(days: readonly DayFacts[], targetMinutes: number, { t }: Names): FairnessView['crowd'] {
  const busy = busyDaysOf(days)
  const side = (key: 'busy' | 'quiet') => {
    const own = days.filter(({ day, facts }) => facts.length > 0 && busy.has(day) === (key === 'busy'))
    const facts = own.flatMap((one) => one.facts)
    const [one] = compare(facts, () => key, targetMinutes)
    const nothing = { key, tickets: 0, wait: statOf([]), within: withinOf([], targetMinutes) }
    return { ...(one ?? nothing), name: t(`fairness.${key}`), days: own.length }
  }
  return { busy: side('busy'), quiet: side('quiet') }
}
