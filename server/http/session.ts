// Signing in and out, and one's own password.
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { Mail } from '../../core/booking-inputs.ts'
import { Problem } from '../../core/protocol.ts'
import { SessionView } from '../../core/protocol-session.ts'
import { hashPassword, PASSWORD_LEAST, PASSWORD_MOST, passwordFault } from '../passwords.ts'
import { type Proof, SESSION_HOURS } from '../sessions.ts'
import { removeSessionsOf } from '../store/sessions.ts'
import { mailOf, setMail, setPassword } from '../store/staff.ts'
import { browserOf } from './browser.ts'
import { sendProblem } from './problem.ts'
import type { Api, Tools } from './tools.ts'
import { COOKIE, STAFF, signedIn } from './who.ts'

export const Password = Type.String({ minLength: PASSWORD_LEAST, maxLength: PASSWORD_MOST })
/** As it is tried: whatever it is, it is right or wrong. */
export const TriedPassword = Type.String({ maxLength: PASSWORD_MOST })
export const TriedCode = Type.String({ minLength: 6, maxLength: 40 })

const SignIn = Type.Object(
  {
    user: Type.String({ minLength: 1, maxLength: 64 }),
    password: TriedPassword,
    code: Type.Optional(TriedCode),
  },
  { additionalProperties: false },
)
const OwnMail = Type.Object({ mail: Type.Union([Mail, Type.Null()]) }, { additionalProperties: false })
const NewPassword = Type.Object({ old: TriedPassword, new: Password }, { additionalProperties: false })

export function sessionRoutes(api: Api, tools: Tools): void {
  api.post(
    '/api/v1/session',
    {
      schema: { summary: 'Sign in', body: SignIn, response: { 200: SessionView, 401: Problem, 429: Problem } },
      config: { who: 'all' },
    },
    async (request, reply) => {
      const { user, password, code } = request.body
      const from = { address: request.ip, browser: browserOf(request.headers['user-agent']) }
      const session = await tools.sessions.signIn(user, password, code, from)
      if (!session.ok) return refuseProof(reply, session)
      const secure = request.protocol === 'https'
      reply.setCookie(COOKIE, session.token, {
        httpOnly: true,
        sameSite: 'strict',
        secure,
        path: '/',
        maxAge: SESSION_HOURS * 3600,
      })
      return reply.header('cache-control', 'no-store').send({ ...session.account, token: session.token })
    },
  )

  api.get(
    '/api/v1/session',
    {
      schema: { summary: 'Who is signed in', response: { 200: SessionView, 401: Problem } },
      config: { who: STAFF, evenBeforeChange: true },
    },
    async (request, reply) => reply.header('cache-control', 'no-store').send(signedIn(request)),
  )

  api.delete(
    '/api/v1/session',
    { schema: { summary: 'Sign out' }, config: { who: 'all', evenBeforeChange: true } },
    async (request, reply) => {
      if (request.token !== null) await tools.sessions.signOut(request.token)
      return reply.clearCookie(COOKIE, { path: '/' }).code(204).send(null)
    },
  )

  api.put(
    '/api/v1/session/password',
    {
      schema: {
        summary: 'Change one’s own password; all other sessions end',
        body: NewPassword,
        response: { 204: Type.Null(), 400: Problem, 401: Problem, 403: Problem, 429: Problem },
      },
      config: { who: STAFF, evenBeforeChange: true },
    },
    async (request, reply) => {
      const { user, session } = signedIn(request)
      const { old, new: chosen } = request.body
      // The code was asked for at sign-in; here the old password shows that it is still the same person.
      const proof = await tools.sessions.prove(user, old, undefined, request.ip)
      if (!proof.ok && proof.refused !== 'code_needed') return refuseProof(reply, proof, 'old')
      const fault = chosen === old ? 'password_same' : passwordFault(chosen, user)
      if (fault !== null) return sendProblem(reply, 400, fault, { field: 'new' })
      await setPassword(tools.pool, user, await hashPassword(chosen), false)
      await removeSessionsOf(tools.pool, user, session ?? null)
      tools.sessions.forget()
      return reply.code(204).send(null)
    },
  )
  mailRoutes(api, tools)
}

function mailRoutes(api: Api, tools: Tools): void {
  api.get(
    '/api/v1/session/mail',
    {
      schema: { summary: 'Where one is told what concerns one’s work', response: { 200: OwnMail, 401: Problem } },
      config: { who: STAFF },
    },
    async (request, reply) =>
      reply.header('cache-control', 'no-store').send({ mail: await mailOf(tools.pool, signedIn(request).user) }),
  )

  api.put(
    '/api/v1/session/mail',
    {
      schema: {
        summary: 'Change where one is told; null: nowhere',
        body: OwnMail,
        response: { 204: Type.Null(), 400: Problem, 401: Problem },
      },
      config: { who: STAFF },
    },
    async (request, reply) => {
      await setMail(tools.pool, signedIn(request).user, request.body.mail)
      return reply.code(204).send(null)
    },
  )
}

/** Of somebody who is signed in a wrong password is no reason to ask them to sign in again: 403, and the field. */
export function refuseProof(reply: FastifyReply, { refused, waitSeconds }: Proof & { ok: false }, field?: string) {
  if (refused === 'too_many')
    return sendProblem(reply.header('retry-after', waitSeconds), 429, refused, { retryAfterSeconds: waitSeconds })
  return sendProblem(reply, field === undefined ? 401 : 403, refused, field === undefined ? {} : { field })
}

/** Who asks again for what only they may do: the password, and the code where codes are on. */
export async function proveAgain(
  tools: Tools,
  request: FastifyRequest,
  reply: FastifyReply,
  given: { password: string; code?: string },
) {
  const proof = await tools.sessions.prove(signedIn(request).user, given.password, given.code, request.ip)
  if (proof.ok) return proof.account
  refuseProof(reply, proof, proof.refused === 'wrong_password' ? 'password' : 'code')
  return null
}
