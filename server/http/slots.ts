// GET /api/v1/halls/{hall}/slots: which days are open for a service and why, and which times can be booked now.
import Type from 'typebox'
import { isDesk } from '../../core/decide/booking/place.ts'
import { DateText, type Service } from '../../core/hall.ts'
import { SERVICES_MOST } from '../../core/inputs.ts'
import { Problem } from '../../core/protocol.ts'
import { SlotsView } from '../../core/protocol-bookings.ts'
import { slotsDay } from '../../core/slots-view.ts'
import { addDays, daysBetween, isDay, type LocalDate, localDate } from '../../core/time.ts'
import { readInvitation } from '../booking-codes.ts'
import { sendProblem } from './problem.ts'
import type { Api, Tools } from './tools.ts'
import { actorOf } from './who.ts'

const DAYS_MOST = 366
/** Where nothing is said: two weeks. */
const DAYS_SHOWN = 14

export function slotRoutes(api: Api, tools: Tools): void {
  api.get(
    '/api/v1/halls/:hall/slots',
    {
      schema: {
        summary: 'Days and times that can be booked; several services with commas are booked together',
        params: Type.Object({ hall: Type.String({ maxLength: 64 }) }),
        querystring: Type.Object({
          service: Type.String({ minLength: 1, maxLength: 400 }),
          from: Type.Optional(DateText),
          to: Type.Optional(DateText),
          invitation: Type.Optional(Type.String({ maxLength: 100 })),
        }),
        response: { 200: SlotsView, 400: Problem, 404: Problem },
      },
      config: { who: 'all' },
    },
    async (request, reply) => {
      const hall = tools.halls.get(request.params.hall)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      const { board } = hall
      const now = tools.clock.now()
      const { service, invitation, from = localDate(now, board.file.timeZone) } = request.query
      const { to = addDays(from, DAYS_SHOWN - 1) } = request.query
      const services: Service[] = []
      for (const id of new Set(service.split(','))) {
        const known = board.services.get(id)
        if (known === undefined) return sendProblem(reply, 404, 'no_such_service', { field: 'service', detail: id })
        services.push(known)
      }
      if (services.length > SERVICES_MOST)
        return sendProblem(reply, 400, 'malformed', { field: 'service', detail: `at most ${SERVICES_MOST}` })
      const wrong = rangeFault(from, to)
      if (wrong !== null) return sendProblem(reply, 400, 'malformed', wrong)
      const { role } = actorOf(request, hall.id)
      const asked = {
        board,
        services,
        now,
        isDesk: isDesk(role),
        invited: invitation === undefined ? null : readInvitation(tools.secret, hall.id, invitation),
        planOf: (date: LocalDate) => tools.times.plan(board, date),
      }
      const days = Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => slotsDay(asked, addDays(from, i)))
      return reply.send({ days })
    },
  )
}

function rangeFault(from: LocalDate, to: LocalDate): { field: string; detail: string } | null {
  const days = daysBetween(from, to) + 1
  if (!isDay(from)) return { field: 'from', detail: 'no such day' }
  if (!isDay(to)) return { field: 'to', detail: 'no such day' }
  if (days < 1) return { field: 'to', detail: 'before from' }
  return days > DAYS_MOST ? { field: 'to', detail: `at most ${DAYS_MOST} days` } : null
}
