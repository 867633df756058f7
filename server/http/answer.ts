// What whoever pressed is told: the events as they may see them, and what is their own with its secrets.
import type { Static } from 'typebox'
import { holderTicket, see, ticketView } from '../../core/audience.ts'
import { appointmentView, sessionView, wishView } from '../../core/audience-bookings.ts'
import type { Command } from '../../core/command.ts'
import type { HallEvent } from '../../core/events.ts'
import { type HallId, type TicketId, ticketId, ticketNumber } from '../../core/ids.ts'
import type { Leased } from '../../core/lease.ts'
import type { CommandAnswer, LeaseView } from '../../core/protocol.ts'
import { addDays, type Instant, iso, startOfDay } from '../../core/time.ts'
import { bookingCode, bookingKey } from '../booking-codes.ts'
import type { OpenHall } from '../halls.ts'
import { ticketKey } from '../keys.ts'
import type { Outcome, Press } from '../press.ts'

type Answer = Static<typeof CommandAnswer>

/** Staff see the events as staff do; a visitor sees their own ticket in full and nothing of others. */
export function answerOf(
  outcome: Outcome & { ok: true },
  press: Press,
  pressed: Command,
  hall: OpenHall,
  { secret, origin }: { secret: Buffer; origin: string },
): Answer {
  const zone = hall.board.file.timeZone
  const ticket = outcome.events.at(-1)?.ticket
  const isTaken = outcome.events[0]?.type === 'taken'
  // Checked in once more: whoever has the code has the number.
  const isMade = isTaken || pressed.do === 'check-in'
  const { role } = press.actor
  const isStaff = role !== 'visitor' && role !== 'kiosk'
  const own =
    ticket !== undefined && (isMade || holds(pressed, ticket.id, hall.id, secret)) ? { id: ticket.id } : undefined
  const events = outcome.events.map((event) => see(event, isStaff ? 'staff' : 'visitor', zone, own))
  const answer: Answer = { seq: outcome.events.at(-1)?.seq ?? 0, repeated: outcome.repeated, events }
  if (ticket !== undefined) {
    if (isMade) answer.ticket = { ...holderTicket(ticket, zone), key: ticketKey(secret, hall.id, ticket.id) }
    else if (isStaff) answer.ticket = ticketView(ticket, zone)
    else if (own !== undefined) answer.ticket = holderTicket(ticket, zone)
  }
  const [event] = outcome.events
  if (event?.lease !== undefined) {
    const lease = leaseAnswer(event.at, event.lease, hall, secret)
    answer.lease = { ...lease, page: `${origin}/ticket` }
  }
  Object.assign(answer, bookingAnswer(outcome.events, press, zone, secret), outcome.extra ?? {})
  return answer
}

/** Whoever got this far with an appointment made it, holds its key, or works at the desk. */
function bookingAnswer(events: readonly HallEvent[], { actor, hall, command }: Press, zone: string, secret: Buffer) {
  const found: Pick<Answer, 'appointment' | 'wish' | 'session'> = {}
  const about = 'appointment' in command ? command.appointment : undefined
  const appointment = events.find(
    (one) => one.appointment && (about === undefined || one.appointment.id === about),
  )?.appointment
  const isSession = events.some(({ session }) => session !== undefined)
  if (appointment !== undefined && !isSession) {
    const { id } = appointment
    const secrets = { key: bookingKey(secret, hall, id), code: bookingCode(secret, hall, id) }
    found.appointment = { ...appointmentView(appointment, zone), ...secrets }
  }
  const wish = events.find((one) => one.type === 'wished')?.wish
  if (wish !== undefined) found.wish = { ...wishView(wish), key: bookingKey(secret, hall, wish.id) }
  const session = events.find((one) => one.session !== undefined)?.session
  if (session !== undefined) found.session = sessionView(session, actor.staff !== null, zone)
  return found
}

/** Each number with the key that its paper will bear. Only the device that holds them gets this far. */
function leaseAnswer(
  at: Instant,
  { day, blocks }: Leased,
  { id, board }: OpenHall,
  secret: Buffer,
): Omit<LeaseView, 'page'> {
  const zone = board.file.timeZone
  const numbers = blocks.flatMap(({ prefix, first, last }) =>
    Array.from({ length: last - first + 1 }, (_, n) => {
      const number = ticketNumber(prefix, first + n)
      return { prefix, number, key: ticketKey(secret, id, ticketId(day, number)) }
    }),
  )
  return { day, at: iso(at, zone), until: iso(startOfDay(addDays(day, 1), zone), zone), numbers }
}

/** Proved by the key itself: a repeated press is answered alike when its ticket has long left the memory. */
function holds(pressed: Command, ticket: TicketId, hall: HallId, secret: Buffer): boolean {
  return 'ticket' in pressed && pressed.ticket === ticketKey(secret, hall, ticket)
}
