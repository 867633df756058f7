// Checks a day's calls by the rules themselves: what the log says of its own reasons is not believed here.
import type { HallEvent } from './events.ts'
import type { HallFile, Policy } from './hall.ts'
import type { CounterId, ServiceId, StaffId, TicketId, TicketNumber } from './ids.ts'
import { comparePlaces, HELP_OUT_AFTER_MINUTES, type Serves } from './order.ts'
import type { Ticket } from './ticket.ts'
import { HOUR, type Instant, MINUTE } from './time.ts'

/**
 * `order`: somebody of the same rank stood before. `held-back`: help-out was called while first choice waited.
 * `too-early`: not eligible yet, and others were. `not-served-here`: the counter does not serve it, or may not call it.
 * `bound`: somebody issued that much earlier was passed over. `no-reason`: chosen by hand without a reason.
 * `absolute-cap`: a second absolute priority in a row while others waited. `credit`: the counts-as time is not what the
 * rules give. `moved`: the counts-as time changed by no step that may change it.
 */
export const FAULT_KINDS = [
  'order',
  'held-back',
  'too-early',
  'not-served-here',
  'bound',
  'no-reason',
  'absolute-cap',
  'credit',
  'moved',
] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

export interface FairFault {
  seq: number
  at: Instant
  kind: FaultKind
  number: TicketNumber
  counter: CounterId | null
  clerk: StaffId | null
  /** Who was passed over. */
  other: TicketNumber | null
}

/** Credit of an absolute priority. */
const ABSOLUTE_CREDIT = 24 * HOUR

interface Watch {
  file: HallFile
  tickets: Map<TicketId, Ticket>
  waiting: Map<ServiceId, Map<TicketId, Ticket>>
  /** Counters where somebody is: open or paused. */
  staffed: Set<CounterId>
  /** Counters that do not help out now. */
  keepToOwn: Set<CounterId>
  /** Counters whose last call was an absolute priority. */
  calledAbsolute: Set<CounterId>
  faults: FairFault[]
}

/** `file` is the one in force when the day began; `events` are the day's. */
export function recheckDay(events: readonly HallEvent[], file: HallFile): FairFault[] {
  const watch: Watch = {
    file,
    tickets: new Map(),
    waiting: new Map(),
    staffed: new Set(),
    keepToOwn: new Set(),
    calledAbsolute: new Set(),
    faults: [],
  }
  for (const event of events) {
    if (event.file !== undefined) watch.file = event.file
    if (event.counter !== undefined) {
      const { id, helps, state } = event.counter
      if (helps === false) watch.keepToOwn.add(id)
      else watch.keepToOwn.delete(id)
      if (state === 'closed') watch.staffed.delete(id)
      else watch.staffed.add(id)
    }
    if (event.ticket !== undefined) look(watch, event, event.ticket)
  }
  return watch.faults
}

function look(watch: Watch, event: HallEvent, ticket: Ticket): void {
  const before = watch.tickets.get(ticket.id)
  // Who stayed overnight is first seen in the middle of a visit.
  if (before === undefined) {
    if (event.type === 'taken') checkCredit(watch, event, ticket)
  } else checkPlace(watch, event, before, ticket)
  if (event.type === 'called') {
    checkCall(watch, event, before ?? ticket)
    noteAbsolute(watch, ticket)
  }
  if (before !== undefined) watch.waiting.get(before.service)?.delete(before.id)
  watch.tickets.set(ticket.id, ticket)
  if (ticket.state !== 'waiting') return
  const line = watch.waiting.get(ticket.service) ?? new Map<TicketId, Ticket>()
  watch.waiting.set(ticket.service, line.set(ticket.id, ticket))
}

function noteAbsolute({ calledAbsolute }: Watch, { counter, absolute }: Ticket): void {
  if (counter === null) return
  if (absolute === true) calledAbsolute.add(counter)
  else calledAbsolute.delete(counter)
}

function checkCredit(watch: Watch, event: HallEvent, ticket: Ticket): void {
  const { takenAt, countsAs, appointment } = ticket
  const { policy } = watch.file
  if (appointment === null) {
    if (countsAs !== takenAt - creditOf(ticket, policy)) report(watch, event, ticket, 'credit')
  } else if (countsAs < takenAt - Math.max(boundOf(policy), creditOf(ticket, policy)))
    report(watch, event, ticket, 'credit')
}

/** Milliseconds by which a ticket without appointment counts earlier. */
function creditOf({ priority, absolute }: Ticket, policy: Policy): number {
  if (absolute === true) return ABSOLUTE_CREDIT
  if (priority === null) return 0
  const known = policy.priorities.find((one) => one.class === priority.class)
  return (known?.creditMinutes ?? policy.priorityCreditMinutes) * MINUTE
}

const MOVES_BACK: readonly string[] = ['yielded', 'transferred', 'resumed']

/** A place moves forward by a granted priority alone, and back only by a step that says so. */
function checkPlace(watch: Watch, event: HallEvent, before: Ticket, ticket: Ticket): void {
  const moved = ticket.countsAs - before.countsAs
  if (moved === 0) return
  const type: string = event.type
  if (type === 'prioritised' && moved < 0) {
    if (ticket.countsAs < ticket.takenAt - creditOf(ticket, watch.file.policy)) report(watch, event, ticket, 'credit')
  } else if (moved < 0 || !MOVES_BACK.includes(type)) report(watch, event, ticket, 'moved')
}

function checkCall(watch: Watch, event: HallEvent, ticket: Ticket): void {
  const { why } = event
  if (why?.rule === 'chosen') {
    if (!why.reason?.trim()) report(watch, event, ticket, 'no-reason')
    return
  }
  const counter = event.ticket?.counter ?? ''
  const serves = servesNow(watch, counter)
  const own = serves.find((one) => one.service === ticket.service)
  if (own === undefined || !mayCall(watch, counter, ticket)) {
    report(watch, event, ticket, 'not-served-here')
    return
  }
  const waiting = others(watch, serves, counter, ticket)
  const eligible = waiting.filter(({ one }) => one.eligibleFrom <= event.at)
  if (ticket.eligibleFrom > event.at) {
    const sooner = eligible[0] ?? waiting.find(({ one }) => one.eligibleFrom < ticket.eligibleFrom)
    if (sooner !== undefined) report(watch, event, ticket, 'too-early', sooner.one)
    return
  }
  checkOrder(watch, event, ticket, own.tier, eligible)
}

/** At most every second call of a counter is an absolute priority while others wait: the others are then its only rivals. */
function checkOrder(watch: Watch, event: HallEvent, ticket: Ticket, tier: number, eligible: readonly Ranked[]): void {
  const capped = watch.calledAbsolute.has(event.ticket?.counter ?? '')
  const ordinary = eligible.filter(({ one }) => one.absolute !== true)
  if (capped && ticket.absolute === true && ordinary[0] !== undefined) {
    report(watch, event, ticket, 'absolute-cap', ordinary[0].one)
    return
  }
  const rivals = capped && ticket.absolute !== true ? ordinary : eligible
  const { policy } = watch.file
  const fault = orderFault(policy, event.at, ticket, tier, rivals)
  if (fault !== undefined) report(watch, event, ticket, fault.kind, fault.other)
  const passed = boundPassed(policy, ticket, rivals)
  if (passed !== undefined) report(watch, event, ticket, 'bound', passed)
}

interface Ranked {
  one: Ticket
  tier: number
}

function servesNow({ file, keepToOwn }: Watch, counter: CounterId): Serves {
  const serves = file.counters.find(({ id }) => id === counter)?.serves ?? []
  return keepToOwn.has(counter) ? serves.filter(({ tier }) => tier === 1) : serves
}

/** Who was sent to one counter is left to it, as long as somebody is there. */
function mayCall({ staffed }: Watch, counter: CounterId, { only }: Ticket): boolean {
  return only === undefined || only === counter || !staffed.has(only)
}

/** Everybody else who waits for this counter. */
function others(watch: Watch, serves: Serves, counter: CounterId, ticket: Ticket): Ranked[] {
  const found: Ranked[] = []
  for (const { service, tier } of serves)
    for (const one of watch.waiting.get(service)?.values() ?? [])
      if (one.id !== ticket.id && mayCall(watch, counter, one)) found.push({ one, tier })
  return found
}

/**
 * Of the lowest tier in which somebody waits, and of each tier whose eldest has waited too long, nobody may stand before
 * the one who is called.
 */
function orderFault(
  policy: Policy,
  at: Instant,
  ticket: Ticket,
  tier: number,
  rivals: readonly Ranked[],
): { kind: FaultKind; other: Ticket } | undefined {
  const limit = (policy.helpOutAfterMinutes ?? HELP_OUT_AFTER_MINUTES) * MINUTE
  const eldest = new Map<number, Ticket>()
  // Who has waited longest opens a tier, and who stands first in it is called: with a priority these are two people.
  const since = new Map([[tier, ticket.eligibleFrom]])
  for (const { one, tier: rank } of rivals) {
    const known = eldest.get(rank)
    if (known === undefined || comparePlaces(one, known) < 0) eldest.set(rank, one)
    since.set(rank, Math.min(since.get(rank) ?? one.eligibleFrom, one.eligibleFrom))
  }
  const hasWaited = (rank: number) => at - (since.get(rank) ?? at) > limit
  const best = Math.min(tier, ...eldest.keys())
  const first = eldest.get(best)
  if (tier !== best && !hasWaited(tier) && first !== undefined) return { kind: 'held-back', other: first }
  for (const [rank, one] of eldest) {
    const counts = rank === tier || rank === best || hasWaited(rank)
    if (counts && comparePlaces(one, ticket) < 0) return { kind: 'order', other: one }
  }
  return undefined
}

/** Nobody issued so much after you is called before you: the most that any ground lets a ticket count earlier. */
export function boundOf(policy: Policy): number {
  const appointment = policy.appointmentCreditMinutes + policy.lateGraceMinutes
  const classes = policy.priorities.map(({ creditMinutes }) => creditMinutes ?? 0)
  return Math.max(appointment, policy.priorityCreditMinutes, ...classes) * MINUTE
}

function boundPassed(policy: Policy, ticket: Ticket, rivals: readonly Ranked[]): Ticket | undefined {
  if (ticket.absolute === true) return undefined
  // Who waits in the same millisecond was not issued earlier, however small the bound is set.
  const bound = Math.max(1, boundOf(policy))
  const passed = rivals.find(
    ({ one }) =>
      one.service === ticket.service &&
      ticket.takenAt - one.takenAt >= bound &&
      // Who let others pass, or came back late, gave the place away.
      one.countsAs <= one.takenAt,
  )
  return passed?.one
}

function report(watch: Watch, event: HallEvent, ticket: Ticket, kind: FaultKind, other?: Ticket): void {
  watch.faults.push({
    seq: event.seq,
    at: event.at,
    kind,
    number: ticket.number,
    counter: event.ticket?.counter ?? null,
    clerk: event.by.staff,
    other: other?.number ?? null,
  })
}
