// Plays recorded days through the rules of the hall alone: no server, no database. What was told, and what came.
import { type Board, emptyBoard } from '../../core/board.ts'
import { decide } from '../../core/decide.ts'
import type { Actor, AnyCommand, Done } from '../../core/decision.ts'
import { dueAt } from '../../core/due.ts'
import type { HallFile } from '../../core/hall.ts'
import type { ServiceId } from '../../core/ids.ts'
import { record } from '../../core/record.ts'
import type { Ticket } from '../../core/ticket.ts'
import { addDays, type Instant, type LocalDate, startOfDay } from '../../core/time.ts'
import { alwaysOpen } from '../../core/world.ts'
import { hallFor } from '../../scripts/replay/hall.ts'
import { type PlanOptions, planDay, type Step } from '../../scripts/replay/plan.ts'
import { type RecordedDay, ZONE } from '../../scripts/replay/recorded.ts'
import { type Baselines, openBaselines, type Range } from './baselines.ts'

/** One person who was called: how long they waited and what each method had told them, in minutes. */
export interface Told {
  hall: string
  date: LocalDate
  service: ServiceId
  /** Counted from the day on which nothing had been learned yet. */
  day: number
  wait: number
  ranges: Record<Method, Range>
}

export const METHODS = ['hall', 'constant', 'last-hour'] as const
export type Method = (typeof METHODS)[number]

interface Running {
  board: Board
  ids: Map<number, string>
  told: Map<number, { at: Instant; ranges: Record<Method, Range> }>
  baselines: Baselines
}

const MANAGER: Actor = { role: 'manager', staff: null }
const CLOCK: Actor = { role: 'clock', staff: null }

/** Days of one hall in sequence: what was learned on one is known on the next. */
export function runDays(days: readonly RecordedDay[], options: PlanOptions): Told[] {
  const file = hallFor(days[0]?.hall.toLowerCase() ?? '', days)
  const running: Running = {
    board: newBoard(file, days[0]),
    ids: new Map(),
    told: new Map(),
    baselines: openBaselines(file),
  }
  return days.flatMap((day, i) => runDay(running, day, i, options))
}

function newBoard(file: HallFile, first: RecordedDay | undefined): Board {
  const board = emptyBoard(file)
  const at = first === undefined ? 0 : startOfDay(first.date, ZONE)
  record(board, [{ type: 'configured', file }], { at, by: { role: 'manager', staff: null }, command: 'bench' })
  return board
}

function runDay(running: Running, day: RecordedDay, number: number, options: PlanOptions): Told[] {
  const done: Told[] = []
  running.ids.clear()
  running.told.clear()
  passTo(running.board, startOfDay(day.date, ZONE))
  for (const step of planDay(day, options)) {
    const ticket = play(running, step)
    const told = step.do === 'call-next' ? running.told.get(step.ticket) : undefined
    if (told === undefined || ticket === undefined) continue
    const wait = (step.at - told.at) / 60_000
    running.baselines.called(ticket.service, step.at, wait)
    done.push({ hall: day.hall, date: day.date, service: step.service, day: number, wait, ranges: told.ranges })
  }
  passTo(running.board, startOfDay(addDays(day.date, 1), ZONE))
  return done
}

function passTo(board: Board, at: Instant): void {
  for (const due of dueAt(board, at)) submit(board, due.command, CLOCK, due.at)
}

/** The ticket afterwards. Estimates are asked for where the door asks: at take. */
function play(running: Running, step: Step): Ticket | undefined {
  const { board, ids, told, baselines } = running
  const command = commandOf(step, ids)
  const { done, ticket } = submit(board, command, MANAGER, step.at)
  if (step.do === 'take' && ticket !== undefined && done.extra !== undefined) {
    ids.set(step.ticket, ticket.id)
    const { estimate, ahead } = done.extra
    if (estimate === null) throw new Error(`no estimate for ${step.service}`)
    const hall = { from: estimate.fromMinutes, to: estimate.toMinutes }
    told.set(step.ticket, { at: step.at, ranges: { hall, ...baselines.taken(board, step.service, ahead, step.at) } })
  }
  return ticket
}

function commandOf(step: Step, ids: Map<number, string>): AnyCommand {
  const id = 'bench'
  switch (step.do) {
    case 'take':
      return { id, do: 'take', service: step.service }
    case 'open':
    case 'close':
    case 'call-next':
      return { id, do: step.do, counter: step.counter }
    case 'serve':
    case 'finish':
    case 'cancel':
      return { id, do: step.do, ticket: ids.get(step.ticket) ?? '' }
    default:
      return step satisfies never
  }
}

function submit(board: Board, command: AnyCommand, actor: Actor, at: Instant): { done: Done; ticket?: Ticket } {
  const done = decide(board, command, actor, alwaysOpen(board, at))
  if ('refused' in done) throw new Error(`${command.do} was refused: ${done.refused} ${done.detail ?? ''}`)
  const events = record(board, done.facts, { at, by: { role: actor.role, staff: null }, command: command.id })
  const ticket = events.at(-1)?.ticket
  return ticket === undefined ? { done } : { done, ticket }
}
