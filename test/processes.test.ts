// Two programs beside each other on one database, and one that is asked to end in the middle of its work.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { openPool } from '../server/db.ts'
import { openHalls } from '../server/halls.ts'
import { ask, press, signIn } from './support/asking.ts'
import { bigHall, hallFileOf } from './support/big-hall.ts'
import { ADMIN_PASSWORD, type HallServer } from './support/hall-server.ts'
import { type Line, openLine } from './support/line.ts'
import { freshDatabase, openScreen, serveOn } from './support/processes.ts'
import { freePort, lookInto, newFolder, startProgram, untilReady } from './support/program.ts'
import { checkAnswers, checkBoard, checkTables, readLog, replay } from './support/truth.ts'
import { until } from './support/until.ts'

const HEARD_WITHIN_MS = 2_500
const PRESSES = 20
const UNDER_WAY = 40

describe('two programs on one database', () => {
  let url: string
  let one: HallServer
  let other: HallServer
  let db: pg.Client
  before(async () => {
    url = await freshDatabase()
    one = await serveOn(url, { HALL_FILE: hallFileOf(bigHall()) })
    other = await serveOn(url)
    db = new pg.Client(url)
    await db.connect()
  })
  after(() => db.end())

  test('a press on one is heard on the other, even when nobody listens any more', async (t) => {
    const screen = await openScreen(other)
    await delay(300)
    const usual: number[] = []
    for (let n = 0; n < PRESSES; n++) usual.push(await heardAfter(one, screen.heard))
    const listeners = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                       WHERE datname = current_database() AND application_name = 'tingxu-listen'`
    const ended = await db.query(listeners)
    assert.equal(ended.rowCount, 2, 'both programs listen')
    const deaf = await heardAfter(one, screen.heard)
    await until(
      'both listen again',
      async () => (await db.query(listeners.replace('pg_terminate_backend(pid)', '1'))).rowCount === 2,
      5_000,
    )
    const again = await heardAfter(one, screen.heard)
    const median = usual.sort((a, b) => a - b)[PRESSES / 2] ?? 0
    t.diagnostic(
      `heard after ${Math.round(median)} ms (median), deaf ${Math.round(deaf)} ms, then ${Math.round(again)} ms`,
    )
    assert.ok(median < 200, `usually heard after ${median} ms`)
  })

  test('a new hall written on both at once is made once, and the other is told', async () => {
    const file = { ...bigHall(), hall: 'annexe' }
    const put = (server: HallServer, en: string) =>
      ask(server.url, 'PUT', '/api/v1/halls/annexe/file', {
        body: { ...file, name: { ...file.name, en } },
        token: server.token,
      })
    const answers = await Promise.all([put(one, 'East'), put(other, 'West')])
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 412])
    const kept = answers[0]?.status === 201 ? 'East' : 'West'
    for (const server of [one, other])
      assert.equal(server.serving.halls.get('annexe')?.board.file.name.en, kept, 'both show the one that was kept')
  })

  test('a hall that many ask for at once is opened once', async () => {
    const pool = openPool({ connectionString: url }, () => {})
    try {
      const halls = openHalls(pool, Buffer.alloc(32), assert.ifError)
      const opened = await Promise.all(
        Array.from({ length: 12 }, async (_, n) => {
          await delay(n)
          await halls.refresh()
          return halls.get('annexe')
        }),
      )
      assert.ok(opened[0] !== undefined)
      assert.equal(new Set([...opened, halls.get('annexe')]).size, 1)
    } finally {
      await pool.end()
    }
  })

  test('both decide at once: no number twice, no gap, one order, equal boards', async () => {
    const lines = [openLine(one, 32), openLine(other, 32)]
    const people = lines.flatMap((line) => Array.from({ length: 16 }, (_, n) => takeMany(line, `s${n % 3}`)))
    const clerks = lines.flatMap((line, side) =>
      Array.from({ length: 16 }, (_, n) => workThrough(line, String(side * 16 + n + 1), one.token)),
    )
    await Promise.all([...people, ...clerks])
    for (const line of lines) line.close()
    const log = await readLog(one)
    const replayed = replay(log)
    checkAnswers(
      log,
      lines.flatMap((line) => line.history),
    )
    await checkTables(db, replayed)
    for (const server of [one, other])
      await until('both boards are current', async () => (await seqOf(server)) === replayed.board.seq, HEARD_WITHIN_MS)
    for (const server of [one, other]) await checkBoard(server, replayed.board)
  })

  test('who is answered by one is known to the other at once: the same id, the same answer', async () => {
    const command = { id: 'the-same-press-on-both', do: 'take', service: 's5' }
    const answers = await Promise.all([press(one, command), press(other, command), press(one, command)])
    const told = new Set(answers.map(({ body }) => JSON.stringify([body.seq, body.ahead])))
    assert.equal(told.size, 1, [...told].join(' '))
  })
})

async function heardAfter(server: HallServer, heard: Map<number, number>): Promise<number> {
  const since = performance.now()
  const { status, body } = await press(server, { do: 'take', service: 's0' })
  assert.equal(status, 200)
  await until('the other screen hears it', () => heard.has(Number(body.seq)), HEARD_WITHIN_MS)
  return (heard.get(Number(body.seq)) ?? 0) - since
}

async function seqOf({ url, hall }: HallServer): Promise<number> {
  return Number((await ask(url, 'GET', `/api/v1/halls/${hall}/board`)).body.seq)
}

async function takeMany(line: Line, service: string): Promise<void> {
  for (let n = 0; n < 30; n++) assert.equal((await line.press({ do: 'take', service })).status, 200)
}

async function workThrough(line: Line, counter: string, token: string): Promise<void> {
  await line.press({ do: 'open', counter }, token)
  for (let n = 0; n < 25; n++) {
    const { status, body } = await line.press({ do: 'call-next', counter }, token)
    if (status === 200) await line.press({ do: 'miss', ticket: (body.ticket as { id: string }).id }, token)
  }
}

test('asked to end in the middle of its work, the program answers what it has taken and stops its database', async (t) => {
  const dataDir = newFolder()
  const env = { PORT: String(await freePort()), DATA_DIR: dataDir }
  const first = startProgram(env)
  await untilReady(first)
  const hall = String((await ask(first.url, 'GET', '/api/v1/halls')).body.halls && 'zhangzhou')
  const db = await lookInto(dataDir)
  await db.query('BEGIN')
  await db.query('SELECT 1 FROM halls FOR UPDATE')
  const line = openLine({ url: first.url, hall }, UNDER_WAY)
  const asked = Array.from({ length: UNDER_WAY }, () => line.press({ do: 'take', service: 'id-card' }))
  // Long enough for all of them to have come in, on a machine that has other things to do.
  await delay(1_000)
  first.kill('SIGTERM')
  await delay(300)
  await db.query('ROLLBACK')
  await db.end()
  assert.deepEqual(new Set((await Promise.all(asked)).map(({ status }) => status)), new Set([200]))
  line.close()
  assert.deepEqual(await first.ended, { code: 0, signal: null })
  assert.equal(first.stderr(), '')

  const second = startProgram(env)
  const took = await untilReady(second)
  t.diagnostic(`warm start to ready: ${Math.round(took)} ms`)
  assert.ok(took < 30_000, `a warm start took ${took} ms`)
  const token = await signIn(second.url, 'admin', ADMIN_PASSWORD)
  const log = await readLog({ url: second.url, hall, token })
  checkAnswers(log, line.history)
  second.kill('SIGINT')
  assert.deepEqual(await second.ended, { code: 0, signal: null })
})
