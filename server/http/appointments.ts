// An appointment of whoever holds its key: how it stands, a calendar file, and the code that a kiosk scans.
import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import { renderSVG } from 'uqr'
import type { Appointment } from '../../core/appointment.ts'
import { appointmentView } from '../../core/audience-bookings.ts'
import { bookingRules } from '../../core/booking-policy.ts'
import type { OpenStretch } from '../../core/calendar.ts'
import { countOf } from '../../core/decide/booking/session.ts'
import { calendarFile } from '../../core/ics.ts'
import { standingOf } from '../../core/person-limits.ts'
import { Problem } from '../../core/protocol.ts'
import { HeldView } from '../../core/protocol-bookings.ts'
import { iso, MINUTE } from '../../core/time.ts'
import { decisionTime } from '../../core/window.ts'
import { bookingCode, bookingKey, readBookingKey } from '../booking-codes.ts'
import { forget } from '../forget.ts'
import type { OpenHall } from '../halls.ts'
import { ticketKey } from '../keys.ts'
import { appointmentsNamed } from '../store/appointments.ts'
import { type Booker, bookedBy, bookersOf } from '../store/bookers.ts'
import type { Vault } from '../vault.ts'
import { inLanguage } from '../words.ts'
import { sendProblem } from './problem.ts'
import type { Api, Tools } from './tools.ts'

const Params = Type.Object({ key: Type.String({ maxLength: 64 }) })

export function appointmentRoutes(api: Api, tools: Tools): void {
  forgettingRoute(api, tools)
  api.get(
    '/api/v1/appointments/:key',
    {
      schema: {
        summary: 'The appointment of whoever holds its key',
        params: Params,
        response: { 200: HeldView, 404: Problem },
      },
      // The key is the right.
      config: { who: 'all' },
    },
    async (request, reply) => {
      const found = await findAppointment(request.params.key, tools)
      if (found === undefined) return noSuch(reply)
      return reply.header('cache-control', 'no-store').send(await heldView(found, tools))
    },
  )

  api.get(
    '/api/v1/appointments/:key.ics',
    {
      schema: { summary: 'The appointment as a calendar file', params: Params },
      config: { who: 'all' },
    },
    async (request, reply) => {
      const found = await findAppointment(request.params.key, tools)
      if (found === undefined) return noSuch(reply)
      const origin = tools.publicUrl ?? `${request.protocol}://${request.host}`
      const isPlanned = stretchOf(found, tools)?.state === 'planned'
      const file = fileOf(found, request.params.key, origin, isPlanned)
      const named = reply.header('content-disposition', 'attachment; filename="appointment.ics"')
      return named.header('cache-control', 'no-store').type('text/calendar; charset=utf-8').send(file)
    },
  )

  api.get(
    '/api/v1/appointments/:key/qr.svg',
    { schema: { summary: 'The address of the appointment as a QR code', params: Params }, config: { who: 'all' } },
    async (request, reply) => {
      const { key } = request.params
      if ((await findAppointment(key, tools)) === undefined) return noSuch(reply)
      const origin = tools.publicUrl ?? `${request.protocol}://${request.host}`
      const svg = renderSVG(`${origin}/appointment#${key}`, { border: 2 })
      return reply.header('cache-control', 'no-store').type('image/svg+xml').send(svg)
    },
  )
}

function forgettingRoute(api: Api, tools: Tools): void {
  api.delete(
    '/api/v1/appointments/:key/data',
    {
      schema: {
        summary: 'Forget what the holder gave with this appointment; the appointment stays',
        params: Params,
        response: { 200: Type.Object({ bookings: Type.Integer() }), 404: Problem },
      },
      config: { who: 'all' },
    },
    async (request, reply) => {
      const found = await findAppointment(request.params.key, tools)
      if (found === undefined) return noSuch(reply)
      const actor = { role: 'visitor', staff: null, holder: true } as const
      const { bookings } = await forget(tools, found.hall, actor, [found.appointment.id])
      return reply.send({ bookings })
    },
  )
}

export interface Found {
  hall: OpenHall
  appointment: Appointment
}

/** Those still to come are in memory; older ones are read. */
export async function findAppointment(key: string, tools: Tools): Promise<Found | undefined> {
  for (const hall of tools.halls.list()) {
    const id = readBookingKey(tools.secret, hall.id, key)
    if (id === null) continue
    const appointment = hall.board.bookings.all.get(id) ?? (await appointmentsNamed(tools.pool, hall.id, [id]))[0]
    if (appointment !== undefined) return { hall, appointment }
  }
  return undefined
}

function noSuch(reply: FastifyReply): FastifyReply {
  return sendProblem(reply, 404, 'no_such_appointment', { field: 'key' })
}

async function heldView({ hall, appointment }: Found, tools: Tools): Promise<HeldView> {
  const { board } = hall
  const zone = board.file.timeZone
  const { id, ticket } = appointment
  const rules = bookingRules(board.file.policy.appointments)
  const [booker] = await bookersOf(tools.pool, hall.id, [id])
  const history = booker === undefined ? [] : await historyOf(hall, booker, tools)
  const { warned, bannedUntil } = standingOf(history, rules, zone, tools.clock.now())
  const stretch = stretchOf({ hall, appointment }, tools)
  return {
    hall: hall.id,
    appointment: {
      ...appointmentView(appointment, zone),
      key: bookingKey(tools.secret, hall.id, id),
      code: bookingCode(tools.secret, hall.id, id),
    },
    ticketKey: ticket === null ? null : ticketKey(tools.secret, hall.id, ticket),
    person: personOf(booker, hall, tools.vault),
    checkInFrom: iso(appointment.start - rules.checkInMinutes * MINUTE, zone),
    sessionState: stretch?.state ?? 'confirmed',
    onDemand: onDemandOf(hall, stretch, tools),
    warned,
    bannedUntil: bannedUntil === null ? null : iso(bannedUntil, zone),
  }
}

function stretchOf({ hall, appointment }: Found, { times }: Tools): OpenStretch | undefined {
  const { openings, calledOff } = times.plan(hall.board, appointment.date)
  return [...openings, ...calledOff].find(({ session }) => session === appointment.session)
}

function onDemandOf({ board }: OpenHall, stretch: OpenStretch | undefined, { times }: Tools): HeldView['onDemand'] {
  const minimum = stretch?.opening.onDemand?.minimum
  if (stretch === undefined || minimum === undefined) return null
  const decided = decisionTime(stretch, board.file, (date) => times.plan(board, date))
  return { minimum, booked: countOf({ board }, stretch), decidedAt: iso(decided, board.file.timeZone) }
}

export async function historyOf(
  hall: OpenHall,
  { phonePerson, cardPerson }: Booker,
  { pool }: Tools,
): Promise<Appointment[]> {
  const persons = [phonePerson, cardPerson].filter((one) => one !== null)
  if (persons.length === 0) return []
  const rows = await bookedBy(pool, hall.id, persons)
  const known = new Map(rows.map(({ body }) => [body.id, body]))
  return [...known.values()].map((one) => hall.board.bookings.all.get(one.id) ?? one)
}

/** In full, for the holder alone. */
export function personOf(booker: Booker | undefined, { id }: OpenHall, vault: Vault): HeldView['person'] {
  const open = (field: 'name' | 'phone' | 'mail' | 'address') => {
    const sealed = booker?.[field] ?? null
    return sealed === null ? null : vault.open(sealed, { hall: id, ticket: booker?.about ?? '', field })
  }
  return { name: open('name'), phone: open('phone'), mail: open('mail'), address: open('address') }
}

function fileOf({ hall, appointment }: Found, key: string, origin: string, isPlanned: boolean): string {
  const { file } = hall.board
  const language = appointment.language ?? file.languages[0] ?? 'en'
  const text = (texts: Record<string, string>) => inLanguage(texts, language)
  const services = appointment.services.map((id) => text(hall.board.services.get(id)?.name ?? { en: id }))
  const gone = appointment.state === 'cancelled' || appointment.state === 'missed'
  return calendarFile(text(file.name), [
    {
      uid: `${hall.id}-${appointment.id}@tingxu`,
      stamp: appointment.endedAt ?? appointment.changedAt ?? appointment.bookedAt,
      summary: `${text(file.name)}: ${services.join(', ')}`,
      location: text(file.name),
      url: `${origin}/appointment#${key}`,
      when: { start: appointment.start, end: appointment.end },
      sequence: Math.floor(((appointment.changedAt ?? appointment.bookedAt) - appointment.bookedAt) / MINUTE),
      ...(gone ? { state: 'cancelled' as const } : isPlanned ? { state: 'tentative' as const } : {}),
    },
  ])
}
