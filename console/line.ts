// Who waits for a counter, in the order in which it would call them if nothing else happened. The same rule as the hall's own.
import { type Caller, comparePlaces, type Line, nextFor, type Standing, type Why } from '../core/order.ts'
import type { HallView } from '../core/protocol.ts'
import type { BoardView, TicketView } from '../core/protocol-board.ts'

/** Nobody reads further down a list; the rest is told as a number. */
const SHOWN_MOST = 60
const MINUTE_MS = 60_000

type HallCounter = HallView['counters'][number]

export interface InLine {
  ticket: TicketView
  tier: number
  why: Why
}

export interface CounterLine {
  rows: InLine[]
  total: number
  /** Somebody waits for what the counter is there for. */
  firstChoiceWaits: boolean
}

export function lineFor(board: BoardView, hall: HallView, counter: HallCounter, at: number): CounterLine {
  const tiers = new Map(counter.serves.map((one) => [one.service, one.tier]))
  const waiting = (board.tickets ?? []).filter((one) => one.state === 'waiting' && tiers.has(one.service))
  const lines = linesOf(waiting)
  const tickets = new Map(waiting.map((one) => [one.id, one]))
  const caller = callerAt(board, counter)
  const rows: InLine[] = []
  while (rows.length < Math.min(SHOWN_MOST, waiting.length)) {
    const choice = nextFor((service) => lines.get(service), caller, at, hall)
    const ticket = choice && tickets.get(choice.ticket)
    if (choice === undefined || ticket === undefined) break
    rows.push({ ticket, tier: tiers.get(ticket.service) ?? 1, why: choice.why })
    const line = lines.get(ticket.service) ?? []
    const place = line.findIndex((one) => one.id === ticket.id)
    line.splice(place, 1)
  }
  return { rows, total: waiting.length, firstChoiceWaits: waiting.some((one) => tiers.get(one.service) === 1) }
}

function callerAt(board: BoardView, { id, serves }: HallCounter): Caller {
  const states = new Map(board.counters.map((one) => [one.id, one]))
  const own = states.get(id)
  return {
    counter: id,
    serves,
    helps: own?.helps !== false,
    lastAbsolute: own?.lastAbsolute === true,
    isStaffed: (other) => (states.get(other)?.state ?? 'closed') !== 'closed',
  }
}

function linesOf(waiting: TicketView[]): Map<string, Line> {
  const lines = new Map<string, Line>()
  for (const ticket of waiting) {
    const line = lines.get(ticket.service) ?? []
    lines.set(ticket.service, line)
    line.push(standing(ticket))
  }
  for (const line of lines.values()) line.sort(comparePlaces)
  return lines
}

function standing({ id, number, service, countsAs, takenAt, eligibleFrom, only, absolute }: TicketView): Standing {
  return {
    id,
    number,
    service,
    countsAs: Date.parse(countsAs),
    takenAt: Date.parse(takenAt),
    eligibleFrom: Date.parse(eligibleFrom),
    ...(only === undefined ? {} : { only }),
    ...(absolute === undefined ? {} : { absolute }),
  }
}

/** When this wait began: after a transfer, a return or a further service anew. */
export function waitsSince({ waitingSince, takenAt }: TicketView): number {
  return Date.parse(waitingSince ?? takenAt)
}

/** How many stand before it in the line of its service. */
export function aheadIn(board: BoardView, ticket: TicketView): number {
  const own = standing(ticket)
  const line = (board.tickets ?? []).filter((one) => one.state === 'waiting' && one.service === ticket.service)
  return line.filter((one) => one.id !== ticket.id && comparePlaces(standing(one), own) < 0).length
}

/** Whether a missed person who comes back now still has the place they had. */
export function keepsPlace(
  { returns = 0, endedAt }: TicketView,
  { returnWithinMinutes }: HallView,
  now: number,
): boolean {
  return returns === 0 && endedAt !== null && now - Date.parse(endedAt) <= returnWithinMinutes * MINUTE_MS
}
