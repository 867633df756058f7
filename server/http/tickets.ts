// A visitor's own ticket, by its secret key, and the code that brings it onto a phone.
import Type from 'typebox'
import { renderSVG } from 'uqr'
import { holderTicket } from '../../core/audience.ts'
import { prospect } from '../../core/decide.ts'
import type { HallId } from '../../core/ids.ts'
import { HolderView, Problem } from '../../core/protocol.ts'
import type { Ticket } from '../../core/ticket.ts'
import { iso } from '../../core/time.ts'
import type { OpenHall } from '../halls.ts'
import { sha256 } from '../keys.ts'
import { ticketByKeyHash } from '../store/tickets.ts'
import { sendProblem } from './problem.ts'
import type { Api, Tools } from './tools.ts'

const KEY = '^[A-Za-z0-9_-]{20,64}$'
const Params = Type.Object({ key: Type.String({ maxLength: 64 }) })

export function ticketRoutes(api: Api, tools: Tools): void {
  api.get(
    '/api/v1/tickets/:key',
    {
      schema: {
        summary: 'The ticket of whoever holds its key',
        params: Params,
        response: { 200: HolderView, 404: Problem },
      },
      // The key is the right.
      config: { who: 'all' },
    },
    async (request, reply) => {
      const found = await findTicket(request.params.key, tools)
      if (found === undefined) return sendProblem(reply, 404, 'no_such_ticket', { field: 'key' })
      const { hall, ticket } = found
      const zone = hall.board.file.timeZone
      const rule = ticket.appointment !== null ? 'appointment' : ticket.priority !== null ? 'priority' : 'walk-in'
      return reply.header('cache-control', 'no-store').send({
        hall: hall.id,
        ticket: holderTicket(ticket, zone),
        ...prospect(hall.board, ticket, tools.clock.now()),
        why: { rule, countsAs: iso(ticket.countsAs, zone) },
      })
    },
  )

  api.get(
    '/api/v1/tickets/:key/qr.svg',
    { schema: { summary: 'The address of the ticket page as a QR code', params: Params }, config: { who: 'all' } },
    async (request, reply) => {
      const { key } = request.params
      if ((await findTicket(key, tools)) === undefined)
        return sendProblem(reply, 404, 'no_such_ticket', { field: 'key' })
      const origin = tools.publicUrl ?? `${request.protocol}://${request.host}`
      // Behind the # the key is never sent to any server, nor into its logs, when the page is opened.
      const svg = renderSVG(`${origin}/ticket#${key}`, { border: 2 })
      return reply.header('cache-control', 'no-store').type('image/svg+xml').send(svg)
    },
  )
}

/** Today's tickets are in memory; older ones are read. */
export async function findTicket(key: string, tools: Tools): Promise<{ hall: OpenHall; ticket: Ticket } | undefined> {
  if (!new RegExp(KEY).test(key)) return undefined
  for (const hall of tools.halls.list()) {
    const id = hall.keys.get(key)
    const ticket = id === undefined ? undefined : hall.board.tickets.get(id)
    if (ticket !== undefined) return { hall, ticket }
  }
  const stored = await ticketByKeyHash(tools.pool, sha256(key))
  const hall = stored && openHall(stored.hall, tools)
  // Of a day that has just ended, the table may not have the end yet.
  return stored && hall ? { hall, ticket: tools.states.latest(hall.id, stored.ticket.id) ?? stored.ticket } : undefined
}

function openHall(id: HallId, tools: Tools): OpenHall | undefined {
  return tools.halls.get(id)
}
