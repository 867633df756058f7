// The one door. Whatever waits for a hall is decided in order under the hall's lock and committed together; see ARCHITECTURE.md.
import type { Board } from '../core/board.ts'
import type { Actor, AnyCommand, Refusal } from '../core/decide.ts'
import type { Estimate } from '../core/estimate.ts'
import type { HallEvent } from '../core/events.ts'
import type { HallId } from '../core/ids.ts'
import type { Instant } from '../core/time.ts'
import { type BatchTools, commitBatch } from './batch.ts'
import { isAway } from './db.ts'
import { Unavailable } from './fault.ts'

export interface Press {
  hall: HallId
  command: AnyCommand
  actor: Actor
  /** Covers what was pressed and by whom, so that an id used twice for different things is found out. */
  bodyHash: Buffer
  /** Personal data that came with it; it is stored apart and never in an event. */
  phone?: string
}

export type Outcome =
  | { ok: true; repeated: boolean; events: HallEvent[]; extra: { ahead: number; estimate: Estimate | null } | null }
  | { ok: false; repeated: boolean; refusal: Refusal }

export interface Door {
  /** Rejects with Unavailable when no answer is known within ten seconds: ask again with the same id. */
  submit(press: Press): Promise<Outcome>
  /** Runs what time has caused. */
  tick(hall: HallId): Promise<void>
  /** Resolves when everything that was pressed has been answered. */
  settled(): Promise<void>
}

/** A press on its way, stamped when it reached the door: within a batch, who pressed first counts as first. */
export interface Waiting {
  press: Press
  at: Instant
  deadline: number
  resolve(outcome: Outcome): void
  reject(error: unknown): void
}

/** A tick carries no command; it only lets what is due happen. */
export interface Queue {
  hall: HallId
  waiting: Waiting[]
  ticks: (() => void)[]
  running: Promise<void> | null
  /** The hall as decided so far; thrown away when a transaction fails. */
  board: Board | null
}

const BATCH_MOST = 256
const WAITING_MOST = 20_000
const ANSWER_WITHIN_MS = 9_000
const RETRY_FIRST_MS = 50
const RETRY_MOST_MS = 500

export interface DoorTools extends BatchTools {
  onError(error: unknown): void
}

export function openDoor(tools: DoorTools): Door {
  const queues = new Map<HallId, Queue>()

  function queueOf(hall: HallId): Queue {
    let queue = queues.get(hall)
    if (queue === undefined) {
      queue = { hall, waiting: [], ticks: [], running: null, board: null }
      queues.set(hall, queue)
    }
    return queue
  }

  function run(queue: Queue): void {
    queue.running ??= drain(queue, tools).finally(() => {
      queue.running = null
      if (queue.waiting.length > 0 || queue.ticks.length > 0) run(queue)
    })
  }

  return {
    submit: (press) =>
      new Promise<Outcome>((resolve, reject) => {
        const queue = queueOf(press.hall)
        if (queue.waiting.length >= WAITING_MOST) return reject(new Unavailable())
        const deadline = performance.now() + ANSWER_WITHIN_MS
        queue.waiting.push({ press, at: tools.now(), deadline, resolve, reject })
        run(queue)
      }),
    tick: (hall) =>
      new Promise<void>((resolve) => {
        const queue = queueOf(hall)
        queue.ticks.push(resolve)
        run(queue)
      }),
    settled: async () => {
      for (const queue of queues.values()) while (queue.running !== null) await queue.running
    },
  }
}

async function drain(queue: Queue, tools: DoorTools): Promise<void> {
  let pause = RETRY_FIRST_MS
  // Presses that arrive in the same turn of the event loop belong into the same commit.
  await new Promise((resolve) => setImmediate(resolve))
  while (queue.waiting.length > 0 || queue.ticks.length > 0) {
    const batch = queue.waiting.splice(0, BATCH_MOST)
    const ticks = queue.ticks.splice(0)
    try {
      await commitBatch(queue, batch, tools)
      pause = RETRY_FIRST_MS
    } catch (error) {
      // Whether it was committed is not known, so neither is what the memory is worth.
      queue.board = null
      if (isAway(error)) {
        giveUpLate(batch)
        queue.waiting.unshift(...batch.filter((one) => one.deadline > performance.now()))
        giveUpLate(queue.waiting.splice(0, late(queue.waiting)))
        await new Promise((resolve) => setTimeout(resolve, pause))
        pause = Math.min(pause * 2, RETRY_MOST_MS)
      } else await oneByOne(queue, batch, error, tools)
    }
    for (const done of ticks) done()
  }
}

/** How many at the head of the line have waited too long. */
function late(waiting: readonly Waiting[]): number {
  const now = performance.now()
  const first = waiting.findIndex((one) => one.deadline > now)
  return first === -1 ? waiting.length : first
}

function giveUpLate(waiting: readonly Waiting[]): void {
  const now = performance.now()
  for (const one of waiting) if (one.deadline <= now) one.reject(new Unavailable())
}

/** A fault in one command must not take its neighbours along. */
async function oneByOne(queue: Queue, batch: readonly Waiting[], fault: unknown, tools: DoorTools): Promise<void> {
  if (batch.length <= 1) {
    tools.onError(fault)
    for (const one of batch) one.reject(fault)
    return
  }
  for (const one of batch) {
    try {
      await commitBatch(queue, [one], tools)
    } catch (error) {
      queue.board = null
      if (!isAway(error)) tools.onError(error)
      one.reject(isAway(error) ? new Unavailable() : error)
    }
  }
}
