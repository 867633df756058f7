// Figures are computed from single tickets: what a mean of means, a restarted wait or a taken-back finish would get wrong.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { HallEvent } from '../core/events.ts'
import { factsOfDay, firstWait } from '../core/figures/facts.ts'
import { type KeyNames, TABLES, type TableBy } from '../core/figures/portions.ts'
import { statOf } from '../core/figures/stats.ts'
import { tableOf } from '../core/figures/table.ts'
import { iso, MINUTE } from '../core/time.ts'
import { busyDays } from './support/busy-days.ts'
import { type Day, dayByHand, NINE } from './support/events.ts'
import { smallHall } from './support/small-hall.ts'

const { policy } = smallHall()
const ZONE = 'Asia/Shanghai'
const NAMES: KeyNames = {
  hourOf: (at) => iso(at, ZONE).slice(11, 13),
  departmentOf: (service) => (service === 'deed' ? 'property' : 'police'),
  sessionOf: (_, at) => iso(at, ZONE).slice(0, 10),
}
const TARGET = 15
const atOne = { counter: '1' }

const table = (events: readonly HallEvent[], by: TableBy) => tableOf(factsOfDay(events, policy), by, NAMES, TARGET)
const minutes = (seconds: number | null) => Math.round(((seconds ?? 0) * 100) / 60) / 100

function waits(day: Day, from: number, list: readonly number[]): void {
  for (const wait of list) {
    const number = `A${String(day.events.length + 1).padStart(3, '0')}`
    day.step(from, 'taken', number)
    day.step(from + wait, 'called', number, { state: 'called', ...atOne })
  }
}

test('the mean of a day is over its people, not over its hours; the longest wait is a wait somebody had', () => {
  const day = dayByHand()
  waits(day, 0, [30, 30])
  waits(day, 60, Array(18).fill(2))
  waits(day, 120, [0, 0, 4, 4])
  waits(day, 300, [90])
  const { all, lines } = table(day.events, 'hour')
  assert.equal(all.wait.count, 25)
  assert.equal(minutes(all.wait.meanSeconds), 7.76)
  assert.equal(minutes(all.wait.medianSeconds), 2)
  assert.equal(minutes(all.wait.maxSeconds), 90)
  assert.equal(minutes(all.wait.p90Seconds), 30)
  assert.deepEqual(all.within, { count: 22, of: 25, share: 0.88 })
  assert.deepEqual(
    lines.map(({ key, wait }) => [key, wait.count, minutes(wait.meanSeconds)]),
    [
      ['09', 2, 30],
      ['10', 18, 2],
      ['11', 4, 2],
      ['14', 1, 90],
    ],
  )
})

test('a wait of hours stays a wait of hours, and a wait of nothing is counted', () => {
  const day = dayByHand()
  waits(day, 0, [0, 125])
  assert.deepEqual(table(day.events, 'day').all.wait, statOf([0, 7500]))
  assert.equal(table(day.events, 'day').all.wait.maxSeconds, 7500)
})

test('the first wait is kept when somebody comes back; the later one is its own, at its own counter', () => {
  const day = dayByHand()
  day.step(0, 'taken', 'A001')
  day.step(10, 'called', 'A001', { state: 'called', counter: '1' })
  day.step(11, 'served', 'A001', { state: 'serving' })
  day.step(15, 'parked', 'A001', { state: 'parked' })
  day.step(40, 'resumed', 'A001', { state: 'waiting' })
  day.step(47, 'called', 'A001', { state: 'called', counter: '2' })
  day.step(49, 'served', 'A001', { state: 'serving' })
  day.step(55, 'finished', 'A001', { state: 'done' })
  const { all, lines } = table(day.events, 'counter')
  assert.deepEqual([all.tickets, all.served], [1, 1])
  assert.deepEqual(
    [all.wait, all.laterWait, all.walk, all.service].map(({ sumSeconds }) => sumSeconds / 60),
    [10, 7, 3, 10],
  )
  assert.deepEqual(
    lines.map((line) => [line.key, line.wait.sumSeconds / 60, line.laterWait.sumSeconds / 60, line.served]),
    [
      ['1', 10, 0, 0],
      ['2', 0, 7, 1],
    ],
  )
  assert.deepEqual(
    lines.map(({ service }) => service.sumSeconds / 60),
    [4, 6],
  )
})

test('sent on while waiting it goes on waiting; sent on from a counter it waits a second time, for the other service', () => {
  const day = dayByHand()
  day.step(0, 'taken', 'A001')
  day.step(5, 'transferred', 'A001', { service: 'passport' })
  day.step(12, 'called', 'A001', { state: 'called', ...atOne })
  day.step(12, 'served', 'A001', { state: 'serving' })
  day.step(20, 'transferred', 'A001', { state: 'waiting', service: 'deed' })
  day.step(26, 'called', 'A001', { state: 'called', counter: '3' })
  const { lines } = table(day.events, 'service')
  assert.deepEqual(
    lines.map((line) => [line.key, line.wait.sumSeconds / 60, line.laterWait.sumSeconds / 60, line.open]),
    [
      ['deed', 0, 6, 1],
      ['passport', 12, 0, 0],
    ],
  )
  const byDepartment = table(day.events, 'department').lines
  assert.deepEqual(
    byDepartment.map(({ key, tickets }) => [key, tickets]),
    [
      ['police', 1],
      ['property', 1],
    ],
  )
})

test('service after closing counts once when the finish was taken back and pressed again', () => {
  const day = dayByHand()
  day.step(0, 'taken', 'A001')
  day.step(1, 'called', 'A001', { state: 'called', ...atOne })
  day.step(2, 'served', 'A001', { state: 'serving' })
  day.step(10, 'finished', 'A001', { state: 'done' })
  day.step(10.2, 'undone', 'A001', { state: 'serving' })
  day.step(12, 'finished', 'A001', { state: 'done' })
  const after = (minutes: number) => ({ extended: { since: NINE, seconds: minutes * 60 } })
  const events = day.events.map((event, i) =>
    i === 3 ? { ...event, ...after(10) } : i === 5 ? { ...event, ...after(12) } : event,
  )
  assert.equal(factsOfDay(events, policy)[0]?.extendedSeconds, 720)
})

test('a finish or a miss that was taken back did not happen', () => {
  const day = dayByHand()
  day.step(0, 'taken', 'A001')
  day.step(2, 'called', 'A001', { state: 'called', ...atOne })
  day.step(3, 'missed', 'A001', { state: 'missed' })
  day.step(3.2, 'undone', 'A001', { state: 'called' })
  day.step(4, 'served', 'A001', { state: 'serving' })
  day.step(9, 'finished', 'A001', { state: 'done' })
  assert.equal(table(day.events, 'day').all.served, 1)
  day.step(9.3, 'undone', 'A001', { state: 'serving' })
  assert.deepEqual([table(day.events, 'day').all.served, table(day.events, 'day').all.open], [0, 1])
  day.step(14, 'finished', 'A001', { state: 'done' })
  const { all } = table(day.events, 'day')
  assert.deepEqual([all.served, all.missed, all.service.sumSeconds / 60, all.walk.sumSeconds / 60], [1, 0, 10, 2])
  // A visit of two services: the finish of the first is taken back before anybody called it for the second.
  day.step(20, 'taken', 'A002')
  day.step(21, 'called', 'A002', { state: 'called', ...atOne })
  day.step(21, 'served', 'A002', { state: 'serving' })
  day.step(25, 'finished', 'A002', { state: 'waiting', service: 'deed' })
  day.step(25.2, 'undone', 'A002', { state: 'serving', service: 'id-card' })
  day.step(30, 'finished', 'A002', { state: 'waiting', service: 'deed' })
  day.step(33, 'called', 'A002', { state: 'called', counter: '3' })
  const facts = factsOfDay(day.events, policy).at(-1)
  assert.deepEqual(
    facts?.stays.map((stay) => stay.service),
    ['id-card', 'deed'],
  )
  assert.equal(table(day.events, 'service').lines.find(({ key }) => key === 'deed')?.laterWait.sumSeconds, 180)
})

test('who is still there when the day ends is closed, never served, and that service has no length', () => {
  const day = dayByHand()
  day.step(0, 'taken', 'A001')
  day.step(0, 'taken', 'A002')
  day.step(5, 'called', 'A001', { state: 'called', ...atOne })
  day.step(6, 'served', 'A001', { state: 'serving' })
  day.step(900, 'closed', 'A001', { state: 'closed' })
  day.step(900, 'closed', 'A002', { state: 'closed' })
  const { all } = table(day.events, 'day')
  assert.deepEqual([all.served, all.closed, all.leftUncalled, all.service.count], [0, 2, 1, 0])
  assert.equal(all.wait.count, 1)
})

test('sent away after closing, given up and missed are told apart; priority and channel have their lines', () => {
  const day = dayByHand()
  day.step(0, 'taken', 'A001', { enteredBy: 'host', priority: { class: 'senior', reason: 'aged 72' } })
  day.step(0, 'taken', 'A002')
  day.step(0, 'taken', 'A003', { enteredBy: 'visitor' })
  day.step(3, 'called', 'A001', { state: 'called', ...atOne })
  day.step(4, 'missed', 'A001', { state: 'missed' })
  day.step(5, 'turned-away', 'A002', { state: 'closed' })
  day.step(6, 'cancelled', 'A003', { state: 'cancelled' })
  const { all } = table(day.events, 'day')
  assert.deepEqual([all.missed, all.turnedAway, all.cancelled, all.closed, all.leftUncalled], [1, 1, 1, 0, 2])
  const keys = (by: TableBy) => table(day.events, by).lines.map(({ key }) => key)
  assert.deepEqual(keys('priority'), ['senior', ''])
  assert.deepEqual(keys('channel'), ['host', 'kiosk', 'visitor'])
  assert.deepEqual(keys('clerk'), ['chen', ''])
})

test('an appointment waits from its slot, not from an early arrival', () => {
  const waitOf = (arrival: number, slot: number, called: number) => {
    const day = dayByHand()
    const late = arrival > slot + 10
    day.step(arrival, 'taken', 'A001', {
      appointment: 'x',
      countsAs: NINE + (late ? Math.max(slot, arrival - 10) : slot - 45) * MINUTE,
      eligibleFrom: NINE + Math.max(arrival, slot - 5) * MINUTE,
    })
    day.step(called, 'called', 'A001', { state: 'called', ...atOne })
    const [facts] = factsOfDay(day.events, policy)
    return facts && (firstWait(facts) ?? 0) / 60
  }
  assert.equal(waitOf(10, 40, 50), 10)
  assert.equal(waitOf(37, 40, 50), 10)
  assert.equal(waitOf(45, 40, 50), 5)
  assert.equal(waitOf(70, 40, 90), 20)
  assert.equal(waitOf(10, 40, 38), 0)
})

test('any day computed twice is the same, and every ticket is somewhere once', () => {
  const events = busyDays(7, 3, smallHall())
  const again = events.map((event) => JSON.parse(JSON.stringify(event)) as HallEvent)
  const taken = events.filter(({ type }) => type === 'taken').length
  const last = new Map(events.flatMap(({ ticket }) => (ticket === undefined ? [] : [[ticket.id, ticket.state]])))
  const finished = [...last.values()].filter((state) => state === 'done').length
  assert.ok(finished > 200, `${finished} were served`)
  for (const by of TABLES) {
    const first = table(events, by)
    assert.deepEqual(table(again, by), first)
    assert.equal(first.all.tickets, taken)
    const sum = (pick: (line: (typeof first.lines)[number]) => number) =>
      first.lines.reduce((total, line) => total + pick(line), 0)
    assert.equal(
      sum((line) => line.served),
      finished,
      by,
    )
    assert.equal(
      sum((line) => line.missed + line.cancelled + line.closed + line.turnedAway + line.open),
      taken - finished,
      by,
    )
    assert.equal(
      sum((line) => line.wait.sumSeconds),
      first.all.wait.sumSeconds,
      by,
    )
  }
})

test('a day of five thousand tickets takes no time that anybody would notice', () => {
  const day = dayByHand()
  for (let n = 1; n <= 5_000; n++) {
    const number = `A${n}`
    const at = (n % 480) + n / 10_000
    day.step(at, 'taken', number)
    day.step(at + (n % 50), 'called', number, { state: 'called', counter: String(n % 40) })
    day.step(at + (n % 50) + 1, 'served', number, { state: 'serving' })
    day.step(at + (n % 50) + 8, 'finished', number, { state: 'done' })
  }
  const before = process.cpuUsage()
  for (const by of TABLES) assert.equal(table(day.events, by).all.served, 5_000)
  const { user, system } = process.cpuUsage(before)
  // All eight tables together; on a quiet machine a tenth of this. Time of the processor, so that a busy one does not matter.
  assert.ok(user + system < 4_000_000, `${(user + system) / 1_000} ms`)
})

const FOLDER = process.env.RECORDED_DAYS ?? join(import.meta.dirname, '..', '..', 'shared', 'days')
const RECORDED = join(FOLDER, 'ochota.csv')

const recordedTest = (title: string, check: () => void) => existsSync(RECORDED) && test(title, check)

// The record is not part of the program; where it lies beside it, it is read.
recordedTest('the waits of recorded days are those of the record, line by line', () => {
  const rows = readFileSync(RECORDED, 'utf8').trim().split('\n').slice(1)
  const day = dayByHand()
  const expected: number[] = []
  for (const [i, row] of rows.entries()) {
    const [service = '', arrived = '', called = ''] = row.split(',')
    const minute = (text: string) => (Date.parse(`${text}Z`) - NINE) / MINUTE
    day.step(minute(arrived), 'taken', `A${i}`, { service })
    if (called === '') continue
    day.step(minute(called), 'called', `A${i}`, { state: 'called', ...atOne })
    expected.push((Date.parse(called) - Date.parse(arrived)) / 1_000)
  }
  const { all, lines } = table(day.events, 'service')
  assert.deepEqual(all.wait, statOf(expected))
  assert.equal(all.tickets, rows.length)
  const weighed = lines.reduce((sum, { wait }) => sum + wait.sumSeconds, 0)
  assert.equal(weighed, all.wait.sumSeconds)
})
