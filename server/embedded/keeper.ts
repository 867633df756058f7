// Keeps one PostgreSQL running as long as our program does: when it ends unasked it is started again.
import { rmSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { LEFTOVER_LIMIT_MS, settleLeftover } from './leftover.ts'
import { type Postmaster, type Setup, spawnPostmaster, untilReady } from './postmaster.ts'

export type Watchers = {
  log: (line: string) => void
  /** The server ended and is back; every connection to it is broken. */
  onRestart?: (() => void) | undefined
}

/** Pauses between tries to bring it back. The last is repeated for ever: nobody has to walk over when the disk has room again. */
const PAUSES_MS = [100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000]
/** A server that ran this long was well; its end is a new story with all tries ahead. */
const STEADY_MS = 60_000
/** What PostgreSQL says while backends of a killed server still end. */
const STILL_IN_USE = /shared memory block .* is still in use/

type Keeper = {
  setup: Setup
  database: string
  watchers: Watchers
  current?: Postmaster
  reviving?: Promise<void>
  tries: number
  stopping: AbortController
}

/** Resolves when the server answers; rejects, with nothing left running, when it cannot be started. */
export async function keepRunning(setup: Setup, database: string, watchers: Watchers) {
  const keeper: Keeper = { setup, database, watchers, tries: 0, stopping: new AbortController() }
  try {
    await launch(keeper)
  } catch (error) {
    await stop(keeper)
    throw error
  }
  return { pid: () => keeper.current?.pid ?? 0, stop: () => stop(keeper) }
}

async function launch(keeper: Keeper) {
  const postmaster = await untilRunning(keeper)
  const since = Date.now()
  void postmaster.ended.then((how) => {
    if (Date.now() - since > STEADY_MS) keeper.tries = 0
    if (!keeper.stopping.signal.aborted) keeper.reviving = revive(keeper, how)
  })
}

async function untilRunning(keeper: Keeper): Promise<Postmaster> {
  const { setup, database, stopping } = keeper
  for (const until = Date.now() + LEFTOVER_LIMIT_MS; ; ) {
    await settleLeftover(setup.cluster, setup.account)
    if (setup.address.socketNote) rmSync(setup.address.socketNote, { force: true })
    stopping.signal.throwIfAborted()
    const postmaster = spawnPostmaster(setup)
    keeper.current = postmaster
    try {
      await untilReady(postmaster, setup.address, database)
      return postmaster
    } catch (error) {
      await postmaster.end()
      if (stopping.signal.aborted || Date.now() > until || !STILL_IN_USE.test(postmaster.said())) throw error
    }
  }
}

async function revive(keeper: Keeper, how: string): Promise<void> {
  const { watchers, stopping } = keeper
  const pause = PAUSES_MS[keeper.tries++] ?? PAUSES_MS.at(-1)
  watchers.log(`PostgreSQL ended (${how}); starting it again in ${pause} ms`)
  try {
    await delay(pause, undefined, { signal: stopping.signal })
    await launch(keeper)
  } catch (error) {
    if (stopping.signal.aborted) return
    return revive(keeper, error instanceof Error ? error.message : String(error))
  }
  watchers.log('PostgreSQL is back')
  watchers.onRestart?.()
}

async function stop(keeper: Keeper) {
  keeper.stopping.abort()
  await keeper.current?.end()
  await keeper.reviving
}
