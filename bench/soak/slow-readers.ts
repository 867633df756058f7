// Screens that stay connected and never read: what is meant for them must not pile up in the program.
import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { Random } from '../../test/support/random.ts'
import { residentBytes } from './memory.ts'
import type { Place } from './place.ts'

const READERS = 60
const LEAST_MS = 2_000
const MORE_MS = 4_000
/** What the program may hold more while sixty of them hang on it. */
const GROWS_MOST = 150 * 2 ** 20

export async function addSlowReaders(place: Place, random: Random): Promise<void> {
  const before = residentBytes(place.program.pid)
  const readers = await Promise.all(Array.from({ length: READERS }, () => slowReader(place)))
  await delay(LEAST_MS + random() * MORE_MS)
  const grown = residentBytes(place.program.pid) - before
  for (const reader of readers) reader.destroy()
  if (grown > GROWS_MOST) throw new Error(`the program grew by ${Math.round(grown / 2 ** 20)} MiB for slow readers`)
}

/** A websocket by hand, because every library reads. */
async function slowReader({ direct }: Place): Promise<Socket> {
  const { port } = new URL(direct.url)
  const socket = connect(Number(port), '127.0.0.1')
  socket.on('error', () => {})
  await new Promise((resolve) => socket.once('connect', resolve))
  socket.write(
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\n' +
      `Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
  )
  await new Promise((resolve) => socket.once('data', resolve))
  socket.pause()
  socket.write(frame('40'))
  socket.write(frame(`42${JSON.stringify(['watch', { hall: direct.hall, audience: 'lobby' }])}`))
  return socket
}

/** One text message, masked as a client's must be. */
function frame(text: string): Buffer {
  const mask = randomBytes(4)
  const body = Buffer.from(text).map((byte, n) => byte ^ (mask[n % 4] ?? 0))
  return Buffer.concat([Buffer.from([0x81, 0x80 | body.length]), mask, body])
}
