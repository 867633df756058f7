// A crowd that presses everything there is, sensibly or not, in a hall that lives in memory alone.
import { type Board, emptyBoard } from '../../core/board.ts'
import { planDay } from '../../core/calendar.ts'
import { decide } from '../../core/decide.ts'
import type { Actor, AnyCommand, Decision } from '../../core/decision.ts'
import { dueAt } from '../../core/due.ts'
import type { HallEvent } from '../../core/events.ts'
import type { HallFile } from '../../core/hall.ts'
import { ticketNumber } from '../../core/ids.ts'
import type { Calendars } from '../../core/national.ts'
import { record } from '../../core/record.ts'
import { mayTicket } from '../../core/ticket.ts'
import { type Instant, MINUTE } from '../../core/time.ts'
import { undecided, worldAt } from '../../core/world.ts'
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
  const planOf = (date: string) => planDay(board.file, date, calendars, board.sessions)
  const events: HallEvent[] = []
  const put = (one: AnyCommand, by: Actor, when: Instant) => {
    const decision = decide(board, one, by, worldAt(board, when, planOf))
    const stamp = { at: when, by: { role: by.role, staff: by.staff }, command: one.id }
    if ('facts' in decision) events.push(...record(board, decision.facts, stamp))
    return decision
  }
  for (const due of dueAt(board, at, undecided(board, planOf))) put(due.command, CLOCK, Math.max(due.at, board.at))
  return { decision: put(command, actor, Math.max(at, board.at)), events }
}

const COUNTER_STEPS = ['open', 'open', 'open', 'pause', 'close', 'take-over', 'help-out', 'summon', 'attend'] as const
const ACTIONS = [
  ...Array.from({ length: 7 }, () => 'take'),
  ...Array.from({ length: 8 }, () => 'call-next'),
  ...['serve', 'serve', 'serve', 'finish', 'finish', 'finish', 'miss', 'recall', 'cancel', 'call'],
  ...['park', 'resume', 'resume', 'transfer', 'yield', 'grant', 'reprint', 'undo', 'turn-away', 'finish-step'],
  ...['lease', 'take-leased', 'take-leased'],
  ...COUNTER_STEPS,
]

/** Any command, often a possible one: of existing tickets and counters, sometimes of none. */
export function anyCommand(random: Random, board: Board, id: string): { command: AnyCommand; actor: Actor } {
  const action = oneOf(random, ACTIONS)
  const counter = random() < 0.02 ? 'nowhere' : oneOf(random, board.file.counters).id
  // Each counter has a clerk of its own; now and then one sits down where they should not.
  const clerk: Actor = { role: 'clerk', staff: `clerk-${random() < 0.1 ? '1' : counter}` }
  const service = random() < 0.02 ? 'nothing' : oneOf(random, board.file.services).id
  if (action === 'take') return anyTake(random, board, id, service)
  if (action === 'lease' || action === 'take-leased') return ofLease(random, board, { id, action, service })
  if (action === 'call-next') return { command: { id, do: action, counter }, actor: clerk }
  const counterStep = COUNTER_STEPS.find((one) => one === action)
  if (counterStep !== undefined) {
    const more = { 'help-out': { on: random() < 0.5 }, summon: { reason: 'a hand is needed' }, pause: { minutes: 15 } }
    const given = counterStep in more ? more[counterStep as keyof typeof more] : {}
    const actor: Actor = counterStep === 'summon' ? { role: 'host', staff: 'host' } : clerk
    return { command: { id, do: counterStep, counter, ...given } as AnyCommand, actor }
  }
  const ticket = anyTicket(random, board, action)
  const given: Record<string, object> = {
    call: { counter, ...(random() < 0.8 ? { reason: 'asked for' } : {}) },
    transfer: random() < 0.3 ? { counter, service } : { service, ...(random() < 0.2 ? GIVES_UP : {}) },
    grant: { priority: { class: 'senior', reason: 'seen' } },
    park: { where: 'photo booth' },
    'turn-away': { reason: 'the building closes' },
    'finish-step': { service },
  }
  const command = { id, do: action, ticket, ...given[action] } as AnyCommand
  return { command, actor: actorFor(action, clerk, random) }
}

const GIVES_UP = { keepPlace: false, reason: 'came without papers' }

function actorFor(action: string, clerk: Actor, random: Random): Actor {
  if (action === 'cancel' || action === 'yield') return { role: 'visitor', staff: null, holder: random() < 0.8 }
  if (action === 'grant') return { role: 'host', staff: 'host' }
  return action === 'turn-away' ? { role: 'manager', staff: 'manager' } : clerk
}

function anyTake(random: Random, board: Board, id: string, service: string): { command: AnyCommand; actor: Actor } {
  const priority = random() < 0.1 ? { priority: { class: 'senior', reason: 'seen' } } : {}
  const visit = random() < 0.1 ? { services: [oneOf(random, board.file.services).id], joint: random() < 0.5 } : {}
  const role = random() < 0.5 ? 'host' : 'visitor'
  return { command: { id, do: 'take', service, ...priority, ...visit }, actor: { role, staff: null } }
}

/** Kiosks hold numbers and give them while they are cut off; now and then one that is another's, or was given before. */
function ofLease(
  random: Random,
  { file, day, at, leases }: Board,
  { id, action, service }: { id: string; action: 'lease' | 'take-leased'; service: string },
): { command: AnyCommand; actor: Actor } {
  const actor: Actor = { role: 'kiosk', staff: null, device: oneOf(random, ['east', 'west']) }
  const prefix = oneOf(random, file.services).prefix
  if (action === 'lease') return { command: { id, do: action, series: [{ prefix, count: 3 }] }, actor }
  const block = leases[Math.floor(random() * leases.length)]
  const count = block === undefined ? 1 : block.first + Math.floor(random() * (block.last - block.first + 1))
  const number = ticketNumber(block?.prefix ?? prefix, count)
  const given = new Date(at - random() * 30 * MINUTE).toISOString()
  return {
    command: { id, do: action, service, number, day, at: given },
    actor: { ...actor, ...deviceOf(random, block) },
  }
}

function deviceOf(random: Random, block: { device: string } | undefined): { device?: string } {
  return block === undefined || random() < 0.1 ? {} : { device: block.device }
}

/** Somebody for whom the step is likely to be legal. */
function anyTicket(random: Random, board: Board, action: string): string {
  const suited = [...board.tickets.values()].filter((one) => mayTicket(action as never, one.state))
  const any = random() < 0.2 ? [...board.tickets.values()].slice(-40) : suited.slice(-40)
  return any.length === 0 || random() < 0.02 ? 'nobody' : oneOf(random, any).id
}

/** Seconds between two presses: mostly few, now and then a night. */
export function pauseBetween(random: Random): number {
  if (random() < 0.002) return (8 + random() * 30) * 60 * MINUTE
  return Math.floor(random() * 40_000)
}
