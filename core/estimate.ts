// How long a person will wait: a list schedule over the counters that are open, and a range as wide as the hall was wrong of late.
import type { Board } from './board.ts'
import type { ServiceId } from './ids.ts'
import { GRACE, ownOf, type Pace } from './pace.ts'
import type { Instant } from './time.ts'
import { SECOND } from './time.ts'

/** Whole minutes; four times in five the call falls inside. */
export interface Estimate {
  fromMinutes: number
  toMinutes: number
}

/** The hall file's `minutes` count like this many calls of one's own. */
const PRIOR_CALLS = 3
/** Beyond so many simulated calls the rest is taken in proportion: nobody plans a second by the two-hundredth person. */
const SIMULATED_CALLS = 160
/** Before the hall has learned how wrong it is: from half to nearly twice. */
const FIRST_LOW = 0.5
const FIRST_HIGH = 1.8
const LEARNED_FROM = 20
const LOW = 0.1
const HIGH = 0.9

interface Desk {
  freeAt: number
  serves: readonly { service: ServiceId; tier: number }[]
}

/** Seconds until the person at `ahead` in the line of `service` is called; null when no counter serves it. */
export function expectedWait(board: Board, service: ServiceId, ahead: number, at: Instant): number | null {
  const desks = openDesks(board, service, at)
  const taken = new Map<ServiceId, number>()
  for (let calls = 0; calls < SIMULATED_CALLS; calls++) {
    const desk = earliest(desks)
    if (desk === undefined) return null
    const next = headFor(board, desk, taken, service, ahead)
    if (next === undefined) {
      desks.splice(desks.indexOf(desk), 1)
      continue
    }
    const position = taken.get(next) ?? 0
    if (next === service && position === ahead) return desk.freeAt
    taken.set(next, position + 1)
    desk.freeAt += stretch(board, next)
  }
  const reached = taken.get(service) ?? 0
  const elapsed = earliest(desks)?.freeAt ?? 0
  return (elapsed * (ahead + 1)) / Math.max(1, reached)
}

/** The range told to people. */
export function rangeOf(pace: Pace, expected: number): Estimate {
  const sorted = [...pace.ratios].sort((a, b) => a - b)
  const known = sorted.length >= LEARNED_FROM
  const low = known ? quantile(sorted, LOW) : FIRST_LOW
  const high = known ? quantile(sorted, HIGH) : FIRST_HIGH
  const from = ((expected + GRACE) * low - GRACE) / 60
  const to = ((expected + GRACE) * high - GRACE) / 60
  const fromMinutes = Math.max(0, Math.floor(from))
  return { fromMinutes, toMinutes: Math.max(fromMinutes + 1, Math.ceil(to)) }
}

/** Seconds a counter is taken up by one person: the hall's own latest calls, leaning on the file while they are few. */
export function stretch(board: Board, service: ServiceId): number {
  const own = ownOf(board.pace.stretches, service) ?? []
  const prior = (board.services.get(service)?.minutes ?? 5) * 60
  const sum = own.reduce((a, b) => a + b, prior * PRIOR_CALLS)
  return sum / (own.length + PRIOR_CALLS)
}

/** Open counters and when each is free, in seconds from now. Before any is open: those that are there for the service. */
function openDesks(board: Board, service: ServiceId, at: Instant): Desk[] {
  const desks: Desk[] = []
  let served = false
  for (const counter of board.counters.values()) {
    const serves = board.serving.get(counter.id)?.serves
    if (counter.state !== 'open' || serves === undefined) continue
    served ||= serves.some((one) => one.service === service)
    desks.push({ freeAt: remaining(board, counter.ticket, at), serves })
  }
  if (served) return desks
  const planned = board.file.counters.filter((one) => one.serves.some((s) => s.service === service && s.tier === 1))
  return [...desks, ...planned.map(({ serves }) => ({ freeAt: 0, serves }))]
}

/** Who has been served longer than usual will, as far as anybody knows, take half the usual time more. */
function remaining(board: Board, id: string | null, at: Instant): number {
  const ticket = id === null ? undefined : board.tickets.get(id)
  if (ticket?.calledAt == null) return 0
  const usual = stretch(board, ticket.service)
  const gone = (at - ticket.calledAt) / SECOND
  return gone < usual / 2 ? usual - gone : usual / 2
}

function earliest(desks: Desk[]): Desk | undefined {
  let best = desks[0]
  for (const desk of desks) if (best !== undefined && desk.freeAt < best.freeAt) best = desk
  return best
}

/** The service whose first in line this desk calls next; the newcomer stands in line too, at `ahead`. */
function headFor(
  board: Board,
  desk: Desk,
  taken: Map<ServiceId, number>,
  service: ServiceId,
  ahead: number,
): ServiceId | undefined {
  let best: { service: ServiceId; tier: number; countsAs: number } | undefined
  for (const { service: served, tier } of desk.serves) {
    const position = taken.get(served) ?? 0
    const isMine = served === service && position === ahead
    const head = board.lines.get(served)?.[position]
    if (head === undefined && !isMine) continue
    const countsAs = head === undefined ? Number.MAX_SAFE_INTEGER : head.countsAs
    if (best === undefined || tier < best.tier || (tier === best.tier && countsAs < best.countsAs))
      best = { service: served, tier, countsAs }
  }
  return best?.service
}

function quantile(sorted: number[], share: number): number {
  const position = (sorted.length - 1) * share
  const low = sorted[Math.floor(position)] ?? 1
  const high = sorted[Math.ceil(position)] ?? low
  return low + (high - low) * (position - Math.floor(position))
}
