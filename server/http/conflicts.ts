// Appointments that do not fit the rules: as they stand, and as a draft of the hall file would make them.
import Type from 'typebox'
import type { Board } from '../../core/board.ts'
import { type DayPlan, planDay } from '../../core/calendar.ts'
import { conflictsOf } from '../../core/conflicts.ts'
import type { HallFile } from '../../core/hall.ts'
import type { Calendars } from '../../core/national.ts'
import { Problem } from '../../core/protocol.ts'
import { iso, type LocalDate } from '../../core/time.ts'
import { sendProblem } from './problem.ts'
import type { Api, Tools } from './tools.ts'

/** More than anybody reads; `count` says how many there are. */
const CONFLICTS_SHOWN = 200

export const Conflicts = Type.Object({
  count: Type.Integer(),
  conflicts: Type.Array(
    Type.Object({
      appointment: Type.String(),
      services: Type.Array(Type.String()),
      session: Type.String(),
      date: Type.String(),
      start: Type.String(),
      code: Type.String(),
    }),
  ),
})

/** What is booked in the hall, held against a file that is or might be its own. */
export function conflictsWith(board: Board, file: HallFile, planOf: (date: LocalDate) => DayPlan) {
  const found = conflictsOf(file, board.bookings.days, board.day, planOf)
  const shown = found.slice(0, CONFLICTS_SHOWN).map(({ appointment, code }) => ({
    appointment: appointment.id,
    services: appointment.services,
    session: appointment.session,
    date: appointment.date,
    start: iso(appointment.start, file.timeZone),
    code,
  }))
  return { count: found.length, conflicts: shown }
}

/** A draft's days, made once each. */
export function draftPlans(board: Board, file: HallFile, calendars: Calendars): (date: LocalDate) => DayPlan {
  const plans = new Map<LocalDate, DayPlan>()
  return (date) => {
    const known = plans.get(date) ?? planDay(file, date, calendars, board.sessions)
    plans.set(date, known)
    return known
  }
}

export function conflictRoutes(api: Api, tools: Tools): void {
  api.get(
    '/api/v1/halls/:hall/conflicts',
    {
      schema: {
        summary: 'Appointments that do not fit the rules any more',
        params: Type.Object({ hall: Type.String({ maxLength: 64 }) }),
        response: { 200: Conflicts, 404: Problem },
      },
      config: { who: ['host', 'manager', 'inspector'] },
    },
    async (request, reply) => {
      const hall = tools.halls.get(request.params.hall)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      const { board } = hall
      return reply.send(conflictsWith(board, board.file, (date) => tools.times.plan(board, date)))
    },
  )
}
