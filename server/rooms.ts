// What the rooms are called in which sockets are told the same: an audience of a hall, a device, the holders of one ticket.
import type { HallId, TicketId } from '../core/ids.ts'
import type { Audience } from '../core/protocol-board.ts'

export function roomOf(hall: HallId, audience: Audience): string {
  return `${hall}/${audience}`
}

/** No hall's id holds a blank: no room of a hall is called like this. */
export function deviceRoom(id: string): string {
  return `device ${id}`
}

export function ticketRoom(hall: HallId, ticket: TicketId): string {
  return `${hall}/ticket/${ticket}`
}
