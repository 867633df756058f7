// The accounts of the people who work here: managers add, change, disable, reset and remove them.
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { Mail } from '../../core/booking-inputs.ts'
import { Problem } from '../../core/protocol.ts'
import type { AccountAnswer, Asked } from '../accounts.ts'
import { passwordFault } from '../passwords.ts'
import { type ManagedAccount, namesOfStaff } from '../store/staff.ts'
import { sendProblem } from './problem.ts'
import { Password } from './session.ts'
import type { Api, Tools } from './tools.ts'
import { STAFF, signedIn } from './who.ts'

const User = Type.String({ pattern: '^[A-Za-z0-9._@-]{1,64}$' })
const Name = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })
const HallOrAll = Type.Union([Type.String({ maxLength: 64 }), Type.Null()])
const MailOrNone = Type.Union([Mail, Type.Null()])
const NewStaff = Type.Object(
  {
    user: User,
    name: Name,
    role: Type.Enum(STAFF),
    password: Type.Optional(Password),
    hall: Type.Optional(HallOrAll),
    mail: Type.Optional(MailOrNone),
  },
  { additionalProperties: false },
)
const Edit = Type.Object(
  {
    name: Type.Optional(Name),
    role: Type.Optional(Type.Enum(STAFF)),
    hall: Type.Optional(HallOrAll),
    active: Type.Optional(Type.Boolean()),
    mail: Type.Optional(MailOrNone),
  },
  { additionalProperties: false, minProperties: 1 },
)
const AccountView = Type.Object({
  user: Type.String(),
  name: Type.String(),
  role: Type.String(),
  hall: Type.Union([Type.String(), Type.Null()]),
})
const ManagedView = Type.Object({
  ...AccountView.properties,
  active: Type.Boolean(),
  mail: Type.Union([Type.String(), Type.Null()], { description: 'where they are told of sessions they work in' }),
  version: Type.Integer(),
  mustChange: Type.Boolean({ description: 'the password was made up and has not been changed yet' }),
  hasCode: Type.Boolean({ description: 'a code from the phone is asked for at sign-in' }),
})
const OneTime = Type.Object({ password: Type.String({ description: 'shown this once; to be changed at sign-in' }) })
const OfUser = Type.Object({ user: User })
const IfMatch = Type.Object({ 'if-match': Type.Optional(Type.String({ pattern: '^(\\*|"\\d{1,9}")$' })) })
const NOS = { 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 412: Problem }
const STATUS = { no_such_user: 404, account_changed: 412, forbidden: 403 } as Record<string, number>
const MANAGERS = { who: ['manager'] } as const

export function staffRoutes(api: Api, tools: Tools): void {
  listRoutes(api, tools)
  api.post(
    '/api/v1/staff',
    {
      schema: {
        summary: 'Add an account; without a password one is made up, which has to be changed at the first sign-in',
        body: NewStaff,
        response: {
          201: Type.Object({ ...AccountView.properties, password: Type.Optional(Type.String()) }),
          ...NOS,
        },
      },
      config: MANAGERS,
    },
    async (request, reply) => {
      const { user, name, role, password, mail = null } = request.body
      const by = signedIn(request)
      const hall = request.body.hall ?? by.hall
      if (!hallIsTheirs(request, reply, tools, hall)) return reply
      const fault = password === undefined ? null : passwordFault(password, user)
      if (fault !== null) return sendProblem(reply, 400, fault, { field: 'password' })
      const answer = await tools.accounts.add(by, { user, name, role, hall, mail }, password)
      if (!answer.ok) return refuse(reply, answer)
      reply.code(201).header('cache-control', 'no-store')
      return reply.send({ user, name, role, hall, ...(answer.value === null ? {} : { password: answer.value }) })
    },
  )

  api.patch(
    '/api/v1/staff/:user',
    {
      schema: {
        summary: 'Change an account; disabled, its sessions end',
        params: OfUser,
        headers: IfMatch,
        body: Edit,
        response: { 200: ManagedView, ...NOS },
      },
      config: MANAGERS,
    },
    async (request, reply) => {
      const { hall } = request.body
      if (hall !== undefined && !hallIsTheirs(request, reply, tools, hall)) return reply
      const answer = await tools.accounts.edit(askedOf(request), request.body)
      if (!answer.ok) return refuse(reply, answer)
      tools.sessions.forget()
      return reply.header('etag', `"${answer.value.version}"`).send(managedView(answer.value))
    },
  )
  endRoutes(api, tools)
}

function listRoutes(api: Api, tools: Tools): void {
  api.get(
    '/api/v1/staff',
    {
      schema: {
        summary: 'Accounts',
        response: { 200: Type.Object({ staff: Type.Array(ManagedView) }), 401: Problem, 403: Problem },
      },
      config: MANAGERS,
    },
    async (request, reply) => {
      const staff = await tools.accounts.list(signedIn(request).hall)
      return reply.send({ staff: staff.map(managedView) })
    },
  )

  api.get(
    '/api/v1/halls/:hall/staff/names',
    {
      schema: {
        summary: 'Who is who: names by user, for the people of the hall',
        params: Type.Object({ hall: Type.String({ maxLength: 64 }) }),
        response: {
          200: Type.Object({ names: Type.Record(Type.String(), Type.String()) }),
          401: Problem,
          403: Problem,
        },
      },
      config: { who: ['clerk', 'host', 'manager', 'inspector'] },
    },
    async (request, reply) =>
      reply.header('cache-control', 'no-store').send({ names: await namesOfStaff(tools.pool, request.params.hall) }),
  )
}

function endRoutes(api: Api, tools: Tools): void {
  const ends = [
    ['', 'Remove an account and its sessions', tools.accounts.remove],
    ['/code', 'Switch somebody’s codes off, whose phone is gone; their sessions end', tools.accounts.resetCode],
    ['/sessions', 'End all of somebody’s sessions', tools.accounts.endSessions],
  ] as const
  for (const [rest, summary, end] of ends)
    api.delete(
      `/api/v1/staff/:user${rest}`,
      {
        schema: { summary, params: OfUser, headers: IfMatch, response: { 204: Type.Null(), ...NOS } },
        config: MANAGERS,
      },
      async (request, reply) => {
        const answer = await end(askedOf(request))
        if (!answer.ok) return refuse(reply, answer)
        tools.sessions.forget()
        return reply.code(204).send(null)
      },
    )
  api.post(
    '/api/v1/staff/:user/password',
    {
      schema: {
        summary: 'A new password, made up, to be changed at the next sign-in; their sessions end',
        params: OfUser,
        headers: IfMatch,
        response: { 200: OneTime, ...NOS },
      },
      config: MANAGERS,
    },
    async (request, reply) => {
      const answer = await tools.accounts.resetPassword(askedOf(request))
      if (!answer.ok) return refuse(reply, answer)
      tools.sessions.forget()
      return reply.header('cache-control', 'no-store').send({ password: answer.value })
    },
  )
}

function askedOf(request: FastifyRequest): Asked {
  const { user } = request.params as { user: string }
  const match = request.headers['if-match']
  const version = match === undefined || match === '*' ? null : Number(match.slice(1, -1))
  return { by: signedIn(request), user, version }
}

/** The manager of one hall makes accounts of that hall only. */
function hallIsTheirs(request: FastifyRequest, reply: FastifyReply, tools: Tools, hall: string | null): boolean {
  const own = signedIn(request).hall
  if (own !== null && hall !== own) sendProblem(reply, 403, 'forbidden', { field: 'hall' })
  else if (hall !== null && tools.halls.get(hall) === undefined)
    sendProblem(reply, 400, 'no_such_hall', { field: 'hall' })
  else return true
  return false
}

function refuse(reply: FastifyReply, { refused, field }: AccountAnswer<unknown> & { ok: false }): FastifyReply {
  return sendProblem(reply, STATUS[refused] ?? 409, refused, { field })
}

function managedView({ mustChange, hasCode, session: _, ...account }: ManagedAccount) {
  return { ...account, mustChange: mustChange ?? false, hasCode: hasCode ?? false }
}
