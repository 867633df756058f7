// A number is taken: for one service or several, within the day's limits, once a person where the hall wants it.
import { type Board, lineOf } from '../board.ts'
import type { Command } from '../command.ts'
import type { Decision, Refusal, Scene } from '../decision.ts'
import { expectedWait, rangeOf } from '../estimate.ts'
import type { PriorityClass, Service } from '../hall.ts'
import { type ServiceId, type TicketNumber, ticketId, ticketNumber } from '../ids.ts'
import type { Priority } from '../inputs.ts'
import { blockWith } from '../lease.ts'
import { newTicket } from '../new-ticket.ts'
import { countsAs, positionOf } from '../order.ts'
import { bandAt, countInBand, nextBand } from '../quota.ts'
import { type Role, TICKET_ACTIONS, type Ticket } from '../ticket.ts'
import type { Instant } from '../time.ts'
import { newVisit } from '../visit.ts'
import { onPrinter, printerRefusal } from './on-printer.ts'

type Take = Command & { do: 'take' }

const MAY_GRANT_PRIORITY: readonly Role[] = ['kiosk', 'host', 'manager']

export function take(scene: Scene, command: Take): Decision {
  const { board, actor, world } = scene
  const { devices, remoteTakes = true } = board.file.policy
  // Where devices are not paired a kiosk is not told apart from a phone, and would be refused with it.
  if (actor.role === 'visitor' && devices === 'paired' && !remoteTakes) return { refused: 'take_in_hall' }
  const service = board.services.get(command.service)
  if (service === undefined) return { refused: 'no_such_service', field: 'service', detail: command.service }
  const services = [service.id, ...(command.services ?? []).filter((one) => one !== service.id)]
  const unknown = services.find((one) => !board.services.has(one))
  if (unknown !== undefined) return { refused: 'no_such_service', field: 'services', detail: unknown }
  if (command.priority !== undefined && !MAY_GRANT_PRIORITY.includes(actor.role))
    return { refused: 'forbidden', field: 'priority' }
  const unprintable = printerRefusal(scene, command)
  if (unprintable !== null) return unprintable
  const priority = priorityOf(board, command.priority)
  if ('refused' in priority) return priority
  const refusal = closedOrFull(scene, service) ?? heldAlready(scene, service) ?? laterRefusal(scene, services.slice(1))
  if (refusal !== null) return refusal
  const number = nextNumber(board, service.prefix)
  const { priority: granted = null, language = null, joint = false } = command
  const given = { priority: granted, language, joint, class: priority.class }
  const ticket = newTaken(scene, { ...given, id: ticketId(board.day, number), number, services }, world.at)
  const ahead = positionOf(lineOf(board, service.id), ticket)
  const expected = expectedWait(board, service.id, ahead, world.at)
  ticket.expected = expected === null ? null : Math.round(expected)
  const estimate = ticket.expected === null ? null : rangeOf(board.pace, service.id, ticket.expected)
  return { facts: [{ type: TICKET_ACTIONS.take.event, ticket, ...onPrinter(command) }], extra: { ahead, estimate } }
}

/** Further services may still be closed when the number is taken; their limits hold as if each had its own number. */
function laterRefusal(scene: Scene, services: readonly ServiceId[]): Refusal | null {
  for (const id of services) {
    const service = scene.board.services.get(id)
    if (service === undefined) continue
    const refusal = service.walkIn
      ? (fullToday(scene, service) ?? heldAlready(scene, service))
      : { refused: 'service_closed' as const, nextOpening: null }
    if (refusal !== null) return { field: 'services', detail: id, ...refusal }
  }
  return null
}

/** The class that the hall file gives to a priority; null for none. */
export function priorityOf(board: Board, given: Priority | undefined): { class: PriorityClass | null } | Refusal {
  if (given === undefined) return { class: null }
  const found = board.file.policy.priorities.find((one) => one.class === given.class)
  return found === undefined
    ? { refused: 'no_such_priority', field: 'priority', detail: given.class }
    : { class: found }
}

function closedOrFull({ board, world }: Scene, service: Service): Refusal | null {
  const { open, nextOpening } = world.walkIn(service.id, world.at)
  if (!service.walkIn || !open) return { refused: 'service_closed', nextOpening: service.walkIn ? nextOpening : null }
  return fullToday({ board, world }, service)
}

function fullToday({ board, world }: Pick<Scene, 'board' | 'world'>, service: Service): Refusal | null {
  if (service.dailyLimit !== null && (board.taken.get(service.id) ?? 0) >= service.dailyLimit)
    return {
      refused: 'limit_reached',
      nextOpening: service.dailyLimit === 0 ? null : nextDay({ board, world }, service),
    }
  const zone = board.file.timeZone
  const band = bandAt(service, world.at, board.day, zone)
  if (band === undefined || countInBand(board.inBands, service.id, band) < band.limit) return null
  return {
    refused: 'limit_reached',
    nextOpening: nextBand(service, world.at, board.day, zone) ?? nextDay({ board, world }, service),
  }
}

/** The first opening of a later day: then the day's numbers begin anew. */
function nextDay({ board, world }: Pick<Scene, 'board' | 'world'>, service: Service): Instant | null {
  const { open, nextOpening } = world.walkIn(service.id, board.dayEnds)
  return open ? board.dayEnds : nextOpening
}

/** One waiting ticket a person and service, where the hall wants it: the first one is still good. */
function heldAlready({ board, world, actor }: Scene, service: Service): Refusal | null {
  if (service.onePerPerson !== true) return null
  // A host sees who stands there; everybody else is told apart by a number of their own.
  if (world.ofPerson === undefined)
    return actor.role === 'host' || actor.role === 'manager' ? null : { refused: 'person_needed', field: 'phone' }
  for (const id of world.ofPerson) {
    const held = board.tickets.get(id)
    if (held?.state === 'waiting' && held.services.includes(service.id))
      // Somewhere out there anybody may have typed the number; in the hall the slip is printed again.
      return tellsNumber({ actor, board })
        ? { refused: 'already_waiting', detail: held.number }
        : { refused: 'already_waiting' }
  }
  return null
}

function tellsNumber({ actor, board }: Pick<Scene, 'actor' | 'board'>): boolean {
  return actor.role !== 'visitor' || board.file.policy.devices === 'open'
}

interface Given extends Pick<Ticket, 'id' | 'number' | 'services' | 'priority' | 'language'> {
  joint: boolean
  class: PriorityClass | null
}

/** The ticket of whoever came at `at`. */
export function newTaken({ board, actor }: Pick<Scene, 'board' | 'actor'>, given: Given, at: Instant): Ticket {
  const { id, number, services, priority, language } = given
  const visit = newVisit(services, given.joint, at)
  return {
    ...newTicket({ id, number, day: board.day, services, enteredBy: actor.role }, at),
    countsAs: countsAs(at, given.class, board.file.policy),
    priority,
    language,
    ...(visit === undefined ? {} : { visit }),
    ...(given.class?.absolute ? { absolute: true as const } : {}),
  }
}

/** Passed over are numbers of people who wait since yesterday, and those that a kiosk may give by itself. */
export function nextNumber(board: Board, prefix: string): TicketNumber {
  let count = (board.numbers.get(prefix) ?? 0) + 1
  while (board.carried.has(ticketNumber(prefix, count)) || blockWith(board, prefix, count) !== undefined) count++
  return ticketNumber(prefix, count)
}
