// The hall that one command starts is updated by one command: the new program takes the folder over.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { takeOver } from '../server/takeover.ts'
import { signIn } from './support/asking.ts'
import { goesOn, patience, startBusyHall } from './support/busy-hall.ts'
import { ADMIN_PASSWORD } from './support/hall-server.ts'
import { freePort, lookInto, newFolder, startProgram, untilReady } from './support/program.ts'
import { type At, checkAnswers, checkBoard, readLog, replay } from './support/truth.ts'

const BUSY = { seed: 12, services: ['id-card', 'social-card'], counters: ['1', '2', '3'] }

test('one command: a new program takes the folder over, and the pause is one that kiosks wait through', async (t) => {
  const env = { PORT: String(await freePort()), DATA_DIR: newFolder() }
  const old = startProgram(env)
  await untilReady(old)
  const at: At = { url: old.url, hall: 'zhangzhou', token: await signIn(old.url, 'admin', ADMIN_PASSWORD) }
  const busy = startBusyHall(at, BUSY)
  await goesOn(busy)
  // One that could not start leaves the other alone.
  const db = await lookInto(env.DATA_DIR)
  await db.query(`INSERT INTO migrations (name, run_on) VALUES ('999_the-future', now());
                  INSERT INTO schema_needs (migration, knows) VALUES ('999_the-future', '998_what-it-needs')`)
  await assert.rejects(
    takeOver(env.DATA_DIR, () => {}),
    /database is newer/,
  )
  await db.query(`DELETE FROM migrations WHERE name = '999_the-future'; DELETE FROM schema_needs`)
  await db.end()
  await goesOn(busy)
  const fresh = startProgram({ ...env, TAKE_OVER: 'yes' })
  assert.deepEqual(await old.ended, { code: 0, signal: null })
  await untilReady(fresh)
  await goesOn(busy)
  await busy.stop()
  const { again, longestMs } = patience(busy.history)
  t.diagnostic(`${busy.history.length} presses, ${again} sent again, the longest took ${longestMs} ms`)
  assert.match(fresh.stdout(), /Process \d+ is asked to end/)
  const log = await readLog(at)
  checkAnswers(log, busy.history)
  await checkBoard(at, replay(log).board)
  fresh.kill('SIGTERM')
  assert.deepEqual(await fresh.ended, { code: 0, signal: null })
})
