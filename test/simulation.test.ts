// The simulator calls whom the hall would have called: the same comers and counters, played through by it and by the
// presses of clerks who lose no time.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { emptyBoard } from '../core/board.ts'
import { decide } from '../core/decide.ts'
import type { Serves } from '../core/order.ts'
import { record } from '../core/record.ts'
import { type Called, type Comer, playThrough, type Shift } from '../core/simulation.ts'
import { HOUR, MINUTE } from '../core/time.ts'
import { alwaysOpen } from '../core/world.ts'
import { smallHall } from './support/small-hall.ts'

const SERVICES = ['id-card', 'passport', 'tax'] as const
const OPEN = Date.parse('2026-11-24T09:00:00+08:00')
const POLICY = { helpOutAfterMinutes: 20 }

const serves = fc
  .uniqueArray(fc.record({ service: fc.constantFrom(...SERVICES), tier: fc.integer({ min: 1, max: 3 }) }), {
    selector: ({ service }) => service,
    minLength: 1,
  })
  // Somebody must be served first.
  .map((list): Serves => list.map((one, n) => (n === 0 ? { ...one, tier: 1 } : one)))
const desks = fc.array(fc.record({ serves, helps: fc.boolean() }), { minLength: 1, maxLength: 5 })
const people = fc.array(
  fc.record({
    service: fc.constantFrom(...SERVICES),
    afterMs: fc.integer({ min: 1, max: 5 * MINUTE }),
    takesMs: fc.integer({ min: MINUTE, max: 20 * MINUTE }),
    absolute: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  }),
  { minLength: 1, maxLength: 60 },
)

test('whoever comes is called when and where the hall calls them', () => {
  fc.assert(
    fc.property(desks, people, (given, crowd) => {
      const shifts = given.map(
        (desk, n): Shift => ({ ...desk, counter: String(n + 1), from: OPEN, until: OPEN + 24 * HOUR }),
      )
      const hall = openHall(shifts)
      const comers = crowd.map((_, n) => comerOf(crowd, n))
      const told = pressAll(hall, comers, shifts)
      assert.deepEqual(playThrough(told.comers, shifts, POLICY), told.called)
    }),
    { numRuns: 150, seed: 20261128 },
  )
})

test('a counter whose shift is over finishes and calls nobody; who finds none is called by none', () => {
  const first = [{ service: 'tax', tier: 1 }]
  const shifts: Shift[] = [
    { counter: '1', serves: first, helps: true, from: OPEN, until: OPEN + 10 * MINUTE },
    { counter: '2', serves: first, helps: true, from: OPEN + 30 * MINUTE, until: OPEN + 32 * MINUTE },
  ]
  const at = (minute: number, n: number): Comer => ({
    at: OPEN + minute * MINUTE,
    service: 'tax',
    number: `C00${n}`,
    takesMs: 9 * MINUTE,
  })
  const called = playThrough([at(2, 1), at(3, 2), at(20, 3)], shifts, {})
  assert.deepEqual(called, [{ at: OPEN + 2 * MINUTE, shift: 0 }, { at: OPEN + 30 * MINUTE, shift: 1 }, null])
  assert.deepEqual(playThrough([], shifts, {}), [])
})

interface Opened {
  press(at: number, command: Record<string, unknown>): { id: string; number: string; countsAs: number } | undefined
}

function openHall(shifts: readonly Shift[]): Opened {
  const base = smallHall()
  const [service] = base.services
  const [counter] = base.counters
  assert.ok(service && counter)
  const file = {
    ...base,
    services: SERVICES.map((id, n) => ({ ...service, id, prefix: 'ABC'[n] ?? 'A' })),
    counters: shifts.map((one) => ({ ...counter, id: one.counter, serves: [...one.serves] })),
    policy: {
      ...base.policy,
      ...POLICY,
      priorities: [{ class: 'rescuer', name: { en: 'Rescuer' }, absolute: true }],
    },
  }
  const by = { role: 'manager', staff: 'chen' } as const
  const board = emptyBoard(file as never)
  const world = alwaysOpen(board, OPEN)
  record(board, [{ type: 'configured', file: file as never }], { at: OPEN, by, command: 'test' })
  const press: Opened['press'] = (at, command) => {
    const decision = decide(board, { id: 'test', ...command } as never, by, { ...world, at })
    if ('refused' in decision) {
      assert.equal(decision.refused, 'nobody_waiting', JSON.stringify({ command, decision }))
      return undefined
    }
    return record(board, decision.facts, { at, by, command: 'test' })[0]?.ticket
  }
  for (const { counter: id, helps } of shifts) {
    press(OPEN, { do: 'open', counter: id })
    if (!helps) press(OPEN, { do: 'help-out', counter: id, helps: false })
  }
  return { press }
}

function comerOf(
  crowd: readonly { service: string; afterMs: number; takesMs: number; absolute: boolean }[],
  n: number,
) {
  const at = crowd.slice(0, n + 1).reduce((sum, { afterMs }) => sum + afterMs, OPEN)
  const { service, takesMs, absolute } = crowd[n] as (typeof crowd)[number]
  return { at, service, takesMs, absolute }
}

/** The clerks call the moment they are free; of two who wait for somebody the one who has waited longer. */
function pressAll(hall: Opened, comers: readonly ReturnType<typeof comerOf>[], shifts: readonly Shift[]) {
  const told: Comer[] = []
  const called: (Called | null)[] = comers.map(() => null)
  const whoHas = new Map<string, number>()
  const serving = new Map<number, { ticket: string; until: number; order: number }>()
  const idle = shifts.map((_, n) => n)
  let order = 0
  const call = (at: number, shift: number): boolean => {
    const ticket = hall.press(at, { do: 'call-next', counter: shifts[shift]?.counter })
    if (ticket === undefined) return false
    const who = whoHas.get(ticket.id) ?? -1
    called[who] = { at, shift }
    serving.set(shift, { ticket: ticket.id, until: at + (comers[who]?.takesMs ?? 0), order: order++ })
    hall.press(at, { do: 'serve', ticket: ticket.id })
    return true
  }
  const finishUntil = (at: number) => {
    for (;;) {
      const [next] = [...serving]
        .filter(([, { until }]) => until <= at)
        .sort(([, a], [, b]) => a.until - b.until || a.order - b.order)
      if (next === undefined) return
      const [shift, { ticket, until }] = next
      serving.delete(shift)
      hall.press(until, { do: 'finish', ticket })
      if (!call(until, shift)) idle.push(shift)
    }
  }
  for (const [who, { at, service, takesMs, absolute }] of comers.entries()) {
    finishUntil(at)
    const priority = absolute ? { priority: { class: 'rescuer', reason: 'shown' } } : {}
    const ticket = hall.press(at, { do: 'take', service, ...priority })
    assert.ok(ticket)
    whoHas.set(ticket.id, who)
    const { number, countsAs } = ticket
    told.push({ at, service, number, takesMs, countsAs, ...(absolute ? { absolute } : {}) })
    const found = idle.findIndex((shift) => call(at, shift))
    if (found >= 0) idle.splice(found, 1)
  }
  finishUntil(Number.POSITIVE_INFINITY)
  return { comers: told, called }
}
