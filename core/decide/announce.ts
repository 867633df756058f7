// A loudspeaker has spoken a call to its end: noted once, and only while the person is still to come.

import { isSpoken } from '../announcements.ts'
import type { Decision, Scene } from '../decision.ts'
import type { TicketId } from '../ids.ts'
import { stepped, TICKET_ACTIONS } from '../ticket.ts'
import { ticketFor } from './ticket-of.ts'

/** `calls`: which call it was; of a ticket that was called again meanwhile the newer one is still to be spoken. */
export function announce(
  { board, world }: Scene,
  { ticket: id, calls }: { ticket: TicketId; calls: number },
): Decision {
  const ticket = ticketFor(board, 'announce', id)
  if ('refused' in ticket) return ticket
  if (ticket.calls !== calls || isSpoken(ticket)) return { refused: 'not_allowed_now', field: 'calls' }
  const after = stepped('announce', ticket, { at: world.at, counter: ticket.counter })
  return { facts: [{ type: TICKET_ACTIONS.announce.event, ticket: after }] }
}
