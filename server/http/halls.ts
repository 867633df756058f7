// Reading halls: which there are, what each is and gives, its board, its events with their hashes.
import Type from 'typebox'
import { see, view } from '../../core/audience.ts'
import { HallView, Problem } from '../../core/protocol.ts'
import { AUDIENCES, BoardView, EventView } from '../../core/protocol-board.ts'
import { mayWatch } from '../broadcast.ts'
import { CHAIN_START } from '../chain.ts'
import { recordsAfter } from '../store/events.ts'
import { hallView } from './hall-view.ts'
import { sendProblem } from './problem.ts'
import type { Api, Tools } from './tools.ts'

const Params = Type.Object({ hall: Type.String({ maxLength: 64 }) })
const PAGE = 1_000

const StoredEvent = Type.Intersect([
  EventView,
  Type.Object({
    hash: Type.String({ description: 'hex; sha256 of the hash before and of `record`' }),
    record: Type.Optional(Type.String({ description: 'the stored letters that the hash covers; with ?records=true' })),
  }),
])

export function hallRoutes(api: Api, tools: Tools): void {
  api.get(
    '/api/v1/halls',
    {
      schema: {
        summary: 'The halls',
        response: {
          200: Type.Object({
            halls: Type.Array(Type.Object({ id: Type.String(), name: Type.Record(Type.String(), Type.String()) })),
          }),
        },
      },
      config: { who: 'all' },
    },
    async () => ({ halls: tools.halls.list().map(({ id, board }) => ({ id, name: board.file.name })) }),
  )

  api.get(
    '/api/v1/halls/:hall',
    {
      schema: { summary: 'What a hall is and gives', params: Params, response: { 200: HallView, 404: Problem } },
      config: { who: 'all' },
    },
    async (request, reply) => {
      const hall = tools.halls.get(request.params.hall)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      return reply.send(hallView(hall.board, tools.times, tools.clock.now()))
    },
  )

  api.get(
    '/api/v1/halls/:hall/board',
    {
      schema: {
        summary: 'The board as a screen holds it',
        params: Params,
        querystring: Type.Object({
          audience: Type.Enum(AUDIENCES, { default: 'lobby' }),
          key: Type.Optional(Type.String({ maxLength: 64 })),
        }),
        response: { 200: BoardView, 403: Problem, 404: Problem },
      },
      // Who may see which audience's is asked below.
      config: { who: 'all' },
    },
    async (request, reply) => {
      const hall = tools.halls.get(request.params.hall)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      const { audience, key } = request.query
      const own = key === undefined ? undefined : hall.keys.get(key)
      if (audience === 'visitor' && own === undefined)
        return sendProblem(reply, 404, 'no_such_ticket', { field: 'key' })
      if (audience === 'staff' && request.account === null) return sendProblem(reply, 401, 'unauthorized')
      if (audience === 'staff' && request.account !== null && !mayWatch(request.account, hall.id))
        return sendProblem(reply, 403, 'forbidden', { field: 'audience' })
      return reply.send(view(hall.board, audience, own))
    },
  )

  api.get(
    '/api/v1/halls/:hall/events',
    {
      schema: {
        summary: 'Events after a number, in order, at most 1,000, with their hashes',
        params: Params,
        querystring: Type.Object({
          after: Type.String({ pattern: '^\\d{1,15}$', default: '0' }),
          records: Type.Optional(Type.Enum(['true', 'false'])),
        }),
        response: {
          200: Type.Object({ chainStart: Type.String(), events: Type.Array(StoredEvent) }),
          401: Problem,
          403: Problem,
          404: Problem,
        },
      },
      config: { who: ['inspector', 'manager'] },
    },
    async (request, reply) => {
      const hall = tools.halls.get(request.params.hall)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      const records = await recordsAfter(tools.pool, hall.id, Number(request.query.after), PAGE)
      const zone = hall.board.file.timeZone
      const events = records.map(({ event, hash, body }) => ({
        ...see(event, 'staff', zone),
        hash: hash.toString('hex'),
        ...(request.query.records === 'true' ? { record: body } : {}),
      }))
      return reply.send({ chainStart: CHAIN_START.toString('hex'), events })
    },
  )
}
