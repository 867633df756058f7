// What people gave with their ticket: masked for those who work with it, in full for a reason, gone when it is asked for.
import Type from 'typebox'
import { looksPersonal, masked, normalCard, normalPhone } from '../../core/person.ts'
import { Problem } from '../../core/protocol.ts'
import { iso } from '../../core/time.ts'
import { orNull } from '../../core/wire.ts'
import { forget, recordData } from '../forget.ts'
import type { OpenHall } from '../halls.ts'
import { letGo, overview } from '../retention.ts'
import { madeBy } from '../store/bookers.ts'
import { contactOf, hasTicket, notesOf, ticketsOf } from '../store/personal.ts'
import { sendProblem } from './problem.ts'
import { findTicket } from './tickets.ts'
import type { Api, Tools } from './tools.ts'
import { actorOf } from './who.ts'

const Hall = Type.String({ maxLength: 64 })
const TicketId = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}-[A-Z]{1,2}\\d{3,6}$' })
const OfHall = Type.Object({ hall: Hall })
const OfTicket = Type.Object({ hall: Hall, ticket: TicketId })
const exact = { additionalProperties: false }
const PROBLEMS = { 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem }

const Counts = { contacts: Type.Integer(), notes: Type.Integer(), bookings: Type.Integer() }
const Gone = Type.Object({ tickets: Type.Integer(), ...Counts })
const Kept = Type.Object({
  type: Type.String(),
  days: Type.Integer(),
  before: Type.String({ description: 'what belongs to tickets of days before this one goes' }),
  count: Type.Integer(),
})
const Who = Type.Object(
  {
    phone: Type.Optional(Type.String({ pattern: '^\\+?[0-9 -]{5,20}$' })),
    card: Type.Optional(Type.String({ pattern: '^[0-9]{17}[0-9Xx]$' })),
    ticket: Type.Optional(TicketId),
  },
  { ...exact, minProperties: 1 },
)

export function personalRoutes(api: Api, tools: Tools): void {
  readingRoutes(api, tools)
  forgettingRoutes(api, tools)
  retentionRoutes(api, tools)
}

function readingRoutes(api: Api, tools: Tools): void {
  api.get(
    '/api/v1/halls/:hall/tickets/:ticket/data',
    {
      schema: {
        summary: 'What is kept of the person: masked numbers, and the notes of those who work here',
        params: OfTicket,
        response: {
          200: Type.Object({
            ticket: Type.String(),
            phone: orNull(Type.String()),
            card: orNull(Type.String()),
            notes: Type.Array(Type.Object({ text: Type.String(), by: orNull(Type.String()), at: Type.String() })),
          }),
          ...PROBLEMS,
        },
      },
      config: { who: ['clerk', 'host', 'manager'] },
    },
    async (request, reply) => {
      const { hall: id, ticket } = request.params
      const hall = await hallWith(tools, id, ticket)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_ticket', { field: 'ticket' })
      const [contact, notes] = await Promise.all([contactOf(tools.pool, id, ticket), notesOf(tools.pool, id, ticket)])
      return reply.header('cache-control', 'no-store').send({
        ticket,
        phone: contact?.phoneLast == null ? null : masked(contact.phoneLast),
        card: contact?.cardLast == null ? null : masked(contact.cardLast),
        notes: notes.map(({ text, staff, at }) => ({
          text: tools.vault.open(text, { hall: id, ticket, field: 'note' }),
          by: staff,
          at: iso(at, hall.board.file.timeZone),
        })),
      })
    },
  )

  api.post(
    '/api/v1/halls/:hall/tickets/:ticket/contact',
    {
      schema: {
        summary: 'The phone number in full, for a reason that stays in the log of the hall',
        params: OfTicket,
        body: Type.Object({ reason: Type.String({ minLength: 1, maxLength: 200 }) }, exact),
        response: { 200: Type.Object({ ticket: Type.String(), phone: orNull(Type.String()) }), ...PROBLEMS },
      },
      config: { who: ['host', 'manager'] },
    },
    async (request, reply) => {
      const { hall: id, ticket } = request.params
      const { reason } = request.body
      if (looksPersonal(reason)) return sendProblem(reply, 409, 'personal_data', { field: 'reason' })
      const hall = await hallWith(tools, id, ticket)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_ticket', { field: 'ticket' })
      const contact = await contactOf(tools.pool, id, ticket)
      // First the line in the log, then the number: nobody reads what is not on record.
      await recordData(tools, hall, actorOf(request, id), { id: ticket, before: null, after: { read: true, reason } })
      const phone =
        contact?.phone == null ? null : tools.vault.open(contact.phone, { hall: id, ticket, field: 'phone' })
      return reply.header('cache-control', 'no-store').send({ ticket, phone })
    },
  )
}

function forgettingRoutes(api: Api, tools: Tools): void {
  api.post(
    '/api/v1/halls/:hall/people/forget',
    {
      schema: {
        summary: 'Forget a person: by phone or card number everything they ever gave here, by ticket what came with it',
        params: OfHall,
        body: Who,
        response: { 200: Gone, ...PROBLEMS },
      },
      config: { who: ['manager'] },
    },
    async (request, reply) => {
      const hall = tools.halls.get(request.params.hall)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      const { phone, card, ticket } = request.body
      const persons: Buffer[] = []
      if (phone !== undefined) persons.push(tools.vault.personOf('phone', normalPhone(phone)))
      if (card !== undefined) {
        const normal = normalCard(card)
        if (normal === null) return sendProblem(reply, 400, 'malformed', { field: 'card', detail: 'check digit' })
        persons.push(tools.vault.personOf('card', normal))
      }
      const found = persons.length === 0 ? [] : await ticketsOf(tools.pool, hall.id, persons)
      // A phone may be a family's; a card is one person's, and leads to visits for which another phone was given.
      const cards = found.flatMap((one) => one.cardPerson ?? [])
      const further = cards.length === 0 ? [] : await ticketsOf(tools.pool, hall.id, cards)
      const booked = persons.length === 0 ? [] : await madeBy(tools.pool, hall.id, [...persons, ...cards])
      const tickets = new Set([...[...found, ...further].map((one) => one.ticket), ...booked])
      if (ticket !== undefined) tickets.add(ticket)
      const actor = actorOf(request, hall.id)
      return reply.send(await forget(tools, hall, actor, [...tickets]))
    },
  )

  api.delete(
    '/api/v1/tickets/:key/data',
    {
      schema: {
        summary: 'Forget what the holder of this ticket gave with it',
        params: Type.Object({ key: Type.String({ maxLength: 64 }) }),
        response: { 200: Gone, ...PROBLEMS },
      },
      config: { who: 'all' },
    },
    async (request, reply) => {
      const found = await findTicket(request.params.key, tools)
      if (found === undefined) return sendProblem(reply, 404, 'no_such_ticket', { field: 'key' })
      const actor = { role: 'visitor', staff: null, holder: true } as const
      // Who checked in gave their number with the appointment.
      const { id, appointment } = found.ticket
      const about = appointment === null ? [id] : [id, appointment]
      return reply.send(await forget(tools, found.hall, actor, about))
    },
  )
}

function retentionRoutes(api: Api, tools: Tools): void {
  const Answer = { 200: Type.Object({ kept: Type.Array(Kept) }), ...PROBLEMS }
  api.get(
    '/api/v1/halls/:hall/retention',
    {
      schema: { summary: 'How long what is kept, and what would go now', params: OfHall, response: Answer },
      config: { who: ['manager', 'inspector'] },
    },
    async (request, reply) => {
      const hall = tools.halls.get(request.params.hall)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      return reply.send({ kept: await overview(tools.pool, hall, tools.clock.now()) })
    },
  )
  api.post(
    '/api/v1/halls/:hall/retention',
    {
      schema: { summary: 'Let go now of what is due', params: OfHall, response: Answer },
      config: { who: ['manager'] },
    },
    async (request, reply) => {
      const hall = tools.halls.get(request.params.hall)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      return reply.send({ kept: await letGo(tools, hall, tools.clock.now()) })
    },
  )
}

/** The hall, if it ever gave this ticket. */
async function hallWith({ halls, pool }: Tools, id: string, ticket: string): Promise<OpenHall | undefined> {
  const hall = halls.get(id)
  if (hall === undefined) return undefined
  return hall.board.tickets.has(ticket) || (await hasTicket(pool, id, ticket)) ? hall : undefined
}
