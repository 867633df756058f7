// A request becomes a press: secrets become the ids that they prove, and what is personal is taken out of the command.
import type { FastifyRequest } from 'fastify'
import type { Command } from '../../core/command.ts'
import type { Actor } from '../../core/decision.ts'
import type { HallId } from '../../core/ids.ts'
import { readBookingCode, readBookingKey, readInvitation } from '../booking-codes.ts'
import type { OpenHall } from '../halls.ts'
import type { Given, Press } from '../press.ts'
import type { Vault } from '../vault.ts'
import { actorOf } from './who.ts'

export interface PressTools {
  vault: Vault
  secret: Buffer
}

export function pressOf(request: FastifyRequest, id: HallId, hall: OpenHall, { vault, secret }: PressTools): Press {
  // The schema of the route has checked it.
  const pressed = request.body as Command
  const actor = actorOf(request, id)
  const bodyHash = vault.pressHash(`${actor.staff ?? actor.device ?? 'public'}\0${JSON.stringify(sorted(pressed))}`)
  const { command, given } = apart(named(pressed, hall, secret, actor))
  return { hall: id, command, actor, bodyHash, given }
}

/** Keys and codes are secrets: from here on only the ids go, so that no event and no log ever holds one. */
function named(pressed: Command, hall: OpenHall, secret: Buffer, actor: Actor): Command {
  const own = (id: string) => {
    actor.holder = true
    return id
  }
  let command = pressed
  if ('ticket' in command) {
    const ticket = hall.keys.get(command.ticket)
    if (ticket !== undefined) command = { ...command, ticket: own(ticket) }
  }
  if ('appointment' in command && command.appointment !== undefined) {
    const appointment = readBookingKey(secret, hall.id, command.appointment)
    if (appointment !== null) command = { ...command, appointment: own(appointment) }
  }
  if ('invitation' in command && command.invitation !== undefined) {
    const { invitation, ...rest } = command
    const read = readInvitation(secret, hall.id, invitation)
    // One that was made up is none: the hall says that an invitation is needed.
    command = read === null ? rest : { ...rest, invitation: read }
  }
  if (command.do === 'leave-waiting-list') {
    const wish = readBookingKey(secret, hall.id, command.wish)
    if (wish !== null) command = { ...command, wish: own(wish) }
  }
  if (command.do === 'check-in' && command.code !== undefined) {
    const { code, ...rest } = command
    const appointment = readBookingKey(secret, hall.id, code) ?? readBookingCode(secret, hall.id, code)
    // Nobody is told more of a code that could not be read than that there is no such appointment.
    command = appointment === null ? { ...rest, code: '-' } : { ...rest, appointment: own(appointment) }
  }
  return command
}

const APART = ['phone', 'card', 'note', 'name', 'mail', 'address'] as const

/** Takes what is personal out of a command: it goes to tables of its own, and the log never sees it. */
function apart(command: Command): { command: Command; given: Given } {
  const told: Record<string, unknown> = { ...command }
  const given: Given = {}
  // The name of a session planned by hand is no person's.
  const fields = command.do === 'plan-session' ? [] : APART
  for (const name of fields) {
    const value = told[name]
    if (typeof value === 'string') given[name] = value
    delete told[name]
  }
  if (command.do === 'confirm-appointment') given.code = command.code
  // Only optional fields were taken out.
  return { command: told as Command, given }
}

/** Field order is no difference between two presses. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return fields.map(([name, one]) => [name, sorted(one)])
}
