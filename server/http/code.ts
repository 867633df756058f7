// Codes from a phone at sign-in: switched on by showing one, off by password and code, and by a manager for others.
import Type from 'typebox'
import { Problem } from '../../core/protocol.ts'
import { countRecoveryCodes, turnCodeOff } from '../store/codes.ts'
import { credentialsOf } from '../store/staff.ts'
import { sendProblem } from './problem.ts'
import { proveAgain, TriedCode, TriedPassword } from './session.ts'
import type { Api, Tools } from './tools.ts'
import { STAFF, signedIn } from './who.ts'

const PATH = '/api/v1/session/code'

export function codeRoutes(api: Api, tools: Tools): void {
  api.get(
    PATH,
    {
      schema: {
        summary: 'Are codes on, and how many recovery codes are left',
        response: { 200: Type.Object({ on: Type.Boolean(), recoveryCodes: Type.Integer() }), 401: Problem },
      },
      config: { who: STAFF },
    },
    async (request, reply) => {
      const { user, hasCode = false } = signedIn(request)
      return reply.send({ on: hasCode, recoveryCodes: await countRecoveryCodes(tools.pool, user) })
    },
  )

  api.post(
    PATH,
    {
      schema: {
        summary: 'A new secret for the phone; it counts once a code of it was shown',
        body: Type.Object({ password: TriedPassword }, { additionalProperties: false }),
        response: {
          200: Type.Object({ secret: Type.String(), uri: Type.String(), qr: Type.String() }),
          403: Problem,
          409: Problem,
          429: Problem,
        },
      },
      config: { who: STAFF },
    },
    async (request, reply) => {
      const account = signedIn(request)
      if (account.hasCode) return sendProblem(reply, 409, 'code_is_on')
      if ((await proveAgain(tools, request, reply, request.body)) === null) return reply
      const enrolment = await tools.codes.enrol(account.user)
      if (enrolment === null) return sendProblem(reply, 409, 'code_is_on')
      return reply.header('cache-control', 'no-store').send(enrolment)
    },
  )

  api.put(
    PATH,
    {
      schema: {
        summary: 'Switch codes on by showing one; the recovery codes are given this once',
        body: Type.Object({ code: TriedCode }, { additionalProperties: false }),
        response: { 200: Type.Object({ recoveryCodes: Type.Array(Type.String()) }), 403: Problem, 409: Problem },
      },
      config: { who: STAFF },
    },
    async (request, reply) => {
      const { user } = signedIn(request)
      const found = await credentialsOf(tools.pool, user)
      if (found?.hasCode) return sendProblem(reply, 409, 'code_is_on')
      if (!found?.codeSecret) return sendProblem(reply, 409, 'code_not_begun')
      const recoveryCodes = await tools.codes.confirm(user, found.codeSecret, request.body.code)
      if (recoveryCodes === null) return sendProblem(reply, 403, 'wrong_code', { field: 'code' })
      tools.sessions.forget()
      return reply.header('cache-control', 'no-store').send({ recoveryCodes })
    },
  )

  api.post(
    `${PATH}/off`,
    {
      schema: {
        summary: 'Switch codes off',
        body: Type.Object({ password: TriedPassword, code: TriedCode }, { additionalProperties: false }),
        response: { 204: Type.Null(), 403: Problem, 429: Problem },
      },
      config: { who: STAFF },
    },
    async (request, reply) => {
      const account = await proveAgain(tools, request, reply, request.body)
      if (account === null) return reply
      await turnCodeOff(tools.pool, account.user)
      tools.sessions.forget()
      return reply.code(204).send(null)
    },
  )
}
