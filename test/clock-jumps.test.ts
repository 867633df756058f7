// The machine's clock is set back and forward: order, numbers and seq stay right, and time in the hall never runs back.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import type { HallEvent } from '../core/events.ts'
import { HOUR, MINUTE, parseInstant, SECOND } from '../core/time.ts'
import { bigHall } from './support/big-hall.ts'
import { openTestDoor, type TestDoor } from './support/door.ts'
import { TUESDAY_MORNING } from './support/hall-server.ts'
import { replay } from './support/truth.ts'

const NINE = parseInstant(TUESDAY_MORNING)

async function take(door: TestDoor, service: string): Promise<string> {
  const outcome = await door.press({ do: 'take', service })
  assert.ok(outcome.ok)
  return outcome.events[0]?.ticket?.number ?? ''
}

async function callAll(door: TestDoor, counter: string): Promise<string[]> {
  await door.press({ do: 'open', counter })
  const called: string[] = []
  for (;;) {
    const outcome = await door.press({ do: 'call-next', counter })
    const ticket = outcome.ok ? outcome.events[0]?.ticket : undefined
    if (ticket === undefined) return called
    called.push(ticket.number)
    await door.press({ do: 'miss', ticket: ticket.id })
  }
}

function neverBack(log: readonly HallEvent[]): void {
  for (const [n, event] of log.entries())
    assert.ok(event.at >= (log[n - 1]?.at ?? 0), `event ${event.seq} is earlier than the one before`)
}

/** Counter 1 serves s0 (prefix A), s1 (B) and, as help-out, s3 (D). */
for (const [name, jump] of [
  ['back an hour', -HOUR],
  ['forward an hour', HOUR],
  ['back two days', -48 * HOUR],
] as const)
  test(`the clock is set ${name} while people come: they are called as they came`, async () => {
    const door = await openTestDoor(bigHall(), NINE)
    const came: string[] = []
    for (let n = 0; n < 30; n++) {
      if (n === 10) door.clock.now += jump
      if (n === 20) door.clock.now -= jump
      // The other way round than numbers sort: only the time of issue keeps them in order.
      came.push(await take(door, n % 2 === 0 ? 's1' : 's0'))
      door.clock.now += n % 3 === 0 ? SECOND : 0
    }
    if (jump > 0) door.clock.now += jump
    const called = await callAll(door, '1')
    const log = await door.log()
    neverBack(log)
    replay(log)
    assert.deepEqual(door.faults, [])
    if (jump < 0) assert.deepEqual(called.slice(10, 20), came.slice(10, 20), 'who came while the clock was back')
    assert.deepEqual([...called].sort(), [...came].sort(), 'everybody is called once')
  })

test('forward over midnight and back again: one new day, no number twice', async () => {
  const door = await openTestDoor(bigHall(), NINE)
  const first = await take(door, 's0')
  door.clock.now += 20 * HOUR
  const second = await take(door, 's0')
  door.clock.now -= 20 * HOUR
  const third = await take(door, 's0')
  door.clock.now += 21 * HOUR
  await door.door.tick(door.hall)
  const fourth = await take(door, 's0')
  assert.deepEqual([first, second, third, fourth], ['A001', 'A001', 'A002', 'A003'])
  const log = await door.log()
  neverBack(log)
  assert.equal(log.filter(({ type }) => type === 'day-opened').length, 1)
  assert.deepEqual(
    log.filter(({ type }) => type === 'taken').map(({ ticket }) => ticket?.id),
    ['2026-11-24-A001', '2026-11-25-A001', '2026-11-25-A002', '2026-11-25-A003'],
  )
  replay(log)
})

test('a hall that waits behind another process does not run ahead of the clock', async () => {
  const one = await openTestDoor(bigHall(), NINE)
  const other = await openTestDoor(bigHall(), NINE, one)
  const presses: Promise<unknown>[] = []
  for (let round = 0; round < 20; round++) {
    for (const door of [one, other])
      for (let n = 0; n < 30; n++) presses.push(door.press({ do: 'take', service: `s${n % 12}` }))
    one.clock.now += 1
    await delay(2)
  }
  await Promise.all(presses)
  const log = await one.log()
  assert.equal(log.length, 1 + 20 * 2 * 30)
  neverBack(log)
  assert.ok((log.at(-1)?.at ?? 0) <= one.clock.now, 'the hall is ahead of every clock')
  replay(log)
})

test('ids that JavaScript uses for itself are ids like any other', async () => {
  const named = (id: string) =>
    JSON.parse(JSON.stringify(bigHall()).replaceAll('"s0"', `"${id}"`).replaceAll('"id":"1"', `"id":"${id}"`))
  for (const id of ['constructor', 'toString', 'valueOf', 'hasOwnProperty']) {
    const door = await openTestDoor(named(id), NINE)
    for (let n = 0; n < 3; n++) {
      assert.match(await take(door, id), /^A/)
      door.clock.now += MINUTE
    }
    assert.equal((await callAll(door, id)).length, 3, id)
    const log = await door.log()
    const taken = log.filter(({ type }) => type === 'taken')
    assert.deepEqual(
      taken.map(({ waiting }) => waiting?.[id]),
      [1, 2, 3],
    )
    replay(log)
    assert.deepEqual(door.faults, [])
    assert.equal(Object.getOwnPropertyDescriptor(Object, 'endedAt'), undefined, 'the language itself was written to')
  }
})
