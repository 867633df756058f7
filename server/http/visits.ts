// The day sheet of the teams that make home visits: whom, where, when, with which number to call. Each reading is on record.
import Type from 'typebox'
import { appointmentView } from '../../core/audience-bookings.ts'
import { DateText } from '../../core/hall.ts'
import { Problem } from '../../core/protocol.ts'
import { VisitSheet } from '../../core/protocol-bookings.ts'
import { isDay } from '../../core/time.ts'
import { recordData } from '../forget.ts'
import { appointmentsOn } from '../store/appointments.ts'
import { bookersOf } from '../store/bookers.ts'
import { personOf } from './appointments.ts'
import { sendProblem } from './problem.ts'
import type { Api, Tools } from './tools.ts'
import { actorOf } from './who.ts'

export function visitRoutes(api: Api, tools: Tools): void {
  api.get(
    '/api/v1/halls/:hall/visits',
    {
      schema: {
        summary: "A day's home visits with addresses; the reading stays in the hall's log",
        params: Type.Object({ hall: Type.String({ maxLength: 64 }) }),
        querystring: Type.Object({ day: Type.Optional(DateText) }),
        response: { 200: VisitSheet, 400: Problem, 401: Problem, 403: Problem, 404: Problem },
      },
      config: { who: ['clerk', 'host', 'manager'] },
    },
    async (request, reply) => {
      const hall = tools.halls.get(request.params.hall)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      const { day = hall.board.day } = request.query
      if (!isDay(day)) return sendProblem(reply, 400, 'malformed', { field: 'day', detail: 'no such day' })
      const { board } = hall
      const stored = await appointmentsOn(tools.pool, hall.id, day)
      const visits = stored
        .map((one) => board.bookings.all.get(one.id) ?? one)
        .filter(
          ({ team, state }) => team !== undefined && (state === 'booked' || state === 'arrived' || state === 'missed'),
        )
      const bookers = await bookersOf(
        tools.pool,
        hall.id,
        visits.map(({ id }) => id),
      )
      if (visits.length > 0) {
        const change = { id: 'visits', before: null, after: { read: true, reason: `visits ${day}` } }
        await recordData(tools, hall, actorOf(request, hall.id), change)
      }
      const staffed = [...board.sessions.values()].filter((one) => one.date === day).flatMap(({ staff }) => staff)
      return reply.send({
        day,
        teams: (board.file.teams ?? []).map((team) => ({
          ...team,
          staff: staffed.filter(({ place }) => place === team.id).map(({ staff }) => staff),
        })),
        visits: visits.map((one) => {
          const booker = bookers.find(({ about }) => about === one.id)
          const { name, phone, address } = personOf(booker, hall, tools.vault)
          return { appointment: appointmentView(one, board.file.timeZone), name, phone, address }
        }),
      })
    },
  )
}
