// Moves in the line: sent on, back from parking or a miss, letting others pass, a priority granted.
import { type Board, lineOf } from '../board.ts'
import type { Command } from '../command.ts'
import type { Decision, Refusal, Scene } from '../decision.ts'
import type { CounterId, ServiceId } from '../ids.ts'
import { SERVICES_MOST } from '../inputs.ts'
import { comparePlaces, countsAs, positionOf } from '../order.ts'
import { stepped, type Ticket } from '../ticket.ts'
import { type Instant, MINUTE } from '../time.ts'
import { newVisit, type Visit, waitingAgain } from '../visit.ts'
import { priorityOf } from './take.ts'
import { factOf, goneService, ticketFor } from './ticket-of.ts'

export const RETURN_WITHIN_MINUTES = 60
/** "Let three pass." */
export const YIELD_TO = 3

/** Back in line: from parking at the old place; after a miss at the old place once, within the hour, else as of now. */
export function resume(scene: Scene, { ticket: id }: Command & { do: 'resume' }): Decision {
  const { board, world } = scene
  const ticket = ticketFor(board, 'resume', id)
  if ('refused' in ticket) return ticket
  const gone = goneService(board, ticket)
  if (gone !== null) return gone
  const { visit } = ticket
  const waiting = visit === undefined ? {} : { visit: waitingAgain(visit, ticket.service, world.at) }
  const back = ticket.state === 'missed' ? backFromMiss(board, ticket, world.at) : {}
  const after = stepped('resume', ticket, { at: world.at, counter: null }, { ...waiting, ...back })
  return { facts: [factOf(scene, 'resume', ticket, after)] }
}

function backFromMiss(board: Board, ticket: Ticket, at: Instant): Partial<Ticket> {
  const returns = ticket.returns ?? 0
  const within = (board.file.policy.returnWithinMinutes ?? RETURN_WITHIN_MINUTES) * MINUTE
  const keeps = returns === 0 && at - (ticket.endedAt ?? at) <= within
  return { returns: returns + 1, ...(keeps ? {} : { countsAs: Math.max(at, ticket.countsAs) }) }
}

/** To another service or to one counter; number and place are kept unless a reason is given to give the place up. */
export function transfer(scene: Scene, command: Command & { do: 'transfer' }): Decision {
  const { board, world } = scene
  const ticket = ticketFor(board, 'transfer', command.ticket)
  if ('refused' in ticket) return ticket
  const to = targetsOf(board, ticket, command)
  if ('refused' in to) return to
  const gives = command.keepPlace === false
  if (gives && command.reason === undefined) return { refused: 'reason_needed', field: 'reason' }
  const sent = sentOn(ticket, to.services, world.at)
  const after = stepped(
    'transfer',
    ticket,
    { at: world.at, counter: null },
    {
      ...sent,
      ...(to.only === undefined ? {} : { only: to.only }),
      ...(gives ? { countsAs: Math.max(world.at, ticket.countsAs) } : {}),
      expected: null,
    },
  )
  // What was true of where it came from must not stay.
  if (to.only === undefined) delete after.only
  if (sent.visit === undefined) delete after.visit
  const reason = command.reason === undefined ? {} : { reason: command.reason }
  return { facts: [{ ...factOf(scene, 'transfer', ticket, after), ...reason }] }
}

function targetsOf(
  board: Board,
  ticket: Ticket,
  { service, services, counter }: Command & { do: 'transfer' },
): { services: ServiceId[]; only?: CounterId } | Refusal {
  const given = services ?? (service === undefined ? [] : [service])
  for (const id of given)
    if (!board.services.has(id))
      return { refused: 'no_such_service', field: services === undefined ? 'service' : 'services', detail: id }
  if (counter === undefined)
    return given.length > 0 ? { services: given } : { refused: 'target_needed', field: 'service' }
  const serves = board.serving.get(counter)?.serves
  if (serves === undefined) return { refused: 'no_such_counter', field: 'counter', detail: counter }
  const first = given[0] ?? ticket.service
  if (!serves.some((one) => one.service === first))
    return { refused: 'not_served_here', field: 'counter', detail: first }
  return { services: given.length > 0 ? given : [first], only: counter }
}

/** The current service gives way to the targets; what is done of the visit and what comes later stays. */
function sentOn(ticket: Ticket, targets: readonly ServiceId[], at: Instant): Partial<Ticket> {
  const { visit } = ticket
  const [service = ticket.service] = targets
  const done = visit?.steps.filter((one) => one.state === 'done') ?? []
  const later = visit?.steps.filter((one) => one.state !== 'done' && one.service !== ticket.service) ?? []
  const rest = later.filter((one) => !targets.includes(one.service))
  const fresh = newVisit([...targets, ...rest.map((one) => one.service)], visit?.joint === true, at)
  // Of a long past the latest is kept; what is still to come is never dropped.
  const steps = [...done.slice(-SERVICES_MOST), ...(fresh?.steps ?? newSteps(service, at))]
  const next: Visit | undefined = steps.length > 1 ? { joint: visit?.joint === true, steps } : undefined
  const services = [...new Set(next === undefined ? [service] : next.steps.map((one) => one.service))]
  return { service, services, ...(next === undefined ? {} : { visit: next }) }
}

function newSteps(service: ServiceId, at: Instant): Visit['steps'] {
  return [{ service, state: 'waiting', counter: null, staff: null, since: at, doneAt: null }]
}

/** Just behind the third in line after it; only who holds the ticket, or a host for them, can ask for it. */
export function yieldPlace(scene: Scene, { ticket: id }: Command & { do: 'yield' }): Decision {
  const { board, actor, world } = scene
  if (actor.holder !== true && actor.role !== 'host' && actor.role !== 'manager')
    return { refused: 'forbidden', field: 'ticket' }
  const ticket = ticketFor(board, 'yield', id)
  if ('refused' in ticket) return ticket
  const line = lineOf(board, ticket.service)
  const own = positionOf(line, ticket)
  const third = line[Math.min(own + YIELD_TO, line.length - 1)]
  if (third === undefined || third.id === ticket.id) return { refused: 'nobody_behind' }
  // What was foreseen at issue was for another place: nothing is learned from how far off it is now.
  const moved = { countsAs: third.countsAs, expected: null }
  // Of two who count alike the earlier issued goes first: a thousandth of a second puts this one behind.
  if (comparePlaces({ ...ticket, ...moved }, third) < 0) moved.countsAs++
  const after = stepped('yield', ticket, { at: world.at, counter: null }, moved)
  return { facts: [factOf(scene, 'yield', ticket, after)] }
}

/**
 * A right found out after the number was taken. Two grounds do not add up: the earlier one holds. A place that was lost
 * (a late return, three let pass) is not given back by it: the credit is counted from the place there is.
 */
export function grant(scene: Scene, command: Command & { do: 'grant' }): Decision {
  const { board, world } = scene
  const ticket = ticketFor(board, 'grant', command.ticket)
  if ('refused' in ticket) return ticket
  const row = priorityOf(board, command.priority)
  if ('refused' in row) return row
  const granted = Math.min(
    ticket.countsAs,
    countsAs(Math.max(ticket.takenAt, ticket.countsAs), row.class, board.file.policy),
  )
  const after = stepped(
    'grant',
    ticket,
    { at: world.at, counter: null },
    {
      countsAs: granted,
      expected: null,
      priority: command.priority,
      ...(row.class?.absolute ? { absolute: true } : {}),
    },
  )
  return { facts: [factOf(scene, 'grant', ticket, after)] }
}
