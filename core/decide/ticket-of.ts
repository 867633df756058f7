// What every step of a ticket begins and ends with: is there such a ticket, is the step legal, and what of its counter.
import type { Board } from '../board.ts'
import type { Refusal, Scene } from '../decision.ts'
import type { Fact } from '../events.ts'
import type { TicketId } from '../ids.ts'
import { atCounter, mayTicket, TICKET_ACTIONS, type Ticket, type TicketActionName } from '../ticket.ts'

/** The ticket on which the step is legal now, or the refusal. */
export function ticketFor(board: Board, name: TicketActionName, id: TicketId): Ticket | Refusal {
  const ticket = board.tickets.get(id)
  if (ticket === undefined) return { refused: 'no_such_ticket', field: 'ticket', detail: id }
  if (!mayTicket(name, ticket.state)) return { refused: 'not_allowed_now', detail: ticket.state }
  return ticket
}

/** A hall may give up a service while nobody but who missed their call had a number for it: nobody would ever call them. */
export function goneService({ services }: Board, { service, visit }: Ticket): Refusal | null {
  const open = visit?.steps.filter((one) => one.state !== 'done').map((one) => one.service) ?? []
  const gone = [service, ...open].find((one) => !services.has(one))
  return gone === undefined ? null : { refused: 'no_such_service', field: 'ticket', detail: gone }
}

/** What happened to the ticket, with the counter at which it stood as it is afterwards, and what of it came after closing. */
export function factOf(scene: Scene, name: TicketActionName, before: Ticket, after: Ticket): Fact {
  const extended = before.state === 'serving' && after.state !== 'serving' ? extendedService(scene, before) : {}
  return { type: TICKET_ACTIONS[name].event, ticket: after, ...counterAfter(scene.board, before, after), ...extended }
}

/** The counter at which the ticket stood: still with it, or free again. */
export function counterAfter(board: Board, before: Ticket, after: Ticket): Pick<Fact, 'counter'> {
  const counter = before.counter === null ? undefined : board.counters.get(before.counter)
  if (counter === undefined || counter.ticket !== before.id) return {}
  return { counter: { ...counter, ticket: atCounter(after) ? after.id : null } }
}

/** 延时服务: the part of a serving that lay after closing time. Who waited at closing is served; by whom, the event says. */
function extendedService({ world }: Scene, { service, servedAt, takenAt }: Ticket): Pick<Fact, 'extended'> {
  const closed = world.closedSince(service, world.at)
  if (closed === null || takenAt > closed) return {}
  const since = Math.max(closed, servedAt ?? closed)
  return since < world.at ? { extended: { since, seconds: Math.round((world.at - since) / 1_000) } } : {}
}
