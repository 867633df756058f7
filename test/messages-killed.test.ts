// The server is killed while it sends: who booked is told all the same, and nobody is told a thing that did not happen.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { ask, press } from './support/asking.ts'
import { at, bookingHall, person } from './support/booking-hall.ts'
import { openMailbox } from './support/mailbox.ts'
import { freePort, lookInto, newFolder, type Program, startProgram, untilReady } from './support/program.ts'

const KILLS = 4
const WITHIN_MS = 20_000
/** What one process takes at once: so many may be sent again when it dies in between. */
const AT_ONCE = 10

test(`${KILLS} times killed while it sends: each booking has its mail, by one name however often it was tried`, async (t) => {
  const box = await openMailbox()
  const folder = newFolder()
  const file = join(folder, 'hall.json')
  const policy = { limits: { openPerService: null, perHour: null }, reminders: [] }
  const hall = bookingHall({}, policy)
  const roomy = hall.openings.map((one) => ({ ...one, online: 20, desk: 20 }))
  writeFileSync(file, JSON.stringify({ ...hall, openings: roomy }))
  const env = {
    ...{ PORT: String(await freePort()), DATA_DIR: join(folder, 'data'), HALL_FILE: file },
    ...{ SMTP_URL: box.url, MAIL_FROM: 'hall@example.org', PUBLIC_URL: 'https://hall.example.org' },
  }
  const start = async () => {
    const program = startProgram(env)
    await untilReady(program)
    return program
  }
  let program: Program = await start()
  const done = new Set<string>()
  let number = 0
  for (let kill = 0; kill <= KILLS; kill++) {
    const batch = Array.from({ length: 12 }, async () => {
      const n = ++number
      const command = { do: 'book', service: 'id-card', start: at(n % 2 === 0 ? '09:00' : '10:00'), ...person(n) }
      const place = { url: program.url, hall: 'small' }
      const answer = await press(place, { ...command, mail: `p${n}@example.org`, language: 'en' }).catch(() => null)
      if (answer?.status === 200) done.add(`p${n}@example.org`)
    })
    await Promise.all(batch)
    await delay(60 * kill)
    if (kill === KILLS) break
    program.kill('SIGKILL')
    await program.ended
    program = await start()
  }
  assert.ok(done.size >= 30, `${done.size} booked`)
  // Who dies holds what it took for a minute; the test does not wait for it.
  const client = await lookInto(join(folder, 'data'))
  const since = performance.now()
  const open = async () => {
    await client.query("UPDATE messages SET next_at = now() WHERE state = 'queued' AND next_at > now()")
    const { rows } = await client.query<{ n: number }>("SELECT count(*)::int AS n FROM messages WHERE state = 'queued'")
    return rows[0]?.n ?? 0
  }
  await delay(1_500)
  while ((await open()) > 0 && performance.now() - since < WITHIN_MS) await delay(1_000)
  await client.end()
  assert.equal((await ask(program.url, 'GET', '/health/ready')).status, 200)
  const told = new Set(box.mails.map(({ to }) => to))
  assert.deepEqual(
    [...done].filter((to) => !told.has(to)),
    [],
    'booked and not told',
  )
  const names = new Set(box.mails.map(({ id }) => id))
  assert.equal(names.size, told.size, 'one name for each person')
  const twice = box.mails.length - names.size
  t.diagnostic(`${done.size} booked, ${told.size} told, ${twice} sent a second time under the same name`)
  assert.ok(twice <= KILLS * AT_ONCE)
  program.kill('SIGTERM')
  await program.ended
})
