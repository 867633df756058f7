// From a decision to numbered events: stamps each fact, says which places it freed and took, and applies it to the board.
import { type Board, evolve } from './board.ts'
import type { By, Fact, HallEvent } from './events.ts'
import { type CommandId, ownOf, type ServiceId } from './ids.ts'
import { type Place, placeOf } from './order.ts'
import type { Ticket } from './ticket.ts'
import type { Instant } from './time.ts'

export interface Stamp {
  at: Instant
  by: By
  command: CommandId
}

/** Numbers the facts in order and evolves the board, in place, by each. */
export function record(board: Board, facts: readonly Fact[], stamp: Stamp): HallEvent[] {
  return facts.map((fact) => {
    refuseTwoAtOnce(board, fact)
    const event = numbered(board, fact, stamp)
    evolve(board, event)
    return event
  })
}

/**
 * Whatever was decided and why: one person a counter, one counter a person. A fault, and nothing of it is written; the
 * database, whose tables follow the log, would only find out a moment later.
 */
function refuseTwoAtOnce(board: Board, { type, counter }: Fact): void {
  if (counter === undefined || counter.ticket === null) return
  const { id, ticket } = counter
  const there = board.counters.get(id)?.ticket ?? null
  if (there !== null && there !== ticket)
    throw new Error(`${type}: counter ${id} has ${there}, and would get ${ticket}`)
  const at = board.tickets.get(ticket)?.counter ?? null
  if (at !== null && at !== id && board.counters.get(at)?.ticket === ticket)
    throw new Error(`${type}: ${ticket} is at counter ${at}, and would be at ${id}`)
}

function numbered(board: Board, fact: Fact, { at, by, command }: Stamp): HallEvent {
  const event: HallEvent = { hall: board.hall, seq: board.seq + 1, at, by, command, ...fact }
  if (fact.ticket === undefined) return event
  const left = waitingPlace(board.tickets.get(fact.ticket.id))
  const joined = waitingPlace(fact.ticket)
  // A step that leaves the ticket where it stands (an edited name) moves nobody.
  if (left !== undefined && joined !== undefined && samePlace(left, joined)) return event
  if (left !== undefined) event.left = left
  if (joined !== undefined) event.joined = joined
  if (left !== undefined || joined !== undefined) event.waiting = waitingAfter(board, left, joined)
  return event
}

function waitingPlace(ticket: Ticket | undefined): Place | undefined {
  return ticket?.state === 'waiting' ? placeOf(ticket) : undefined
}

function samePlace(a: Place, b: Place): boolean {
  return a.service === b.service && a.countsAs === b.countsAs
}

function waitingAfter(board: Board, left: Place | undefined, joined: Place | undefined): Record<ServiceId, number> {
  const waiting: Record<ServiceId, number> = {}
  if (left !== undefined) waiting[left.service] = (board.lines.get(left.service)?.length ?? 0) - 1
  if (joined !== undefined)
    waiting[joined.service] = (ownOf(waiting, joined.service) ?? board.lines.get(joined.service)?.length ?? 0) + 1
  return waiting
}
