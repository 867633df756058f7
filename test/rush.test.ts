// Everybody at once: 64 counters, 10,000 people, bursts, and one button pressed fifty times in the same instant.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Board } from '../core/board.ts'
import type { HallEvent } from '../core/events.ts'
import { compareNumbers } from '../core/numbers.ts'
import type { Ticket } from '../core/ticket.ts'
import { bigHall, COUNTERS, SERVICES } from './support/big-hall.ts'
import { type HallServer, moveTo, openHallServer } from './support/hall-server.ts'
import { type Line, openLine } from './support/line.ts'
import { hallFileOf } from './support/program.ts'
import { checkAnswers, checkBoard, readLog, replay } from './support/truth.ts'

const PEOPLE = Number(process.env.RUSH_PEOPLE ?? 10_000)
const CONNECTIONS = 500
/** How fast is measured in bench/; here an answer that has not come by now never comes. */
const HANGS_MS = 60_000
const AT_ONCE = 1_000
const LATER = 240

let server: HallServer
let line: Line
before(async () => {
  server = await openHallServer({ HALL_FILE: hallFileOf(bigHall()) })
  line = openLine(server, CONNECTIONS)
})
after(() => line.close())

test('the same press from fifty connections at once is one ticket and one answer', async () => {
  const id = randomUUID()
  const answers = await Promise.all(Array.from({ length: 50 }, () => line.press({ id, do: 'take', service: 's0' })))
  const told = new Set(answers.map(({ status, body }) => JSON.stringify([status, { ...body, repeated: null }])))
  assert.equal(told.size, 1, [...told].join('\n'))
  assert.equal(answers.filter(({ body }) => body.repeated === false).length, 1)
  line.history.length = 0
})

test('a thousand takes in the same instant get a thousand consecutive numbers', async () => {
  const before = await readLog(server)
  await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => line.press({ do: 'take', service: `s${n % 4}` })))
  const given = (await readLog(server)).slice(before.length).map(({ ticket }) => ticket?.number ?? '')
  assert.equal(new Set(given).size, AT_ONCE)
  for (const prefix of 'ABCD') {
    const counts = given.filter((number) => number.startsWith(prefix)).map((number) => Number(number.slice(1)))
    // s0 had one ticket before.
    const first = prefix === 'A' ? 2 : 1
    assert.deepEqual(
      counts,
      Array.from({ length: AT_ONCE / 4 }, (_, n) => n + first),
    )
  }
})

test(`${PEOPLE} commands at once are all answered, and none hangs`, async (t) => {
  const already = replay(await readLog(server)).tickets.size
  const slowest = { ms: 0 }
  const statuses = new Map<number, number>()
  await Promise.all(Array.from({ length: PEOPLE }, (_, n) => takeOne(n, statuses, slowest)))
  t.diagnostic(`slowest ${Math.round(slowest.ms)} ms, answers ${JSON.stringify([...statuses])}`)
  assert.ok(slowest.ms < HANGS_MS, `an answer took ${slowest.ms} ms`)
  assert.deepEqual(
    [...statuses.keys()].filter((status) => ![200, 409, 503].includes(status)),
    [],
  )
  const { tickets } = replay(await readLog(server))
  assert.equal(tickets.size - already, PEOPLE - (statuses.get(503) ?? 0))
  // Some more come later, and those with a priority count as earlier than the first.
  for (const time of ['09:03', '09:08']) {
    assert.equal((await moveTo(server, `2026-11-24T${time}:00+08:00`)).status, 200)
    await Promise.all(Array.from({ length: LATER }, (_, n) => takeOne(n, statuses, slowest)))
  }
})

/** Every twentieth is granted a priority. */
async function takeOne(n: number, statuses: Map<number, number>, slowest: { ms: number }): Promise<void> {
  const since = performance.now()
  const service = `s${(n * 7 + Math.floor(n / 13)) % SERVICES}`
  const priority = n % 20 === 0 ? { priority: { class: 'senior', reason: 'age' } } : {}
  const { status } = await line.press({ do: 'take', service, ...priority }, n % 20 === 0 ? server.token : null)
  statuses.set(status, (statuses.get(status) ?? 0) + 1)
  slowest.ms = Math.max(slowest.ms, performance.now() - since)
}

test('64 counters press next at once until nobody waits: everybody is called once, in order', async (t) => {
  const since = performance.now()
  const waiting = replay(await readLog(server)).tickets.size
  await Promise.all(Array.from({ length: COUNTERS }, (_, n) => workThrough(String(n + 1))))
  const log = await readLog(server)
  const called = new Map<string, number>()
  const left = new Map<string, Map<string, Ticket>>()
  const { tickets, board } = replay(log, {
    before: (event, hall) => {
      if (event.type !== 'called' || event.ticket === undefined) return
      called.set(event.ticket.id, (called.get(event.ticket.id) ?? 0) + 1)
      isRightful(event, hall, left)
    },
    after: ({ ticket }) => {
      if (ticket === undefined) return
      const stood = left.get(ticket.service) ?? new Map<string, Ticket>()
      left.set(ticket.service, stood)
      if (ticket.state === 'waiting') stood.set(ticket.id, ticket)
      else stood.delete(ticket.id)
    },
  })
  assert.equal(called.size, waiting, 'somebody was not called')
  assert.deepEqual(
    [...called].filter(([, times]) => times !== 1),
    [],
    'somebody was called twice',
  )
  assert.deepEqual(
    [...tickets.values()].filter(({ endedAt }) => endedAt === null),
    [],
  )
  t.diagnostic(`${line.history.length} presses, ${Math.round(performance.now() - since)} ms`)
  checkAnswers(log, line.history)
  await checkBoard(server, board)
})

/** One clerk: next, and next, and next; refused only when nobody waits whom the counter serves. */
async function workThrough(counter: string): Promise<void> {
  assert.equal((await line.press({ do: 'open', counter }, server.token)).status, 200)
  for (let n = 0; ; n++) {
    const { status, body } = await line.press({ do: 'call-next', counter }, server.token)
    if (status === 409) {
      assert.equal(body.code, 'nobody_waiting')
      return
    }
    assert.equal(status, 200)
    const { id: ticket } = body.ticket as { id: string }
    for (const step of n % 4 === 0 ? ['serve', 'finish'] : ['miss'])
      assert.equal((await line.press({ do: step, ticket }, server.token)).status, 200)
  }
}

/** Nobody of the counter's best tier stood before the one who was called. Written without the core's own order. */
function isRightful(event: HallEvent, { serving }: Board, left: Map<string, Map<string, Ticket>>): void {
  const { ticket } = event
  const serves = serving.get(ticket?.counter ?? '')?.serves
  assert.ok(ticket && serves, 'called to a counter that is not there')
  const tiers = serves.filter(({ service }) => (left.get(service)?.size ?? 0) > 0).map(({ tier }) => tier)
  const best = Math.min(...tiers)
  assert.ok(
    serves.some(({ service, tier }) => service === ticket.service && tier === best),
    'not of the best tier',
  )
  for (const { service, tier } of serves) {
    if (tier !== best) continue
    for (const other of left.get(service)?.values() ?? []) {
      const earlier =
        other.countsAs - ticket.countsAs ||
        other.takenAt - ticket.takenAt ||
        compareNumbers(other.number, ticket.number)
      assert.ok(earlier >= 0, `${other.number} stood before ${ticket.number} at event ${event.seq}`)
    }
  }
  assert.equal(event.why?.rule, best === 1 ? 'first' : 'help-out')
  assert.equal(event.why?.countsAs, ticket.countsAs)
}
