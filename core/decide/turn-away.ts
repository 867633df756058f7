// Refusing extended service: after closing, with a reason, by a manager. The person is told why they were not served.

import type { Command } from '../command.ts'
import type { Decision, Scene } from '../decision.ts'
import { stepped } from '../ticket.ts'
import { factOf, ticketFor } from './ticket-of.ts'

export function turnAway(scene: Scene, { ticket: id, reason }: Command & { do: 'turn-away' }): Decision {
  const { board, world } = scene
  const ticket = ticketFor(board, 'turn-away', id)
  if ('refused' in ticket) return ticket
  if (world.closedSince(ticket.service, world.at) === null) return { refused: 'too_early', detail: ticket.service }
  if (reason === undefined) return { refused: 'reason_needed', field: 'reason' }
  const after = stepped('turn-away', ticket, { at: world.at, counter: ticket.counter })
  return { facts: [{ ...factOf(scene, 'turn-away', ticket, after), reason }] }
}
