// The hall file: the whole configuration, read and written as one document.
import Type from 'typebox'
import { HallFile } from '../../core/hall.ts'
import { type Fault, faultsOf } from '../../core/hall-faults.ts'
import { Problem } from '../../core/protocol.ts'
import { createHall } from '../create.ts'
import { newToken } from '../keys.ts'
import { Conflicts, conflictsWith } from './conflicts.ts'
import { sendProblem, sendRefusal } from './problem.ts'
import type { Api, Tools } from './tools.ts'
import { actorOf } from './who.ts'

const Params = Type.Object({ hall: Type.String({ maxLength: 64 }) })
/** A city's hall with a thousand services and their papers is about a megabyte. */
export const FILE_BYTES = 4 * 1024 * 1024

export function fileRoutes(api: Api, tools: Tools): void {
  api.get(
    '/api/v1/halls/:hall/file',
    {
      schema: {
        summary: 'The hall file',
        params: Params,
        response: { 200: HallFile, 401: Problem, 403: Problem, 404: Problem },
      },
      config: { who: ['manager'] },
    },
    async (request, reply) => {
      const hall = tools.halls.get(request.params.hall)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      return reply.header('etag', etag(hall.board.fileSeq)).send(hall.board.file)
    },
  )

  api.put(
    '/api/v1/halls/:hall/file',
    {
      bodyLimit: FILE_BYTES,
      schema: {
        summary: 'Write the hall file; a hall that does not exist yet is made',
        params: Params,
        body: Type.Object({}, { additionalProperties: true, description: 'a hall file: see halls/hall.schema.json' }),
        headers: Type.Object({ 'if-match': Type.Optional(Type.String({ maxLength: 100 })) }),
        response: {
          200: Type.Object({ seq: Type.Integer(), ...Conflicts.properties }),
          201: Type.Object({ seq: Type.Integer() }),
          400: Problem,
          401: Problem,
          403: Problem,
          409: Problem,
          412: Problem,
        },
      },
      config: { who: ['manager'] },
    },
    async (request, reply) => {
      const id = request.params.hall
      const faults = faultsIn(request.body, id)
      if (faults.length > 0)
        return sendProblem(reply, 400, 'bad_hall_file', {
          field: faults[0]?.path ?? '/',
          detail: faults[0]?.detail ?? '',
          errors: faults,
        })
      // Checked by faultsIn, which knows more than a schema can say.
      const file = request.body as unknown as HallFile
      const match = request.headers['if-match']
      const { account } = request
      const hall = tools.halls.get(id)
      if (hall === undefined) {
        if (account?.hall != null) return sendProblem(reply, 403, 'forbidden', { field: 'hall' })
        if (match !== undefined) return sendProblem(reply, 412, 'file_changed')
        const by = { role: 'manager', staff: account?.user ?? null } as const
        const made = await createHall(tools.pool, file, tools.clock.now(), by)
        await tools.halls.refresh()
        // Somebody else made it in the meantime: this file was not written, and its sender has to know.
        if (!made) return sendProblem(reply, 412, 'file_changed')
        return reply.code(201).header('etag', etag(1)).send({ seq: 1 })
      }
      const fileSeq = match === undefined || match === '*' ? null : Number(match.replace(/^(W\/)?"(.*)"$/, '$2'))
      if (Number.isNaN(fileSeq)) return sendProblem(reply, 412, 'file_changed', { field: 'if-match' })
      const command = { id: `file:${newToken()}`, do: 'configure', file, fileSeq } as const
      const bodyHash = tools.vault.pressHash(JSON.stringify(file))
      const outcome = await tools.door.submit({ hall: id, command, actor: actorOf(request, id), bodyHash })
      if (!outcome.ok) return sendRefusal(reply, outcome.refusal, hall.board.file.timeZone)
      const seq = outcome.events.at(-1)?.seq ?? hall.board.fileSeq
      // Nothing that was sold is taken back: what no longer fits is said.
      const planOf = (date: string) => tools.times.plan(hall.board, date)
      return reply.header('etag', etag(seq)).send({ seq, ...conflictsWith(hall.board, file, planOf) })
    },
  )
}

function etag(fileSeq: number): string {
  return `"${fileSeq}"`
}

function faultsIn(file: unknown, id: string): Fault[] {
  const faults = faultsOf(file)
  if (faults.length > 0) return faults
  const named = (file as HallFile).hall
  return named === id ? [] : [{ path: '/hall', code: 'malformed', detail: `must be "${id}", as in the address` }]
}
