// How many connections there may be: in all, and of one address that have not asked for anything yet.
import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/** Beside those of screens and phones that follow: a browser opens some, and keeps them for a while. */
const BESIDE_SOCKETS = 10_000
/** Browsers open some ahead; thousands that say nothing, or say it letter by letter, are no browsers. */
const SILENT_OF_ADDRESS = 1_000

export function boundLines(server: Server, sockets: number): void {
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
