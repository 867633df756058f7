// The plain steps: those that the table of tickets decides alone.

import type { Command } from '../command.ts'
import type { Decision, Scene } from '../decision.ts'
import { type Role, stepped, type Ticket } from '../ticket.ts'
import { waitingAgain } from '../visit.ts'
import { onPrinter, printerRefusal } from './on-printer.ts'
import { factOf, ticketFor } from './ticket-of.ts'
import { served } from './visit.ts'

type Plain = Command & { do: 'recall' | 'serve' | 'miss' | 'park' | 'reprint' | 'cancel' }

const MAY_CANCEL_ANY: readonly Role[] = ['host', 'manager']

export function step(scene: Scene, command: Plain): Decision {
  const { board, actor, world } = scene
  if (command.do === 'cancel' && actor.holder !== true && !MAY_CANCEL_ANY.includes(actor.role))
    return { refused: 'forbidden', field: 'ticket' }
  const ticket = ticketFor(board, command.do, command.ticket)
  if ('refused' in ticket) return ticket
  const unprintable = command.do === 'reprint' ? printerRefusal(scene, command) : null
  if (unprintable !== null) return unprintable
  const after = stepped(command.do, ticket, { at: world.at, counter: ticket.counter }, alsoOf(scene, command, ticket))
  const where = command.do === 'reprint' ? onPrinter(command) : {}
  return { facts: [{ ...factOf(scene, command.do, ticket, after), ...where }] }
}

function alsoOf({ actor, world }: Scene, command: Plain, ticket: Ticket): Partial<Ticket> {
  if (command.do === 'park') {
    const where = command.where === undefined ? {} : { where: command.where }
    // A joint visit goes on behind the counter while the person is away.
    return ticket.visit === undefined || ticket.visit.joint
      ? where
      : { ...where, visit: waitingAgain(ticket.visit, ticket.service, world.at) }
  }
  if (command.do === 'serve' && ticket.visit !== undefined)
    return { visit: served(ticket.visit, ticket, actor.staff, world.at) }
  return {}
}
