// Ending while people press: whoever was answered keeps the connection open for the next press, and would keep the program from its end.
import type { IncomingMessage, Server } from 'node:http'
import type { Socket } from 'node:net'

const LOOK_EVERY_MS = 50
/** Longer than an answer may take. */
const ANSWERED_WITHIN_MS = 11_000

/**
 * Returns how to close: what it is given is run, and each connection let go as soon as nothing is asked on it. Node
 * looks once, when it begins to close, and no more at those that were busy then or had not spoken yet; browsers open
 * some of these ahead.
 */
export function watchConnections(server: Server): (close: () => Promise<unknown>) => Promise<void> {
  const silent = new Set<Socket>()
  const spoke = ({ socket }: IncomingMessage) => void silent.delete(socket)
  server.on('request', spoke).on('upgrade', spoke)
  server.on('connection', (socket: Socket) => {
    silent.add(socket)
    socket.on('close', () => silent.delete(socket))
  })
  const letGo = () => {
    server.closeIdleConnections()
    for (const socket of silent) socket.destroy()
  }
  return async (close) => {
    const looking = setInterval(letGo, LOOK_EVERY_MS)
    const late = setTimeout(() => server.closeAllConnections(), ANSWERED_WITHIN_MS)
    try {
      await close()
    } finally {
      clearInterval(looking)
      clearTimeout(late)
    }
  }
}
