// The table of the law with appointments in it: walk-ins, priorities and appointments in one line, at counters that never stop.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Caller, comparePlaces, type Line, nextFor, type Standing } from '../core/order.ts'
import { MINUTE } from '../core/time.ts'

const DAYS = 600
const PEOPLE = 120
const BOUND = 55 * MINUTE
const EIGHT = 8 * 60 * MINUTE

interface Person extends Standing {
  kind: 'walk-in' | 'priority' | 'appointment'
}

/** §1, read a second time: what a ticket counts as and from when it is eligible. */
const person = fc
  .record({
    kind: fc.constantFrom('walk-in' as const, 'walk-in' as const, 'priority' as const, 'appointment' as const),
    a: fc.integer({ min: 0, max: 480 }),
    early: fc.integer({ min: -40, max: 30 }),
    service: fc.constantFrom('one', 'one', 'one', 'two'),
  })
  .map(({ kind, a: minute, early, service }) => {
    const a = EIGHT + minute * MINUTE
    const b = a + early * MINUTE
    const late = a > b + 10 * MINUTE
    const counts = {
      'walk-in': a,
      priority: a - 30 * MINUTE,
      appointment: late ? Math.max(b, a - 10 * MINUTE) : b - 45 * MINUTE,
    }
    const eligible = kind === 'appointment' && !late ? Math.max(a, b - 5 * MINUTE) : a
    return { kind, service, takenAt: a, countsAs: counts[kind], eligibleFrom: eligible }
  })

/** Two counters, one of which helps out with what the other is there for. */
const COUNTERS: Caller[] = [
  { counter: '1', serves: [{ service: 'one', tier: 1 }] },
  {
    counter: '2',
    serves: [
      { service: 'two', tier: 1 },
      { service: 'one', tier: 2 },
    ],
  },
].map((one) => ({ ...one, helps: true, lastAbsolute: false, isStaffed: () => true }))
const POLICY = { helpOutAfterMinutes: 30 }

interface Called {
  at: number
  person: Person
  counter: Caller
  waiting: Person[]
}

/** `pace`: minutes between two calls of a counter. */
function lived(given: Omit<Person, 'id' | 'number'>[], pace: number): Called[] {
  const people = [...given]
    .sort((a, b) => a.takenAt - b.takenAt)
    .map((one, n) => ({ ...one, id: `${n}`, number: `A${String(n + 1).padStart(3, '0')}` }))
  const lines = new Map<string, Line>()
  const calls: Called[] = []
  let arrived = 0
  for (let at = EIGHT; calls.length < people.length; at += pace * MINUTE) {
    for (; (people[arrived]?.takenAt ?? Number.POSITIVE_INFINITY) <= at; arrived++) {
      const one = people[arrived] as Person
      const line = lines.get(one.service) ?? []
      lines.set(one.service, [...line, one].sort(comparePlaces))
    }
    for (const counter of COUNTERS) {
      const waiting = counter.serves.flatMap(({ service }) => (lines.get(service) ?? []) as Person[])
      const choice = nextFor((service) => lines.get(service), counter, at, POLICY)
      assert.equal(choice === undefined, waiting.length === 0, 'no capable counter idles, and none calls nobody')
      const called = waiting.find((one) => one.id === choice?.ticket)
      if (called === undefined) continue
      lines.set(
        called.service,
        (lines.get(called.service) ?? []).filter((one) => one.id !== called.id),
      )
      calls.push({ at, person: called, counter, waiting: waiting.filter((one) => one.id !== called.id) })
    }
    assert.ok(at < EIGHT + 48 * 60 * MINUTE, 'everybody is called in the end')
  }
  return calls
}

function everyDay(check: (calls: Called[]) => void): void {
  const day = fc.array(person, { minLength: 1, maxLength: PEOPLE, size: 'max' })
  // At 15 minutes a call the hall falls far behind, and help-out is the rule.
  const pace = fc.constantFrom(3, 8, 15)
  fc.assert(
    fc.property(day, pace, (people, minutes) => check(lived(people, minutes))),
    { numRuns: DAYS },
  )
}

test('nobody issued 55 minutes or more after you is called before you, at any counter that could have called you', () => {
  everyDay((calls) => {
    for (const { person: called, waiting, at } of calls)
      for (const one of waiting) {
        // An appointment that is not eligible yet has no turn to lose.
        if (one.eligibleFrom > at) continue
        assert.ok(called.takenAt - one.takenAt < BOUND, `${called.number} before ${one.number}`)
      }
  })
})

test('first come, first served among walk-ins of one service; appointments in the order of what they count as', () => {
  everyDay((calls) => {
    for (const { person: called, waiting, at } of calls)
      for (const one of waiting.filter((other) => other.service === called.service && other.eligibleFrom <= at)) {
        if (called.eligibleFrom > at) assert.fail(`${called.number} was called early while ${one.number} was eligible`)
        assert.ok(comparePlaces(called, one) < 0, `${called.number} before ${one.number}`)
        if (called.kind === 'walk-in' && one.kind === 'walk-in') assert.ok(called.takenAt <= one.takenAt)
      }
  })
})
