// "Text me when three are before me": whoever holds a ticket leaves a phone number with it, or takes it back. Sealed, kept and forgotten as one given when the number was taken.
import Type from 'typebox'
import { PHONE_PATTERN } from '../../core/inputs.ts'
import { NEAR_AHEAD } from '../../core/message-texts.ts'
import { Problem } from '../../core/protocol.ts'
import type { Ticket } from '../../core/ticket.ts'
import type { OpenHall } from '../halls.ts'
import { contactFor } from '../personal.ts'
import { contactOf, removePhone, savePhone } from '../store/personal.ts'
import { sendProblem } from './problem.ts'
import { findTicket } from './tickets.ts'
import type { Api, Tools } from './tools.ts'

const Params = Type.Object({ key: Type.String({ maxLength: 64 }) })
const Phone = Type.Object({ phone: Type.String({ pattern: PHONE_PATTERN }) }, { additionalProperties: false })
const PhoneView = Type.Object({
  may: Type.Boolean({ description: 'a number can be left, changed or taken back' }),
  ahead: Type.Integer({ description: 'a message comes when so many are left before the ticket' }),
  last: Type.Union([Type.String({ description: 'the last four digits of the number that was left' }), Type.Null()]),
})

export function ticketPhoneRoutes(api: Api, tools: Tools): void {
  const { pool, vault } = tools
  const path = '/api/v1/tickets/:key/phone'
  const response = { 200: PhoneView, 404: Problem, 409: Problem }
  // The key is the right.
  const config = { who: 'all' as const, rateLimit: tools.limits.commands }

  api.get(
    path,
    {
      schema: { summary: 'Whether a message comes when it is nearly their turn', params: Params, response },
      config: { who: 'all' },
    },
    async (request, reply) => {
      const found = await findTicket(request.params.key, tools)
      if (found === undefined) return sendProblem(reply, 404, 'no_such_ticket', { field: 'key' })
      return reply.header('cache-control', 'no-store').send(await viewOf(found, tools))
    },
  )

  api.put(
    path,
    {
      schema: {
        summary: 'Leave a phone number: a message comes once, when few are before',
        params: Params,
        body: Phone,
        response,
      },
      config,
    },
    async (request, reply) => {
      const found = await findTicket(request.params.key, tools)
      if (found === undefined) return sendProblem(reply, 404, 'no_such_ticket', { field: 'key' })
      if (!mayLeave(found, tools)) return sendProblem(reply, 409, 'not_allowed_now', { field: 'key' })
      const { hall, ticket } = found
      await savePhone(pool, hall.id, contactFor(vault, hall.id, ticket.id, request.body))
      return reply.header('cache-control', 'no-store').send(await viewOf(found, tools))
    },
  )

  api.delete(
    path,
    { schema: { summary: 'Take the number back: it is removed', params: Params, response }, config },
    async (request, reply) => {
      const found = await findTicket(request.params.key, tools)
      if (found === undefined) return sendProblem(reply, 404, 'no_such_ticket', { field: 'key' })
      if (tellsApart(found)) return sendProblem(reply, 409, 'not_allowed_now', { field: 'key' })
      await removePhone(pool, found.hall.id, found.ticket.id)
      return reply.header('cache-control', 'no-store').send(await viewOf(found, tools))
    },
  )
}

interface Found {
  hall: OpenHall
  ticket: Ticket
}

/** Shown only where a message would come: the hall sends SMS, tells people at all, and they still wait. */
function mayLeave(found: Found, { senders }: Tools): boolean {
  const { hall, ticket } = found
  const waits = ticket.state === 'waiting' || ticket.state === 'parked'
  // Who booked gave their number with the appointment.
  const own = ticket.appointment === null && !tellsApart(found)
  return senders.sms !== null && aheadOf(hall) > 0 && waits && own
}

/** By this number the hall knows that each person has one ticket: another in its place, and they could take one more. */
function tellsApart({ hall, ticket }: Found): boolean {
  return ticket.services.some((id) => hall.board.services.get(id)?.onePerPerson === true)
}

function aheadOf({ board }: OpenHall): number {
  return board.file.policy.messages?.nearAhead ?? NEAR_AHEAD
}

async function viewOf(found: Found, tools: Tools) {
  const { hall, ticket } = found
  const contact = await contactOf(tools.pool, hall.id, ticket.id)
  return { may: mayLeave(found, tools), ahead: aheadOf(hall), last: contact?.phoneLast ?? null }
}
