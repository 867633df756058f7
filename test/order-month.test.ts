// A month of a hall with appointments and walk-ins in one line: how well the promised times are kept, and what it costs the others.
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Policy } from '../core/hall.ts'
import { appointmentPlace, type Caller, join, type Line, leave, nextFor, type Standing } from '../core/order.ts'
import { type Instant, MINUTE } from '../core/time.ts'
import { type Random, seeded } from './support/random.ts'
import { smallHall } from './support/small-hall.ts'

const DAYS = 22
const COUNTERS = 12
const MEAN_SERVICE = 8
const NO_SHOWS = 0.14
/** Half of the planned minutes are booked: see the booking share. */
const SHARE = 0.5
const SLOT = 15
/** 08:30–12:00 and 14:30–17:30, in minutes of the day. */
const STRETCHES = [
  [510, 720],
  [870, 1050],
] as const
const POLICY: Policy = smallHall().policy

interface Person extends Standing {
  slot: Instant | null
}
interface Called {
  person: Person
  at: Instant
}
type Rule = 'counts-as' | 'appointments first'

/** Exponential, by inversion. */
const exponential = (random: Random, mean: number) => -mean * Math.log(1 - random())

/** People of a day by the time at which they come; `load`: work that comes, by what the counters can do. */
function peopleOf(random: Random, load: number): Person[] {
  const people: Omit<Person, 'number' | 'id'>[] = []
  for (const [start, end] of STRETCHES) {
    const booked = (COUNTERS * SLOT * SHARE) / MEAN_SERVICE
    const walkInsAMinute = (COUNTERS / MEAN_SERVICE) * (load - SHARE * (1 - NO_SHOWS))
    for (let slot = start, owed = 0; slot < end; slot += SLOT) {
      for (owed += booked; owed >= 1; owed--) {
        if (random() < NO_SHOWS) continue
        // Most come eight minutes early, some half an hour, a few late.
        const early = Math.min(30, Math.max(-20, 8 + 8 * (random() + random() + random() - 1.5)))
        const takenAt = (slot - early) * MINUTE
        const place = appointmentPlace(takenAt, slot * MINUTE, POLICY)
        people.push({ service: 'one', takenAt, slot: slot * MINUTE, ...place })
      }
    }
    for (
      let at = start + exponential(random, 1 / walkInsAMinute);
      at < end;
      at += exponential(random, 1 / walkInsAMinute)
    )
      people.push({
        service: 'one',
        takenAt: at * MINUTE,
        slot: null,
        countsAs: at * MINUTE,
        eligibleFrom: at * MINUTE,
      })
  }
  return people
    .sort((a, b) => a.takenAt - b.takenAt)
    .map((one, n) => ({ ...one, id: `${n}`, number: `A${String(n + 1).padStart(3, '0')}` }))
}

const CALLER: Caller = {
  counter: '1',
  serves: [{ service: 'one', tier: 1 }],
  helps: true,
  lastAbsolute: false,
  isStaffed: () => true,
}

/** Counters that call as soon as they are free and somebody is there, until everybody is served. */
function lived(people: readonly Person[], rule: Rule, random: Random): Called[] {
  const line: Line = []
  const calls: Called[] = []
  const free = Array.from({ length: COUNTERS }, () => (STRETCHES[0][0] ?? 0) * MINUTE)
  let arrived = 0
  while (calls.length < people.length) {
    free.sort((a, b) => a - b)
    let now = free[0] ?? 0
    if (line.length === 0 && arrived < people.length) now = Math.max(now, people[arrived]?.takenAt ?? now)
    for (; arrived < people.length && (people[arrived]?.takenAt ?? 0) <= now; arrived++)
      join(line, people[arrived] as Person)
    const chosen = rule === 'counts-as' ? byCountsAs(line, now) : appointmentsFirst(line, now)
    if (chosen === undefined) {
      free[0] = now + MINUTE / 4
      continue
    }
    leave(line, chosen)
    calls.push({ person: chosen, at: now })
    free[0] = now + exponential(random, MEAN_SERVICE) * MINUTE
  }
  return calls
}

function byCountsAs(line: Line, now: Instant): Person | undefined {
  const choice = nextFor(() => line, CALLER, now, POLICY)
  return line.find(({ id }) => id === choice?.ticket) as Person | undefined
}

/** The rule held against: whoever has an appointment and may be called goes before every walk-in. */
function appointmentsFirst(line: Line, now: Instant): Person | undefined {
  const ready = (line as Person[]).filter((one) => one.slot !== null && one.eligibleFrom <= now)
  if (ready.length > 0) return ready.reduce((a, b) => ((b.slot ?? 0) < (a.slot ?? 0) ? b : a))
  return (line as Person[]).find(({ slot }) => slot === null) ?? (line[0] as Person | undefined)
}

function figures(load: number, rule: Rule) {
  const calls = Array.from({ length: DAYS }, (_, day) =>
    lived(peopleOf(seeded(1_000 + day), load), rule, seeded(5_000 + day)),
  )
  const all = calls.flat()
  const booked = all.filter(({ person }) => person.slot !== null)
  const kept = booked.filter(({ person, at }) => at <= Math.max(person.slot ?? 0, person.takenAt) + 10 * MINUTE)
  const waits = all.filter(({ person }) => person.slot === null).map(({ person, at }) => (at - person.takenAt) / MINUTE)
  return {
    people: all.length,
    kept: kept.length / booked.length,
    walkInMean: waits.reduce((sum, one) => sum + one, 0) / waits.length,
    slip: Math.max(...calls.map(largestSlip)) / MINUTE,
  }
}

/** By how much later somebody took their number who was called before one who could have been called. */
function largestSlip(calls: readonly Called[]): number {
  let slip = 0
  for (const [i, { person, at }] of calls.entries())
    for (const later of calls.slice(i + 1))
      if (later.person.takenAt < person.takenAt && later.person.eligibleFrom <= at)
        slip = Math.max(slip, person.takenAt - later.person.takenAt)
  return slip
}

for (const [load, least] of [
  [1, 0.92],
  [1.15, 0.89],
] as const)
  test(`a month at load ${load} with ${Math.round(NO_SHOWS * 100)} % no-shows: times are kept, and walk-ins wait no longer for it`, (t: TestContext) => {
    const ours = figures(load, 'counts-as')
    const strict = figures(load, 'appointments first')
    const share = ours.walkInMean / strict.walkInMean - 1
    t.diagnostic(
      `load ${load}: ${ours.people} people, ${(ours.kept * 100).toFixed(1)} % of appointments within 10 minutes (strict ${(strict.kept * 100).toFixed(1)} %), walk-ins' mean wait ${ours.walkInMean.toFixed(2)} min (strict ${strict.walkInMean.toFixed(2)}, ${(share * 100).toFixed(1)} %), largest slip ${ours.slip.toFixed(1)} min (strict ${strict.slip.toFixed(1)})`,
    )
    assert.ok(ours.kept >= least, `${ours.kept}`)
    assert.ok(Math.abs(share) <= 0.03, `walk-ins' mean wait differs by ${share}`)
    assert.ok(ours.slip <= 55, `${ours.slip}`)
  })
