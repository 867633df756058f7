// POST /api/v1/halls/{hall}/commands: everything that changes a hall comes in here and goes to the one door.
import type { FastifyRequest } from 'fastify'
import Type, { type Static } from 'typebox'
import { holderTicket, see, ticketView } from '../../core/audience.ts'
import { COMMAND_SCHEMAS, type Command } from '../../core/command.ts'
import { permits } from '../../core/decide.ts'
import type { HallId, TicketId } from '../../core/ids.ts'
import { normalCard } from '../../core/person.ts'
import { CommandAnswer, Problem } from '../../core/protocol.ts'
import type { OpenHall } from '../halls.ts'
import { ticketKey } from '../keys.ts'
import type { Given, Outcome, Press } from '../press.ts'
import type { Vault } from '../vault.ts'
import { sendProblem, sendRefusal } from './problem.ts'
import type { Api, Tools } from './tools.ts'
import { actorOf } from './who.ts'

/** Says what is wrong without saying the number again. */
const CARD_WRONG = 'the check digit does not fit: not the number of an identity card'

const Params = Type.Object({ hall: Type.String({ maxLength: 64 }) })
/** Told apart by `do`: a complaint then speaks of the command that was meant, and not of all the others. */
const Body = Type.Object(
  { do: Type.Enum([...COMMAND_SCHEMAS.keys()]) },
  { discriminator: { propertyName: 'do' }, oneOf: [...COMMAND_SCHEMAS.values()] },
)

export function commandRoutes(api: Api, tools: Tools): void {
  api.post(
    '/api/v1/halls/:hall/commands',
    {
      schema: {
        summary: 'Press: everything that changes a hall',
        params: Params,
        body: Body,
        response: { 200: CommandAnswer, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
      },
      // Whom each command is for stands in the core's tables.
      config: { who: 'all', rateLimit: tools.limits.commands },
    },
    async (request, reply) => {
      const hall = tools.halls.get(request.params.hall)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      const press = pressOf(request, request.params, hall, tools.vault)
      if (press.given?.card !== undefined && normalCard(press.given.card) === null)
        return sendProblem(reply, 400, 'malformed', { field: 'card', detail: CARD_WRONG })
      if (!permits(press.command.do, press.actor))
        return sendProblem(
          reply,
          request.account === null ? 401 : 403,
          request.account === null ? 'unauthorized' : 'forbidden',
        )
      const outcome = await tools.door.submit(press)
      if (outcome.ok) return reply.send(answerOf(outcome, press, request.body as Command, hall, tools.secret))
      // Whose key does not prove the ticket to be theirs is not told whether there is such a ticket.
      if (outcome.refusal.refused === 'forbidden' && request.account === null)
        return sendProblem(reply, 401, 'unauthorized', { field: outcome.refusal.field ?? 'do' })
      return sendRefusal(reply, outcome.refusal, hall.board.file.timeZone)
    },
  )
}

function pressOf(request: FastifyRequest, { hall: id }: Static<typeof Params>, hall: OpenHall, vault: Vault): Press {
  // The schema above has checked it.
  const pressed = request.body as Command
  const actor = actorOf(request, id)
  const bodyHash = vault.pressHash(`${actor.staff ?? actor.device ?? 'public'}\0${JSON.stringify(sorted(pressed))}`)
  let command = pressed
  if ('ticket' in command) {
    const own = hall.keys.get(command.ticket)
    // The key is a secret: from here on only the id goes, so that no event and no log ever holds it.
    if (own !== undefined) {
      command = { ...command, ticket: own }
      actor.holder = true
    }
  }
  const { command: told, given } = apart(command)
  return { hall: id, command: told, actor, bodyHash, given }
}

/** Takes what is personal out of a command: it goes to tables of its own, and the log never sees it. */
function apart(command: Command): { command: Command; given: Given } {
  if ('note' in command && command.note !== undefined) {
    const { note, ...told } = command
    return { command: told, given: { note } }
  }
  if (command.do !== 'take') return { command, given: {} }
  const { phone, card, ...told } = command
  const given = { ...(phone === undefined ? {} : { phone }), ...(card === undefined ? {} : { card }) }
  return { command: told, given }
}

/** Field order is no difference between two presses. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return fields.map(([name, one]) => [name, sorted(one)])
}

/** Staff see the events as staff do; a visitor sees their own ticket in full and nothing of others. */
function answerOf(
  outcome: Outcome & { ok: true },
  { actor }: Press,
  pressed: Command,
  hall: OpenHall,
  secret: Buffer,
): Static<typeof CommandAnswer> {
  const zone = hall.board.file.timeZone
  const ticket = outcome.events.at(-1)?.ticket
  const isTaken = outcome.events[0]?.type === 'taken'
  const isStaff = actor.role !== 'visitor' && actor.role !== 'kiosk'
  const own =
    ticket !== undefined && (isTaken || holds(pressed, ticket.id, hall.id, secret)) ? { id: ticket.id } : undefined
  const events = outcome.events.map((event) => see(event, isStaff ? 'staff' : 'visitor', zone, own))
  const answer: Static<typeof CommandAnswer> = {
    seq: outcome.events.at(-1)?.seq ?? 0,
    repeated: outcome.repeated,
    events,
  }
  if (ticket !== undefined) {
    if (isTaken) answer.ticket = { ...holderTicket(ticket, zone), key: ticketKey(secret, hall.id, ticket.id) }
    else if (isStaff) answer.ticket = ticketView(ticket, zone)
    else if (own !== undefined) answer.ticket = holderTicket(ticket, zone)
  }
  return outcome.extra === null ? answer : { ...answer, ...outcome.extra }
}

/** Proved by the key itself: a repeated press is answered alike when its ticket has long left the memory. */
function holds(pressed: Command, ticket: TicketId, hall: HallId, secret: Buffer): boolean {
  return 'ticket' in pressed && pressed.ticket === ticketKey(secret, hall, ticket)
}
