// A frame made once says what the library would have said: of every length, in order with it, to each kind of connection.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { Server, type Socket } from 'socket.io'
import { io as connect } from 'socket.io-client'
import { frameOf, sendTo } from '../server/frames.ts'
import { until } from './support/until.ts'

/** Around the lengths at which a frame's head grows, letters of three bytes among them. */
const LENGTHS = [0, 1, 90, 110, 120, 126, 130, 1_000, 65_500, 65_536, 70_000]
const TEXTS = LENGTHS.flatMap((length) => ['x'.repeat(length), '号'.repeat(length)])

for (const transports of [['websocket'], ['polling'], ['polling', 'websocket']])
  test(`over ${transports.join(', then ')} each message comes once, whole and in order`, async () => {
    const http = createServer()
    const io = new Server(http, { serveClient: false })
    http.listen(0, '127.0.0.1')
    await once(http, 'listening')
    const client = connect(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, { transports })
    const heard: string[] = []
    client.on('told', (text: string) => heard.push(text))
    try {
      // One that changes its transport does so while it is told.
      await new Promise((resolve) => io.once('connection', resolve))
      for (const [n, text] of TEXTS.entries()) {
        const ids = [...io.sockets.sockets.keys(), 'gone meanwhile']
        sendTo(io, ids, frameOf('told', text), 'told', text)
        if (n % 3 === 0) io.emit('told', `between ${n}`)
        if (n % 4 === 0) await new Promise((resolve) => setTimeout(resolve, 5))
      }
      const said = TEXTS.flatMap((text, n) => (n % 3 === 0 ? [text, `between ${n}`] : [text]))
      await until('all was heard', async () => heard.length >= said.length, 10_000)
      assert.deepEqual(heard, said)
    } finally {
      client.disconnect()
      await io.close()
    }
  })

test('on a quiet websocket it takes the short way', async () => {
  const http = createServer()
  const io = new Server(http, { serveClient: false })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const client = connect(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, { transports: ['websocket'] })
  try {
    const heard = new Promise((resolve) => client.once('told', resolve))
    const socket = await new Promise<Socket>((resolve) => io.once('connection', resolve))
    await until('it is connected', async () => client.connected)
    let packets = 0
    socket.conn.on('packetCreate', () => packets++)
    sendTo(io, [socket.id], frameOf('told', 'shortly'), 'told', 'shortly')
    assert.equal(await heard, 'shortly')
    assert.equal(packets, 0, 'the library made a packet: its insides changed, and the short way is not taken any more')
  } finally {
    client.disconnect()
    await io.close()
  }
})
