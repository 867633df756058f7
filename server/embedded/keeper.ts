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

export async function keepRunning(setup: Setup, database: string, watchers: Watchers) {
  let current: Postmaster | undefined
  let reviving: Promise<void> | undefined
  let tries = 0
  const stopping = new AbortController()

  const launch = async () => {
    for (const until = Date.now() + LEFTOVER_LIMIT_MS; ; ) {
      await settleLeftover(setup.cluster, setup.account)
      if (setup.address.socketNote) rmSync(setup.address.socketNote, { force: true })
      const postmaster = spawnPostmaster(setup)
      current = postmaster
      try {
        await untilReady(postmaster, setup.address, database)
        break
      } catch (error) {
        await postmaster.end()
        if (stopping.signal.aborted || Date.now() > until || !STILL_IN_USE.test(postmaster.said())) throw error
      }
    }
    const since = Date.now()
    void current?.ended.then((how) => {
      if (Date.now() - since > STEADY_MS) tries = 0
      if (!stopping.signal.aborted) reviving = revive(how)
    })
  }

  const revive = async (how: string): Promise<void> => {
    const pause = PAUSES_MS[tries++] ?? PAUSES_MS.at(-1)
    watchers.log(`PostgreSQL ended (${how}); starting it again in ${pause} ms`)
    try {
      await delay(pause, undefined, { signal: stopping.signal })
      await launch()
      watchers.log('PostgreSQL is back')
      watchers.onRestart?.()
    } catch (error) {
      if (!stopping.signal.aborted) await revive(error instanceof Error ? error.message : String(error))
    }
  }

  const stop = async () => {
    stopping.abort()
    await current?.end()
    await reviving
  }

  try {
    await launch()
  } catch (error) {
    await stop()
    throw error
  }
  return { pid: () => current?.pid ?? 0, stop }
}
