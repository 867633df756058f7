// The record of changes to a hall: who, when, and each value before and after.
import Type from 'typebox'
import { changesOf, type Json } from '../../core/changes.ts'
import type { HallEvent } from '../../core/events.ts'
import { Problem } from '../../core/protocol.ts'
import { iso } from '../../core/time.ts'
import { changesBefore, fileBefore } from '../store/events.ts'
import { listStaff } from '../store/staff.ts'
import { sendProblem } from './problem.ts'
import type { Api, Tools } from './tools.ts'

/** A hall file may be a megabyte, and each of a page is read with the one before. */
const PAGE = 20

const ChangesView = Type.Object({
  changes: Type.Array(
    Type.Object({
      seq: Type.Integer(),
      at: Type.String(),
      type: Type.String(),
      by: Type.Object({ role: Type.String(), staff: Type.Union([Type.String(), Type.Null()]), name: Type.String() }),
      first: Type.Boolean({ description: 'the hall began with this' }),
      paths: Type.Array(
        Type.Object({ path: Type.String(), before: Type.Optional(Type.Any()), after: Type.Optional(Type.Any()) }),
      ),
    }),
  ),
  before: Type.Union([Type.Integer(), Type.Null()], { description: 'ask again with this for older ones' }),
})

export function changeRoutes(api: Api, tools: Tools): void {
  api.get(
    '/api/v1/halls/:hall/changes',
    {
      schema: {
        summary: 'Changes to the hall, latest first: who, when, each value before and after',
        params: Type.Object({ hall: Type.String({ maxLength: 64 }) }),
        querystring: Type.Object({ before: Type.Optional(Type.String({ pattern: '^\\d{1,15}$' })) }),
        response: { 200: ChangesView, 401: Problem, 403: Problem, 404: Problem },
      },
      config: { who: ['manager', 'inspector'] },
    },
    async (request, reply) => {
      const id = request.params.hall
      const hall = tools.halls.get(id)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      const before = Number(request.query.before ?? Number.MAX_SAFE_INTEGER)
      const found = await changesBefore(tools.pool, id, before, PAGE)
      const oldest = found.at(-1)?.seq ?? 0
      const base = found.some((one) => one.type === 'configured') ? await fileBefore(tools.pool, id, oldest) : undefined
      const names = new Map((await listStaff(tools.pool, null)).map((one) => [one.user, one.name]))
      const files = [...found, ...(base === undefined ? [] : [base])].filter((one) => one.file !== undefined)
      return reply.send({
        changes: found.map((event) => {
          const earlier = files[files.indexOf(event) + 1]
          return {
            seq: event.seq,
            at: iso(event.at, hall.board.file.timeZone),
            type: event.type,
            by: { ...event.by, name: names.get(event.by.staff ?? '') ?? event.by.staff ?? '' },
            first: event.file !== undefined && earlier === undefined,
            paths: pathsOf(event, earlier),
          }
        }),
        before: found.length < PAGE ? null : oldest,
      })
    },
  )
}

function pathsOf(event: HallEvent, earlier: HallEvent | undefined) {
  // A file that was in force is JSON; an event of another kind says itself what changed.
  if (event.file !== undefined)
    return earlier?.file === undefined ? [] : changesOf(earlier.file as Json, event.file as Json)
  const { change } = event
  if (change === undefined) return []
  // What was said of an account or a device is JSON, as the log keeps it.
  const [before, after] = [change.before, change.after] as (Json | undefined)[]
  return changesOf({ [change.id]: before ?? null }, { [change.id]: after ?? null }, `/${change.what}`)
}
