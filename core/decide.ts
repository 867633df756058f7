// May this be done now, and what happens then? Pure: the board, the command and the facts come in, a decision goes out.
import { aheadOf } from './audience.ts'
import { type Board, lineOf } from './board.ts'
import { COUNTER_ACTIONS, type CounterActionName, closedCounter, mayCounter } from './counter.ts'
import { type Estimate, expectedWait, rangeOf } from './estimate.ts'
import type { Change, Fact } from './events.ts'
import type { HallFile, Service } from './hall.ts'
import { type CounterId, type ServiceId, type StaffId, type TicketId, ticketId, ticketNumber } from './ids.ts'
import { countsAs, nextFor, positionOf } from './order.ts'
import { type Command, type CommandName, type RefusalCode, rolesOf } from './protocol.ts'
import { atCounter, isOpen, mayTicket, type Role, stepped, TICKET_ACTIONS, type Ticket } from './ticket.ts'
import type { Instant, LocalDate } from './time.ts'

/** Who presses. `holder`: they proved with its key that the ticket is theirs. */
export interface Actor {
  role: Role
  staff: StaffId | null
  holder?: boolean
  /** The kiosk at which they press. */
  device?: string
}

/** What the world tells the core besides the command. */
export interface World {
  at: Instant
  /** The hall's calendar for the day: can a number be taken for this service now, and if not, when? */
  walkIn(service: ServiceId, at: Instant): { open: boolean; nextOpening: Instant | null }
}

/** Commands that no screen sends: the hall file comes through its own route, the day through the clock. */
export type InnerCommand =
  | {
      id: string
      do: 'configure'
      file: HallFile /** version it was read at; null: whatever it is */
      fileSeq: number | null
    }
  | { id: string; do: 'start-day'; day: LocalDate }
  /** Accounts, devices and personal data have tables of their own; that they changed is part of the hall's log. */
  | { id: string; do: 'record-change'; change: Change }

export type AnyCommand = Command | InnerCommand

export interface Done {
  facts: Fact[]
  /** What the answer holds besides the events. */
  extra?: { ahead: number; estimate: Estimate | null }
}
export interface Refusal {
  refused: RefusalCode
  /** The input at fault. */
  field?: string
  detail?: string
  nextOpening?: Instant | null
}
export type Decision = Done | Refusal

/** Checks in a fixed order: right, existence, state, then the rest; the first that fails is the answer. */
export function decide(board: Board, command: AnyCommand, actor: Actor, world: World): Decision {
  if (!permits(command.do, actor)) return { refused: 'forbidden' }
  switch (command.do) {
    case 'take':
      return take(board, command, actor, world)
    case 'call-next':
      return callNext(board, command.counter, world.at)
    case 'recall':
    case 'serve':
    case 'finish':
    case 'miss':
    case 'cancel':
      return step(board, command.do, command.ticket, actor, world.at)
    case 'open':
    case 'pause':
    case 'close':
      return counterStep(board, command, actor, world.at)
    case 'configure':
      return configure(board, command.file, command.fileSeq)
    case 'start-day':
      return startDay(board, command.day, world.at)
    case 'record-change':
      return { facts: [{ type: 'device-changed', change: command.change }] }
    default:
      return command satisfies never
  }
}

/** What a visitor may, anybody may; a manager may whatever people may; what time causes, only the clock. */
export function permits(name: AnyCommand['do'], { role }: Pick<Actor, 'role'>): boolean {
  if (name === 'start-day') return role === 'clock'
  if (name === 'configure') return role === 'manager' || role === 'operator'
  if (name === 'record-change') return role === 'manager' || role === 'operator' || role === 'clock'
  const roles = rolesOf(name satisfies CommandName)
  return roles.includes(role) || roles.includes('visitor') || role === 'manager'
}

const MAY_GRANT_PRIORITY: readonly Role[] = ['kiosk', 'host', 'manager']
const MAY_CANCEL_ANY: readonly Role[] = ['host', 'manager']

function take(board: Board, command: Command & { do: 'take' }, actor: Actor, world: World): Decision {
  const service = board.services.get(command.service)
  if (service === undefined) return { refused: 'no_such_service', field: 'service', detail: command.service }
  const priority = command.priority ?? null
  if (priority !== null) {
    if (!MAY_GRANT_PRIORITY.includes(actor.role)) return { refused: 'forbidden', field: 'priority' }
    if (!board.file.policy.priorities.some((one) => one.class === priority.class))
      return { refused: 'no_such_priority', field: 'priority', detail: priority.class }
  }
  const { open, nextOpening } = world.walkIn(service.id, world.at)
  if (!service.walkIn || !open) return { refused: 'service_closed', nextOpening: service.walkIn ? nextOpening : null }
  if (service.dailyLimit !== null && (board.taken.get(service.id) ?? 0) >= service.dailyLimit)
    return { refused: 'limit_reached', nextOpening }
  const ticket = newTicket(board, service, actor, world.at, priority, command.language ?? null)
  const ahead = positionOf(lineOf(board, service.id), ticket)
  const expected = expectedWait(board, service.id, ahead, world.at)
  ticket.expected = expected === null ? null : Math.round(expected)
  const estimate = ticket.expected === null ? null : rangeOf(board.pace, service.id, ticket.expected)
  return { facts: [{ type: TICKET_ACTIONS.take.event, ticket }], extra: { ahead, estimate } }
}

function newTicket(
  board: Board,
  service: Service,
  actor: Actor,
  at: Instant,
  priority: Ticket['priority'],
  language: string | null,
): Ticket {
  const number = ticketNumber(service.prefix, (board.numbers.get(service.prefix) ?? 0) + 1)
  return {
    id: ticketId(board.day, number),
    number,
    day: board.day,
    services: [service.id],
    service: service.id,
    state: TICKET_ACTIONS.take.to,
    counter: null,
    takenAt: at,
    countsAs: countsAs(at, priority !== null, board.file.policy),
    eligibleFrom: at,
    calledAt: null,
    servedAt: null,
    endedAt: null,
    calls: 0,
    priority,
    appointment: null,
    enteredBy: actor.role,
    language,
    expected: null,
  }
}

function callNext(board: Board, id: CounterId, at: Instant): Decision {
  const counter = board.counters.get(id)
  const planned = board.serving.get(id)
  if (counter === undefined || planned === undefined)
    return { refused: 'no_such_counter', field: 'counter', detail: id }
  if (counter.state !== 'open') return { refused: 'counter_closed' }
  if (counter.ticket !== null) return { refused: 'counter_busy' }
  const choice = nextFor((service) => board.lines.get(service), planned.serves, at, board.file.policy)
  const ticket = choice && board.tickets.get(choice.ticket)
  if (choice === undefined || ticket === undefined) return { refused: 'nobody_waiting' }
  const called = stepped('call-next', ticket, { at, counter: id })
  return {
    facts: [
      {
        type: TICKET_ACTIONS['call-next'].event,
        ticket: called,
        counter: { ...counter, ticket: ticket.id },
        why: choice.why,
      },
    ],
  }
}

type StepName = 'recall' | 'serve' | 'finish' | 'miss' | 'cancel'

function step(board: Board, name: StepName, id: TicketId, actor: Actor, at: Instant): Decision {
  const ticket = board.tickets.get(id)
  const known = ticket ?? null
  if (name === 'cancel' && actor.holder !== true && !MAY_CANCEL_ANY.includes(actor.role))
    return { refused: 'forbidden', field: 'ticket' }
  if (known === null) return { refused: 'no_such_ticket', field: 'ticket', detail: id }
  if (!mayTicket(name, known.state)) return { refused: 'not_allowed_now', detail: known.state }
  const after = stepped(name, known, { at, counter: known.counter })
  return { facts: [{ type: TICKET_ACTIONS[name].event, ticket: after, ...counterAfter(board, after) }] }
}

/** The counter at which the ticket stood, as it is afterwards: still with it, or free again. */
function counterAfter(board: Board, ticket: Ticket): Pick<Fact, 'counter'> {
  const counter = ticket.counter === null ? undefined : board.counters.get(ticket.counter)
  if (counter === undefined || counter.ticket !== ticket.id) return {}
  return { counter: { ...counter, ticket: atCounter(ticket) ? ticket.id : null } }
}

function counterStep(board: Board, command: Command & { do: CounterActionName }, actor: Actor, at: Instant): Decision {
  const counter = board.counters.get(command.counter)
  if (counter === undefined || !board.serving.has(command.counter))
    return { refused: 'no_such_counter', field: 'counter', detail: command.counter }
  if (counter.ticket !== null) return { refused: 'counter_busy' }
  if (!mayCounter(command.do, counter.state)) return { refused: 'not_allowed_now', detail: counter.state }
  const row = COUNTER_ACTIONS[command.do]
  const reason = command.do === 'pause' ? (command.reason ?? null) : null
  const clerk = command.do === 'close' ? null : actor.staff
  return { facts: [{ type: row.event, counter: { ...counter, state: row.to, clerk, reason, since: at } }] }
}

/** A new hall file. What still has people in it cannot be taken away. */
function configure(board: Board, file: HallFile, fileSeq: number | null): Decision {
  if (fileSeq !== null && fileSeq !== board.fileSeq) return { refused: 'file_changed', detail: String(board.fileSeq) }
  const services = new Set(file.services.map((one) => one.id))
  for (const { service, state } of board.tickets.values())
    if (isOpen(state) && !services.has(service)) return { refused: 'in_use', field: 'services', detail: service }
  const counters = new Set(file.counters.map((one) => one.id))
  for (const { id, ticket } of board.counters.values())
    if (ticket !== null && !counters.has(id)) return { refused: 'in_use', field: 'counters', detail: id }
  return { facts: [{ type: 'configured', file }] }
}

/** The day turns: who is still open is closed, counters close, numbers start at 1. */
function startDay(board: Board, day: LocalDate, at: Instant): Decision {
  if (day <= board.day) return { refused: 'not_allowed_now', detail: board.day }
  const open = [...board.tickets.values()].filter((ticket) => isOpen(ticket.state))
  const facts: Fact[] = open.map((ticket) => {
    const closed = stepped('close-ticket', ticket, { at, counter: ticket.counter })
    return { type: TICKET_ACTIONS['close-ticket'].event, ticket: closed, ...counterAfter(board, closed) }
  })
  for (const counter of board.counters.values())
    if (counter.state !== 'closed')
      facts.push({ type: COUNTER_ACTIONS.close.event, counter: closedCounter(counter.id, at) })
  return { facts: [...facts, { type: 'day-opened', day }] }
}

/** How long and behind how many a ticket waits now; estimate null when no counter serves it or its wait is over. */
export function prospect(board: Board, ticket: Ticket, at: Instant): { ahead: number; estimate: Estimate | null } {
  const ahead = aheadOf(board, ticket)
  if (ticket.state !== 'waiting') return { ahead, estimate: null }
  const expected = expectedWait(board, ticket.service, ahead, at)
  return { ahead, estimate: expected === null ? null : rangeOf(board.pace, ticket.service, expected) }
}
