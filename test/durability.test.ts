// The power goes, again and again: whatever was answered before is there afterwards, once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { ask, signIn } from './support/asking.ts'
import { ADMIN_PASSWORD } from './support/hall-server.ts'
import type { Pressed } from './support/patient.ts'
import { startPeople } from './support/people.ts'
import {
  freePort,
  lookInto,
  newFolder,
  type Program,
  postmasterOf,
  startProgram,
  untilReady,
} from './support/program.ts'
import { type At, checkAnswers, checkBoard, checkTables, readLog, replay, sameAgain } from './support/truth.ts'

/** 25 in the tests; for many more, and everything else that can happen: `npm run soak`. */
const KILLS = Number(process.env.KILLS ?? 25)
const PEOPLE = { counters: ['1', '2', '3', '4'], services: ['id-card', 'social-card', 'guidance', 'id-card'] }
const SECONDS_A_KILL = 15
const WORK_MS = 250
const WORK_MORE_MS = 450
const VICTIMS = ['the server', 'PostgreSQL', 'both'] as const
type Victim = (typeof VICTIMS)[number]

interface Hall extends At {
  program: Program
  dataDir: string
  env: Record<string, string>
}

test(`${KILLS} kills under load lose nothing and do nothing twice`, {
  timeout: KILLS * SECONDS_A_KILL * 1_000,
}, async (t) => {
  const hall = await openHall()
  const history: Pressed[] = []
  const { work, done } = startPeople(hall, history, PEOPLE)
  const restarts: number[] = []
  for (let kill = 0; kill < KILLS && work.on; kill++) {
    await delay(WORK_MS + Math.random() * WORK_MORE_MS)
    restarts.push(await strike(hall, VICTIMS[kill % VICTIMS.length] ?? 'both'))
  }
  work.on = false
  await done

  t.diagnostic(`${history.length} answers, back after ${median(restarts)} ms (median)`)
  assert.ok(history.length > KILLS * 10, `only ${history.length} answers`)
  const log = await readLog(hall)
  const replayed = replay(log)
  checkAnswers(log, history)
  const db = await lookInto(hall.dataDir)
  await checkTables(db, replayed)
  await db.end()
  await checkBoard(hall, replayed.board)
  await sameAgain(hall, history)
  assert.equal((await readLog(hall)).length, log.length, 'a repeated press acted')

  hall.program.kill('SIGTERM')
  assert.deepEqual(await hall.program.ended, { code: 0, signal: null })
})

async function openHall(): Promise<Hall> {
  const dataDir = newFolder()
  const env = { PORT: String(await freePort()), DATA_DIR: dataDir }
  const program = startProgram(env)
  await untilReady(program)
  const { body } = await ask(program.url, 'GET', '/api/v1/halls')
  const hall = (body.halls as { id: string }[])[0]?.id ?? ''
  return { program, dataDir, env, url: program.url, hall, token: await signIn(program.url, 'admin', ADMIN_PASSWORD) }
}

/** Kills and brings back; returns the milliseconds until presses work again. */
async function strike(hall: Hall, victim: Victim): Promise<number> {
  const since = performance.now()
  const postmaster = postmasterOf(hall.dataDir)
  assert.ok(postmaster > 0, 'no PostgreSQL to kill')
  if (victim !== 'the server') process.kill(postmaster, 'SIGKILL')
  if (victim !== 'PostgreSQL') {
    hall.program.kill('SIGKILL')
    await hall.program.ended
    hall.program = startProgram(hall.env)
  } else await delay(50)
  await untilReady(hall.program)
  return performance.now() - since
}

function median(values: number[]): number {
  return Math.round([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0)
}
