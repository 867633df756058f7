// What falls due when: a heap in which what no longer holds is left until it comes to the top.
import type { Instant } from './time.ts'

export interface Timer {
  at: Instant
  /** An appointment to look at, or a day on which places may have become free. */
  kind: 'appointment' | 'places'
  id: string
}

/** The earliest is the first; each is no later than the two at 2i + 1 and 2i + 2. */
export type Timers = Timer[]

export function newTimers(): Timers {
  return []
}

export function schedule(timers: Timers, timer: Timer): void {
  timers.push(timer)
  let place = timers.length - 1
  while (place > 0) {
    const above = (place - 1) >> 1
    if (atOf(timers, above) <= atOf(timers, place)) return
    swap(timers, place, above)
    place = above
  }
}

/** Drops what is stale from the top; the earliest that still holds, or undefined. */
export function earliest(timers: Timers, holds: (timer: Timer) => boolean): Timer | undefined {
  for (let first = timers[0]; first !== undefined; first = timers[0]) {
    if (holds(first)) return first
    dropFirst(timers)
  }
  return undefined
}

/** All that are due at an instant and still hold; none is taken out. */
export function dueOf(timers: Timers, at: Instant, holds: (timer: Timer) => boolean): Timer[] {
  const found: Timer[] = []
  const look = (place: number): void => {
    const timer = timers[place]
    if (timer === undefined || timer.at > at) return
    if (holds(timer)) found.push(timer)
    look(2 * place + 1)
    look(2 * place + 2)
  }
  look(0)
  const once = new Map(found.map((one) => [`${one.kind} ${one.id} ${one.at}`, one]))
  return [...once.values()].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}

/** Takes out the timers for which `gone` holds. */
export function drop(timers: Timers, gone: (timer: Timer) => boolean): void {
  const kept = timers.filter((one) => !gone(one))
  timers.length = 0
  for (const one of kept) schedule(timers, one)
}

function dropFirst(timers: Timers): void {
  const last = timers.pop()
  if (last === undefined || timers.length === 0) return
  timers[0] = last
  for (let place = 0; ; ) {
    const left = 2 * place + 1
    const least = atOf(timers, left + 1) < atOf(timers, left) ? left + 1 : left
    if (atOf(timers, least) >= atOf(timers, place)) return
    swap(timers, place, least)
    place = least
  }
}

function atOf(timers: Timers, place: number): Instant {
  return timers[place]?.at ?? Number.POSITIVE_INFINITY
}

function swap(timers: Timers, a: number, b: number): void {
  const one = timers[a]
  const other = timers[b]
  if (one === undefined || other === undefined) return
  timers[a] = other
  timers[b] = one
}
