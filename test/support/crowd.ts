// A crowd that presses everything there is, sensibly or not, in a hall that lives in memory alone.
import { type Board, emptyBoard } from '../../core/board.ts'
import { type Calendars, walkInWindow } from '../../core/calendar.ts'
import { type Actor, type AnyCommand, type Decision, decide } from '../../core/decide.ts'
import { dueAt } from '../../core/due.ts'
import type { HallEvent } from '../../core/events.ts'
import type { HallFile } from '../../core/hall.ts'
import { record } from '../../core/record.ts'
import { type Instant, MINUTE } from '../../core/time.ts'
import { oneOf, type Random } from './random.ts'

const CLOCK: Actor = { role: 'clock', staff: null }

/** A hall with its file in place; `events` holds the first. */
export function openBoard(file: HallFile, at: Instant): { board: Board; events: HallEvent[] } {
  const board = emptyBoard(file)
  const stamp = { at, by: { role: 'operator', staff: null } as const, command: 'create' }
  return { board, events: record(board, [{ type: 'configured', file }], stamp) }
}

/** Decides one command and what was due before it, as the door does; the board moves on, the events come back. */
export function pressOn(
  board: Board,
  command: AnyCommand,
  actor: Actor,
  at: Instant,
  calendars: Calendars,
): { decision: Decision; events: HallEvent[] } {
  const walkIn = (service: string, when: Instant) => walkInWindow(board.file, service, when, calendars)
  const events: HallEvent[] = []
  const put = (one: AnyCommand, by: Actor, when: Instant) => {
    const decision = decide(board, one, by, { at: when, walkIn })
    const stamp = { at: when, by: { role: by.role, staff: by.staff }, command: one.id }
    if ('facts' in decision) events.push(...record(board, decision.facts, stamp))
    return decision
  }
  for (const due of dueAt(board, at)) put(due.command, CLOCK, Math.max(due.at, board.at))
  return { decision: put(command, actor, Math.max(at, board.at)), events }
}

const ACTIONS = [
  ...['take', 'take', 'take', 'take', 'call-next', 'call-next', 'call-next', 'call-next'],
  ...['serve', 'serve', 'finish', 'finish', 'miss', 'recall', 'cancel', 'open', 'open', 'pause', 'close'],
]

/** Any command, often a possible one: of existing tickets and counters, sometimes of none. */
export function anyCommand(random: Random, board: Board, id: string): { command: AnyCommand; actor: Actor } {
  const action = oneOf(random, ACTIONS)
  const clerk: Actor = { role: 'clerk', staff: 'clerk-1' }
  const counter = random() < 0.02 ? 'nowhere' : oneOf(random, board.file.counters).id
  const tickets = [...board.tickets.values()].filter((one) => one.counter !== null || random() < 0.1)
  const ticket = tickets.length === 0 || random() < 0.02 ? 'nobody' : oneOf(random, tickets.slice(-40)).id
  if (action === 'take') {
    const priority = random() < 0.1 ? { priority: { class: 'senior', reason: 'seen' } } : {}
    const service = random() < 0.02 ? 'nothing' : oneOf(random, board.file.services).id
    const role = random() < 0.5 ? 'host' : 'visitor'
    return { command: { id, do: 'take', service, ...priority }, actor: { role, staff: null } }
  }
  if (action === 'open' || action === 'pause' || action === 'close' || action === 'call-next')
    return { command: { id, do: action, counter }, actor: clerk }
  const holder: Actor = { role: 'visitor', staff: null, holder: random() < 0.8 }
  return { command: { id, do: action, ticket } as AnyCommand, actor: action === 'cancel' ? holder : clerk }
}

/** Seconds between two presses: mostly few, now and then a night. */
export function pauseBetween(random: Random): number {
  if (random() < 0.002) return (8 + random() * 30) * 60 * MINUTE
  return Math.floor(random() * 40_000)
}
