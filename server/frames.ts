// One message to many screens as one frame, made once and written to each by itself. The library makes the frame once as
// well, but then keeps a packet, a list and four notices a screen, which cost as much again as the writing.
import type { Server, Socket } from 'socket.io'

/** Text, and all of it: RFC 6455 §5.2. From a server nothing is masked. */
const TEXT_WHOLE = 0x81
const LENGTH_IN_2_BYTES = 126
const LENGTH_IN_8_BYTES = 127
/** Of a WebSocket; one that says goodbye says nothing more. */
const OPEN = 1
/** engine.io's message, socket.io's event. */
const EVENT = '42'

/** `name` and what it tells as socket.io sends it to the root namespace; `told` holds no bytes of its own. */
export function frameOf(name: string, told: unknown): Buffer {
  const payload = Buffer.from(`${EVENT}${JSON.stringify([name, told])}`)
  return Buffer.concat([headOf(payload.length), payload])
}

function headOf(length: number): Buffer {
  if (length < LENGTH_IN_2_BYTES) return Buffer.from([TEXT_WHOLE, length])
  if (length <= 0xffff) return Buffer.from([TEXT_WHOLE, LENGTH_IN_2_BYTES, length >> 8, length & 0xff])
  const head = Buffer.alloc(10)
  head.set([TEXT_WHOLE, LENGTH_IN_8_BYTES])
  head.writeBigUInt64BE(BigInt(length), 2)
  return head
}

/** What engine.io and ws do not name in their types. */
interface Wire {
  readyState: string
  writeBuffer: unknown[]
  transport: {
    name: string
    writable: boolean
    perMessageDeflate?: unknown
    socket?: { readyState: number; bufferedAmount: number; _sender?: { sendFrame?(parts: Buffer[]): void } }
  }
}

/**
 * Sends to the sockets of a room in turn, by the short way where nothing else is on its way to a screen, else by the
 * library's own, so that each screen has everything in order and one that does not read is noticed (`cutOffDeaf`).
 */
export function sendTo(io: Server, ids: readonly string[], frame: Buffer, name: string, told: unknown): void {
  for (const id of ids) {
    const socket = io.sockets.sockets.get(id)
    if (socket !== undefined && !sendAlone(socket, frame)) socket.emit(name, told)
  }
}

/** False where it was not sent. */
function sendAlone({ conn }: Socket, frame: Buffer): boolean {
  const { readyState, writeBuffer, transport } = conn as unknown as Wire
  // While a connection changes its transport, or one by long polling waits, the library alone knows the order.
  if (readyState !== 'open' || transport.name !== 'websocket' || !transport.writable) return false
  const { socket, perMessageDeflate } = transport
  if (writeBuffer.length > 0 || perMessageDeflate || socket?.readyState !== OPEN || socket.bufferedAmount > 0)
    return false
  if (socket._sender?.sendFrame === undefined) return false
  socket._sender.sendFrame([frame])
  return true
}
