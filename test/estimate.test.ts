// What is told about waits, whatever the hall: ranges are ranges, more people never wait shorter, learning stays small.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Board, emptyBoard } from '../core/board.ts'
import { decide } from '../core/decide.ts'
import type { AnyCommand } from '../core/decision.ts'
import { expectedWait, rangeOf } from '../core/estimate.ts'
import type { HallFile } from '../core/hall.ts'
import { newPace, type Pace } from '../core/pace.ts'
import { HALL_MISSES_KEPT, judge, newAim, OWN_MISSES_KEPT } from '../core/range.ts'
import { record } from '../core/record.ts'
import { fromSnapshot, toSnapshot } from '../core/snapshot.ts'
import { HOUR, SECOND } from '../core/time.ts'
import { alwaysOpen } from '../core/world.ts'
import { hallFor } from '../scripts/replay/hall.ts'

const SERVICES = ['a', 'b', 'c', 'd']
const COUNTERS = ['1', '2', '3', '4', '5', '6']
const RUNS = 300
const FEWER_RUNS = 100
const BEGINNING = Date.UTC(2026, 10, 24, 8)

/** Which services each counter serves, and in which tier. */
type Skills = { service: string; tier: number }[][]
/** What happens next: a number is taken, a counter opens or closes, is let go of its person and calls. */
type Deed = { pause: number } & ({ do: 'take'; service: string } | { do: 'open' | 'close' | 'call'; counter: string })

const service = fc.constantFrom(...SERVICES)
const counter = fc.constantFrom(...COUNTERS)
const pause = fc.nat({ max: 600 })
/** A counter for each service alone, or whatever counters there may be. */
const dedicated: fc.Arbitrary<Skills> = fc
  .array(service, { minLength: COUNTERS.length, maxLength: COUNTERS.length })
  .map((services) => services.map((one) => [{ service: one, tier: 1 }]))
const mixed: fc.Arbitrary<Skills> = fc.array(
  fc.uniqueArray(fc.record({ service, tier: fc.integer({ min: 1, max: 2 }) }), {
    selector: (one) => one.service,
    minLength: 1,
    maxLength: 3,
  }),
  { minLength: COUNTERS.length, maxLength: COUNTERS.length },
)
const someOpen = fc
  .subarray(COUNTERS)
  .map((some) => some.map((one) => ({ pause: 0, do: 'open' as const, counter: one })))
const others = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ pause, do: fc.constant('take' as const), service }) },
    { weight: 3, arbitrary: fc.record({ pause, do: fc.constant('call' as const), counter }) },
    { weight: 1, arbitrary: fc.record({ pause, do: fc.constantFrom('open' as const, 'close' as const), counter }) },
  ),
  { minLength: 5, maxLength: 120 },
)
const deeds: fc.Arbitrary<Deed[]> = fc.tuple(someOpen, others).map(([open, rest]) => [...open, ...rest])

function hallWith(skills: Skills): HallFile {
  const names = new Map(SERVICES.map((id) => [id, id]))
  const file = hallFor('estimates', [
    { hall: 'estimates', date: '2026-11-24', services: names, tickets: [], counts: [] },
  ])
  const counters = COUNTERS.map((id, i) => ({ id, name: { en: id, 'zh-CN': id }, zone: 'A', serves: skills[i] ?? [] }))
  return { ...file, openings: [], counters }
}

function press(board: Board, command: AnyCommand, at: number): void {
  const done = decide(board, command, { role: 'manager', staff: null }, alwaysOpen(board, at))
  // A random deed may be refused; then nothing has happened.
  if ('refused' in done) return
  record(board, done.facts, { at, by: { role: 'manager', staff: null }, command: command.id })
}

function hallAfter(skills: Skills, done: readonly Deed[]): Board {
  const board = emptyBoard(hallWith(skills))
  const by = { role: 'manager', staff: null } as const
  record(board, [{ type: 'configured', file: board.file }], { at: BEGINNING, by, command: 'test' })
  live(board, done)
  return board
}

function live(board: Board, done: readonly Deed[]): void {
  const id = 'test'
  for (const deed of done) {
    const at = board.at + deed.pause * SECOND
    if (deed.do === 'take') press(board, { id, do: 'take', service: deed.service }, at)
    else {
      const there = board.counters.get(deed.counter)?.ticket
      if (there) press(board, { id, do: 'serve', ticket: there }, at)
      if (there) press(board, { id, do: 'finish', ticket: there }, at)
      if (deed.do === 'call') press(board, { id, do: 'call-next', counter: deed.counter }, at)
      else press(board, { id, do: deed.do, counter: deed.counter }, at)
    }
  }
}

function paceOf(waits: readonly { expected: number; real: number }[]): Pace {
  const pace = newPace()
  const mean = { recent: 0, usual: 0, count: 0 }
  const own = { ...newAim(), calledAt: 0, gap: mean, stretch: mean }
  pace.services.a = own
  for (const { expected, real } of waits) judge(expected, real, own, pace.bands)
  return pace
}

const seconds = fc.integer({ min: 0, max: 24 * 3_600 })
const waits = fc.array(fc.record({ expected: seconds, real: seconds }), { maxLength: 400, size: 'large' })

test('a range is whole minutes, none below zero, and never inverted, whatever was learned', () => {
  fc.assert(
    fc.property(waits, seconds, (known, expected) => {
      const pace = paceOf(known)
      for (const name of ['a', 'unknown']) {
        const { fromMinutes, toMinutes } = rangeOf(pace, name, expected)
        assert.ok(Number.isInteger(fromMinutes) && Number.isInteger(toMinutes))
        assert.ok(fromMinutes >= 0 && toMinutes > fromMinutes, `${fromMinutes}–${toMinutes}`)
      }
    }),
    { numRuns: FEWER_RUNS },
  )
})

test('more people ahead never make the expected wait shorter', () => {
  fc.assert(
    fc.property(fc.oneof(mixed, dedicated), deeds, service, (skills, done, asked) => {
      const board = hallAfter(skills, done)
      let before = 0
      for (const ahead of [...Array(30).keys(), 100, 300, 301, 5_000]) {
        const expected = expectedWait(board, asked, ahead, board.at)
        if (expected === null) return
        assert.ok(expected >= before, `${ahead} ahead: ${expected} s after ${before} s`)
        before = expected
      }
    }),
    { numRuns: RUNS },
  )
})

test('who takes a number next never hears of a shorter wait than the one before, where counters have one service each', () => {
  fc.assert(
    fc.property(dedicated, deeds, service, (skills, done, asked) => {
      const board = hallAfter(skills, done)
      const told = Array.from({ length: 12 }, () => {
        const expected = expectedWait(board, asked, board.lines.get(asked)?.length ?? 0, board.at)
        press(board, { id: 'test', do: 'take', service: asked }, board.at)
        return expected ?? 0
      })
      assert.deepEqual(
        told,
        [...told].sort((a, b) => a - b),
      )
    }),
    { numRuns: RUNS },
  )
})

test('one more open counter never makes the expected wait longer', () => {
  fc.assert(
    fc.property(dedicated, deeds, service, counter, (skills, done, asked, more) => {
      const board = hallAfter(skills, done)
      const isOpenFor = ({ id, state }: { id: string; state: string }) =>
        state === 'open' && board.serving.get(id)?.serves.some((one) => one.service === asked)
      if (![...board.counters.values()].some(isOpenFor)) return
      const line = board.lines.get(asked)?.length ?? 0
      const before = expectedWait(board, asked, line, board.at)
      press(board, { id: 'test', do: 'open', counter: more }, board.at)
      const after = expectedWait(board, asked, line, board.at)
      assert.ok(before !== null && after !== null && after <= before, `${after} s after ${before} s`)
    }),
    { numRuns: RUNS },
  )
})

test('nobody is told a wait for what no counter serves; before counters open, those planned count', () => {
  const skills: Skills = COUNTERS.map(() => [{ service: 'a', tier: 1 }])
  const board = hallAfter(skills, [{ pause: 0, do: 'take', service: 'a' }])
  assert.equal(expectedWait(board, 'b', 0, board.at), null)
  const expected = expectedWait(board, 'a', 1, board.at)
  assert.ok(expected !== null && expected < HOUR)
})

test('what is learned follows from the events alone: a hall that was loaded half way has learned the same', () => {
  fc.assert(
    fc.property(mixed, deeds, deeds, (skills, first, then) => {
      const followed = hallAfter(skills, first)
      const loaded = fromSnapshot(toSnapshot(followed), [])
      assert.ok(loaded)
      live(followed, then)
      live(loaded, then)
      assert.deepEqual(loaded.pace, followed.pace)
      assert.deepEqual(JSON.parse(JSON.stringify(followed.pace)), followed.pace)
    }),
    { numRuns: FEWER_RUNS },
  )
})

const PACE_BYTES_A_SERVICE = 8_000
const PACE_BYTES_A_HALL = 30_000

test('a hall never knows more than so much, and forgets what left its file', () => {
  const board = hallAfter(
    COUNTERS.map((_, i) => [{ service: SERVICES[i % 2] ?? '', tier: 1 }]),
    COUNTERS.map((one) => ({ pause: 0, do: 'open', counter: one })),
  )
  for (let i = 0; i < 4_000; i++) {
    const at = SERVICES[i % 2] ?? ''
    live(board, [
      { pause: (i * 37) % 90, do: 'take', service: at },
      { pause: (i * 53) % 70, do: 'call', counter: COUNTERS[i % COUNTERS.length] ?? '' },
    ])
  }
  const { pace } = board
  assert.equal(pace.services.a?.misses.length, OWN_MISSES_KEPT)
  assert.ok(pace.bands.some((misses) => misses.length === HALL_MISSES_KEPT))
  assert.ok(pace.bands.every((misses) => misses.length <= HALL_MISSES_KEPT))
  assert.ok(JSON.stringify(pace).length < PACE_BYTES_A_HALL + 2 * PACE_BYTES_A_SERVICE)

  for (const { id, ticket } of board.counters.values()) {
    if (ticket) live(board, [{ pause: 1, do: 'close', counter: id }])
  }
  for (const line of board.lines.values())
    for (const ticket of [...line]) press(board, { id: 'test', do: 'cancel', ticket: ticket.id }, board.at)
  const { services, counters } = board.file
  const smaller = { ...board.file, services: services.slice(1), counters: counters.filter((_, i) => i % 2 === 1) }
  press(board, { id: 'test', do: 'configure', file: smaller, fileSeq: null }, board.at)
  assert.deepEqual(Object.keys(board.pace.services), ['b'])
})

test('a hall that errs on one day is more careful on the next, and grows sure again', () => {
  const told = (known: { expected: number; real: number }[]) => rangeOf(paceOf(known), 'a', 600)
  const steady = Array.from({ length: 300 }, (_, i) => ({ expected: 600, real: 540 + (i % 5) * 30 }))
  const bad = Array.from({ length: 60 }, (_, i) => ({ expected: 600, real: 600 + (i % 10) * 240 }))
  const width = ({ fromMinutes, toMinutes }: { fromMinutes: number; toMinutes: number }) => toMinutes - fromMinutes
  assert.ok(width(told(steady)) <= 5, 'foresight that was good')
  assert.ok(width(told([...steady, ...bad])) >= 15, 'after a bad day')
  assert.ok(width(told([...steady, ...bad, ...steady, ...steady])) <= 5, 'good again')
})
