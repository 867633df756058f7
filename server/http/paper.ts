// Papers: notices of what to bring, how a print goes, and for browsers that print themselves the paper as a picture.
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { ID_PATTERN } from '../../core/ids.ts'
import { SERVICES_MOST } from '../../core/inputs.ts'
import { isOnNetwork, PAPER_WIDTHS, PrintView, printerNamed, TROUBLES } from '../../core/paper.ts'
import { Problem } from '../../core/protocol.ts'
import type { Role } from '../../core/ticket.ts'
import type { OpenHall } from '../halls.ts'
import { newPrintName } from '../keys.ts'
import { languageOf } from '../messages/letter.ts'
import { phoneOrigin } from '../origin.ts'
import { noticePaper, ticketPaper } from '../print/papers.ts'
import { asSvg } from '../print/render.ts'
import { printersOf, readPrint } from '../store/prints.ts'
import { sendProblem } from './problem.ts'
import { findTicket } from './tickets.ts'
import type { Api, Tools } from './tools.ts'
import { actorOf } from './who.ts'

const Id = Type.String({ pattern: ID_PATTERN })
const Language = Type.Optional(Type.String({ maxLength: 20 }))
const Hall = { hall: Type.String({ maxLength: 64 }) }
const OfPrint = Type.Object({ ...Hall, name: Type.String({ pattern: '^[A-Za-z0-9._-]{1,80}$' }) })
const AsPicture = Type.Object({ width: Type.Enum(PAPER_WIDTHS.map(String)), lang: Language })
/** Their ids, with commas between. */
const OfServices = Type.Object({ ...AsPicture.properties, services: Type.String({ minLength: 1, maxLength: 600 }) })
const Picture = Type.Unsafe<string>({ description: 'SVG' })
const Notice = Type.Object(
  {
    services: Type.Array(Id, { minItems: 1, maxItems: SERVICES_MOST, uniqueItems: true }),
    language: Language,
    printer: Type.Optional(Id),
  },
  { additionalProperties: false },
)
export const Named = Type.Object({ name: Type.String({ description: 'asks how it goes: /prints/{name}' }) })
const PRINTS: readonly Role[] = ['kiosk', 'clerk', 'host', 'manager', 'operator']
const REFUSED = { 400: Problem, 403: Problem, 404: Problem }

export function paperRoutes(api: Api, tools: Tools): void {
  const { halls, pool, printing } = tools
  api.get(
    '/api/v1/halls/:hall/prints/:name',
    {
      schema: {
        summary: 'How a print goes: of a number `{ticket}.{copies}`, of anything else the name that was answered',
        params: OfPrint,
        response: { 200: PrintView, ...REFUSED },
      },
      // Kiosks of the hall, and whoever works in it.
      config: { who: 'all' },
    },
    async (request, reply) => {
      const { hall: id, name } = request.params
      const hall = halls.get(id)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      if (!PRINTS.includes(actorOf(request, id).role)) return sendProblem(reply, 403, 'forbidden')
      const found = await readPrint(pool, id, name)
      if (found === undefined) return sendProblem(reply, 404, 'no_such_print', { field: 'name' })
      const { state, trouble, printer } = found
      if (trouble !== null || state !== 'queued') return reply.send({ state, trouble })
      // It waits behind others: what keeps those keeps it.
      const now = (await printersOf(pool, id)).find((one) => one.printer === printer)
      return reply.send({ state, trouble: TROUBLES.find((one) => one === now?.state) ?? null })
    },
  )

  api.post(
    '/api/v1/halls/:hall/notices',
    {
      schema: {
        summary: 'Print the list of papers to bring: at the kiosk that asks, or where somebody of the hall says',
        params: Type.Object(Hall),
        body: Notice,
        response: { 202: Named, ...REFUSED },
      },
      config: { who: 'all', rateLimit: tools.limits.notices },
    },
    async (request, reply) => {
      const hall = halls.get(request.params.hall)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      const { services, language = null, printer: chosen } = request.body
      const { role, staff, device } = actorOf(request, hall.id)
      if (!PRINTS.includes(role)) return sendProblem(reply, 403, 'forbidden')
      if (staff === null && chosen !== undefined) return sendProblem(reply, 403, 'forbidden', { field: 'printer' })
      const printer = staff === null ? tools.devices.get(device ?? '')?.printer : chosen
      if (!isOnNetwork(printerNamed(hall.board.file.paper, printer)) || printer == null)
        return sendProblem(reply, 404, 'no_such_printer', { field: 'printer' })
      const unknown = services.find((one) => !hall.board.services.has(one))
      if (unknown !== undefined)
        return sendProblem(reply, 404, 'no_such_service', { field: 'services', detail: unknown })
      const name = newPrintName('notice')
      const of = {
        hall: hall.id,
        name,
        printer,
        kind: 'notice' as const,
        about: services,
        copies: 0,
        origin: phoneOrigin(request),
      }
      await printing.add({ ...of, language: languageOf(hall.board, language), fileSeq: hall.board.fileSeq })
      return reply.code(202).send({ name })
    },
  )

  api.get(
    '/api/v1/halls/:hall/notice.svg',
    {
      schema: {
        summary: 'The papers to bring, as they come out on paper',
        params: Type.Object(Hall),
        querystring: OfServices,
        response: { 200: Picture, 400: Problem, 404: Problem },
      },
      config: { who: 'all', rateLimit: tools.limits.commands },
    },
    async (request, reply) => {
      const hall = halls.get(request.params.hall)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      const ids = [...new Set(request.query.services.split(','))].slice(0, SERVICES_MOST)
      const services = ids.flatMap((id) => hall.board.services.get(id) ?? [])
      if (services.length < ids.length) return sendProblem(reply, 404, 'no_such_service', { field: 'services' })
      const issue = issueOf(request, hall, request.query.lang ?? null, tools)
      return reply.type('image/svg+xml').send(asSvg(noticePaper(issue, services), widthOf(request.query.width)))
    },
  )

  api.get(
    '/api/v1/tickets/:key/paper.svg',
    {
      schema: {
        summary: 'The paper of a number, as it comes out',
        params: Type.Object({ key: Type.String({ maxLength: 64 }) }),
        querystring: AsPicture,
        response: { 200: Picture, 400: Problem, 404: Problem },
      },
      // The key is the right.
      config: { who: 'all', rateLimit: tools.limits.commands },
    },
    async (request, reply) => {
      const found = await findTicket(request.params.key, tools)
      if (found === undefined) return sendProblem(reply, 404, 'no_such_ticket', { field: 'key' })
      const { hall, ticket } = found
      const issue = issueOf(request, hall, request.query.lang ?? ticket.language, tools)
      const paper = ticketPaper(issue, ticket, tools.secret, (ticket.copies ?? 0) > 0)
      return reply.type('image/svg+xml').send(asSvg(paper, widthOf(request.query.width)))
    },
  )
}

function issueOf(request: FastifyRequest, { board }: OpenHall, language: string | null, tools: Tools) {
  const origin = tools.publicUrl ?? phoneOrigin(request) ?? ''
  return { board, language: languageOf(board, language), at: tools.clock.now(), origin }
}

function widthOf(given: string) {
  return PAPER_WIDTHS.find((one) => String(one) === given) ?? PAPER_WIDTHS[0]
}
