// Decides the presses of a batch in order on the door's board, together with what time has made due. Nothing is written here.
import type { Appointment } from '../core/appointment.ts'
import type { Board } from '../core/board.ts'
import { decide } from '../core/decide.ts'
import type { World } from '../core/decision.ts'
import { dueAt } from '../core/due.ts'
import type { By, HallEvent } from '../core/events.ts'
import type { CommandId } from '../core/ids.ts'
import { record } from '../core/record.ts'
import type { Instant } from '../core/time.ts'
import { personWorld } from './bookers.ts'
import { isConfirmCode } from './booking-codes.ts'
import type { OpenTimes } from './calendars.ts'
import { pressName } from './keys.ts'
import { type Apart, harmless, keepApart, ticketsHeld } from './personal.ts'
import type { Outcome, Press, Waiting } from './press.ts'
import type { Decided } from './store/commands.ts'
import type { Vault } from './vault.ts'

export interface DecideTools {
  secret: Buffer
  vault: Vault
  now(): Instant
  times: OpenTimes
}

/** What a batch has come to so far. */
export interface Work {
  board: Board
  /** Appointments of earlier days that the batch speaks of. */
  past: readonly Appointment[]
  events: HallEvent[]
  decided: Decided[]
  apart: Apart
  answers: { waiting: Waiting; outcome: Outcome | Promise<Outcome> }[]
}

export function newWork(board: Board, apart: Apart, past: readonly Appointment[]): Work {
  return { board, past, events: [], decided: [], apart, answers: [] }
}

/** Answers a press that was decided before; `before` may stem from this very batch. */
export type Again = (before: Decided, waiting: Waiting) => Promise<Outcome>

/** `known`: presses that were decided before, by their ids; what is decided here is added to it. */
export function decideAll(
  work: Work,
  batch: readonly Waiting[],
  known: Map<CommandId, Decided>,
  again: Again,
  tools: DecideTools,
): void {
  const now = tools.now()
  runDue(work, now, tools)
  for (const waiting of batch) {
    const { press } = waiting
    const before = known.get(press.command.id)
    if (before !== undefined) {
      const outcome = again(before, waiting)
      // Should the batch fail first, nobody is left to hear that this failed with it.
      outcome.catch(() => {})
      work.answers.push({ waiting, outcome })
      continue
    }
    const at = hallTime(work.board, waiting.at, now)
    runDue(work, at, tools)
    const decided = decideOne(work, waiting, at, tools)
    work.decided.push(decided)
    known.set(decided.id, decided)
  }
}

/**
 * Time never runs back in a hall. If the machine's clock was set back, it creeps on until the clock has caught up, so that
 * people still stand in the order in which they came; who only waited for another process is no earlier than its events.
 */
function hallTime(board: Board, at: Instant, now: Instant): Instant {
  if (at >= board.at) return at
  return now < board.at ? board.at + 1 : board.at
}

function runDue(work: Work, at: Instant, tools: DecideTools): void {
  for (let seq = -1; seq < work.board.seq; ) {
    seq = work.board.seq
    // One may make another due: a hold that lapses frees a place, which is offered.
    for (const due of dueAt(work.board, at, tools.times.decisions(work.board))) {
      const world: World = { ...tools.times.world(work.board), at: Math.max(due.at, work.board.at) }
      const decision = decide(work.board, due.command, { role: 'clock', staff: null }, world)
      if ('refused' in decision) continue
      const stamp = { at: world.at, by: { role: 'clock', staff: null } as const, command: due.command.id }
      work.events.push(...record(work.board, decision.facts, stamp))
    }
  }
}

function decideOne(work: Work, waiting: Waiting, at: Instant, tools: DecideTools): Decided {
  const { command, actor, bodyHash } = waiting.press
  const world = worldOf(work, waiting.press, at, tools)
  const decision = decide(work.board, command, actor, world)
  if ('refused' in decision) {
    const refusal = harmless(decision)
    work.answers.push({ waiting, outcome: { ok: false, repeated: false, refusal } })
    return { id: command.id, bodyHash, firstSeq: null, lastSeq: null, refusal, extra: null }
  }
  const { role, staff, device } = actor
  const by: By = device === undefined ? { role, staff } : { role, staff, device }
  const events = record(work.board, decision.facts, { at, by, command: pressName(command.id) })
  work.events.push(...events)
  keepApart(work.apart, tools.vault, waiting.press, events)
  const extra = decision.extra ?? null
  work.answers.push({ waiting, outcome: { ok: true, repeated: false, events, extra } })
  return {
    id: command.id,
    bodyHash,
    firstSeq: events[0]?.seq ?? null,
    lastSeq: events.at(-1)?.seq ?? null,
    refusal: null,
    extra,
  }
}

function worldOf(
  { board, apart, past }: Work,
  press: Press,
  at: Instant,
  { times, vault, secret }: DecideTools,
): World {
  const { walkIn, closedSince, plan } = times.world(board)
  const { given, history } = personWorld(apart, board, vault, press)
  // Each by its name: put together by spreading, it took a twentieth of the door's time.
  const world: World = { at, walkIn, closedSince, plan, past, given: given ?? [] }
  if (history !== undefined) world.history = history
  const ofPerson = ticketsHeld(apart, vault, press)
  if (ofPerson !== undefined) world.ofPerson = ofPerson
  const { command } = press
  const held = command.do === 'confirm-appointment' ? board.bookings.all.get(command.appointment) : undefined
  if (held !== undefined) world.codeFits = isConfirmCode(secret, board.hall, held, press.given?.code ?? '')
  return world
}
