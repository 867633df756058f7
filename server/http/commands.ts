// POST /api/v1/halls/{hall}/commands: everything that changes a hall comes in here and goes to the one door.
import Type from 'typebox'
import { COMMAND_SCHEMAS, type Command } from '../../core/command.ts'
import { permits } from '../../core/decide.ts'
import { normalCard } from '../../core/person.ts'
import { CommandAnswer, Problem } from '../../core/protocol.ts'
import { answerOf } from './answer.ts'
import { pressOf } from './pressing.ts'
import { sendProblem, sendRefusal } from './problem.ts'
import type { Api, Tools } from './tools.ts'

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
      const press = pressOf(request, request.params.hall, hall, tools)
      if (press.given?.card !== undefined && normalCard(press.given.card) === null)
        return sendProblem(reply, 400, 'malformed', { field: 'card', detail: CARD_WRONG })
      if (!permits(press.command.do, press.actor))
        return sendProblem(
          reply,
          request.account === null ? 401 : 403,
          request.account === null ? 'unauthorized' : 'forbidden',
        )
      const outcome = await tools.door.submit(press)
      const means = { secret: tools.secret, origin: tools.publicUrl ?? `${request.protocol}://${request.host}` }
      if (outcome.ok) return reply.send(answerOf(outcome, press, request.body as Command, hall, means))
      // Whose key does not prove the ticket to be theirs is not told whether there is such a ticket.
      if (outcome.refusal.refused === 'forbidden' && request.account === null)
        return sendProblem(reply, 401, 'unauthorized', { field: outcome.refusal.field ?? 'do' })
      return sendRefusal(reply, outcome.refusal, hall.board.file.timeZone)
    },
  )
}
