// A kiosk is given numbers to hold ready, and those that it gave while no server answered enter the queue.

import { lineOf } from '../board.ts'
import type { Command } from '../command.ts'
import type { Decision, Scene } from '../decision.ts'
import { ticketId } from '../ids.ts'
import { blockWith, firstFree, leaseSize, mayGiveAlone, mayHold } from '../lease.ts'
import { readNumber } from '../numbers.ts'
import { positionOf } from '../order.ts'
import { TICKET_ACTIONS } from '../ticket.ts'
import { parseInstant } from '../time.ts'
import { newTaken, priorityOf } from './take.ts'

export function lease({ board, actor }: Scene, { series }: Command & { do: 'lease' }): Decision {
  const { device } = actor
  const { policy } = board.file
  const size = leaseSize(policy)
  if (device === undefined) return { refused: 'forbidden' }
  if (size === 0) return { refused: 'lease_off' }
  const given = new Set([...board.services.values()].filter(mayGiveAlone).map((one) => one.prefix))
  const twice = series.find((one, n) => series.findIndex(({ prefix }) => prefix === one.prefix) !== n)
  const unknown = twice ?? series.find(({ prefix }) => !given.has(prefix))
  if (unknown !== undefined) return { refused: 'no_such_service', field: 'series', detail: unknown.prefix }
  const greedy = series.find(({ prefix, count }) => count > Math.min(size, mayHold(board, device, prefix, size)))
  if (greedy !== undefined) return { refused: 'leases_most', field: 'series', detail: greedy.prefix }
  const blocks = series.map(({ prefix, count }) => {
    const first = firstFree(board, prefix, count, policy.withoutServer)
    return { prefix, first, last: first + count - 1 }
  })
  return { facts: [{ type: 'leased', lease: { device, day: board.day, blocks } }] }
}

/**
 * Whoever holds the paper waits, whatever has changed since: a service that has closed or is full is no reason to send
 * them away. They count from when the number was given, which is neither before the lease nor later than now.
 */
export function takeLeased({ board, actor, world }: Scene, command: Command & { do: 'take-leased' }): Decision {
  const services = [command.service, ...(command.services ?? []).filter((one) => one !== command.service)]
  const unknown = services.find((one) => !board.services.has(one))
  if (unknown !== undefined) return { refused: 'no_such_service', field: 'service', detail: unknown }
  const priority = priorityOf(board, command.priority)
  if ('refused' in priority) return priority
  const { number, day } = command
  if (day !== board.day) return { refused: 'wrong_day', field: 'day', date: board.day }
  const { prefix, count } = readNumber(number)
  const block = blockWith(board, prefix, count)
  if (block === undefined || block.device !== actor.device)
    return { refused: 'not_leased', field: 'number', detail: number }
  if (block.entered.includes(count)) return { refused: 'number_used', field: 'number', detail: number }
  const at = parseInstant(command.at)
  const takenAt = Math.min(Math.max(Number.isNaN(at) ? world.at : at, block.at), world.at)
  const { language = null, joint = false } = command
  const given = { priority: command.priority ?? null, language, joint, class: priority.class }
  const taken = newTaken({ board, actor }, { ...given, id: ticketId(day, number), number, services }, takenAt)
  const ticket = { ...taken, enteredAt: world.at }
  const ahead = positionOf(lineOf(board, ticket.service), ticket)
  // What the person was told to expect is nothing: there is no foresight to learn from.
  return { facts: [{ type: TICKET_ACTIONS['take-leased'].event, ticket }], extra: { ahead, estimate: null } }
}
