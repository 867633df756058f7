// A line between two ends that can be cut, frozen, slowed, or lose what is said: between server and database, or screens and server.
import { connect, createServer, type NetConnectOpts, type Server, type Socket } from 'node:net'

export interface CutLine {
  /** Leads through the line to the same database. */
  url: string
  set(state: LineState): void
  close(): Promise<void>
}

/**
 * cut: nothing answers · frozen: everything stays open, nothing moves · lost: everything stays open, what is said is
 * gone, and both ends find out when the line opens again · slow: everything comes SLOW_MS later
 */
export type LineState = 'open' | 'cut' | 'frozen' | 'lost' | 'slow'

export interface Pipe {
  port: number
  set(state: LineState): void
  close(): Promise<void>
}

const SLOW_MS = 400

/** `url`: postgresql://user@/database?host=/folder/of/the/socket, as openDatabase gives it. */
export async function openCutLine(url: string): Promise<CutLine> {
  const { folder, user, database } = partsOf(url)
  const pipe = await openPipe(() => ({ path: `${folder}/.s.PGSQL.5432` }))
  return { url: `postgresql://${user}@127.0.0.1:${pipe.port}/${database}`, set: pipe.set, close: pipe.close }
}

/** `to`: where each new connection leads, asked anew for each. */
export async function openPipe(to: () => NetConnectOpts): Promise<Pipe> {
  const pairs = new Set<[Socket, Socket]>()
  let state: LineState = 'open'
  const carry = (from: Socket, other: Socket) =>
    from.on('data', (part) => {
      if (state === 'lost') return
      if (state === 'slow') setTimeout(() => other.writable && other.write(part), SLOW_MS)
      else other.write(part)
    })
  const server = createServer((near) => {
    if (state === 'cut') return near.destroy()
    const far = connect(to())
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    const end = () => {
      pairs.delete(pair)
      near.destroy()
      far.destroy()
    }
    // Without delay, as every proxy of the trade: a question in two parts else waits 40 ms for the word that the first came.
    for (const socket of pair) socket.setNoDelay(true).on('error', end).on('close', end)
    carry(near, far)
    carry(far, near)
    if (state === 'frozen') freeze(pair)
  })
  const port = await listen(server)
  return {
    port,
    set: (now) => {
      // What was on its way slowly would else be overtaken; what was lost is missing in the middle.
      const broken = now === 'cut' || state === 'lost' || state === 'slow'
      state = now
      for (const pair of [...pairs]) {
        if (broken) pair[0].destroy()
        else if (now === 'frozen') freeze(pair)
        else for (const socket of pair) socket.resume()
      }
    },
    close: () =>
      new Promise((resolve) => {
        for (const [near] of [...pairs]) near.destroy()
        server.close(() => resolve())
      }),
  }
}

function freeze(pair: [Socket, Socket]): void {
  for (const socket of pair) socket.pause()
}

function partsOf(url: string): { folder: string; user: string; database: string } {
  const [, user = '', database = '', folder = ''] = url.match(/^postgresql:\/\/(\w+)@\/(\w+)\?host=(.+)$/) ?? []
  if (folder === '') throw new Error(`not the address of a test database: ${url}`)
  return { folder: decodeURIComponent(folder), user, database }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}

/** A plain proxy before several servers: each new connection goes to the next one. */
export function openBalancer(urls: readonly string[]): Promise<Pipe> {
  let next = 0
  return openPipe(() => {
    const { hostname, port } = new URL(urls[next++ % urls.length] ?? '')
    return { host: hostname, port: Number(port) }
  })
}
