// Who is called, in masked letters, for the lobby screens of a hall that wants them; nobody else is told.
import Type from 'typebox'
import { LOBBY_KINDS } from '../../core/deviceKinds.ts'
import { Problem } from '../../core/protocol.ts'
import { hallOfDevice } from './hall-of-device.ts'
import type { Api, Tools } from './tools.ts'

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
      const hall = hallOfDevice(request, reply, tools, LOBBY_KINDS)
      if (hall === null) return reply
      return reply.header('cache-control', 'no-store').send({ names: await tools.calledNames.of(hall) })
    },
  )
}
