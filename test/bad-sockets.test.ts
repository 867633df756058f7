// Sockets that mean no good, or merely do not read: refused or cut off, and nobody else notices.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { ask, press, signIn } from './support/asking.ts'
import { openCutLine } from './support/cut-line.ts'
import { ADMIN_PASSWORD, type HallServer, openHallServer } from './support/hall-server.ts'
import { openLine } from './support/line.ts'
import { endLater, freshDatabase, openScreen, serveOn } from './support/processes.ts'
import { until } from './support/until.ts'

const WITHIN_MS = 5_000
const MESSAGE_MOST = 16 * 1024
/** Pushes are gathered for 20 ms: so many one after the other are more messages than may lie unread. */
const PUSHES = 300

let server: HallServer
const sockets: Socket[] = []
before(async () => {
  server = await openHallServer()
})
after(() => {
  for (const socket of sockets) socket.disconnect()
})

function open(options: Parameters<typeof io>[1] = {}): Socket {
  const socket = io(server.url, { transports: ['websocket'], reconnection: false, forceNew: true, ...options })
  sockets.push(socket)
  return socket
}

function next<T>(socket: Socket, event: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no ${event} within ${WITHIN_MS} ms`)), WITHIN_MS)
    socket.once(event, (value: T) => {
      clearTimeout(timer)
      resolve(value)
    })
  })
}

async function stillWell(): Promise<void> {
  const screen = await openScreen(server)
  const { body } = await press(server, { do: 'take', service: 'guidance' })
  await until('a good screen hears the press', () => screen.heard.has(Number(body.seq)), 1_000)
  screen.socket.disconnect()
}

test('who may not watch, or asks for nonsense, is told so', async () => {
  const hall = server.hall
  const guessed = 'AAAAAAAAAAAAAAAAAAAAAAAAAAA'
  const cases: [unknown, string][] = [
    [undefined, 'malformed'],
    [null, 'malformed'],
    ['lobby', 'malformed'],
    [[hall, 'lobby'], 'malformed'],
    [{ hall, audience: 'everybody' }, 'malformed'],
    [{ hall: { toString: 'x' }, audience: 'lobby' }, 'malformed'],
    [{ hall, audience: 'lobby', seen: '5' }, 'malformed'],
    [{ hall, audience: 'lobby', seen: -1 }, 'malformed'],
    [{ hall, audience: 'lobby', seen: 1.5 }, 'malformed'],
    [{ hall, audience: 'lobby', more: true }, 'malformed'],
    [{ hall: '__proto__', audience: 'lobby' }, 'no_such_hall'],
    [{ hall: 'nowhere', audience: 'lobby' }, 'no_such_hall'],
    [{ hall, audience: 'staff' }, 'forbidden'],
    [{ hall, audience: 'visitor' }, 'no_such_ticket'],
    [{ hall, audience: 'visitor', key: guessed }, 'no_such_ticket'],
    [{ hall, audience: 'visitor', key: '__proto__' }, 'no_such_ticket'],
  ]
  const socket = open()
  for (const [asked, code] of cases) {
    const refused = next<{ code: string }>(socket, 'refused')
    socket.emit('watch', asked)
    const told = await refused.catch(() => ({ code: 'nothing' }))
    assert.equal(told.code, code, JSON.stringify(asked))
  }
  socket.emit('watch')
  assert.equal((await next<{ code: string }>(socket, 'refused')).code, 'malformed')
  const board = next<{ seq: number }>(socket, 'board')
  socket.emit('watch', { hall, audience: 'lobby', seen: 999_999 })
  assert.ok((await board).seq >= 1, 'who has seen more than there is gets the board')
})

test('who talks without end is cut off, whatever it is about', async () => {
  const socket = open()
  await next(socket, 'version')
  const gone = next(socket, 'disconnect')
  for (let n = 0; n < 130; n++) socket.emit('noise', n)
  await gone
})

test('a false token is nobody; a true one is staff', async () => {
  for (const [token, answer] of [
    ['made-up', 'refused'],
    [{ token: 'x' }, 'refused'],
    [server.token, 'board'],
  ] as const) {
    const socket = open({ auth: { token } })
    const answered = next(socket, answer)
    socket.emit('watch', { hall: server.hall, audience: 'staff' })
    await answered
    socket.disconnect()
  }
})

test('a message over 16 KB ends its socket and no other', async () => {
  const socket = open()
  await next(socket, 'connect')
  const ended = next(socket, 'disconnect')
  socket.emit('watch', { hall: 'x'.repeat(MESSAGE_MOST + 1_024), audience: 'lobby' })
  await ended
  await stillWell()
})

test('who asks without end is cut off', async () => {
  const socket = open()
  await next(socket, 'connect')
  const ended = next(socket, 'disconnect')
  for (let n = 0; n < 100; n++) socket.emit('watch', { hall: 'nowhere', audience: 'lobby' })
  await ended
  await stillWell()
})

test('pages of other sites get no socket, neither at once nor by polling', async () => {
  for (const transports of [['websocket'], ['polling']]) {
    const socket = open({ transports, extraHeaders: { origin: 'https://elsewhere.example' } })
    await next(socket, 'connect_error')
  }
  const polling = `${server.url}/socket.io/?EIO=4&transport=polling`
  for (const origin of ['https://elsewhere.example', 'null', `${server.url}.elsewhere.example`])
    assert.equal((await fetch(polling, { headers: { origin } })).status, 403, origin)
  const own = await fetch(polling, { headers: { origin: server.url } })
  assert.equal(own.status, 200)
  const { sid } = JSON.parse((await own.text()).slice(1)) as { sid: string }
  await fetch(`${polling}&sid=${sid}`, { method: 'POST', body: '1', headers: { 'content-type': 'text/plain' } })
})

test('a client that says it is there but never reads is cut off, and what it did not read is not kept', async () => {
  const address = `${server.url}/socket.io/?EIO=4&transport=polling`
  const sid = (JSON.parse((await (await fetch(address)).text()).slice(1)) as { sid: string }).sid
  const say = async (packet: string) =>
    (await fetch(`${address}&sid=${sid}`, { method: 'POST', body: packet, headers: { 'content-type': 'text/plain' } }))
      .status
  assert.equal(await say('40'), 200)
  assert.equal(await say(`42["watch",{"hall":"${server.hall}","audience":"lobby"}]`), 200)
  const alive = setInterval(() => void say('3').catch(() => {}), 500)
  const line = openLine(server, 1)
  for (let n = 0; n < PUSHES; n++) {
    await line.press({ do: 'take', service: 'guidance' })
    await delay(20)
  }
  line.close()
  await delay(1_500)
  clearInterval(alive)
  assert.notEqual(await say('3'), 200, 'it is still there')
  await stillWell()
})

test('a clerk whose socket comes while the database is away is let in when it is back', async () => {
  const line = await openCutLine(await freshDatabase())
  endLater(line.close)
  const other = await serveOn(line.url)
  line.set('cut')
  const socket = io(other.url, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 200,
    reconnectionDelayMax: 400,
    auth: { token: other.token },
  })
  sockets.push(socket)
  const refused: unknown[] = []
  socket.on('refused', (problem) => refused.push(problem))
  socket.on('connect', () => socket.emit('watch', { hall: other.hall, audience: 'staff' }))
  // What was believed of the token before is forgotten after five seconds.
  await delay(6_000)
  socket.disconnect().connect()
  await delay(1_500)
  const board = next(socket, 'board')
  line.set('open')
  await board
  assert.deepEqual(refused, [])
  assert.equal((await ask(other.url, 'GET', '/health/ready')).status, 200)
})

test('who signed out is told no more of what staff see', async () => {
  const token = await signIn(server.url, 'admin', ADMIN_PASSWORD)
  const socket = open({ auth: { token } })
  socket.emit('watch', { hall: server.hall, audience: 'staff' })
  await next(socket, 'board')
  const refused = new Promise((resolve) => socket.once('refused', resolve))
  await ask(server.url, 'DELETE', '/api/v1/session', { token })
  assert.deepEqual(await refused, { code: 'forbidden' })
  let heard = 0
  socket.on('events', () => heard++)
  await press(server, { do: 'take', service: 'guidance' })
  await stillWell()
  assert.equal(heard, 0)
})
