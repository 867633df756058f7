// Signing in and out, and the accounts of the people who work here.
import Type from 'typebox'
import { Problem, SessionView } from '../../core/protocol.ts'
import { hashPassword, SESSION_HOURS } from '../sessions.ts'
import { type Account, addStaff, listStaff, removeStaff } from '../store/people.ts'
import { sendProblem } from './problem.ts'
import type { Api, Tools } from './tools.ts'
import { COOKIE, STAFF } from './who.ts'

const User = Type.String({ pattern: '^[A-Za-z0-9._@-]{1,64}$' })
/** OWASP ASVS 5.0, 6.2.1: at least eight characters; long ones are welcome. */
const Password = Type.String({ minLength: 8, maxLength: 200 })
const SignIn = Type.Object(
  { user: Type.String({ minLength: 1, maxLength: 64 }), password: Type.String({ maxLength: 200 }) },
  { additionalProperties: false },
)
const STAFF_ROLES = ['clerk', 'host', 'manager', 'inspector'] as const
const NewStaff = Type.Object(
  {
    user: User,
    name: Type.String({ minLength: 1, maxLength: 200 }),
    role: Type.Enum(STAFF_ROLES),
    password: Password,
    hall: Type.Optional(Type.Union([Type.String({ maxLength: 64 }), Type.Null()])),
  },
  { additionalProperties: false },
)
const AccountView = Type.Object({
  user: Type.String(),
  name: Type.String(),
  role: Type.String(),
  hall: Type.Union([Type.String(), Type.Null()]),
})

export function sessionRoutes(api: Api, tools: Tools): void {
  api.post(
    '/api/v1/session',
    {
      schema: { summary: 'Sign in', body: SignIn, response: { 200: SessionView, 401: Problem } },
      config: { who: 'all', rateLimit: tools.limits.signIns },
    },
    async (request, reply) => {
      const { user, password } = request.body
      const session = await tools.sessions.signIn(user, password)
      if (session === null) return sendProblem(reply, 401, 'wrong_password')
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
      config: { who: STAFF },
    },
    async (request, reply) => {
      if (request.account === null) return sendProblem(reply, 401, 'unauthorized')
      return reply.header('cache-control', 'no-store').send(request.account)
    },
  )

  api.delete('/api/v1/session', { schema: { summary: 'Sign out' }, config: { who: 'all' } }, async (request, reply) => {
    if (request.token !== null) await tools.sessions.signOut(request.token)
    return reply.clearCookie(COOKIE, { path: '/' }).code(204).send()
  })
}

export function staffRoutes(api: Api, tools: Tools): void {
  api.get(
    '/api/v1/staff',
    {
      schema: {
        summary: 'Accounts',
        response: { 200: Type.Object({ staff: Type.Array(AccountView) }), 401: Problem, 403: Problem },
      },
      config: { who: ['manager'] },
    },
    async (request, reply) => {
      const own = request.account?.hall ?? null
      const staff = await listStaff(tools.pool)
      return reply.send({ staff: staff.filter((one) => own === null || one.hall === own) })
    },
  )

  api.post(
    '/api/v1/staff',
    {
      schema: {
        summary: 'Add an account',
        body: NewStaff,
        response: { 201: AccountView, 400: Problem, 401: Problem, 403: Problem, 409: Problem },
      },
      config: { who: ['manager'] },
    },
    async (request, reply) => {
      const { user, name, role, password } = request.body
      // The manager of one hall makes accounts of that hall only.
      const own = request.account?.hall ?? null
      const hall = request.body.hall ?? own
      if (own !== null && hall !== own) return sendProblem(reply, 403, 'forbidden', { field: 'hall' })
      if (hall !== null && tools.halls.get(hall) === undefined)
        return sendProblem(reply, 400, 'no_such_hall', { field: 'hall' })
      const account: Account = { user, name, role, hall }
      if (!(await addStaff(tools.pool, account, await hashPassword(password))))
        return sendProblem(reply, 409, 'user_exists', { field: 'user' })
      return reply.code(201).send(account)
    },
  )

  api.delete(
    '/api/v1/staff/:user',
    {
      schema: { summary: 'Remove an account and its sessions', params: Type.Object({ user: User }) },
      config: { who: ['manager'] },
    },
    async (request, reply) => {
      const { user } = request.params
      // Nobody locks the door behind themselves.
      if (user === request.account?.user) return sendProblem(reply, 409, 'own_account', { field: 'user' })
      const own = request.account?.hall ?? null
      const there = (await listStaff(tools.pool)).find((one) => one.user === user)
      if (there === undefined || (own !== null && there.hall !== own))
        return sendProblem(reply, 404, 'no_such_user', { field: 'user' })
      await removeStaff(tools.pool, user)
      tools.sessions.forget()
      return reply.code(204).send()
    },
  )
}
