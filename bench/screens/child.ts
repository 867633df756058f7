// A bench's other processes: each answers what it is asked by name, so that no figure has two programs in one process.
import { fork } from 'node:child_process'
import { type Profiler, Session } from 'node:inspector/promises'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { NODE_FLAGS } from '../../scripts/heap.mjs'

export interface Child {
  ask<T>(name: string, value?: unknown): Promise<T>
  stop(): Promise<void>
}

export function startChild(file: string, argument = ''): Child {
  const child = fork(join(import.meta.dirname, 'born.mjs'), [file, argument], { execArgv: NODE_FLAGS })
  const waiting = new Map<number, (answer: never) => void>()
  let asked = 0
  child.on('message', ({ id, answer }: { id: number; answer: never }) => {
    waiting.get(id)?.(answer)
    waiting.delete(id)
  })
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  return {
    ask: (name, value) =>
      new Promise((resolve) => {
        const id = ++asked
        waiting.set(id, resolve)
        child.send({ id, name, value })
      }),
    stop: async () => {
      child.send({ id: 0, name: 'stop' })
      await ended
    },
  }
}

type Answer = (value: never) => unknown

/** In the child: answers until it is asked to stop. What it costs is answered by all. */
export function answerAll(answers: Record<string, Answer>, stop: () => Promise<void>): void {
  const lag = monitorEventLoopDelay({ resolution: 1 })
  lag.enable()
  const profiler = new Session()
  const all: Record<string, Answer> = {
    ...answers,
    /** Longest pause of the event loop since this was asked before, in milliseconds. */
    pause: () => {
      const longest = lag.max / 1e6
      lag.reset()
      return longest
    },
    /** Seconds of processor time since the start. */
    cpu: () => {
      const { user, system } = process.cpuUsage()
      return (user + system) / 1e6
    },
    rssMb: () => process.memoryUsage.rss() / 2 ** 20,
    profile: async () => {
      profiler.connect()
      await profiler.post('Profiler.enable')
      await profiler.post('Profiler.start')
    },
    profiled: async (): Promise<Profiler.Profile> => (await profiler.post('Profiler.stop')).profile,
  }
  process.on('message', async ({ id, name, value }: { id: number; name: string; value: never }) => {
    if (name === 'stop') {
      await stop()
      process.exit(0)
    }
    process.send?.({ id, answer: (await all[name]?.(value)) ?? null })
  })
}
