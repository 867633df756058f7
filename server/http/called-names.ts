// Who is called, in masked letters, for the lobby screens of a hall that wants them; nobody else is told.
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { Problem } from '../../core/protocol.ts'
import type { OpenHall } from '../halls.ts'
import { sendProblem } from './problem.ts'
import type { Api, Tools } from './tools.ts'

const SCREENS = ['lobby', 'zone']

export function calledNameRoutes(api: Api, tools: Tools): void {
  api.get(
    '/api/v1/halls/:hall/called-names',
    {
      schema: {
        summary:
          'Masked names of who is called or served now and gave one, by ticket; empty unless the hall shows names',
        params: Type.Object({ hall: Type.String({ maxLength: 64 }) }),
        response: {
          200: Type.Object({ names: Type.Record(Type.String(), Type.String()) }),
          403: Problem,
          404: Problem,
        },
      },
      // The hall's own lobby screens; in a hall for trying out, everybody's.
      config: { who: 'all', rateLimit: tools.limits.commands },
    },
    async (request, reply) => {
      const hall = tools.halls.get(request.params.hall)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      if (!mayRead(request, hall)) return sendProblem(reply, 403, 'forbidden')
      return reply.header('cache-control', 'no-store').send({ names: await tools.calledNames.of(hall) })
    },
  )
}

function mayRead({ device }: FastifyRequest, { id, board }: OpenHall): boolean {
  if (board.file.policy.devices === 'open') return true
  return device !== null && device.hall === id && SCREENS.includes(device.kind)
}
