// The end of serving, and visits of several services: one after the other, or jointly with one lead.

import type { Command } from '../command.ts'
import type { Decision, Scene } from '../decision.ts'
import type { ServiceId, StaffId } from '../ids.ts'
import { stepped, type Ticket } from '../ticket.ts'
import type { Instant } from '../time.ts'
import { begun, finishedStep, nextService, openBesides, type Visit } from '../visit.ts'
import { factOf, ticketFor } from './ticket-of.ts'

/** With further services in the visit the person waits for the next one, with number and place kept. */
export function finish(scene: Scene, { ticket: id }: Command & { do: 'finish' }): Decision {
  const { board, actor, world } = scene
  const ticket = ticketFor(board, 'finish', id)
  if ('refused' in ticket) return ticket
  const step = { at: world.at, counter: ticket.counter }
  if (ticket.visit === undefined) return { facts: [factOf(scene, 'finish', ticket, stepped('finish', ticket, step))] }
  const open = openBesides(ticket.visit, ticket.service)
  if (ticket.visit.joint && open.length > 0) return { refused: 'steps_open', detail: open.join(', ') }
  const visit = finishedStep(ticket.visit, ticket.service, { ...step, staff: actor.staff })
  const next = nextService(visit)
  const after = stepped('finish', ticket, step, next === undefined ? { visit } : goingOn(visit, next, world.at))
  return { facts: [factOf(scene, 'finish', ticket, after)] }
}

function goingOn(visit: Visit, service: ServiceId, at: Instant): Partial<Ticket> {
  return { visit, service, state: 'waiting', counter: null, endedAt: null, waitingSince: at, expected: null }
}

/** A department behind the counter has done its part; the lead finishes when all have. */
export function finishStep(scene: Scene, command: Command & { do: 'finish-step' }): Decision {
  const { board, actor, world } = scene
  const ticket = ticketFor(board, 'finish-step', command.ticket)
  if ('refused' in ticket) return ticket
  const { visit } = ticket
  if (visit?.joint !== true) return { refused: 'not_allowed_now', detail: 'not joint' }
  if (command.service === ticket.service || !openBesides(visit, ticket.service).includes(command.service))
    return { refused: 'not_allowed_now', field: 'service', detail: command.service }
  const done = finishedStep(visit, command.service, { at: world.at, counter: counterOf(scene), staff: actor.staff })
  const after = stepped('finish-step', ticket, { at: world.at, counter: ticket.counter }, { visit: done })
  return { facts: [factOf(scene, 'finish-step', ticket, after)] }
}

/** Where the clerk sits, if they sit. */
function counterOf({ board, actor }: Scene): string | null {
  if (actor.staff === null) return null
  for (const one of board.counters.values()) if (one.clerk === actor.staff && one.state !== 'closed') return one.id
  return null
}

export function served(visit: Visit, { service, counter }: Ticket, staff: StaffId | null, at: Instant): Visit {
  return begun(visit, service, { counter, staff, at })
}
