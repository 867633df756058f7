// The hall that one command starts is updated by one command: the new program takes the folder over.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signIn } from './support/asking.ts'
import { goesOn, patience, startBusyHall } from './support/busy-hall.ts'
import { ADMIN_PASSWORD } from './support/hall-server.ts'
import { freePort, newFolder, startProgram, untilReady } from './support/program.ts'
import { type At, checkAnswers, checkBoard, readLog, replay } from './support/truth.ts'

const BUSY = { seed: 12, services: ['id-card', 'social-card'], counters: ['1', '2', '3'] }

test('one command: a new program takes the folder over, and the pause is one that kiosks wait through', async (t) => {
  const env = { PORT: String(await freePort()), DATA_DIR: newFolder() }
  const old = startProgram(env)
  await untilReady(old)
  const at: At = { url: old.url, hall: 'zhangzhou', token: await signIn(old.url, 'admin', ADMIN_PASSWORD) }
  const busy = startBusyHall(at, BUSY)
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
