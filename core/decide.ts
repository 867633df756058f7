// May this be done now, and what happens then? Pure: the board, the command and the facts come in, a decision goes out.
import { aheadOf } from './audience.ts'
import type { Board } from './board.ts'
import { type CommandName, rolesOf } from './command.ts'
import { announce } from './decide/announce.ts'
import { appeal, liftBan } from './decide/booking/appeal.ts'
import { book, confirm } from './decide/booking/book.ts'
import { byClock } from './decide/booking/by-clock.ts'
import { cancelAppointment, rebook, undoAppointment } from './decide/booking/change.ts'
import { checkIn } from './decide/booking/check-in.ts'
import { hold } from './decide/booking/hold.ts'
import { staffSession, swap } from './decide/booking/roster.ts'
import { callOffSession, confirmSession, decideSession, planSession } from './decide/booking/session.ts'
import { visit } from './decide/booking/visit.ts'
import { joinList, leaveList, offerPlaces } from './decide/booking/wishes.ts'
import { call, callNext } from './decide/call.ts'
import { counterStep } from './decide/counter.ts'
import { configure, recordChange, startDay } from './decide/hall.ts'
import { lease, takeLeased } from './decide/lease.ts'
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
    case 'lease':
      return lease(scene, command)
    case 'take-leased':
      return takeLeased(scene, command)
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
    case 'hold':
      return hold(scene, command)
    case 'book':
      return book(scene, command)
    case 'confirm-appointment':
      return confirm(scene, command)
    case 'rebook':
      return rebook(scene, command)
    case 'cancel-appointment':
      return cancelAppointment(scene, command)
    case 'undo-appointment':
      return undoAppointment(scene, command)
    case 'check-in':
      return checkIn(scene, command)
    case 'start-visit':
    case 'finish-visit':
      return visit(scene, command)
    case 'appeal':
      return appeal(scene, command)
    case 'lift-ban':
      return liftBan(scene, command)
    case 'join-waiting-list':
      return joinList(scene, command)
    case 'leave-waiting-list':
      return leaveList(scene, command)
    case 'plan-session':
      return planSession(scene, command)
    case 'confirm-session':
      return confirmSession(scene, command)
    case 'call-off-session':
      return callOffSession(scene, command)
    case 'staff-session':
      return staffSession(scene, command)
    case 'ask-swap':
    case 'offer-swap':
    case 'approve-swap':
      return swap(scene, command)
    case 'lapse-hold':
    case 'miss-appointment':
    case 'remind':
      return byClock(scene, command)
    case 'decide-session':
      return decideSession(scene, command.session)
    case 'offer-places':
      return offerPlaces(scene, command.date)
    case 'announce':
      return announce(scene, command)
    case 'configure':
      return configure(board, command.file, command.fileSeq)
    case 'record-change':
      return recordChange(command.change)
    case 'start-day':
      return startDay(scene, command.day)
    default:
      return command satisfies never
  }
}

const BY_CLOCK: ReadonlySet<AnyCommand['do']> = new Set([
  'start-day',
  'lapse-hold',
  'miss-appointment',
  'remind',
  'decide-session',
  'offer-places',
])

/** What a visitor may, anybody may; a manager may whatever people may; what time causes, only the clock. */
export function permits(name: AnyCommand['do'], { role }: Pick<Actor, 'role'>): boolean {
  if (BY_CLOCK.has(name)) return role === 'clock'
  if (name === 'configure') return role === 'manager' || role === 'operator'
  // No screen sends it: the route that did the thing asked who may.
  if (name === 'record-change' || name === 'announce') return true
  // Only a device holds numbers: a manager at a kiosk is a manager.
  if (name === 'lease' || name === 'take-leased') return role === 'kiosk'
  const roles = rolesOf(name as CommandName)
  return roles.includes(role) || roles.includes('visitor') || role === 'manager'
}

/** How long and behind how many a ticket waits now; estimate null when no counter serves it or its wait is over. */
export function prospect(board: Board, ticket: Ticket, at: Instant): { ahead: number; estimate: Estimate | null } {
  const ahead = aheadOf(board, ticket)
  if (ticket.state !== 'waiting') return { ahead, estimate: null }
  const expected = expectedWait(board, ticket.service, ahead, at)
  return { ahead, estimate: expected === null ? null : rangeOf(board.pace, ticket.service, expected) }
}
