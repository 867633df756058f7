// Appointments for those who work at the desk: a day's list, a search by name, phone or code, and one of them with its person.
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Appointment } from '../../core/appointment.ts'
import { appointmentView } from '../../core/audience-bookings.ts'
import { bookingRules } from '../../core/booking-policy.ts'
import { DateText } from '../../core/hall.ts'
import { masked, maskedName, normalPhone } from '../../core/person.ts'
import { standingOf } from '../../core/person-limits.ts'
import { Problem } from '../../core/protocol.ts'
import { DeskAppointment, DeskList } from '../../core/protocol-bookings.ts'
import { isDay, iso } from '../../core/time.ts'
import { bookingCode, readBookingCode, readBookingKey } from '../booking-codes.ts'
import { recordData } from '../forget.ts'
import type { OpenHall } from '../halls.ts'
import { appointmentsNamed, appointmentsOn } from '../store/appointments.ts'
import { type Booker, bookersFrom, bookersOf, madeBy } from '../store/bookers.ts'
import { historyOf, personOf } from './appointments.ts'
import { sendProblem } from './problem.ts'
import type { Api, Tools } from './tools.ts'
import { actorOf } from './who.ts'

const DESK = ['clerk', 'host', 'manager'] as const
/** Sealed names are opened one by one for a search: some fifty thousand a second. */
const SEARCHED_MOST = 20_000
const FOUND_MOST = 50
const PHONE_DIGITS = 7
const LAST_DIGITS = 4
const PROBLEMS = { 400: Problem, 401: Problem, 403: Problem, 404: Problem }

export function appointmentDeskRoutes(api: Api, tools: Tools): void {
  api.get(
    '/api/v1/halls/:hall/appointments',
    {
      schema: {
        summary: "A day's appointments, or those still to come that a name, phone number or code finds",
        params: Type.Object({ hall: Type.String({ maxLength: 64 }) }),
        querystring: Type.Object({
          day: Type.Optional(DateText),
          search: Type.Optional(Type.String({ minLength: 2, maxLength: 100 })),
        }),
        response: { 200: DeskList, ...PROBLEMS },
      },
      config: { who: DESK },
    },
    async (request, reply) => {
      const hall = tools.halls.get(request.params.hall)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      const { day = hall.board.day, search } = request.query
      if (!isDay(day)) return sendProblem(reply, 400, 'malformed', { field: 'day', detail: 'no such day' })
      const found =
        search === undefined
          ? await appointmentsOn(tools.pool, hall.id, day)
          : await searched(hall, search, request, tools)
      const bookers = new Map(
        (
          await bookersOf(
            tools.pool,
            hall.id,
            found.map(({ id }) => id),
          )
        ).map((one) => [one.about, one]),
      )
      const shown = found.map((one) =>
        listed(hall, hall.board.bookings.all.get(one.id) ?? one, bookers.get(one.id), tools),
      )
      return reply.send({ appointments: shown })
    },
  )

  api.get(
    '/api/v1/halls/:hall/appointments/:appointment',
    {
      schema: {
        summary: 'An appointment with its person, for the desk',
        params: Type.Object({
          hall: Type.String({ maxLength: 64 }),
          appointment: Type.String({ pattern: '^b\\d{1,9}$' }),
        }),
        response: { 200: DeskAppointment, ...PROBLEMS },
      },
      config: { who: DESK },
    },
    async (request, reply) => one(request.params, reply, tools),
  )
}

async function one(
  { hall: id, appointment: about }: { hall: string; appointment: string },
  reply: FastifyReply,
  tools: Tools,
) {
  const hall = tools.halls.get(id)
  if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
  const found = hall.board.bookings.all.get(about) ?? (await appointmentsNamed(tools.pool, id, [about]))[0]
  if (found === undefined) return sendProblem(reply, 404, 'no_such_appointment', { field: 'appointment' })
  const [booker] = await bookersOf(tools.pool, id, [about])
  const history = booker === undefined ? [] : await historyOf(hall, booker, tools)
  const { policy, timeZone } = hall.board.file
  const { misses, cancellations, bannedUntil } = standingOf(
    history,
    bookingRules(policy.appointments),
    timeZone,
    tools.clock.now(),
  )
  const appeal =
    booker?.appeal == null ? null : tools.vault.open(booker.appeal, { hall: id, ticket: about, field: 'appeal' })
  return reply.send({
    ...listed(hall, found, booker, tools),
    // Whoever stands there is called by their name; the number stays masked.
    name: personOf(booker, hall, tools.vault).name,
    address: personOf(booker, hall, tools.vault).address,
    misses,
    cancellations,
    bannedUntil: bannedUntil === null ? null : iso(bannedUntil, timeZone),
    appealWords: appeal,
  })
}

function listed(hall: OpenHall, appointment: Appointment, booker: Booker | undefined, { secret, vault }: Tools) {
  const { name } = personOf(
    booker === undefined ? undefined : { ...booker, phone: null, mail: null, address: null },
    hall,
    vault,
  )
  return {
    appointment: {
      ...appointmentView(appointment, hall.board.file.timeZone),
      code: bookingCode(secret, hall.id, appointment.id),
    },
    name: name === null ? null : maskedName(name),
    phone: booker?.phoneLast == null ? null : masked(booker.phoneLast),
  }
}

/** Each search is a line in the hall's log: names are opened for it. */
async function searched(hall: OpenHall, text: string, request: FastifyRequest, tools: Tools): Promise<Appointment[]> {
  const wanted = text.trim()
  const code = readBookingKey(tools.secret, hall.id, wanted) ?? readBookingCode(tools.secret, hall.id, wanted)
  const byCode = code === null ? [] : await appointmentsNamed(tools.pool, hall.id, [code])
  if (byCode.length > 0) return byCode
  const change = { id: 'search', before: null, after: { read: true, reason: 'search' } }
  await recordData(tools, hall, actorOf(request, hall.id), change)
  const ids = await idsFor(hall, wanted, tools)
  const found = await appointmentsNamed(tools.pool, hall.id, ids.slice(0, FOUND_MOST))
  return found.sort((a, b) => a.start - b.start)
}

async function idsFor(hall: OpenHall, text: string, { pool, vault }: Tools): Promise<string[]> {
  const digits = text.replace(/\D/g, '')
  if (digits.length >= PHONE_DIGITS) return madeBy(pool, hall.id, [vault.personOf('phone', normalPhone(text))])
  const bookers = await bookersFrom(pool, hall.id, hall.board.day, SEARCHED_MOST)
  if (digits.length === LAST_DIGITS && digits === text)
    return bookers.filter(({ phoneLast }) => phoneLast === digits).map(({ about }) => about)
  const wanted = text.toLocaleLowerCase()
  return bookers
    .filter((one) => {
      const name = one.name === null ? '' : vault.open(one.name, { hall: hall.id, ticket: one.about, field: 'name' })
      return name.toLocaleLowerCase().includes(wanted)
    })
    .map(({ about }) => about)
}
