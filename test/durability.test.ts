// The power goes, again and again: whatever was answered before is there afterwards, once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { ask, signIn } from './support/asking.ts'
import { ADMIN_PASSWORD } from './support/hall-server.ts'
import { type Pressed, pressOnce, pressPatiently } from './support/patient.ts'
import {
  freePort,
  lookInto,
  newFolder,
  type Program,
  postmasterOf,
  startProgram,
  untilReady,
} from './support/program.ts'
import { type At, checkAnswers, checkBoard, checkTables, readLog, replay } from './support/truth.ts'

/** 25 in the tests, 1,000 in the soak: KILLS=1000 npm test durability */
const KILLS = Number(process.env.KILLS ?? 25)
const SECONDS_A_KILL = 15
const WORK_MS = 250
const WORK_MORE_MS = 450
const REPEATED = 400
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
  const working = { on: true }
  const people = Promise.all([
    ...['1', '2', '3', '4'].map((counter) => clerk(hall, counter, history, working)),
    ...visitors(hall, history, working),
  ])
  people.catch(() => {
    working.on = false
  })
  const restarts: number[] = []
  for (let kill = 0; kill < KILLS && working.on; kill++) {
    await delay(WORK_MS + Math.random() * WORK_MORE_MS)
    restarts.push(await strike(hall, VICTIMS[kill % VICTIMS.length] ?? 'both'))
  }
  working.on = false
  await people

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

/** Calls, serves and finishes, one person after the other. */
async function clerk(hall: Hall, counter: string, history: Pressed[], working: { on: boolean }): Promise<void> {
  const press = (command: Record<string, unknown>) => pressPatiently(hall, command, hall.token, history)
  await press({ do: 'open', counter })
  while (working.on) {
    const called = await press({ do: 'call-next', counter })
    if (called.status === 409) await delay(10)
    const ticket = (called.body.ticket as { id: string } | undefined)?.id
    if (ticket === undefined) continue
    for (const step of ['recall', 'serve', 'finish']) {
      const { status, body } = await press({ do: step, ticket })
      // Who was called may still have walked away.
      if (status !== 200) assert.equal(body.code, 'not_allowed_now', `${step} ${ticket}`)
    }
  }
}

/** Take numbers; now and then one changes their mind. */
function visitors(hall: Hall, history: Pressed[], working: { on: boolean }): Promise<void>[] {
  return ['id-card', 'social-card', 'guidance', 'id-card'].map(async (service) => {
    for (let n = 1; working.on; n++) {
      const taken = await pressPatiently(hall, { do: 'take', service }, null, history)
      assert.equal(taken.status, 200, JSON.stringify(taken.body))
      const { key } = taken.body.ticket as { key: string }
      // Pressed once more, perhaps in the very moment in which everything dies.
      const { id, command } = history.findLast((one) => one.answer === taken) as Pressed
      const again = await pressOnce(hall, { id, ...command }, null)
      if (again?.status === 200) assert.equal(again.body.seq, taken.body.seq)
      if (n % 5 === 0) await pressPatiently(hall, { do: 'cancel', ticket: key }, null, history)
      await delay(5)
    }
  })
}

/** The same id gets the same answer, after however many deaths. */
async function sameAgain(hall: Hall, history: readonly Pressed[]): Promise<void> {
  const step = Math.max(1, Math.floor(history.length / REPEATED))
  for (let n = 0; n < history.length; n += step) {
    const { id, command, token, answer } = history[n] as Pressed
    const path = `/api/v1/halls/${hall.hall}/commands`
    const again = await ask(hall.url, 'POST', path, { body: { id, ...command }, token })
    assert.equal(again.status, answer.status)
    assert.deepEqual({ ...again.body, repeated: null }, { ...answer.body, repeated: null })
  }
}

function median(values: number[]): number {
  return Math.round([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0)
}
