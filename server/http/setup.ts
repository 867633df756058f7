// Setting up a hall: a draft is checked and looked ahead with, national calendars are read, halls are made and retired.
import { readFileSync } from 'node:fs'
import Type from 'typebox'
import { planDay } from '../../core/calendar.ts'
import type { HallFile } from '../../core/hall.ts'
import { faultsOf } from '../../core/hall-faults.ts'
import { warningsOf } from '../../core/hall-warnings.ts'
import { ID_PATTERN } from '../../core/ids.ts'
import { Problem } from '../../core/protocol.ts'
import { addDays, iso, localDate } from '../../core/time.ts'
import { readCalendars } from '../calendars.ts'
import { SAMPLE_HALL } from '../config.ts'
import { createHall } from '../create.ts'
import { retireHall } from '../store/halls.ts'
import { conflictsWith, draftPlans } from './conflicts.ts'
import { FILE_BYTES } from './file.ts'
import { sendProblem } from './problem.ts'
import type { Api, Tools } from './tools.ts'
import { allow } from './who.ts'

const DAYS_AHEAD = 14
const Draft = Type.Object({}, { additionalProperties: true, description: 'a hall file: see halls/hall.schema.json' })
const Params = Type.Object({ hall: Type.String({ maxLength: 64 }) })

export function setupRoutes(api: Api, tools: Tools): void {
  const calendars = readCalendars()
  const sample = JSON.parse(readFileSync(SAMPLE_HALL, 'utf8')) as HallFile
  const sampleText = JSON.stringify(sample)
  checkRoute(api, tools, calendars)

  api.get(
    '/api/v1/calendars/:name',
    {
      schema: {
        summary: 'A national calendar: the published years, their days and papers',
        params: Type.Object({ name: Type.String({ pattern: ID_PATTERN }) }),
      },
      config: { who: 'all' },
    },
    async (request, reply) => {
      const years = Object.hasOwn(calendars, request.params.name) ? calendars[request.params.name] : undefined
      if (years === undefined) return sendProblem(reply, 404, 'no_such_calendar', { field: 'name' })
      return reply.send({ name: request.params.name, years: Object.values(years) })
    },
  )

  api.get(
    '/api/v1/halls/:hall/setup',
    {
      schema: { summary: 'Whether a hall is still the sample, which calendars there are', params: Params },
      config: { who: ['manager', 'inspector'] },
    },
    async (request, reply) => {
      const hall = tools.halls.get(request.params.hall)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      const { fileSeq, file } = hall.board
      const untouched = file.hall === sample.hall && fileSeq === 1 && JSON.stringify(file) === sampleText
      const mayCreate = request.account?.hall === null && request.account.role === 'manager'
      return reply.send({ sample: untouched, mayCreate, calendars: Object.keys(calendars) })
    },
  )

  api.post(
    '/api/v1/halls',
    {
      bodyLimit: FILE_BYTES,
      schema: { summary: 'Make a hall of a hall file', body: Draft },
      config: { who: ['manager', 'operator'] },
    },
    async (request, reply) => {
      // Who works in one hall makes and takes away none.
      if (!allow(request, reply, ['manager', 'operator'], null)) return reply
      const faults = faultsOf(request.body)
      const [first] = faults
      if (first !== undefined)
        return sendProblem(reply, 400, 'bad_hall_file', { field: first.path, detail: first.detail, errors: faults })
      // Checked by faultsOf, which knows more than a schema can say.
      const file = request.body as unknown as HallFile
      const by = { role: request.account?.role ?? 'manager', staff: request.account?.user ?? null } as const
      if (!(await createHall(tools.pool, file, tools.clock.now(), by)))
        return sendProblem(reply, 409, 'hall_exists', { field: 'hall', detail: file.hall })
      await tools.halls.refresh()
      return reply.code(201).header('etag', '"1"').send({ hall: file.hall, seq: 1 })
    },
  )

  api.post(
    '/api/v1/halls/:hall/retire',
    {
      schema: { summary: 'Take a hall out of use; its log stays', params: Params },
      config: { who: ['manager', 'operator'] },
    },
    async (request, reply) => {
      // Who works in one hall makes and takes away none.
      if (!allow(request, reply, ['manager', 'operator'], null)) return reply
      const hall = tools.halls.get(request.params.hall)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      await tools.halls.catchUp(hall.id)
      const seen = hall.board.seq
      await tools.states.settle(hall.id)
      const answer = await retireHall(tools.pool, hall.id, { seen, by: request.account?.user ?? null })
      if (answer !== 'retired') return sendProblem(reply, 409, answer, { field: 'hall' })
      await tools.halls.refresh()
      return reply.code(204).send()
    },
  )
}

/** Shown while somebody types: what the program would say of the draft, and what the coming days would look like. */
function checkRoute(api: Api, tools: Tools, calendars: ReturnType<typeof readCalendars>): void {
  api.post(
    '/api/v1/hall-file-check',
    {
      bodyLimit: FILE_BYTES,
      schema: {
        summary: 'Faults, warnings, next 14 days and conflicts of a draft of a hall file; nothing is kept',
        body: Draft,
        response: { 200: Type.Any(), 401: Problem, 403: Problem },
      },
      config: { who: ['manager', 'operator'] },
    },
    async (request, reply) => {
      const faults = faultsOf(request.body)
      if (faults.length > 0) return reply.send({ faults, warnings: [], days: [] })
      // Without faults it is a hall file.
      const file = request.body as unknown as HallFile
      const today = localDate(tools.clock.now(), file.timeZone)
      const board = tools.halls.get(file.hall)?.board
      const days = Array.from({ length: DAYS_AHEAD }, (_, i) => {
        const plan = planDay(file, addDays(today, i), calendars, board?.sessions)
        const openings = plan.openings.map(({ opening, from, until }) => ({
          id: opening.id,
          from: iso(from, file.timeZone),
          until: iso(until, file.timeZone),
        }))
        return { date: plan.date, open: plan.kind.open, why: plan.kind.why, openings }
      })
      const conflicts = board && conflictsWith(board, file, draftPlans(board, file, calendars))
      return reply.send({ faults: [], warnings: warningsOf(file, calendars, today), today, days, ...conflicts })
    },
  )
}
