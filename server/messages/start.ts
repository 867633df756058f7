// Keeps messages going: reads on when something happened, sends when something is due, and lets go of what is long sent.
import { isAway } from '../db.ts'
import { sweepMessages } from '../store/messages.ts'
import { readOn } from './follow.ts'
import { type SendTools, sendSome } from './send.ts'

export interface MessageTools extends SendTools {
  onError(error: unknown): void
}

/** For what another process committed, and what is tried again. */
const LOOK_EVERY_MS = 1_000
/** After something happened here: a code that somebody waits for comes at once, and a busy hall is read a few times a second. */
const GATHER_MS = 200
const SWEEP_EVERY_MS = 3_600_000
/** That something was told is known for so long. */
const KEPT_DAYS = 30

/** Returns how to stop: what is being sent is sent first. */
export function startMessages(tools: MessageTools): () => Promise<void> {
  let stopped = false
  let running = Promise.resolve()
  let asked = false
  let swept = 0
  // A hall in which nothing has happened since is not asked for in the database.
  const seen = new Map<string, number>()
  const look = async () => {
    asked = false
    for (const hall of tools.halls.list()) {
      if (stopped || (seen.get(hall.id) ?? -1) >= hall.board.seq) continue
      const reached = await readOn(tools, hall)
      if (reached !== undefined) seen.set(hall.id, reached)
    }
    while (!stopped && (await sendSome(tools)) > 0);
    if (performance.now() - swept < SWEEP_EVERY_MS && swept !== 0) return
    swept = performance.now()
    await sweepMessages(tools.pool, KEPT_DAYS)
  }
  const lookSoon = () => {
    if (asked || stopped) return
    asked = true
    running = running.then(look).catch((error) => {
      if (!isAway(error)) tools.onError(error)
    })
  }
  const timer = setInterval(lookSoon, LOOK_EVERY_MS)
  let gathering: ReturnType<typeof setTimeout> | undefined
  tools.halls.follow(
    () => {},
    () => {
      gathering ??= setTimeout(() => {
        gathering = undefined
        lookSoon()
      }, GATHER_MS)
    },
  )
  lookSoon()
  return async () => {
    stopped = true
    clearInterval(timer)
    clearTimeout(gathering)
    await running
    tools.senders.close()
  }
}
