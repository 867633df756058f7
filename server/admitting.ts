// Which sockets are let in: those of the public up to a share of all and so many from one address, the hall's own as long as there is room.
import type { IncomingMessage } from 'node:http'
import type { Connecting } from './connecting.ts'

/** Kept for the hall's screens and staff, however many phones follow. */
const RESERVED_SHARE = 0.1

export interface SocketLimits {
  all: number
  ofAddress: number
}

export interface Admitting {
  limits: SocketLimits
  addressOf(request: IncomingMessage): string
  /** Many people are behind this address. */
  isShared(address: string): boolean
  whoConnects(headers: IncomingMessage['headers'], token: unknown): Promise<Connecting>
}

/** The part of the library's engine that is needed here. */
export interface Engine {
  clientsCount: number
  on(name: 'connection', listener: (conn: Line) => void): unknown
}
interface Line {
  request: IncomingMessage
  once(name: 'close', listener: () => void): unknown
}

/** Whether one more is let in. Who it is, is asked only where it matters. */
export function openAdmitting(engine: Engine, { limits, addressOf, isShared, whoConnects }: Admitting) {
  const byAddress = new Map<string, number>()
  engine.on('connection', (line) => {
    const address = addressOf(line.request)
    byAddress.set(address, (byAddress.get(address) ?? 0) + 1)
    line.once('close', () => {
      const left = (byAddress.get(address) ?? 1) - 1
      if (left > 0) byAddress.set(address, left)
      else byAddress.delete(address)
    })
  })

  return async (request: IncomingMessage): Promise<boolean> => {
    if (engine.clientsCount >= limits.all) return false
    const address = addressOf(request)
    const isRoom = engine.clientsCount < limits.all * (1 - RESERVED_SHARE)
    if (isRoom && (isShared(address) || (byAddress.get(address) ?? 0) < limits.ofAddress)) return true
    const who = await whoConnects(request.headers, undefined).catch(() => null)
    return who !== null && (who.device !== null || who.role !== 'visitor')
  }
}
