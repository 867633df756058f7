// The database is cut off, or stands still without a word: honest answers, honest screens, nothing lost, all back by itself.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { ask, press } from './support/asking.ts'
import { openCutLine } from './support/cut-line.ts'
import type { HallServer } from './support/hall-server.ts'
import { type Pressed, pressPatiently } from './support/patient.ts'
import { endLater, freshDatabase, openScreen, serveOn } from './support/processes.ts'
import { checkAnswers, checkBoard, checkTables, readLog, replay } from './support/truth.ts'
import { until } from './support/until.ts'

/** 30 in the soak. Longer than a press waits, so that some are told to come again. */
const SECONDS = Number(process.env.KILL_SECONDS ?? 11)
const ANSWER_WITHIN_MS = 10_000
const TOLD_WITHIN_MS = 6_000
const PEOPLE = 6

describe('the database goes away', { concurrency: true }, () => {
  for (const state of ['cut', 'frozen'] as const)
    test(`${state} for ${SECONDS} s: 503 in time, screens told, nothing lost, everything back by itself`, async (t) => {
      const url = await freshDatabase()
      const line = await openCutLine(url)
      endLater(line.close)
      const server = await serveOn(line.url)
      const screen = await openScreen(server)
      const history: Pressed[] = []
      const working = { on: true }
      const people = Promise.all(Array.from({ length: PEOPLE }, () => visitor(server, history, working)))
      await delay(500)

      line.set(state)
      const cutAt = performance.now()
      const told = until('the screen is told', () => screen.working.at(-1) === false, TOLD_WITHIN_MS)
      const asked = askEachSecond(server, cutAt + SECONDS * 1_000)
      t.diagnostic(`screen told after ${Math.round(await told)} ms`)
      const metrics = await fetch(`${server.url}/metrics`, { signal: AbortSignal.timeout(5_000) })
      assert.match(await metrics.text(), /^tingxu_waiting\{/m, 'what needs no database is told all the same')
      await delay(cutAt + SECONDS * 1_000 - performance.now())
      line.set('open')
      const back = await until('presses work', () => screen.working.at(-1) === true, TOLD_WITHIN_MS)
      const statuses = await asked
      const { body } = await pressPatiently(server, { do: 'take', service: 'guidance' }, null, history)
      await delay(300)
      working.on = false
      await people

      t.diagnostic(`back after ${Math.round(back)} ms; ${statuses.join(' ')}; ${history.length} answers`)
      assert.ok(statuses.includes(503), 'nobody was told to come again')
      await until('the screen hears the press', () => screen.heard.has(Number(body.seq)), 1_000)
      const log = await readLog(server)
      const replayed = replay(log)
      checkAnswers(log, history)
      const db = new pg.Client(url)
      await db.connect()
      await checkTables(db, replayed)
      await db.end()
      await checkBoard(server, replayed.board)
    })

  test('a proxy leads to a standby, which only reads: told to come again, and done when it leads to the primary', async () => {
    const url = await freshDatabase()
    const server = await serveOn(url)
    const screen = await openScreen(server)
    const db = new pg.Client(url)
    await db.connect()
    const name = (await db.query('SELECT current_database() AS name')).rows[0].name
    const become = async (reads: string) => {
      await db.query(`ALTER DATABASE ${name} SET default_transaction_read_only = ${reads}`)
      await db.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'tingxu%'",
      )
    }
    assert.equal((await press(server, { do: 'take', service: 'guidance' })).status, 200)
    await become('on')
    const id = 'pressed-at-a-standby'
    const { status, headers } = await press(server, { id, do: 'take', service: 'guidance' })
    assert.equal(status, 503)
    assert.ok(Number(headers.get('retry-after')) > 0, 'no Retry-After')
    assert.equal((await ask(server.url, 'GET', '/health/ready')).status, 503, 'not ready')
    assert.equal(screen.working.at(-1), false, 'the screen is told')
    await db.query('SET default_transaction_read_only = off')
    await become('off')
    await db.end()
    await until(
      'presses work',
      async () => (await press(server, { id, do: 'take', service: 'guidance' })).status === 200,
    )
    await until('the screen is told', () => screen.working.at(-1) === true, TOLD_WITHIN_MS)
    const log = await readLog(server)
    assert.equal(log.filter(({ type }) => type === 'taken').length, 2, 'once')
  })
})

async function visitor(server: HallServer, history: Pressed[], working: { on: boolean }): Promise<void> {
  while (working.on) {
    await pressPatiently(server, { do: 'take', service: 'id-card' }, null, history)
    await delay(20)
  }
}

/** Presses once a second until the time is over, without patience: each is answered in time, and says when to come again. */
async function askEachSecond(server: HallServer, untilMs: number): Promise<number[]> {
  const asked: Promise<number>[] = []
  while (performance.now() < untilMs) {
    asked.push(one())
    await delay(1_000)
  }
  return Promise.all(asked)

  async function one(): Promise<number> {
    const since = performance.now()
    const { status, headers } = await press(server, { do: 'take', service: 'social-card' })
    const took = performance.now() - since
    assert.ok(took < ANSWER_WITHIN_MS, `an answer took ${Math.round(took)} ms`)
    assert.ok([200, 503].includes(status), String(status))
    if (status === 503) assert.ok(Number(headers.get('retry-after')) > 0, 'no Retry-After')
    const board = await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/board`)
    assert.equal(board.status, 200, 'reading needs no database')
    return status
  }
}
