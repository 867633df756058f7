// What the counters that are open now would do if nothing changed: calls in order, each by the counter that is free first.
import type { Board } from './board.ts'
import type { ServiceId, TicketId } from './ids.ts'
import type { Line } from './order.ts'
import { type Instant, SECOND } from './time.ts'

/** Beyond so many calls the rest is taken in proportion: nobody plans a second by the two-hundredth person. */
const CALLS_PLANNED = 160
const LAST = Number.MAX_SAFE_INTEGER

/** The line of one service and how far it has been called in the plan. */
interface Lane {
  service: ServiceId
  line: Line
  called: number
  stretch: number
}

interface Desk {
  /** Seconds from now. */
  freeAt: number
  /** Of two that are free at once, the one found first calls. */
  place: number
  lanes: { lane: Lane; tier: number }[]
}

/** The desk that is free first is the first; each is free no later than the two at 2i + 1 and 2i + 2. */
type Desks = Desk[]

/**
 * Seconds until the person at `ahead` in the line of `service` is called; null when no counter serves it.
 * A list schedule. `stretchOf`: seconds for which a person of a service takes up a counter.
 */
export function plannedWait(
  board: Board,
  service: ServiceId,
  ahead: number,
  at: Instant,
  stretchOf: (service: ServiceId) => number,
): number | null {
  const { desks, own } = desksFor(board, service, at, stretchOf)
  for (let calls = 0; calls < CALLS_PLANNED; calls++) {
    const desk = desks[0]
    if (desk === undefined) return null
    const lane = nextFor(desk, own)
    if (lane === undefined) {
      sink(desks, desks.pop() ?? desk)
      continue
    }
    if (lane === own && own.called === ahead) return desk.freeAt
    lane.called++
    desk.freeAt += lane.stretch
    sink(desks, desk)
  }
  const elapsed = desks[0]?.freeAt ?? 0
  return (elapsed * (ahead + 1)) / Math.max(1, own.called)
}

/** The counters that the service depends on: those that serve it, those that serve what these serve, and so on. */
function desksFor(board: Board, service: ServiceId, at: Instant, stretchOf: (service: ServiceId) => number) {
  const lanes = new Map<ServiceId, Lane>()
  const laneOf = (id: ServiceId) => {
    const known = lanes.get(id)
    if (known !== undefined) return known
    const made = { service: id, line: board.lines.get(id) ?? [], called: 0, stretch: stretchOf(id) }
    lanes.set(id, made)
    return made
  }
  const own = laneOf(service)
  const left = openCounters(board, service)
  const desks: Desks = []
  for (let found = true; found; ) {
    found = false
    for (const [i, one] of left.entries()) {
      if (one === null || !one.serves.some((served) => lanes.has(served.service))) continue
      const served = one.serves.map(({ service: id, tier }) => ({ lane: laneOf(id), tier }))
      desks.push({ freeAt: remaining(board, one.ticket, at, laneOf), place: desks.length, lanes: served })
      left[i] = null
      found = true
    }
  }
  return { desks: desks.sort((a, b) => a.freeAt - b.freeAt || a.place - b.place), own }
}

interface Open {
  serves: readonly { service: ServiceId; tier: number }[]
  ticket: TicketId | null
}

/** Open counters; while none of them serves the service, those that are there for it as if they opened now. */
function openCounters(board: Board, service: ServiceId): (Open | null)[] {
  const open: Open[] = []
  let served = false
  for (const { id, state, ticket, helps } of board.counters.values()) {
    const all = board.serving.get(id)?.serves
    if (state !== 'open' || all === undefined) continue
    const serves = helps === false ? all.filter((one) => one.tier === 1) : all
    served ||= serves.some((one) => one.service === service)
    open.push({ serves, ticket })
  }
  if (served) return open
  const planned = board.file.counters.filter((one) => one.serves.some((s) => s.service === service && s.tier === 1))
  return [...open, ...planned.map(({ serves }) => ({ serves, ticket: null }))]
}

/** Seconds. Who has been served longer than usual will, as far as anybody knows, take half the usual time more. */
function remaining(board: Board, id: TicketId | null, at: Instant, laneOf: (service: ServiceId) => Lane): number {
  const ticket = id === null ? undefined : board.tickets.get(id)
  if (ticket?.calledAt == null) return 0
  const usual = laneOf(ticket.service).stretch
  return Math.max(usual - (at - ticket.calledAt) / SECOND, usual / 2)
}

/** Puts a desk in the place of the first, and down to where it belongs. */
function sink(desks: Desks, desk: Desk): void {
  let place = 0
  for (let below = 1; below < desks.length; below = 2 * place + 1) {
    if (isBefore(desks[below + 1], desks[below])) below++
    const next = desks[below]
    if (next === undefined || !isBefore(next, desk)) break
    desks[place] = next
    place = below
  }
  if (desks.length > 0) desks[place] = desk
}

function isBefore(a: Desk | undefined, b: Desk | undefined): boolean {
  if (a === undefined || b === undefined) return false
  return a.freeAt < b.freeAt || (a.freeAt === b.freeAt && a.place < b.place)
}

/** Whose first in line this desk calls next. In the line of their own the newcomer, too, stands behind those there. */
function nextFor(desk: Desk, own: Lane): Lane | undefined {
  let best: Lane | undefined
  let bestTier = 0
  let bestCounts = 0
  for (const { lane, tier } of desk.lanes) {
    const head = lane.line[lane.called]
    if (head === undefined && lane !== own) continue
    const counts = head?.countsAs ?? LAST
    if (best !== undefined && (tier > bestTier || (tier === bestTier && counts >= bestCounts))) continue
    best = lane
    bestTier = tier
    bestCounts = counts
  }
  return best
}
