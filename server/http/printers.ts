// The hall's printers for those who look after them: how each is, a test page, and a template as it will come out.
import Type from 'typebox'
import { LANGUAGE_PATTERN } from '../../core/ids.ts'
import { newTicket } from '../../core/new-ticket.ts'
import { isOnNetwork, PAPER_NAMES, type Printer, PrinterView, printerNamed, Width } from '../../core/paper.ts'
import { Problem } from '../../core/protocol.ts'
import type { Ticket } from '../../core/ticket.ts'
import type { OpenHall } from '../halls.ts'
import { newPrintName } from '../keys.ts'
import { languageOf } from '../messages/letter.ts'
import { noticePaper, ticketPaper } from '../print/papers.ts'
import { asSvg } from '../print/render.ts'
import { type PrinterNow, printersOf } from '../store/prints.ts'
import { Named } from './paper.ts'
import { sendProblem } from './problem.ts'
import type { Api, Tools } from './tools.ts'

const TEMPLATE_MOST = 2_000
const Hall = { hall: Type.String({ maxLength: 64 }) }
const Printers = Type.Object({ printers: Type.Array(PrinterView) })
const Preview = Type.Object(
  {
    kind: Type.Enum(PAPER_NAMES),
    language: Type.String({ maxLength: 20, pattern: LANGUAGE_PATTERN }),
    width: Width,
    template: Type.Optional(Type.String({ maxLength: TEMPLATE_MOST, description: 'none: the program’s own' })),
    copy: Type.Optional(Type.Boolean()),
    service: Type.Optional(Type.String({ maxLength: 64 })),
  },
  { additionalProperties: false },
)
const REFUSED = { 400: Problem, 401: Problem, 403: Problem, 404: Problem }

export function printerRoutes(api: Api, tools: Tools): void {
  const { halls, pool, printing } = tools
  api.get(
    '/api/v1/halls/:hall/printers',
    {
      schema: {
        summary: 'The printers of the hall, and how each is',
        params: Type.Object(Hall),
        response: { 200: Printers, ...REFUSED },
      },
      config: { who: ['clerk', 'host', 'manager', 'operator'] },
    },
    async (request, reply) => {
      const hall = halls.get(request.params.hall)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      const { printers = [] } = hall.board.file.paper ?? {}
      const known = new Map((await printersOf(pool, hall.id)).map((one) => [one.printer, one]))
      return reply.send({ printers: printers.map((one) => viewOf(one, known.get(one.id))) })
    },
  )

  api.post(
    '/api/v1/halls/:hall/printers/:printer/test',
    {
      schema: {
        summary: 'Print a test page',
        params: Type.Object({ ...Hall, printer: Type.String({ maxLength: 64 }) }),
        response: { 202: Named, ...REFUSED },
      },
      config: { who: ['manager'], rateLimit: tools.limits.notices },
    },
    async (request, reply) => {
      const hall = halls.get(request.params.hall)
      const printer = printerNamed(hall?.board.file.paper, request.params.printer)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      if (!isOnNetwork(printer)) return sendProblem(reply, 404, 'no_such_printer', { field: 'printer' })
      const name = newPrintName('test')
      const of = { hall: hall.id, name, printer: printer.id, kind: 'test' as const, about: [], copies: 0, origin: null }
      await printing.add({ ...of, language: languageOf(hall.board, null), fileSeq: null })
      return reply.code(202).send({ name })
    },
  )

  api.post(
    '/api/v1/halls/:hall/paper-preview',
    {
      schema: {
        summary: 'A template as it will come out, as SVG',
        params: Type.Object(Hall),
        body: Preview,
        response: { 200: Type.Object({ svg: Type.String() }), ...REFUSED },
      },
      config: { who: ['manager'], rateLimit: tools.limits.previews },
    },
    async (request, reply) => {
      const hall = halls.get(request.params.hall)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      const { kind, language, width, template, copy = false, service: asked } = request.body
      const { board } = hall
      const { paper, ...file } = board.file
      const own = template === undefined ? {} : { paper: { [kind]: { [language]: template } } }
      const draft = { ...board, file: { ...file, ...own } }
      const origin = tools.publicUrl ?? `${request.protocol}://${request.host}`
      const issue = { board: draft, language, at: tools.clock.now(), origin }
      const services = board.file.services
      const service = services.find(({ id }) => id === asked) ?? services.find(({ materials }) => materials.length > 0)
      const shown = service ?? services[0]
      if (shown === undefined) return sendProblem(reply, 404, 'no_such_service', { field: 'service' })
      const document =
        kind === 'ticket'
          ? ticketPaper(issue, exampleOf(hall, shown.id, tools.clock.now()), tools.secret, copy)
          : noticePaper(issue, [shown])
      return reply.send({ svg: asSvg(document, width) })
    },
  )
}

function viewOf(printer: Printer, now: PrinterNow | undefined): PrinterView {
  return {
    id: printer.id,
    name: printer.name,
    way: isOnNetwork(printer) ? 'network' : 'browser',
    width: printer.width,
    state: now?.state ?? 'unknown',
    forSeconds: Math.round(now?.forS ?? 0),
    waiting: now?.waiting ?? 0,
  }
}

const EXAMPLE_COUNT = '017'

/** A number as one taken now would be, under a name that no ticket can have: its key, which is on the paper, opens nothing. */
function exampleOf({ board }: OpenHall, service: string, at: number): Ticket {
  const number = `${board.services.get(service)?.prefix ?? 'A'}${EXAMPLE_COUNT}`
  return newTicket({ id: `example-${number}`, number, day: board.day, services: [service], enteredBy: 'kiosk' }, at)
}
