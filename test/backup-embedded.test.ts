// The hall that one command starts: backed up by hand and by the clock while it is open, lost with its folder, and restored.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { lastDue } from '../server/backup/due.ts'
import { readConfig } from '../server/config.ts'
import { signIn } from './support/asking.ts'
import { sameAgain, startBusyHall } from './support/busy-hall.ts'
import { ADMIN_PASSWORD } from './support/hall-server.ts'
import { freePort, newFolder, startProgram, untilReady } from './support/program.ts'
import { checkAnswers, checkBoard, readLog, replay } from './support/truth.ts'
import { untilFound } from './support/until.ts'

const SEED = 7
const BUSY_MS = 800
const BUSY = { seed: SEED, services: ['id-card', 'social-card'], counters: ['1', '2', '3'] }

function tool(env: Record<string, string>, ...words: string[]) {
  const own = { PATH: process.env.PATH, HOME: process.env.HOME, ...env }
  return spawnSync(process.execPath, ['scripts/operate.mjs', ...words], { env: own, encoding: 'utf8' })
}

test('open, backed up, killed, its folder gone: restored into another folder it goes on', async (t) => {
  const dataDir = newFolder()
  const backups = newFolder()
  const env = { PORT: String(await freePort()), DATA_DIR: dataDir, BACKUP_DIR: backups }
  // By the clock: one that was never backed up is at once.
  const first = startProgram({ ...env, BACKUP_AT: '03:30' })
  await untilReady(first)
  const at = { url: first.url, hall: 'zhangzhou', token: await signIn(first.url, 'admin', ADMIN_PASSWORD) }
  await untilFound('the backup of the clock', () => readdirSync(backups).some((name) => name.endsWith('.backup')))
  const busy = startBusyHall(at, BUSY)
  await delay(BUSY_MS)
  const metrics = await (await fetch(`${first.url}/metrics`)).text()
  assert.match(metrics, /tingxu_backup_newest_seconds 1\d{9}/)

  const answered = busy.history.length
  const taken = tool(env, 'scripts/backup.ts')
  assert.equal(taken.status, 0, taken.stderr)
  const { seq, hash } = /zhangzhou: (?<seq>\d+) events, .* (?<hash>[0-9a-f]{64})/.exec(taken.stdout)?.groups ?? {}
  const [file = ''] = readdirSync(backups).filter((name) => taken.stdout.includes(name))
  const then = busy.history.length
  await untilFound('the hall goes on', () => busy.history.length > then + 20)
  await busy.stop()
  const whole = await readLog(at)
  assert.ok(whole.length > Number(seq), 'the presses that went on are in the log')
  // Somebody still works there.
  const early = tool(env, 'scripts/restore.ts', join(backups, file), '--over')
  assert.equal(early.status, 1)
  assert.match(early.stderr, /^Another program \(process \d+\) is already running on .*\n$/)

  first.kill('SIGKILL')
  await first.ended
  await untilFound('its PostgreSQL ended', () => !existsSync(join(dataDir, 'postgres', 'postmaster.pid')))
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })

  const elsewhere = { PORT: String(await freePort()), DATA_DIR: newFolder() }
  const restored = tool(elsewhere, 'scripts/restore.ts', join(backups, file))
  assert.equal(restored.status, 0, restored.stderr)
  assert.ok(restored.stdout.includes(String(hash)), restored.stdout)
  const second = startProgram(elsewhere)
  await untilReady(second)
  const there = { url: second.url, hall: 'zhangzhou', token: await signIn(second.url, 'admin', ADMIN_PASSWORD) }
  const log = await readLog(there)
  assert.equal(log.length, Number(seq))
  assert.deepEqual(log, whole.slice(0, log.length))
  await checkBoard(there, replay(log).board)
  const before = busy.history.slice(0, answered)
  checkAnswers(log, [
    ...before,
    ...busy.history.slice(answered).filter(({ answer }) => Number(answer.body.seq) <= log.length),
  ])
  await sameAgain(there, before.slice(-20))
  t.diagnostic(
    `${answered} presses answered before the backup, ${whole.length - log.length} events lost with the folder`,
  )
  second.kill('SIGTERM')
  assert.deepEqual(await second.ended, { code: 0, signal: null })
})

test('an empty folder has nothing to back up, and a wrong setting is named', async () => {
  const DATA_DIR = newFolder()
  const none = tool({ DATA_DIR }, 'scripts/backup.ts')
  assert.deepEqual([none.status, none.stderr], [1, `There is no database in ${DATA_DIR}: see DATA_DIR.\n`])
  assert.deepEqual(readdirSync(DATA_DIR), [])
  for (const [name, value] of [
    ['BACKUP_AT', '3:30'],
    ['BACKUP_AT', '03:30;12:00'],
    ['BACKUP_KEEP', '0'],
    ['BACKUP_MEDIA', 'perhaps'],
    ['BACKUP_PASSWORD', 'short'],
  ] as const)
    assert.throws(() => readConfig({ [name]: value }), new RegExp(`^StartFault: ${name} must`))
  assert.deepEqual(readConfig({ BACKUP_AT: '18:00, 03:30' }).backup.at, ['03:30', '18:00'])
})

test('the last time that is over is found by the hall’s own clock, also where a night has an hour less', () => {
  const due = (now: string, zone: string) => new Date(lastDue(['03:30', '18:00'], zone, Date.parse(now))).toISOString()
  assert.equal(due('2026-11-24T09:00:00+08:00', 'Asia/Shanghai'), '2026-11-23T19:30:00.000Z')
  assert.equal(due('2026-11-24T03:29:00+08:00', 'Asia/Shanghai'), '2026-11-23T10:00:00.000Z')
  assert.equal(due('2026-03-29T09:00:00+02:00', 'Europe/Warsaw'), '2026-03-29T01:30:00.000Z')
})
