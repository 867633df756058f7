// The order of a day is checked from its events by rules that do not believe what the log says of its own reasons.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HallEvent } from '../core/events.ts'
import { recheckDay } from '../core/fair.ts'
import type { Ticket } from '../core/ticket.ts'
import { HOUR, MINUTE } from '../core/time.ts'
import { busyDays } from './support/busy-days.ts'
import { type Day, dayByHand, NINE } from './support/events.ts'
import { smallHall } from './support/small-hall.ts'

const FILE = smallHall()
const kinds = (day: Day) => recheckDay(day.events, FILE).map(({ kind, number, other }) => [kind, number, other])
const called = (counter: string): Partial<Ticket> => ({ state: 'called', counter })
const counting = (minute: number) => ({ countsAs: NINE + minute * MINUTE })
const SENIOR = { priority: { class: 'senior', reason: 'aged 72' } }

test('days that went by the rules have no fault, whatever was pressed', () => {
  for (const seed of [1, 2]) {
    const events = busyDays(seed, 1, FILE)
    assert.ok(events.filter(({ type }) => type === 'called').length > 80)
    assert.deepEqual(recheckDay(events, FILE), [])
  }
})

test('two calls changed round in the log are found, though the log gives its reasons', () => {
  const events = busyDays(4, 1, FILE)
  let found = 0
  let tried = 0
  for (let i = 0; i < events.length && tried < 20; i++) {
    const one = events[i]
    if (one?.type !== 'called' || one.ticket?.counter !== '1') continue
    // The next one of the line is called in this one's place.
    const next = events.slice(i + 1).find(({ type, ticket }) => type === 'called' && ticket?.counter === '1')
    if (next?.ticket === undefined || next.ticket.takenAt >= one.at || next.ticket.id === one.ticket.id) continue
    tried++
    const swapped: HallEvent = { ...one, ticket: { ...next.ticket, calledAt: one.at } }
    const faults = recheckDay([...events.slice(0, i), swapped], FILE)
    if (faults.some(({ seq }) => seq === one.seq)) found++
  }
  assert.ok(tried >= 5, `${tried} tried`)
  assert.equal(found, tried)
})

test('each way of breaking the order has its name', () => {
  const passedBy = dayByHand()
  passedBy.step(0, 'taken', 'A001')
  passedBy.step(1, 'taken', 'A002')
  passedBy.step(5, 'called', 'A002', called('1'))
  assert.deepEqual(kinds(passedBy), [['order', 'A002', 'A001']])

  const bound = dayByHand()
  bound.step(0, 'taken', 'A001')
  bound.step(55, 'taken', 'A002')
  bound.step(60, 'called', 'A002', called('1'))
  assert.deepEqual(kinds(bound), [
    ['order', 'A002', 'A001'],
    ['bound', 'A002', 'A001'],
  ])

  const held = dayByHand()
  held.step(0, 'taken', 'A001')
  held.step(1, 'taken', 'B001', { service: 'deed' })
  held.step(5, 'called', 'A001', called('3'))
  assert.deepEqual(kinds(held), [['held-back', 'A001', 'B001']])

  const long = dayByHand()
  long.step(0, 'taken', 'A001')
  long.step(1, 'taken', 'B001', { service: 'deed' })
  long.step(31, 'called', 'A001', called('3'))
  assert.deepEqual(kinds(long), [])

  const elsewhere = dayByHand()
  elsewhere.step(0, 'taken', 'B001', { service: 'deed' })
  elsewhere.step(1, 'called', 'B001', called('1'))
  assert.deepEqual(kinds(elsewhere), [['not-served-here', 'B001', null]])

  const early = dayByHand()
  early.step(0, 'taken', 'A001', { appointment: 'x', ...counting(-5), eligibleFrom: NINE + 35 * MINUTE })
  early.step(1, 'taken', 'A002')
  early.step(2, 'called', 'A001', called('1'))
  assert.deepEqual(kinds(early), [['too-early', 'A001', 'A002']])
})

test('a place that counts from a time the rules do not give, or that moved by itself, is found', () => {
  const day = dayByHand()
  day.step(0, 'taken', 'A001', counting(-30))
  day.step(0, 'taken', 'A002', { ...SENIOR, ...counting(-30) })
  day.step(3, 'recalled', 'A002', counting(-31))
  day.step(4, 'taken', 'A003')
  day.step(5, 'prioritised', 'A003', { ...SENIOR, ...counting(-26) })
  day.step(6, 'prioritised', 'A003', counting(-60))
  day.step(7, 'yielded', 'A002', counting(8))
  assert.deepEqual(kinds(day), [
    ['credit', 'A001', null],
    ['moved', 'A002', null],
    ['credit', 'A003', null],
  ])
})

test('a chosen call needs its reason; an absolute priority may come first, but not twice in a row', () => {
  const day = dayByHand()
  const why = (rule: string, reason?: string) => ({ why: { rule, reason, countsAs: 0, passedOver: null } })
  day.step(0, 'taken', 'A001')
  day.step(1, 'taken', 'A002')
  day.step(2, 'taken', 'A003')
  day.step(3, 'called', 'A003', called('1'), why('chosen', 'papers are about to expire'))
  day.step(4, 'called', 'A002', called('2'), why('chosen', ' '))
  for (const number of ['A004', 'A005'])
    day.step(5, 'taken', number, {
      ...SENIOR,
      ...{ absolute: true },
      countsAs: NINE + 5 * MINUTE - 24 * HOUR,
    })
  day.step(6, 'called', 'A004', called('1'))
  day.step(7, 'called', 'A005', called('1'))
  assert.deepEqual(kinds(day), [
    ['no-reason', 'A002', null],
    ['absolute-cap', 'A005', 'A001'],
  ])
})

test('who waits for one counter only is not passed over at another, and who gave the place away is not bound', () => {
  const day = dayByHand()
  const counter = { id: '2', state: 'open', ticket: null, clerk: null, reason: null, since: 0 }
  day.step(0, 'taken', 'A001', { only: '2' }, { counter })
  day.step(1, 'taken', 'A002')
  day.step(2, 'called', 'A002', called('1'))
  day.step(3, 'taken', 'A003')
  day.step(4, 'called', 'A003', called('2'))
  assert.deepEqual(kinds(day), [['order', 'A003', 'A001']])
  const yielded = dayByHand()
  yielded.step(0, 'taken', 'A001')
  yielded.step(70, 'taken', 'A002')
  yielded.step(71, 'yielded', 'A001', counting(72))
  yielded.step(73, 'called', 'A002', called('1'))
  assert.deepEqual(kinds(yielded), [])
})
