// How messages go out: what is set up, how many, and each that is in trouble. No addresses, and no texts.
import Type from 'typebox'
import { CHANNELS, MESSAGE_NAMES } from '../../core/message-texts.ts'
import { Problem } from '../../core/protocol.ts'
import { iso } from '../../core/time.ts'
import { asOfOneMoment } from '../db.ts'
import { countMessages, type Listed, listMessages, retryAll } from '../store/messages.ts'
import { sendProblem } from './problem.ts'
import type { Api, Tools } from './tools.ts'

const SHOWN = 100
const Time = Type.Union([Type.String(), Type.Null()])
const OfHall = Type.Object({ hall: Type.String({ maxLength: 64 }) })
const Shown = Type.Object({
  kind: Type.Enum(MESSAGE_NAMES),
  channel: Type.Enum([...CHANNELS]),
  about: Type.String(),
  state: Type.Enum(['queued', 'sent', 'failed', 'dropped']),
  attempts: Type.Integer(),
  error: Type.Union([Type.String(), Type.Null()]),
  nextAt: Time,
  sentAt: Time,
})
const Messages = Type.Object({
  channels: Type.Object({ mail: Type.Boolean(), sms: Type.Boolean() }),
  /** `late`: of those queued, tried in vain; `sent`: within seven days. */
  counts: Type.Object({
    queued: Type.Integer(),
    late: Type.Integer(),
    sent: Type.Integer(),
    failed: Type.Integer(),
  }),
  messages: Type.Array(Shown),
})

export function messageRoutes(api: Api, tools: Tools): void {
  const { pool, senders, halls } = tools
  api.get(
    '/api/v1/halls/:hall/messages',
    {
      schema: {
        summary: 'Messages by mail and SMS: those in trouble first, then the latest; without addresses and texts',
        params: OfHall,
        response: { 200: Messages, 401: Problem, 403: Problem, 404: Problem },
      },
      config: { who: ['host', 'manager', 'operator'] },
    },
    async (request, reply) => {
      const hall = halls.get(request.params.hall)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      const [counts, listed] = await asOfOneMoment(pool, (db) =>
        Promise.all([countMessages(db, hall.id), listMessages(db, hall.id, SHOWN)]),
      )
      const zone = hall.board.file.timeZone
      const channels = { mail: senders.mail !== null, sms: senders.sms !== null }
      return reply.send({ channels, counts, messages: listed.map((one) => shown(one, zone)) })
    },
  )

  api.post(
    '/api/v1/halls/:hall/messages/retry',
    {
      schema: {
        summary: 'Try all that failed once more, now',
        params: OfHall,
        response: { 200: Type.Object({ retried: Type.Integer() }), 401: Problem, 403: Problem, 404: Problem },
      },
      config: { who: ['manager', 'operator'] },
    },
    async (request, reply) => {
      const hall = halls.get(request.params.hall)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      return reply.send({ retried: await retryAll(pool, hall.id) })
    },
  )
}

function shown({ kind, channel, about, state, attempts, error, nextAt, sentAt }: Listed, zone: string) {
  return {
    ...{ kind, channel, about, state, attempts, error },
    nextAt: state === 'queued' ? iso(nextAt, zone) : null,
    sentAt: sentAt === null ? null : iso(sentAt, zone),
  }
}
