// A finish or a miss taken back within half a minute: a compensating event, never an erased one.

import type { Command } from '../command.ts'
import type { Decision, Refusal, Scene } from '../decision.ts'
import { stepped, type Ticket } from '../ticket.ts'
import { SECOND } from '../time.ts'
import { lastDone, reopened } from '../visit.ts'
import { factOf, goneService, ticketFor } from './ticket-of.ts'

export const UNDO_SECONDS = 30

export function undo(scene: Scene, { ticket: id }: Command & { do: 'undo' }): Decision {
  const { actor, board, world } = scene
  const ticket = ticketFor(board, 'undo', id)
  if ('refused' in ticket) return ticket
  const before = stateBefore(ticket)
  if ('refused' in before) return before
  const gone = goneService(board, ticket)
  if (gone !== null) return gone
  const limit = (board.file.policy.undoSeconds ?? UNDO_SECONDS) * SECOND
  if (world.at - before.at > limit) return { refused: 'too_late', field: 'ticket' }
  const counter = before.change.counter == null ? undefined : board.counters.get(before.change.counter)
  if (counter === undefined || counter.state === 'closed') return { refused: 'counter_closed' }
  // Who sits there now would find somebody before them whom they have not called.
  if (actor.role === 'clerk' && counter.clerk !== actor.staff) return { refused: 'too_late', field: 'counter' }
  if (counter.ticket !== null) return { refused: 'counter_busy' }
  const after = stepped('undo', ticket, { at: world.at, counter: counter.id }, before.change)
  return { facts: [{ ...factOf(scene, 'undo', ticket, after), counter: { ...counter, ticket: after.id } }] }
}

/** What the ticket was before it ended, or before it went on to the next service of its visit. */
function stateBefore(ticket: Ticket): { at: number; change: Partial<Ticket> } | Refusal {
  const { visit, counter } = ticket
  const done = visit && lastDone(visit)
  if (ticket.state === 'missed') return { at: ticket.endedAt ?? 0, change: { state: 'called', counter } }
  if (ticket.state === 'done') {
    const change = { state: 'serving' as const, counter }
    return {
      at: ticket.endedAt ?? 0,
      change: visit && done ? { ...change, visit: reopened(visit, done) } : change,
    }
  }
  // Waiting: only what has just come from the step before can go back to it.
  if (visit === undefined || done?.doneAt == null || done.doneAt !== ticket.waitingSince)
    return { refused: 'not_allowed_now', detail: ticket.state }
  const { service, counter: at } = done
  return { at: done.doneAt, change: { state: 'serving', service, counter: at, visit: reopened(visit, done) } }
}
