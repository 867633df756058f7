// The person is there: their appointment becomes a number in the same queue as everybody's.
import type { Appointment } from '../../appointment.ts'
import { lineOf } from '../../board.ts'
import type { Command } from '../../command.ts'
import type { Decision, Refusal, Scene } from '../../decision.ts'
import { expectedWait, rangeOf } from '../../estimate.ts'
import { ticketId } from '../../ids.ts'
import { appointmentPlace, positionOf } from '../../order.ts'
import { stepped, TICKET_ACTIONS, type Ticket } from '../../ticket.ts'
import { localDate, MINUTE } from '../../time.ts'
import { newVisit } from '../../visit.ts'
import { onPrinter, printerRefusal } from '../on-printer.ts'
import { nextNumber } from '../take.ts'
import { factOf } from '../ticket-of.ts'
import { appointmentFor, rulesOf } from './own.ts'

export function checkIn(scene: Scene, command: Command & { do: 'check-in' }): Decision {
  // A code that could be read has become its appointment on the way.
  if (command.code !== undefined) return { refused: 'no_such_appointment', field: 'code' }
  const unprintable = printerRefusal(scene, command)
  if (unprintable !== null) return unprintable
  const { appointment: meant } = command
  const found = meant === undefined ? byPerson(scene) : appointmentFor(scene, 'check-in', meant)
  if ('refused' in found) return found
  if (found.state === 'arrived') return again(scene, found, command)
  const refusal = wrongTime(scene, found)
  if (refusal !== null) return refusal
  const ticket = newTicket(scene, found)
  const { board, world } = scene
  const ahead = positionOf(lineOf(board, ticket.service), ticket)
  const expected = expectedWait(board, ticket.service, ahead, world.at)
  ticket.expected = expected === null ? null : Math.round(expected)
  const estimate = ticket.expected === null ? null : rangeOf(board.pace, ticket.service, ticket.expected)
  const { undoUntil: _, ...rest } = found
  const appointment: Appointment = { ...rest, state: 'arrived', endedAt: world.at, ticket: ticket.id }
  return {
    facts: [{ type: TICKET_ACTIONS.take.event, ticket, appointment, ...onPrinter(command) }],
    extra: { ahead, estimate },
  }
}

/** At a kiosk by phone number: today's, and of those the one whose time is nearest. */
function byPerson({ world, board, actor }: Scene): Appointment | Refusal {
  // From anywhere, a number that was found out would be enough to take somebody's place.
  if (actor.role === 'visitor' && board.file.policy.devices === 'paired')
    return { refused: 'forbidden', field: 'phone' }
  if (world.history === undefined) return { refused: 'person_needed', field: 'code' }
  const mine = world.history.filter((one) => one.state === 'booked' || one.state === 'arrived')
  const today = localDate(world.at, board.file.timeZone)
  const todays = mine.filter(({ date }) => date === today)
  const near = (one: Appointment) => Math.abs(one.start - world.at) + (one.state === 'arrived' ? LATER : 0)
  if (todays.length > 0) return todays.reduce((a, b) => (near(b) < near(a) ? b : a))
  const next = mine.filter(({ date }) => date > today).sort((a, b) => a.start - b.start)[0]
  return next === undefined
    ? { refused: 'no_such_appointment', field: 'phone' }
    : { refused: 'wrong_day', field: 'phone', date: next.date }
}

/** Somebody with two appointments a day checks in to the second when the first is done. */
const LATER = 24 * 60 * MINUTE

function wrongTime(scene: Scene, { date, start, services, team }: Appointment): Refusal | null {
  const { board, world } = scene
  // A home visit has no line: the team comes, and says when it is there.
  if (team !== undefined) return { refused: 'not_allowed_now', field: 'appointment', detail: 'home_visit' }
  if (localDate(world.at, board.file.timeZone) !== date) return { refused: 'wrong_day', field: 'appointment', date }
  const from = start - rulesOf(scene).checkInMinutes * MINUTE
  if (world.at < from) return { refused: 'too_early', field: 'appointment', nextOpening: from }
  const gone = services.find((id) => !board.services.has(id))
  return gone === undefined ? null : { refused: 'no_such_service', field: 'appointment', detail: gone }
}

/** The same code once more: the number is shown and printed again, marked as a copy. */
function again(scene: Scene, { ticket: id }: Appointment, on: { printer?: string }): Decision {
  const ticket = id === null ? undefined : scene.board.tickets.get(id)
  if (ticket === undefined || !TICKET_ACTIONS.reprint.from.some((one) => one === ticket.state))
    return { refused: 'not_allowed_now', field: 'appointment', detail: 'arrived' }
  const after = stepped('reprint', ticket, { at: scene.world.at, counter: ticket.counter })
  return { facts: [{ ...factOf(scene, 'reprint', ticket, after), ...onPrinter(on) }] }
}

function newTicket({ board, actor, world: { at } }: Scene, { id, services, start, language }: Appointment): Ticket {
  const [first = ''] = services
  const number = nextNumber(board, board.services.get(first)?.prefix ?? '')
  const visit = newVisit(services, false, at)
  return {
    id: ticketId(board.day, number),
    number,
    day: board.day,
    services,
    service: first,
    state: TICKET_ACTIONS.take.to,
    counter: null,
    takenAt: at,
    ...appointmentPlace(at, start, board.file.policy),
    calledAt: null,
    servedAt: null,
    endedAt: null,
    calls: 0,
    priority: null,
    appointment: id,
    enteredBy: actor.role,
    language,
    expected: null,
    ...(visit === undefined ? {} : { visit }),
  }
}
