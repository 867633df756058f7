// The connections: how long each may stand still, how many there may be in all, and of one address that have asked for nothing yet.
import { createServer, type RequestListener, type Server } from 'node:http'
import type { Socket } from 'node:net'

/** Node by itself never cuts a slow body. */
const REQUEST_WITHIN_MS = 10_000
const HEADERS_WITHIN_MS = 8_000
const LOOK_EVERY_MS = 2_000
/** A line on which nothing moves, in the middle of a request or an answer: who asks and never reads is cut off. */
const STILL_MOST_MS = 20_000
/** Kept for the next request; longer than proxies keep theirs, which else send into a line that closes. */
const KEPT_MS = 72_000
/** Beside those of screens and phones that follow: a browser opens some, and keeps them for a while. */
const BESIDE_SOCKETS = 10_000
/** Browsers open some ahead; thousands that say nothing, or say it letter by letter, are no browsers. */
const SILENT_OF_ADDRESS = 1_000

export function openHttp(handler: RequestListener, sockets: number): Server {
  const server = createServer(
    {
      requestTimeout: REQUEST_WITHIN_MS,
      headersTimeout: HEADERS_WITHIN_MS,
      connectionsCheckingInterval: LOOK_EVERY_MS,
      keepAliveTimeout: KEPT_MS,
    },
    handler,
  )
  server.setTimeout(STILL_MOST_MS)
  boundLines(server, sockets)
  return server
}

function boundLines(server: Server, sockets: number): void {
  const silent = new Map<string, number>()
  server.maxConnections = sockets + BESIDE_SOCKETS
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? ''
    const already = silent.get(address) ?? 0
    if (already >= SILENT_OF_ADDRESS) {
      socket.destroy()
      return
    }
    silent.set(address, already + 1)
    unspoken.set(socket, () => {
      const left = (silent.get(address) ?? 1) - 1
      if (left > 0) silent.set(address, left)
      else silent.delete(address)
    })
    socket.once('close', () => spoke(socket))
  })
  const unspoken = new WeakMap<Socket, () => void>()
  const spoke = (socket: Socket) => {
    unspoken.get(socket)?.()
    unspoken.delete(socket)
  }
  const asked = ({ socket }: { socket: Socket }) => spoke(socket)
  server.on('request', asked).on('upgrade', asked)
}
