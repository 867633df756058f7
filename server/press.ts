// A press on its way through the door: what was asked and by whom, and what becomes of it.
import type { Board } from '../core/board.ts'
import type { Actor, AnyCommand, Refusal } from '../core/decision.ts'
import type { Estimate } from '../core/estimate.ts'
import type { HallEvent } from '../core/events.ts'
import type { CommandId, HallId, TicketId } from '../core/ids.ts'
import type { Instant } from '../core/time.ts'

export interface Press {
  hall: HallId
  command: AnyCommand
  actor: Actor
  /** Covers what was pressed and by whom, so that an id used twice for different things is found out. */
  bodyHash: Buffer
  given?: Given
  /** Tickets of which everything personal goes, in the transaction that says so in the log. */
  forgotten?: readonly TicketId[]
}

/** Personal data that came with a press; it is stored apart and never in an event. */
export interface Given {
  phone?: string
  /** An identity number: only its hash and last four are ever stored. */
  card?: string
  /** Of somebody who books. */
  name?: string
  mail?: string
  /** Where a home visit goes. */
  address?: string
  /** The code that came by phone or mail, compared before deciding; it is in no log. */
  code?: string
  /** A clerk's own words, which may speak of a person. */
  note?: string
}

export type Outcome =
  | { ok: true; repeated: boolean; events: HallEvent[]; extra: { ahead: number; estimate: Estimate | null } | null }
  | { ok: false; repeated: boolean; refusal: Refusal }

/** A press on its way, stamped when it reached the door: within a batch, who pressed first counts as first. */
export interface Waiting {
  press: Press
  at: Instant
  /** It was told to come again, whatever becomes of it. */
  late: boolean
  /** Rings when it has waited too long. */
  timer: NodeJS.Timeout
  resolve(outcome: Outcome): void
  reject(error: unknown): void
}

/** The answer of a press that was decided before may still have to be read. */
export function answer(one: Waiting, outcome: Outcome | Promise<Outcome>): void {
  if (outcome instanceof Promise)
    return void outcome.then((read) => answer(one, read)).catch((error) => fail(one, error))
  clearTimeout(one.timer)
  one.resolve(outcome)
}

export function fail(one: Waiting, error: unknown): void {
  clearTimeout(one.timer)
  one.reject(error)
}

/** A tick carries no command; it only lets what is due happen. */
export interface Queue {
  hall: HallId
  waiting: Waiting[]
  ticks: (() => void)[]
  running: Promise<void> | null
  /** The hall as decided so far; thrown away when a transaction fails. */
  board: Board | null
  /** Of the board's last event. */
  hash: Buffer
  /** Where the hall's row lies, unless a batch is on its way that moves it. */
  place: string | undefined
  /** Batches that were sent ahead. */
  sent: number
  /** Presses decided here lately: who repeats one is answered the careful way. */
  recent: Set<CommandId>
  /** Those before them. */
  earlier: Set<CommandId>
  /** So many batches are to be decided under the lock before it is tried again without. */
  careful: number
  /** Somebody has pressed. */
  knock(): void
}

/** Presses that are decided together. */
export const BATCH_MOST = 256

/** The latest ten to twenty thousand are known: a hall's busy hour. Beyond them the database finds a repeated press. */
const RECENT_MOST = 10_000

export function newQueue(hall: HallId): Queue {
  const hash = Buffer.alloc(0)
  return {
    hall,
    waiting: [],
    ticks: [],
    running: null,
    board: null,
    hash,
    place: undefined,
    sent: 0,
    recent: new Set(),
    earlier: new Set(),
    careful: 0,
    knock: () => {},
  }
}

/** The eldest go together: one by one out of the front of a set, each would cost more than the last. */
export function remember(queue: Queue, decided: readonly { id: CommandId }[]): void {
  for (const { id } of decided) queue.recent.add(id)
  if (queue.recent.size < RECENT_MOST) return
  queue.earlier = queue.recent
  queue.recent = new Set()
}

/** As far as is known here. */
export function wasPressed({ recent, earlier }: Queue, id: CommandId): boolean {
  return recent.has(id) || earlier.has(id)
}
