// The crowd of a flood in a process of its own: what it costs to ask must not slow down those whose answers are looked at.

import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { addressNumbered, type FloodTold, startFlood, startSlow } from './flood.ts'

export interface Crowd {
  url: string
  hall: string
  service: string
  callers: number
  /** Requests a second; else each asks again when it is answered. */
  rate?: number
  /** Of ten requests so many only read. */
  reads: number
  /** Connections that send or read almost nothing, of each kind. */
  slow: number
  /** Of another program: every request is a POST here. */
  post?: string
}

/** Resolves when they have begun. */
export async function startCrowd(crowd: Crowd): Promise<{ stop(): Promise<FloodTold> }> {
  const child = fork(import.meta.filename, [], { execArgv: ['--import', 'tsx'] })
  const heard = () => new Promise((resolve) => child.once('message', resolve))
  const begun = heard()
  child.send(crowd)
  await begun
  return {
    stop: async () => {
      const told = heard()
      child.send('stop')
      return (await told) as FloodTold
    },
  }
}

function begin({ url, hall, service, callers, rate, reads, slow, post }: Crowd): () => FloodTold {
  const at = `/api/v1/halls/${hall}`
  const next = (n: number) => {
    const from = addressNumbered(n)
    if (post !== undefined) return { method: 'POST' as const, path: post, body: { n }, from }
    if (n % 10 < reads)
      return { method: 'GET' as const, path: n % 2 === 0 ? at : `${at}/slots?service=${service}`, from }
    const body = { id: randomUUID(), do: 'take', service }
    return { method: 'POST' as const, path: `${at}/commands`, body, from }
  }
  const flood = startFlood(url, { callers, next, ...(rate === undefined ? {} : { rate }) })
  const trickle = startSlow(url, `${at}/commands`, slow)
  return () => {
    trickle.stop()
    return flood.stop()
  }
}

if (process.send !== undefined && process.argv[1] === import.meta.filename) {
  let stop: (() => FloodTold) | null = null
  process.on('message', (said: Crowd | 'stop') => {
    if (said === 'stop') process.send?.(stop?.(), () => process.exit(0))
    else {
      stop = begin(said)
      process.send?.('begun')
    }
  })
  process.on('disconnect', () => process.exit(0))
}
