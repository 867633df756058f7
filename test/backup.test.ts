// A busy hall is backed up in the middle of its presses, its database is lost, and it goes on elsewhere as it was.
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import pg from 'pg'
import type { Manifest } from '../server/backup/manifest.ts'
import { ask } from './support/asking.ts'
import { folder, query, restore, take } from './support/backups.ts'
import { type BusyHall, sameAgain, startBusyHall } from './support/busy-hall.ts'
import { openDatabase } from './support/database.ts'
import type { HallServer } from './support/hall-server.ts'
import { freshDatabase, serveOn } from './support/processes.ts'
import { smallHall } from './support/small-hall.ts'
import { toneWav } from './support/tones.ts'
import { checkAnswers, checkBoard, checkTables, readLog, replay } from './support/truth.ts'
import { untilFound } from './support/until.ts'

const SEED = 20_261_124
const PRESSES = 100
const REPEATED = 60
const BUSY = { seed: SEED, services: ['id-card', 'deed'], counters: ['1', '2', '3'] }

const mediaDir = join(folder, 'media')
let lost: HallServer
let lostUrl: string
let file: string
let manifest: Manifest
let busy: BusyHall
/** How many presses were answered when the backup was asked for. */
let answeredBefore: number

before(async () => {
  const HALL_FILE = join(folder, 'hall.json')
  writeFileSync(HALL_FILE, JSON.stringify(smallHall({ voice: { languages: ['zh-CN', 'nan', 'en'] } })))
  mkdirSync(mediaDir)
  writeFileSync(join(mediaDir, '大厅.mp4'), Buffer.alloc(300_000, 'moving'))
  lostUrl = await freshDatabase()
  lost = await serveOn(lostUrl, { HALL_FILE })
  const clip = await fetch(`${lost.url}/api/v1/halls/small/clips/nan/digit-1`, {
    method: 'PUT',
    body: new Uint8Array(toneWav({ hertz: 440 })),
    headers: { 'content-type': 'audio/wav', authorization: `Bearer ${lost.token}` },
  })
  assert.ok(clip.status < 300, String(clip.status))
  busy = startBusyHall(lost, BUSY)
  await untilFound('the hall is in full swing', () => busy.history.length > PRESSES)
  answeredBefore = busy.history.length
  const taken = await take(lostUrl, 'first.backup', { mediaDir })
  file = taken.path
  manifest = taken.manifest
  await untilFound('the hall goes on', () => busy.history.length > 2 * PRESSES)
  await busy.stop()
})

test('lost in the middle of its work, the hall is elsewhere what it was at the moment of the backup', async (t) => {
  const whole = await readLog(lost)
  const then = manifest.halls[0]
  assert.ok(then !== undefined && then.seq < whole.length, 'presses went on after the backup')
  await lost.stop()
  await query(lostUrl, 'DROP SCHEMA public CASCADE')

  const url = (await openDatabase()).url
  await restore(url, file)
  const found = await serveOn(url)
  const log = await readLog(found)
  assert.deepEqual(log.slice(0, then.seq), whole.slice(0, then.seq))
  assert.equal(log.length, then.seq)
  const [hall] = await query<{ hash: Buffer }>(url, 'SELECT hash FROM halls')
  assert.equal(hall?.hash.toString('hex'), then.hash)
  const replayed = replay(log)
  await checkBoard(found, replayed.board)
  const db = new pg.Client(url)
  await db.connect()
  await checkTables(db, replayed)
  await db.end()

  // Whoever was answered before the backup was begun has lost nothing; who came later may have.
  const before = busy.history.slice(0, answeredBefore)
  checkAnswers(log, [
    ...before,
    ...busy.history.slice(answeredBefore).filter(({ answer }) => seqOf(answer) <= then.seq),
  ])
  for (const { answer } of before) assert.ok(seqOf(answer) <= then.seq, `event ${seqOf(answer)} is lost`)
  const step = Math.ceil(before.length / REPEATED)
  await sameAgain(
    found,
    before.filter((_, n) => n % step === 0),
  )
  assert.equal((await readLog(found)).length, log.length, 'a repeated press acted')
  t.diagnostic(`${answeredBefore} answered before, ${whole.length} events, ${log.length} of them in the backup`)

  // And it goes on: the next number is the next of its series.
  const taken = await ask(found.url, 'POST', '/api/v1/halls/small/commands', {
    body: { id: 'the-first-press-elsewhere', do: 'take', service: 'id-card' },
  })
  assert.equal(taken.status, 200)
  replay(await readLog(found))
})

test('sealed data opens, recorded voices and pictures are there, accounts sign in', async () => {
  const url = (await openDatabase()).url
  const elsewhere = join(folder, 'media-here')
  await restore(url, file, { mediaDir: elsewhere })
  assert.deepEqual(readFileSync(join(elsewhere, '大厅.mp4')), readFileSync(join(mediaDir, '大厅.mp4')))
  const found = await serveOn(url)
  const clip = await fetch(`${found.url}/api/v1/halls/small/clips/nan/digit-1`, {
    headers: { authorization: `Bearer ${found.token}` },
  })
  assert.equal(clip.status, 200)
  const withPhone = busy.history.slice(0, answeredBefore).find(({ command }) => command.phone !== undefined)
  assert.ok(withPhone !== undefined)
  const { id, key } = withPhone.answer.body.ticket as { id: string; key: string }
  assert.equal((await ask(found.url, 'GET', `/api/v1/tickets/${key}`)).status, 200)
  const { body } = await ask(found.url, 'POST', `/api/v1/halls/small/tickets/${id}/contact`, {
    body: { reason: 'asked for' },
    token: found.token,
  })
  assert.equal(body.phone, withPhone?.command.phone)
})

function seqOf({ body }: { body: Record<string, unknown> }): number {
  return Number(body.seq ?? 0)
}
