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

export interface CrowdHere {
  /** What it was told so far. */
  look(): Promise<FloodTold>
  stop(): Promise<FloodTold>
}

/** Resolves when they have begun. */
export async function startCrowd(crowd: Crowd): Promise<CrowdHere> {
  const child = fork(import.meta.filename, [], { execArgv: ['--import', 'tsx'] })
  const heard = () => new Promise((resolve) => child.once('message', resolve))
  const begun = heard()
  const say = (what: 'look' | 'stop') => {
    const told = heard()
    child.send(what)
    return told as Promise<FloodTold>
  }
  child.send(crowd)
  await begun
  return {
    look: () => say('look'),
    stop: () => say('stop'),
  }
}

function begin({ url, hall, service, callers, rate, reads, slow, post }: Crowd) {
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
  return {
    told: flood.told,
    stop: () => {
      trickle.stop()
      return flood.stop()
    },
  }
}

if (process.send !== undefined && process.argv[1] === import.meta.filename) {
  let here: ReturnType<typeof begin> | null = null
  process.on('message', (said: Crowd | 'look' | 'stop') => {
    if (said === 'stop') process.send?.(here?.stop(), () => process.exit(0))
    else if (said === 'look') process.send?.(here?.told)
    else {
      here = begin(said)
      process.send?.('begun')
    }
  })
  process.on('disconnect', () => process.exit(0))
}
