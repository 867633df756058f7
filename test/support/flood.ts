// Far more people than can be answered: many connections from many addresses, each asks as fast as it may, by hand, because
// what asks should cost less than what answers.
import { connect, type Socket } from 'node:net'

export interface Asked {
  method: 'GET' | 'POST'
  path: string
  body?: Record<string, unknown>
  /** Whom a proxy on this machine would say it comes from. */
  from?: string
}

export interface FloodOptions {
  callers: number
  /** What the n-th request of all is. */
  next(n: number): Asked
  /** So many a second, begun whether those before were answered or not; else each caller asks again when it is answered. */
  rate?: number
}

export interface FloodTold {
  statuses: Record<string, number>
  /** Refusals that do not say what they should. */
  wrong: string[]
  /** Presses that were answered with yes. */
  done: { id: string; seq: number }[]
  /** Milliseconds until these were answered. */
  took: number[]
  /** Requests for which no connection was free when it was their time. */
  unsent: number
  broken: number
  /** From the first answer to the end. */
  seconds: number
}

interface Caller {
  socket: Socket
  asked: Asked | null
  sentAt: number
  came: Buffer
}

const TICK_MS = 5
const COME_AGAIN = [429, 503]

export function startFlood(url: string, { callers, next, rate }: FloodOptions): { stop(): FloodTold; told: FloodTold } {
  const told: FloodTold = { statuses: {}, wrong: [], done: [], took: [], unsent: 0, broken: 0, seconds: 0 }
  let firstAt = 0
  const { port } = new URL(url)
  const all: Caller[] = []
  const idle: Caller[] = []
  let n = 0
  let on = true

  function open(k: number): void {
    // The whole of 127.0.0.0/8 is this machine.
    const localAddress = `127.0.${1 + (k >> 8)}.${1 + (k & 127)}`
    const socket = connect({ host: '127.0.0.1', port: Number(port), localAddress, noDelay: true })
    const caller: Caller = { socket, asked: null, sentAt: 0, came: Buffer.alloc(0) }
    all[k] = caller
    socket.on('connect', () => free(caller))
    socket.on('error', () => {})
    socket.on('data', (part: Buffer) => hear(caller, part))
    socket.on('close', () => {
      if (!on) return
      told.broken++
      setTimeout(() => on && open(k), 100)
    })
  }

  function free(caller: Caller): void {
    caller.asked = null
    if (rate === undefined && on) send(caller)
    else idle.push(caller)
  }

  function send(caller: Caller): void {
    const asked = next(n++)
    caller.asked = asked
    caller.sentAt = performance.now()
    caller.socket.write(requestOf(asked))
  }

  function hear(caller: Caller, part: Buffer): void {
    caller.came = caller.came.length === 0 ? part : Buffer.concat([caller.came, part])
    const head = caller.came.indexOf('\r\n\r\n')
    if (head < 0) return
    const headers = caller.came.subarray(0, head).toString('latin1')
    const length = Number(headers.match(/content-length: (\d+)/i)?.[1] ?? 0)
    if (caller.came.length < head + 4 + length) return
    const body = caller.came.subarray(head + 4, head + 4 + length)
    caller.came = caller.came.subarray(head + 4 + length)
    firstAt ||= performance.now()
    note(told, caller, headers, body)
    free(caller)
  }

  for (let k = 0; k < callers; k++) open(k)
  const begun = performance.now()
  let due = 0
  const ticking =
    rate === undefined
      ? undefined
      : setInterval(() => {
          const wanted = ((performance.now() - begun) / 1_000) * rate
          for (; due < wanted; due++) {
            const caller = idle.shift()
            if (caller === undefined) told.unsent++
            else if (!caller.socket.destroyed) send(caller)
          }
        }, TICK_MS)
  return {
    told,
    stop: () => {
      on = false
      told.seconds = (performance.now() - firstAt) / 1_000
      clearInterval(ticking)
      for (const { socket } of all) socket.destroy()
      return told
    },
  }
}

function requestOf({ method, path, body, from }: Asked): string {
  const text = body === undefined ? '' : JSON.stringify(body)
  const proxied = from === undefined ? '' : `x-forwarded-for: ${from}\r\n`
  const typed =
    body === undefined ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n`
  return `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${proxied}${typed}\r\n${text}`
}

function note(told: FloodTold, { asked, sentAt }: Caller, headers: string, body: Buffer): void {
  const status = Number(headers.slice(9, 12))
  told.statuses[status] = (told.statuses[status] ?? 0) + 1
  if (COME_AGAIN.includes(status)) {
    const fault = refusalFault(status, headers, body)
    if (fault !== null && told.wrong.length < 10) told.wrong.push(`${asked?.path}: ${fault}`)
  }
  if (status !== 200 || asked?.body === undefined) return
  told.took.push(performance.now() - sentAt)
  const { seq } = JSON.parse(body.toString()) as { seq: number }
  told.done.push({ id: String(asked.body.id), seq })
}

/** What a program has to be told that should come again: when, and by which stable code. */
function refusalFault(status: number, headers: string, body: Buffer): string | null {
  const after = Number(headers.match(/retry-after: (\d+)/i)?.[1])
  if (!(after >= 1 && after <= 60)) return `${status} without a Retry-After between 1 and 60`
  if (!/content-type: application\/problem\+json/i.test(headers)) return `${status} is no problem+json`
  const { code, retryAfterSeconds } = JSON.parse(body.toString()) as { code: string; retryAfterSeconds?: number }
  if (!['busy', 'too_many', 'unavailable'].includes(code)) return `${status} with the code ${code}`
  if (code !== 'unavailable' && retryAfterSeconds !== after)
    return `${retryAfterSeconds} in the body, ${after} in the head`
  return null
}

/** People at addresses of their own, in the order of the numbers. */
export function addressNumbered(n: number): string {
  return `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`
}

/** Bodies that come letter by letter, and answers that nobody reads. */
export function startSlow(url: string, path: string, count: number): { stop(): void } {
  const { port } = new URL(url)
  const open = (k: number) => {
    const socket = connect({ host: '127.0.0.1', port: Number(port), localAddress: `127.0.200.${1 + (k & 127)}` })
    socket.on('error', () => {})
    return socket
  }
  const slow = Array.from({ length: count }, (_, k) => {
    const socket = open(k)
    socket.write(
      `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: 2000\r\n\r\n{`,
    )
    const dripping = setInterval(() => socket.destroyed || socket.write(' '), 200)
    return { stop: () => [clearInterval(dripping), socket.destroy()] }
  })
  const deaf = Array.from({ length: count }, (_, k) => {
    const socket = open(k)
    socket.pause()
    const hall = path.replace(/\/commands$/, '')
    socket.write(`GET ${hall} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`.repeat(20))
    return { stop: () => socket.destroy() }
  })
  return { stop: () => void [...slow, ...deaf].map((one) => one.stop()) }
}
