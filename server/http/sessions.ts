// Who is signed in and from where: one's own sessions, and for a manager those of the hall's people. Each can be ended.
import Type from 'typebox'
import { Problem } from '../../core/protocol.ts'
import { iso } from '../../core/time.ts'
import { IDLE_MINUTES } from '../sessions.ts'
import {
  removeSessionOf,
  removeSessionOfHall,
  removeSessionsOf,
  type SessionRow,
  sessionsOf,
  sessionsOfHall,
} from '../store/sessions.ts'
import { sendProblem } from './problem.ts'
import type { Api, Tools } from './tools.ts'
import { STAFF, signedIn } from './who.ts'

const Session = Type.Object({
  id: Type.String(),
  user: Type.String(),
  since: Type.String(),
  seen: Type.String({ description: 'to the minute' }),
  until: Type.String(),
  address: Type.String(),
  browser: Type.String(),
  own: Type.Boolean({ description: 'the session that asks' }),
})
const Sessions = Type.Object({ sessions: Type.Array(Session) })
const UUID = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
const OfSession = Type.Object({ id: Type.String({ pattern: UUID }) })

export function sessionListRoutes(api: Api, tools: Tools): void {
  api.get(
    '/api/v1/sessions',
    {
      schema: { summary: 'One’s own sessions', response: { 200: Sessions, 401: Problem } },
      config: { who: STAFF },
    },
    async (request, reply) => {
      const { user, session } = signedIn(request)
      const rows = await sessionsOf(tools.pool, user, IDLE_MINUTES)
      return reply.header('cache-control', 'no-store').send({ sessions: rows.map((row) => viewOf(row, session)) })
    },
  )

  api.delete(
    '/api/v1/sessions',
    { schema: { summary: 'End all of one’s own sessions but this' }, config: { who: STAFF } },
    async (request, reply) => {
      const { user, session } = signedIn(request)
      await removeSessionsOf(tools.pool, user, session ?? null)
      tools.sessions.forget()
      return reply.code(204).send(null)
    },
  )

  api.delete(
    '/api/v1/sessions/:id',
    {
      schema: {
        summary: 'End one of one’s own sessions',
        params: OfSession,
        response: { 204: Type.Null(), 404: Problem },
      },
      config: { who: STAFF },
    },
    async (request, reply) => {
      if (!(await removeSessionOf(tools.pool, request.params.id, signedIn(request).user)))
        return sendProblem(reply, 404, 'no_such_session', { field: 'id' })
      tools.sessions.forget()
      return reply.code(204).send(null)
    },
  )

  managerRoutes(api, tools)
}

function managerRoutes(api: Api, tools: Tools): void {
  api.get(
    '/api/v1/staff/sessions',
    {
      schema: { summary: 'The sessions of the hall’s people', response: { 200: Sessions, 401: Problem, 403: Problem } },
      config: { who: ['manager'] },
    },
    async (request, reply) => {
      const { hall, session } = signedIn(request)
      const rows = await sessionsOfHall(tools.pool, hall, IDLE_MINUTES)
      return reply.header('cache-control', 'no-store').send({ sessions: rows.map((row) => viewOf(row, session)) })
    },
  )

  api.delete(
    '/api/v1/staff/sessions/:id',
    {
      schema: {
        summary: 'End a session of somebody of the hall',
        params: OfSession,
        response: { 204: Type.Null(), 404: Problem },
      },
      config: { who: ['manager'] },
    },
    async (request, reply) => {
      if (!(await removeSessionOfHall(tools.pool, request.params.id, signedIn(request).hall)))
        return sendProblem(reply, 404, 'no_such_session', { field: 'id' })
      tools.sessions.forget()
      return reply.code(204).send(null)
    },
  )
}

function viewOf({ id, user, createdAt, seenAt, expiresAt, address, browser }: SessionRow, own: string | undefined) {
  const [since, seen, until] = [createdAt, seenAt, expiresAt].map((at) => iso(at, 'UTC')) as [string, string, string]
  return { id, user, since, seen, until, address, browser, own: id === own }
}
