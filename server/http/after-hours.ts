// Sessions after hours of the coming weeks, for those who work in them: booked, decided, staffed, and where people are missing.
import Type from 'typebox'
import type { Board } from '../../core/board.ts'
import type { OpenStretch } from '../../core/calendar.ts'
import { countOf } from '../../core/decide/booking/session.ts'
import { Problem } from '../../core/protocol.ts'
import { DeskSession } from '../../core/protocol-bookings.ts'
import { addDays, iso, type LocalDate } from '../../core/time.ts'
import { decisionTime } from '../../core/window.ts'
import { sendProblem } from './problem.ts'
import type { Api, Tools } from './tools.ts'

const DAYS_AHEAD = 28

export function afterHoursRoutes(api: Api, tools: Tools): void {
  api.get(
    '/api/v1/halls/:hall/sessions',
    {
      schema: {
        summary: 'Sessions after hours of the coming four weeks',
        params: Type.Object({ hall: Type.String({ maxLength: 64 }) }),
        response: { 200: Type.Object({ sessions: Type.Array(DeskSession) }), 401: Problem, 403: Problem, 404: Problem },
      },
      config: { who: ['clerk', 'host', 'manager', 'inspector'] },
    },
    async (request, reply) => {
      const hall = tools.halls.get(request.params.hall)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      const { board } = hall
      const planOf = (date: LocalDate) => tools.times.plan(board, date)
      const days = Array.from({ length: DAYS_AHEAD }, (_, i) => planOf(addDays(board.day, i)))
      const now = tools.clock.now()
      const stretches = days
        .flatMap(({ openings, calledOff }) => [...openings, ...calledOff])
        .filter(
          ({ opening, session, until }) => until > now && (opening.kind !== 'regular' || isByHand(board, session)),
        )
      return reply.send({ sessions: stretches.map((one) => deskSession(board, one, planOf)) })
    },
  )
}

function isByHand({ sessions }: Board, id: string): boolean {
  return sessions.get(id)?.rule !== undefined
}

function deskSession(
  board: Board,
  stretch: OpenStretch,
  planOf: (date: LocalDate) => ReturnType<Tools['times']['plan']>,
): DeskSession {
  const { opening, session, state, from, until } = stretch
  const zone = board.file.timeZone
  const staff = board.sessions.get(session)?.staff ?? []
  const minimum = opening.onDemand?.minimum
  return {
    id: session,
    kind: opening.kind,
    ...(opening.name === undefined ? {} : { name: opening.name }),
    start: iso(from, zone),
    end: iso(until, zone),
    state,
    booked: countOf({ board }, stretch),
    ...(minimum === undefined ? {} : { minimum }),
    ...(state === 'planned' ? { decidedAt: iso(decisionTime(stretch, board.file, planOf), zone) } : {}),
    staff,
    teams: (board.file.teams ?? []).filter(({ id }) => opening.teams?.includes(id) ?? true),
    // Whoever asked to be relieved is still counted: the gap opens when a manager lets them go.
    gaps: Math.max(0, (opening.staff ?? 0) - staff.length),
  }
}
