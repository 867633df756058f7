// Reports for those who run the hall and those who watch over it: figures and fairness, as JSON, CSV or XLSX.
import type { FastifyReply } from 'fastify'
import Type, { type Static } from 'typebox'
import { TABLES } from '../../core/figures/portions.ts'
import { DateText } from '../../core/hall.ts'
import { Problem } from '../../core/protocol.ts'
import { FairnessView, FiguresView } from '../../core/reports.ts'
import { addDays, daysBetween } from '../../core/time.ts'
import { openDays } from '../days.ts'
import { openGate } from '../gate.ts'
import type { OpenHall } from '../halls.ts'
import { asCsv, asXlsx, fairnessSheets, figuresSheets, type Sheet } from '../reports/export.ts'
import { fairnessOf } from '../reports/fairness.ts'
import { figuresOf } from '../reports/figures.ts'
import { type Names, namesOf } from '../reports/names.ts'
import { listStaff } from '../store/staff.ts'
import { LANGUAGES } from '../words.ts'
import { sendProblem } from './problem.ts'
import type { Api, Tools } from './tools.ts'

const DAYS_MOST = 366
/** A year's figures take seconds of the processor that presses need: one report after the other. */
const REPORTS = { atOnce: 1, waitingMost: 20, withinMs: 8_000 }
const READERS = ['manager', 'inspector'] as const
const Params = Type.Object({ hall: Type.String({ maxLength: 64 }) })
const FORMATS = ['json', 'csv', 'xlsx'] as const
type Format = (typeof FORMATS)[number]
const Span = {
  from: Type.Optional(DateText),
  to: Type.Optional(DateText),
  format: Type.Enum(FORMATS, { default: 'json' }),
  language: Type.Optional(Type.Enum([...LANGUAGES])),
}
const SpanQuery = Type.Object(Span)
const PROBLEMS = { 400: Problem, 401: Problem, 403: Problem, 404: Problem }
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export function reportRoutes(api: Api, tools: Tools): void {
  const days = openDays(tools.pool)
  const desk = openGate(REPORTS)

  api.get(
    '/api/v1/halls/:hall/reports/figures',
    {
      schema: {
        summary: 'Figures of some days, in a table by day, hour, service …; at most 366 days',
        params: Params,
        querystring: Type.Object({ ...Span, by: Type.Enum(TABLES, { default: 'day' }) }),
        response: { 200: FiguresView, ...PROBLEMS },
      },
      config: { who: READERS },
    },
    async (request, reply) =>
      desk.run(async () => {
        const asked = await readAsked(reply, request.params.hall, request.query, tools)
        if (asked === null) return reply
        const { hall, from, to, names } = asked
        const { by, format } = request.query
        const read = await days.read(hall.id, hall.board.seq, from, to)
        const report = figuresOf(read, hall.board.file, { from, to, by }, names, (date) =>
          tools.times.plan(hall.board, date),
        )
        if (format === 'json') return reply.header('cache-control', 'no-store').send(report)
        return sendSheets(reply, figuresSheets(report, names), format, `figures-${by}-${from}-${to}`)
      }),
  )

  api.get(
    '/api/v1/halls/:hall/reports/fairness',
    {
      schema: {
        summary: 'Whether calls kept the order, and the closing hash of each day; at most 366 days',
        params: Params,
        querystring: SpanQuery,
        response: { 200: FairnessView, ...PROBLEMS },
      },
      config: { who: READERS },
    },
    async (request, reply) =>
      desk.run(async () => {
        const asked = await readAsked(reply, request.params.hall, request.query, tools)
        if (asked === null) return reply
        const { hall, from, to, names } = asked
        const { format } = request.query
        const read = await days.read(hall.id, hall.board.seq, from, to)
        const report = fairnessOf(read, hall.board.file, { from, to }, names)
        if (format === 'json') return reply.header('cache-control', 'no-store').send(report)
        return sendSheets(reply, fairnessSheets(report, names), format, `fairness-${from}-${to}`)
      }),
  )
}

interface Asked {
  hall: OpenHall
  from: string
  to: string
  names: Names
}

/** Which hall and days are asked about; null when the refusal has been sent. Without days: the hall's own today. */
async function readAsked(
  reply: FastifyReply,
  id: string,
  query: Static<typeof SpanQuery>,
  tools: Tools,
): Promise<Asked | null> {
  const hall = tools.halls.get(id)
  const refuse = (status: number, code: string, field: string, detail: string) => {
    sendProblem(reply, status, code, { field, detail })
    return null
  }
  if (hall === undefined) return refuse(404, 'no_such_hall', 'hall', id)
  const { board } = hall
  const to = query.to ?? board.day
  const from = query.from ?? to
  for (const [field, date] of Object.entries({ from, to }))
    if (!isDay(date)) return refuse(400, 'malformed', field, 'there is no such day')
  const length = daysBetween(from, to) + 1
  if (length < 1) return refuse(400, 'malformed', 'to', 'is before from')
  if (length > DAYS_MOST) return refuse(400, 'too_many_days', 'from', `at most ${DAYS_MOST} days`)
  const staff = await listStaff(tools.pool, null)
  const language = query.language ?? board.file.languages.find((one) => LANGUAGES.includes(one)) ?? 'en'
  return { hall, from, to, names: namesOf(board.file, staff, language) }
}

/** 30 February has the form of a day. */
function isDay(date: string): boolean {
  return addDays(date, 0) === date
}

async function sendSheets(
  reply: FastifyReply,
  sheets: readonly Sheet[],
  format: Exclude<Format, 'json'>,
  name: string,
): Promise<FastifyReply> {
  const body = format === 'csv' ? asCsv(sheets) : await asXlsx(sheets)
  return (reply as { send(body: string | Buffer): FastifyReply } & FastifyReply)
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .type(format === 'csv' ? 'text/csv; charset=utf-8' : XLSX)
    .serializer((sent: unknown) => sent as string)
    .send(body)
}
