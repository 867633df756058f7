// A day played through by the rule of who is next and nothing else: who comes when, which counters are there from when
// until when, who is called when and where. No log and no estimates, so that hundreds of days are tried in a second.
import type { Policy } from './hall.ts'
import type { CounterId, ServiceId, TicketNumber } from './ids.ts'
import { type Caller, join, type Line, leave, nextFor, type Serves, type Standing } from './order.ts'
import type { Instant } from './time.ts'

/** Somebody who comes: what they want, and for how long they take up a counter. */
export interface Comer {
  at: Instant
  service: ServiceId
  number: TicketNumber
  /** From the call until the counter is free again, in milliseconds. */
  takesMs: number
  /** With a granted priority earlier than `at`. */
  countsAs?: Instant
  absolute?: true
}

/** A counter that is there from `from`; at `until` it finishes whom it serves and closes. */
export interface Shift {
  counter: CounterId
  serves: Serves
  /** It helps out with more than its first choice. */
  helps: boolean
  from: Instant
  until: Instant
}

/** When and by which of the shifts somebody was called. */
export interface Called {
  at: Instant
  shift: number
}

/**
 * Plays it through. `comers` by the time of their coming; the answer has one entry for each of them, null for whom no
 * counter was left. A free counter calls at once; of several the one that has been free longest.
 */
export function playThrough(
  comers: readonly Comer[],
  shifts: readonly Shift[],
  policy: Pick<Policy, 'helpOutAfterMinutes'>,
): (Called | null)[] {
  const called: (Called | null)[] = comers.map(() => null)
  const lines = linesFor(comers)
  const desks = shifts.map((shift, n) => deskOf(shift, n, shifts, () => now))
  const busy = newHeap()
  for (const [n, { from }] of shifts.entries()) push(busy, from, n)
  /** Free and with nobody to call, longest first. */
  let idle: Desk[] = []
  let now = 0

  const lineOf = (service: ServiceId) => lines.get(service)
  /** Whether there was somebody for it. */
  const call = (desk: Desk): boolean => {
    const choice = nextFor(lineOf, desk.caller, now, policy)
    if (choice === undefined) return false
    const who = Number(choice.ticket)
    const comer = comers[who] as Comer
    const line = lines.get(comer.service) as Line
    leave(line, standing(comer, who))
    called[who] = { at: now, shift: desk.n }
    desk.caller.lastAbsolute = comer.absolute === true
    push(busy, now + comer.takesMs, desk.n)
    return true
  }
  const getFree = () => {
    const desk = desks[pop(busy)] as Desk
    if (now < desk.shift.until && !call(desk)) idle.push(desk)
  }
  const come = (comer: Comer, who: number) => {
    join(lines.get(comer.service) as Line, standing(comer, who))
    idle = idle.filter(({ shift }) => now < shift.until)
    const found = idle.findIndex((desk) => desk.services.has(comer.service) && call(desk))
    if (found >= 0) idle.splice(found, 1)
  }

  for (const [who, comer] of comers.entries()) {
    while (busy.times.length > 0 && (busy.times[0] as number) <= comer.at) {
      now = busy.times[0] as number
      getFree()
    }
    now = comer.at
    come(comer, who)
  }
  while (busy.times.length > 0) {
    now = busy.times[0] as number
    getFree()
  }
  return called
}

interface Desk {
  n: number
  shift: Shift
  services: ReadonlySet<ServiceId>
  caller: Caller
}

function deskOf(shift: Shift, n: number, shifts: readonly Shift[], now: () => Instant): Desk {
  const { counter, helps } = shift
  const serves = helps ? shift.serves : shift.serves.filter(({ tier }) => tier === 1)
  const isStaffed = (other: CounterId) =>
    shifts.some((one) => one.counter === other && one.from <= now() && now() < one.until)
  return {
    n,
    shift,
    services: new Set(serves.map(({ service }) => service)),
    caller: { counter, serves, helps, lastAbsolute: false, isStaffed },
  }
}

function linesFor(comers: readonly Comer[]): Map<ServiceId, Line> {
  return new Map(comers.map(({ service }) => [service, []]))
}

function standing({ at, service, number, countsAs = at, absolute }: Comer, who: number): Standing {
  const one: Standing = { id: String(who), number, service, countsAs, takenAt: at, eligibleFrom: at }
  return absolute ? { ...one, absolute } : one
}

/** When which desk gets free, earliest first; of two at one moment the one that was put in first. */
interface Heap {
  times: number[]
  desks: number[]
  orders: number[]
  pushed: number
}

function newHeap(): Heap {
  return { times: [], desks: [], orders: [], pushed: 0 }
}

function push(heap: Heap, time: number, desk: number): void {
  heap.times.push(time)
  heap.desks.push(desk)
  heap.orders.push(heap.pushed++)
  for (let n = heap.times.length - 1; n > 0; ) {
    const above = (n - 1) >> 1
    if (!isBefore(heap, n, above)) return
    swap(heap, n, above)
    n = above
  }
}

/** Gives the desk at the top. */
function pop(heap: Heap): number {
  const desk = heap.desks[0] as number
  swap(heap, 0, heap.times.length - 1)
  for (const list of [heap.times, heap.desks, heap.orders]) list.pop()
  for (let n = 0; ; ) {
    let least = n
    for (const below of [2 * n + 1, 2 * n + 2])
      if (below < heap.times.length && isBefore(heap, below, least)) least = below
    if (least === n) return desk
    swap(heap, n, least)
    n = least
  }
}

function isBefore({ times, orders }: Heap, a: number, b: number): boolean {
  const [one, other] = [times[a] as number, times[b] as number]
  return one !== other ? one < other : (orders[a] as number) < (orders[b] as number)
}

function swap(heap: Heap, a: number, b: number): void {
  for (const list of [heap.times, heap.desks, heap.orders]) {
    const kept = list[a] as number
    list[a] = list[b] as number
    list[b] = kept
  }
}
