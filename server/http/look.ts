// The mark of a hall, as a picture of its own: every screen keeps it, and a hall's answer stays small.
import Type from 'typebox'
import type { HallId } from '../../core/ids.ts'
import { coloursOf, type Look, type LookView, logoKind } from '../../core/look.ts'
import { Problem } from '../../core/protocol.ts'
import { sha256 } from '../keys.ts'
import { sendProblem } from './problem.ts'
import type { Api, Tools } from './tools.ts'

const YEAR_S = 31_536_000
/** A drawing may hold a script or fetch something: opened by itself it does neither. */
const STILL = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

export function lookRoutes(api: Api, tools: Tools): void {
  api.get(
    '/api/v1/halls/:hall/logo',
    {
      schema: {
        summary: 'The hall’s mark: PNG, JPEG, WebP or SVG; 404 `no_logo` where it has none',
        params: Type.Object({ hall: Type.String({ maxLength: 64 }) }),
        querystring: Type.Object({ v: Type.Optional(Type.String({ maxLength: 64 })) }),
        response: { 200: Type.Unsafe<Buffer>({ description: 'the picture' }), 404: Problem },
      },
      config: { who: 'all' },
    },
    async (request, reply) => {
      const hall = tools.halls.get(request.params.hall)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      const logo = hall.board.file.look?.logo
      const kind = logo === undefined ? null : logoKind(logo)
      if (logo === undefined || kind === null) return sendProblem(reply, 404, 'no_logo', { field: 'hall' })
      const isThis = request.query.v === versionOf(logo)
      return reply
        .type(kind)
        .header('content-security-policy', STILL)
        .header('cache-control', isThis ? `public, max-age=${YEAR_S}, immutable` : 'no-cache')
        .send(Buffer.from(logo.slice(logo.indexOf(',') + 1), 'base64'))
    },
  )
}

export function lookView(hall: HallId, look: Look): LookView {
  const { lobby, logo } = look
  return {
    colours: coloursOf(look),
    ...(lobby === undefined ? {} : { lobby }),
    ...(logo === undefined ? {} : { logo: `/api/v1/halls/${encodeURIComponent(hall)}/logo?v=${versionOf(logo)}` }),
  }
}

/** Another picture has another address. */
function versionOf(logo: string): string {
  return sha256(logo).toString('hex').slice(0, 16)
}
