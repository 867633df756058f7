// Campaigns: a list of people is read in, invited in batches, and followed: booked, came, missed.

import { stringify } from 'csv-stringify/sync'
import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import type { Opening } from '../../core/hall.ts'
import { ID_PATTERN } from '../../core/ids.ts'
import { Problem } from '../../core/protocol.ts'
import { iso } from '../../core/time.ts'
import { invitationKey } from '../booking-codes.ts'
import { addPeople, readList } from '../campaigns.ts'
import { recordData } from '../forget.ts'
import type { OpenHall } from '../halls.ts'
import { newToken } from '../keys.ts'
import { invitedIn, inviteNext, progressOf } from '../store/campaigns.ts'
import { sendProblem } from './problem.ts'
import type { Api, Tools } from './tools.ts'
import { actorOf } from './who.ts'

/** Thirteen thousand households are half a megabyte. */
const LIST_BYTES = 8 * 1024 * 1024
const BATCH_MOST = 5_000
const OfHall = Type.Object({ hall: Type.String({ maxLength: 64 }) })
const OfCampaign = Type.Object({ ...OfHall.properties, campaign: Type.String({ pattern: ID_PATTERN }) })
const PROBLEMS = { 400: Problem, 401: Problem, 403: Problem, 404: Problem }
const Fault = Type.Object({ line: Type.Integer(), field: Type.String(), code: Type.String() })

export function campaignRoutes(api: Api, tools: Tools): void {
  listRoute(api, tools)
  batchRoutes(api, tools)
  api.post(
    '/api/v1/halls/:hall/campaigns/:campaign/people',
    {
      bodyLimit: LIST_BYTES,
      schema: {
        summary: 'Put people on the list of a campaign: CSV with the columns name and phone',
        params: OfCampaign,
        body: Type.Object({ csv: Type.String({ minLength: 1 }) }, { additionalProperties: false }),
        response: {
          200: Type.Object({ added: Type.Integer(), known: Type.Integer(), faults: Type.Array(Fault) }),
          ...PROBLEMS,
        },
      },
      config: { who: ['manager'] },
    },
    async (request, reply) => {
      const found = campaignOf(request.params, tools)
      if (found === undefined) return noSuch(reply)
      let list: ReturnType<typeof readList>
      try {
        list = readList(request.body.csv)
      } catch (error) {
        return sendProblem(reply, 400, 'malformed', {
          field: 'csv',
          detail: error instanceof Error ? error.message : '',
        })
      }
      const { hall, opening } = found
      const added = await addPeople(tools.pool, tools.vault, hall.id, opening.id, list.people, tools.clock.now())
      if (added > 0) await recordCampaign(tools, hall, actorOf(request, hall.id), opening.id, { added })
      return reply.send({ added, known: list.people.length - added, faults: list.faults })
    },
  )
}

function listRoute(api: Api, tools: Tools): void {
  api.get(
    '/api/v1/halls/:hall/campaigns',
    {
      schema: {
        summary: 'Campaigns and how far each has come, by batch',
        params: OfHall,
        response: { 200: Type.Any(), ...PROBLEMS },
      },
      config: { who: ['manager', 'inspector', 'host'] },
    },
    async (request, reply) => {
      const hall = tools.halls.get(request.params.hall)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      const { file } = hall.board
      const campaigns = await Promise.all(
        file.openings
          .filter(({ kind }) => kind === 'campaign')
          .map(async ({ id, name, services, from, to }) => ({
            id,
            name: name ?? file.name,
            services,
            from,
            to,
            batches: (await progressOf(tools.pool, hall.id, id)).map((one) => ({
              ...one,
              invitedAt: one.invitedAt === null ? null : iso(one.invitedAt, file.timeZone),
            })),
          })),
      )
      return reply.send({ campaigns })
    },
  )
}

function batchRoutes(api: Api, tools: Tools): void {
  api.post(
    '/api/v1/halls/:hall/campaigns/:campaign/batches',
    {
      schema: {
        summary: 'Invite the next people of the list',
        params: OfCampaign,
        body: Type.Object({ size: Type.Integer({ minimum: 1, maximum: BATCH_MOST }) }, { additionalProperties: false }),
        response: { 200: Type.Object({ batch: Type.Integer(), invited: Type.Integer() }), ...PROBLEMS },
      },
      config: { who: ['manager'] },
    },
    async (request, reply) => {
      const found = campaignOf(request.params, tools)
      if (found === undefined) return noSuch(reply)
      const { hall, opening } = found
      const made = await inviteNext(tools.pool, hall.id, opening.id, request.body.size, tools.clock.now())
      if (made.invited > 0) await recordCampaign(tools, hall, actorOf(request, hall.id), opening.id, { ...made })
      return reply.send(made)
    },
  )

  api.get(
    '/api/v1/halls/:hall/campaigns/:campaign/batches/:batch',
    {
      schema: {
        summary: 'The invitations of a batch as CSV: name, phone, link; the reading stays in the log',
        params: Type.Object({ ...OfCampaign.properties, batch: Type.String({ pattern: '^\\d{1,6}$' }) }),
      },
      config: { who: ['manager'] },
    },
    async (request, reply) => {
      const found = campaignOf(request.params, tools)
      if (found === undefined) return noSuch(reply)
      const { hall, opening } = found
      const people = await invitedIn(tools.pool, hall.id, opening.id, Number(request.params.batch))
      const change = {
        id: `${opening.id}-${request.params.batch}`,
        before: null,
        after: { read: true, reason: 'invitations' },
      }
      await recordData(tools, hall, actorOf(request, hall.id), change)
      const origin = tools.publicUrl ?? `${request.protocol}://${request.host}`
      const services = opening.services === '*' ? '' : opening.services.join()
      const rows = people.map(({ number, name, phone }) => {
        const place = { hall: hall.id, ticket: `${opening.id}-${number}` }
        const key = invitationKey(tools.secret, hall.id, opening.id, number)
        return [
          tools.vault.open(name, { ...place, field: 'name' }),
          phone === null ? '' : tools.vault.open(phone, { ...place, field: 'phone' }),
          `${origin}/appointment#${services}&invitation=${key}`,
        ]
      })
      // A name that begins with = must not run as a formula.
      const csv = stringify([['name', 'phone', 'link'], ...rows], { bom: true, escape_formulas: true })
      const named = reply.header(
        'content-disposition',
        `attachment; filename="${opening.id}-${request.params.batch}.csv"`,
      )
      return named.header('cache-control', 'no-store').type('text/csv; charset=utf-8').send(csv)
    },
  )
}

function campaignOf(
  { hall: id, campaign }: { hall: string; campaign: string },
  tools: Tools,
): { hall: OpenHall; opening: Opening } | undefined {
  const hall = tools.halls.get(id)
  const opening = hall?.board.file.openings.find((one) => one.id === campaign && one.kind === 'campaign')
  return hall === undefined || opening === undefined ? undefined : { hall, opening }
}

function noSuch(reply: FastifyReply): FastifyReply {
  return sendProblem(reply, 404, 'no_such_campaign', { field: 'campaign' })
}

async function recordCampaign(
  { door, vault }: Tools,
  hall: OpenHall,
  actor: ReturnType<typeof actorOf>,
  campaign: string,
  after: Record<string, number>,
): Promise<void> {
  const id = `campaign:${newToken()}`
  const command = { id, do: 'record-change', change: { what: 'campaign', id: campaign, before: null, after } } as const
  await door.submit({ hall: hall.id, command, actor, bodyHash: vault.pressHash(id) })
}
