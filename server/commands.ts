// The one door. Whatever waits for a hall is decided in order and committed together, ahead of the lock or under it; see ARCHITECTURE.md.
import type { HallId } from '../core/ids.ts'
import type { Instant } from '../core/time.ts'
import { goAhead } from './ahead.ts'
import { type BatchTools, commitBatch } from './batch.ts'
import { dropIdle, isAway } from './db.ts'
import { Unavailable } from './fault.ts'
import { BATCH_MOST, fail, newQueue, type Outcome, type Press, type Queue, type Waiting } from './press.ts'
import { openVault } from './vault.ts'

export interface Door {
  /** Rejects with Unavailable when no answer is known within ten seconds: ask again with the same id. */
  submit(press: Press): Promise<Outcome>
  /** Runs what time has caused. */
  tick(hall: HallId): Promise<void>
  /** Resolves when everything that was pressed has been answered. */
  settled(): Promise<void>
}

const WAITING_MOST = 20_000
const ANSWER_WITHIN_MS = 9_000
const RETRY_FIRST_MS = 50
const RETRY_MOST_MS = 500

export interface DoorTools extends Omit<BatchTools, 'vault'> {
  onError(error: unknown): void
}
type InnerTools = DoorTools & BatchTools

export function openDoor(given: DoorTools): Door {
  const tools = { ...given, vault: openVault(given.secret) }
  const queues = new Map<HallId, Queue>()

  function queueOf(hall: HallId): Queue {
    let queue = queues.get(hall)
    if (queue === undefined) {
      queue = newQueue(hall)
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
        queue.waiting.push(waitingFor(press, tools.now(), resolve, reject))
        queue.knock()
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

function waitingFor(press: Press, at: Instant, resolve: Waiting['resolve'], reject: Waiting['reject']): Waiting {
  // By a clock of its own: a database that stands still gives no other occasion to say so.
  const timer = setTimeout(() => {
    one.late = true
    reject(new Unavailable())
  }, ANSWER_WITHIN_MS)
  const one: Waiting = { press, at, late: false, timer, resolve, reject }
  return one
}

async function drain(queue: Queue, tools: InnerTools): Promise<void> {
  let pause = RETRY_FIRST_MS
  // Presses that arrive in the same turn of the event loop belong into the same commit.
  await new Promise((resolve) => setImmediate(resolve))
  while (queue.waiting.length > 0 || queue.ticks.length > 0) {
    // Should the database be away, the careful way is told the same.
    const again = await goAhead(queue, tools).catch(() => false)
    if (again) continue
    if (queue.waiting.length === 0 && queue.ticks.length === 0) return
    const batch = queue.waiting.splice(0, BATCH_MOST).filter((one) => !one.late)
    const ticks = queue.ticks.splice(0)
    const left = await decideTogether(queue, batch, tools)
    for (const done of ticks) done()
    if (left === null) {
      pause = RETRY_FIRST_MS
      continue
    }
    queue.waiting.unshift(...left)
    await dropIdle(tools.pool).catch(() => {})
    await new Promise((resolve) => setTimeout(resolve, pause))
    pause = Math.min(pause * 2, RETRY_MOST_MS)
  }
}

/** Null when all were answered; those still to be decided when the database is away. */
async function decideTogether(queue: Queue, batch: readonly Waiting[], tools: InnerTools): Promise<Waiting[] | null> {
  try {
    await commitBatch(queue, batch, tools)
    return null
  } catch (error) {
    // Whether it was committed is not known, so neither is what the memory is worth.
    queue.board = null
    if (isAway(error)) return [...batch]
    if (batch.length > 1) return oneByOne(queue, batch, tools)
    tools.onError(error)
    for (const one of batch) fail(one, error)
    return null
  }
}

/** A fault in one command must not take its neighbours along. */
async function oneByOne(queue: Queue, batch: readonly Waiting[], tools: InnerTools): Promise<Waiting[] | null> {
  for (const [n, one] of batch.entries())
    if ((await decideTogether(queue, [one], tools)) !== null) return batch.slice(n)
  return null
}
