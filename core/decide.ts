// May this be done now, and what happens then? Pure: the board, the command and the facts come in, a decision goes out.
import { aheadOf } from './audience.ts'
import type { Board } from './board.ts'
import { type CommandName, rolesOf } from './command.ts'
import { call, callNext } from './decide/call.ts'
import { counterStep } from './decide/counter.ts'
import { configure, recordChange, startDay } from './decide/hall.ts'
import { grant, resume, transfer, yieldPlace } from './decide/move.ts'
import { personalField } from './decide/personal.ts'
import { step } from './decide/step.ts'
import { take } from './decide/take.ts'
import { turnAway } from './decide/turn-away.ts'
import { undo } from './decide/undo.ts'
import { finish, finishStep } from './decide/visit.ts'
import type { Actor, AnyCommand, Decision, World } from './decision.ts'
import { type Estimate, expectedWait, rangeOf } from './estimate.ts'
import type { Ticket } from './ticket.ts'
import type { Instant } from './time.ts'

/** Checks in a fixed order: right, existence, state, then the rest; the first that fails is the answer. */
export function decide(board: Board, command: AnyCommand, actor: Actor, world: World): Decision {
  if (!permits(command.do, actor)) return { refused: 'forbidden' }
  const personal = personalField(command)
  if (personal !== null) return { refused: 'personal_data', field: personal }
  const scene = { board, actor, world }
  switch (command.do) {
    case 'take':
      return take(scene, command)
    case 'call-next':
      return callNext(scene, command.counter)
    case 'call':
      return call(scene, command)
    case 'recall':
    case 'serve':
    case 'miss':
    case 'park':
    case 'reprint':
    case 'cancel':
      return step(scene, command)
    case 'finish':
      return finish(scene, command)
    case 'finish-step':
      return finishStep(scene, command)
    case 'resume':
      return resume(scene, command)
    case 'transfer':
      return transfer(scene, command)
    case 'yield':
      return yieldPlace(scene, command)
    case 'grant':
      return grant(scene, command)
    case 'undo':
      return undo(scene, command)
    case 'turn-away':
      return turnAway(scene, command)
    case 'open':
    case 'pause':
    case 'close':
    case 'take-over':
    case 'help-out':
    case 'summon':
    case 'attend':
      return counterStep(scene, command)
    case 'configure':
      return configure(board, command.file, command.fileSeq)
    case 'record-change':
      return recordChange(command.change)
    case 'start-day':
      return startDay(board, command.day, world.at)
    default:
      return command satisfies never
  }
}

/** What a visitor may, anybody may; a manager may whatever people may; what time causes, only the clock. */
export function permits(name: AnyCommand['do'], { role }: Pick<Actor, 'role'>): boolean {
  if (name === 'start-day') return role === 'clock'
  if (name === 'configure') return role === 'manager' || role === 'operator'
  // No screen sends it: the route that did the thing asked who may.
  if (name === 'record-change') return true
  const roles = rolesOf(name satisfies CommandName)
  return roles.includes(role) || roles.includes('visitor') || role === 'manager'
}

/** How long and behind how many a ticket waits now; estimate null when no counter serves it or its wait is over. */
export function prospect(board: Board, ticket: Ticket, at: Instant): { ahead: number; estimate: Estimate | null } {
  const ahead = aheadOf(board, ticket)
  if (ticket.state !== 'waiting') return { ahead, estimate: null }
  const expected = expectedWait(board, ticket.service, ahead, at)
  return { ahead, estimate: expected === null ? null : rangeOf(board.pace, ticket.service, expected) }
}
