// Calling: the one whose turn it is, or a chosen one for a reason.
import type { Board } from '../board.ts'
import type { Command } from '../command.ts'
import type { CounterNow } from '../counter.ts'
import type { Decision, Refusal, Scene } from '../decision.ts'
import type { CounterId } from '../ids.ts'
import { type Caller, nextFor, type Why, whyOfChosen } from '../order.ts'
import { stepped, TICKET_ACTIONS, type Ticket } from '../ticket.ts'
import { ticketFor } from './ticket-of.ts'

export function callNext(scene: Scene, id: CounterId): Decision {
  const { board, world } = scene
  const free = freeCounter(board, id)
  if ('refused' in free) return free
  const choice = nextFor(lineOf(board), free.caller, world.at, board.file.policy)
  const ticket = choice && board.tickets.get(choice.ticket)
  if (choice === undefined || ticket === undefined) return { refused: 'nobody_waiting' }
  return called(scene, 'call-next', ticket, free.counter, choice.why)
}

/** Out of order, for a reason; whose turn it is anyway needs none. */
export function call(scene: Scene, command: Command & { do: 'call' }): Decision {
  const { board, world } = scene
  const ticket = ticketFor(board, 'call', command.ticket)
  if ('refused' in ticket) return ticket
  const free = freeCounter(board, command.counter)
  if ('refused' in free) return free
  if (!free.caller.serves.some((one) => one.service === ticket.service))
    return { refused: 'not_served_here', field: 'counter', detail: ticket.service }
  const next = nextFor(lineOf(board), free.caller, world.at, board.file.policy)
  if (next?.ticket === ticket.id) return called(scene, 'call', ticket, free.counter, next.why)
  if (command.reason === undefined) return { refused: 'reason_needed', field: 'reason' }
  const why = whyOfChosen(ticket, command.reason, lineOf(board), free.caller, world.at)
  return called(scene, 'call', ticket, free.counter, why)
}

function called({ world }: Scene, name: 'call-next' | 'call', ticket: Ticket, counter: CounterNow, why: Why): Decision {
  const after = stepped(name, ticket, { at: world.at, counter: counter.id })
  const { lastAbsolute: _, summoned: __, ...there } = counter
  const busy: CounterNow = { ...there, ticket: ticket.id, ...(ticket.absolute ? { lastAbsolute: true } : {}) }
  return { facts: [{ type: TICKET_ACTIONS[name].event, ticket: after, counter: busy, why }] }
}

function lineOf(board: Board) {
  return (service: string) => board.lines.get(service)
}

/** The counter, open and with nobody there, and what it may call. */
function freeCounter(board: Board, id: CounterId): { counter: CounterNow; caller: Caller } | Refusal {
  const counter = board.counters.get(id)
  const planned = board.serving.get(id)
  if (counter === undefined || planned === undefined)
    return { refused: 'no_such_counter', field: 'counter', detail: id }
  if (counter.state !== 'open') return { refused: 'counter_closed' }
  if (counter.ticket !== null) return { refused: 'counter_busy' }
  const caller: Caller = {
    counter: id,
    serves: planned.serves,
    helps: counter.helps !== false,
    lastAbsolute: counter.lastAbsolute === true,
    isStaffed: (other) => (board.counters.get(other)?.state ?? 'closed') !== 'closed',
  }
  return { counter, caller }
}
