// An update with the hall open: a new program beside the old one, the old one asked to end, and nobody at a counter notices.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { io } from 'socket.io-client'
import { ask, signIn } from './support/asking.ts'
import { goesOn, patience, sameAgain, startBusyHall } from './support/busy-hall.ts'
import { ADMIN_PASSWORD } from './support/hall-server.ts'
import { endLater, freshDatabase } from './support/processes.ts'
import { freePort, newFolder, startProgram, untilReady } from './support/program.ts'
import { openProxy } from './support/proxy.ts'
import { type At, checkAnswers, checkBoard, checkTables, readLog, replay } from './support/truth.ts'
import { untilFound } from './support/until.ts'

const BUSY = { seed: 11, services: ['id-card', 'social-card'], counters: ['1', '2', '3'] }

let url: string
let db: pg.Client
before(async () => {
  url = await freshDatabase()
  db = new pg.Client(url)
  db.on('error', () => {}) // the database goes when the file has ended
  await db.connect()
})
after(() => db.end())

/** A lobby screen that writes down what it hears, over however many lines. */
function openLobby(address: string, hall: string): { seqs: number[]; lines: () => number } {
  const socket = io(address, { transports: ['websocket'], reconnectionDelay: 100, reconnectionDelayMax: 200 })
  const seqs: number[] = []
  let lines = 0
  socket.on('connect', () => {
    lines++
    socket.emit('watch', { hall, audience: 'lobby', ...(seqs.length > 0 ? { seen: seqs.at(-1) } : {}) })
  })
  socket.on('board', ({ seq }: { seq: number }) => seqs.push(seq))
  socket.on('events', (events: { seq: number }[]) => seqs.push(...events.map(({ seq }) => seq)))
  endLater(async () => socket.disconnect())
  return { seqs, lines: () => lines }
}

test('behind a proxy one program takes the other’s place, and no press fails', async (t) => {
  const ports = [await freePort(), await freePort()] as const
  const start = (port: number) =>
    startProgram({ DATABASE_URL: url, DATA_DIR: newFolder(), PORT: String(port), DRAIN_SECONDS: '1' })
  const proxy = await openProxy()
  proxy.set(ports)
  const old = start(ports[0])
  await untilReady(old)
  const at: At = { url: proxy.url, hall: 'zhangzhou', token: await signIn(proxy.url, 'admin', ADMIN_PASSWORD) }
  const lobby = openLobby(proxy.url, at.hall)
  const busy = startBusyHall(at, BUSY)
  await goesOn(busy)

  const fresh = start(ports[1])
  await untilReady(fresh)
  // What a newer program does to the tables, and by which an older one is not stopped: see migrations/README.md.
  await db.query('ALTER TABLE tickets ADD COLUMN of_the_future text')
  await goesOn(busy)
  old.kill('SIGTERM')
  await untilFound('it says that it is ending', async () => {
    const { status, body } = await ask(old.url, 'GET', '/health/ready')
    return status === 503 && body.code === 'ending'
  })
  const last = await fetch(`${old.url}/health/live`)
  assert.deepEqual(
    [last.status, last.headers.get('connection')],
    [200, 'close'],
    'it still answers, and asks for no more',
  )
  assert.deepEqual(await old.ended, { code: 0, signal: null })
  assert.equal(old.stderr(), '')
  await goesOn(busy)
  await busy.stop()

  const { again, longestMs } = patience(busy.history)
  t.diagnostic(
    `${busy.history.length} presses, ${again} sent again, the longest took ${longestMs} ms; screen on ${lobby.lines()} lines`,
  )
  assert.equal(proxy.failed(), 0, 'there was always a program')
  const log = await readLog(at)
  checkAnswers(log, busy.history)
  const replayed = replay(log)
  await checkTables(db, replayed)
  await checkBoard(at, replayed.board)
  await sameAgain(at, busy.history.slice(0, 15))
  await untilFound('the screen has moved over and seen everything', () => lobby.seqs.at(-1) === log.length)
  assert.ok(lobby.lines() >= 2, 'the screen followed both programs')
  fresh.kill('SIGTERM')
  assert.deepEqual(await fresh.ended, { code: 0, signal: null })
})
