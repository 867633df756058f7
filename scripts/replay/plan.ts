// The steps of a recorded day in order: who takes a number, which counter calls when, who is finished before, who leaves.
import type { CounterId, ServiceId } from '../../core/ids.ts'
import { type Instant, MINUTE } from '../../core/time.ts'
import { countersFor } from './hall.ts'
import type { RecordedDay } from './recorded.ts'

/** `ticket` is the place in the day's list of tickets. Steps of different services do not depend on one another. */
export type Step = { at: Instant; service: ServiceId } & (
  | { do: 'open' | 'close'; counter: CounterId }
  | { do: 'take'; ticket: number }
  | { do: 'call-next'; counter: CounterId; ticket: number }
  | { do: 'serve' | 'finish' | 'cancel'; ticket: number }
)

export interface PlanOptions {
  /** `recorded`: as many counters are open as were counted; `all`: all of them, all day. */
  counters?: 'recorded' | 'all'
  /** Serving ends when the counter calls again, or as soon as it has begun: some halls enter nothing but calls. */
  serving?: 'until-next' | 'at-once'
}

/** Recordings do not tell when serving ended; who was called last at a counter is let go so long after the last call. */
const LAST_SERVED_FOR = 10 * MINUTE

interface Desk {
  id: CounterId
  isOpen: boolean
  calledAt: Instant
  ticket: number | null
}

/** What the plan knows of one service while it walks through the day. */
interface Lane {
  service: ServiceId
  desks: Desk[]
  waiting: number[]
  steps: Step[]
  atOnce: boolean
}

/** The day as steps, by time; those of one moment and one service stand in the order in which they must be done. */
export function planDay(day: RecordedDay, { counters = 'recorded', serving }: PlanOptions = {}): Step[] {
  const followCounts = counters === 'recorded' && day.counts.length > 0
  const start = Math.min(...day.tickets.map(({ arrivedAt }) => arrivedAt))
  const end = Math.max(...day.tickets.map(({ arrivedAt, calledAt }) => calledAt ?? arrivedAt)) + LAST_SERVED_FOR
  const steps: Step[] = []
  for (const [service, ids] of countersFor([day])) {
    const lane: Lane = {
      service,
      desks: ids.map((id) => ({ id, isOpen: false, calledAt: 0, ticket: null })),
      waiting: [],
      steps,
      atOnce: serving === 'at-once',
    }
    if (!followCounts) setOpen(lane, start, lane.desks.length)
    for (const moment of momentsOf(day, service, followCounts)) moment.happen(lane)
    for (const desk of lane.desks) if (desk.isOpen) close(lane, end, desk)
  }
  return steps.sort((a, b) => a.at - b.at)
}

interface Moment {
  at: Instant
  /** What happens first within one second: counters, arrivals, calls. */
  rank: number
  happen(lane: Lane): void
}

function momentsOf(day: RecordedDay, service: ServiceId, followCounts: boolean): Moment[] {
  const moments: Moment[] = []
  for (const [i, ticket] of day.tickets.entries()) {
    if (ticket.service !== service) continue
    const { arrivedAt, calledAt } = ticket
    moments.push({ at: arrivedAt, rank: 1, happen: (lane) => take(lane, arrivedAt, i) })
    if (calledAt !== null)
      moments.push({ at: calledAt, rank: 2, happen: (lane) => call(lane, calledAt, i, (one) => isLeaver(day, one)) })
  }
  const counts = followCounts ? day.counts.filter((one) => one.service === service) : []
  for (const { at, open } of counts) moments.push({ at, rank: 0, happen: (lane) => setOpen(lane, at, open) })
  return moments.sort((a, b) => a.at - b.at || a.rank - b.rank)
}

function isLeaver(day: RecordedDay, ticket: number): boolean {
  return day.tickets[ticket]?.calledAt === null
}

function take({ service, waiting, steps }: Lane, at: Instant, ticket: number): void {
  waiting.push(ticket)
  steps.push({ at, service, do: 'take', ticket })
}

/** Nobody wrote down when people left: they do so at the moment when somebody behind them is called. */
function call(lane: Lane, at: Instant, recorded: number, leaves: (ticket: number) => boolean): void {
  const { service, waiting, steps } = lane
  while (waiting[0] !== undefined && waiting[0] !== recorded && leaves(waiting[0]))
    steps.push({ at, service, do: 'cancel', ticket: waiting.shift() ?? 0 })
  const ticket = waiting.shift()
  if (ticket === undefined) return
  if (!lane.desks.some((desk) => desk.isOpen)) setOpen(lane, at, 1)
  const open = lane.desks.filter((desk) => desk.isOpen)
  const desk = open.reduce((a, b) => (b.calledAt < a.calledAt ? b : a))
  letGo(lane, at, desk)
  desk.ticket = ticket
  desk.calledAt = at
  steps.push({ at, service, do: 'call-next', counter: desk.id, ticket }, { at, service, do: 'serve', ticket })
  if (lane.atOnce) letGo(lane, at, desk)
}

function letGo({ service, steps }: Lane, at: Instant, desk: Desk): void {
  if (desk.ticket !== null) steps.push({ at, service, do: 'finish', ticket: desk.ticket })
  desk.ticket = null
}

/** Opens the first that are closed, closes those that called longest ago. */
function setOpen(lane: Lane, at: Instant, count: number): void {
  const open = lane.desks.filter((desk) => desk.isOpen).sort((a, b) => a.calledAt - b.calledAt)
  for (const desk of open.slice(0, Math.max(0, open.length - count))) close(lane, at, desk)
  const closed = lane.desks.filter((desk) => !desk.isOpen)
  for (const desk of closed.slice(0, Math.max(0, count - open.length))) {
    desk.isOpen = true
    lane.steps.push({ at, service: lane.service, do: 'open', counter: desk.id })
  }
}

function close(lane: Lane, at: Instant, desk: Desk): void {
  letGo(lane, at, desk)
  desk.isOpen = false
  lane.steps.push({ at, service: lane.service, do: 'close', counter: desk.id })
}
