// Times that can be booked, against a second reading of the law that tries every place of every minute: several slots in a
// row, places online and at the desk, what was given up a moment ago, and half of the counters' minutes.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Appointment } from '../core/appointment.ts'
import { emptyBoard } from '../core/board.ts'
import { type DayBookings, newBookings, putAppointment } from '../core/bookings.ts'
import { type OpenStretch, planDay } from '../core/calendar.ts'
import type { HallFile, Opening, Service } from '../core/hall.ts'
import type { Calendars } from '../core/national.ts'
import { freePlaces, slotAtStart, slotsOf } from '../core/slots.ts'
import { slotsDay } from '../core/slots-view.ts'
import { type LocalDate, MINUTE, startOfDay } from '../core/time.ts'
import { smallHall } from './support/small-hall.ts'

const calendars: Calendars = {
  cn: { 2026: JSON.parse(readFileSync(new URL('../calendars/cn/2026.json', import.meta.url), 'utf8')) },
}
const RUNS = 250
const HALF = 30

/** Days on which the clocks are set, a leap day, a year's end and an ordinary Tuesday; zone by zone. */
const DAYS: [string, LocalDate][] = [
  ['Asia/Shanghai', '2026-11-24'],
  ['Asia/Shanghai', '2028-02-29'],
  ['Asia/Shanghai', '2026-12-31'],
  ['Europe/Warsaw', '2026-03-29'],
  ['Europe/Warsaw', '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
]

const anyTime = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((quarters) => {
    const minutes = quarters * 15
    return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  })
const anyOpening = fc.record({
  // From one at night on: over the hour that is missing, and the one that comes twice.
  start: anyTime(4, 40),
  end: anyTime(41, 72),
  slotMinutes: fc.constantFrom(5, 10, 15, 20, 40),
  online: fc.integer({ min: 0, max: 4 }),
  desk: fc.integer({ min: 4, max: 6 }),
  counters: fc.option(fc.subarray(['1', '2', '3'], { minLength: 1 }), { nil: undefined }),
})
const anyCase = fc.record({
  day: fc.constantFrom(...DAYS),
  opening: anyOpening,
  slots: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 2 })),
  minutes: fc.tuple(fc.integer({ min: 3, max: 40 }), fc.integer({ min: 3, max: 40 })),
  share: fc.constantFrom(null, 0.3, 0.5, 1),
  /** Who came before, each wherever there was room: which services, and the how-manyth time. */
  people: fc.array(
    fc.record({
      services: fc.constantFrom(['id-card'], ['passport'], ['id-card', 'passport']),
      nth: fc.nat(30),
      isDesk: fc.boolean(),
      gives: fc.constantFrom('keeps', 'keeps', 'gives up', 'gave up long ago'),
    }),
    { maxLength: 25 },
  ),
  asked: fc.constantFrom(['id-card'], ['passport'], ['passport', 'id-card']),
})

type Case = typeof anyCase extends fc.Arbitrary<infer T> ? T : never

function hallOf({ day: [timeZone], opening, slots, minutes, share }: Case): HallFile {
  const base = smallHall()
  const { counters, ...times } = opening
  const rule: Opening = {
    ...(base.openings[0] as Opening),
    ...times,
    ...(counters === undefined ? {} : { counters }),
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    to: null,
  }
  const services = base.services.map((one, i) => ({
    ...one,
    appointment: true,
    slots: slots[i] ?? 1,
    minutes: minutes[i] ?? 10,
  }))
  return {
    ...base,
    timeZone,
    calendar: null,
    openings: [rule],
    services,
    policy: { ...base.policy, bookingShare: share },
  }
}

interface Taken {
  start: number
  end: number
  services: readonly string[]
  /** Until when a place that was given up is kept from others. */
  until: number
}

/** How many more of `asked` may begin at `start`, each of `places` slots' length: by trying, minute by minute. */
function byHand(
  file: HallFile,
  stretch: OpenStretch,
  taken: readonly Taken[],
  services: Service[],
  start: number,
  now: number,
  most: number,
): number {
  const size = stretch.opening.slotMinutes * MINUTE
  const length = services.reduce((sum, one) => sum + one.slots, 0) * size
  if (start < stretch.from || (start - stretch.from) % size !== 0 || start + length > stretch.until) return 0
  const there = taken.filter((one) => one.until > now)
  let room = most
  for (let slot = start; slot < start + length; slot += size)
    room = Math.min(room, most - there.filter((one) => one.start < slot + size && slot < one.end).length)
  const more: Taken[] = []
  let count = 0
  while (count < room) {
    more.push({ start, end: start + length, services: services.map(({ id }) => id), until: Number.POSITIVE_INFINITY })
    if (!fitsShare(file, stretch, [...there, ...more])) break
    count++
  }
  return Math.max(0, count)
}

/** In no half hour, and of no counters, more minutes than the share. The three services of the small hall that counters 1 to 3 give. */
function fitsShare(file: HallFile, { opening, from, until }: OpenStretch, taken: readonly Taken[]): boolean {
  const share = file.policy.bookingShare
  if (share === null) return true
  const zero = startOfDay(fileDay(file, from), file.timeZone)
  const minutesOf = (id: string) => file.services.find((one) => one.id === id)?.minutes ?? 0
  const planned = new Map<number, number>()
  for (let at = from; at < until; at += MINUTE) add(planned, halfOf(at, zero), 1)
  // Whose first choice a service is: counters 1 and 2 give identity cards, 2 passports; 2 ties them together.
  const here = (ids: string[]) => ids.filter((id) => opening.counters?.includes(id) ?? true).length
  const bounds: [string[], number][] = [
    [['id-card'], here(['1', '2'])],
    [['passport'], here(['2'])],
    [['id-card', 'passport'], here(['1', '2'])],
  ]
  return bounds.every(([ids, counters]) => {
    const used = new Map<number, number>()
    for (const one of taken) {
      let at = one.start
      for (const id of one.services)
        for (let left = minutesOf(id); left > 0; left--, at += MINUTE)
          if (ids.includes(id)) add(used, halfOf(at, zero), 1)
    }
    const own = new Set(
      taken.slice(-1).flatMap((one) => (one.services.some((id) => ids.includes(id)) ? [...used.keys()] : [])),
    )
    return [...own].every((half) => (used.get(half) ?? 0) <= share * counters * (planned.get(half) ?? 0) + 1e-6)
  })
}

const halfOf = (at: number, zero: number) => Math.floor((at - zero) / (HALF * MINUTE))
const add = (sums: Map<number, number>, half: number, more: number) => sums.set(half, (sums.get(half) ?? 0) + more)
const fileDay = ({ timeZone }: HallFile, at: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at)

test('what is offered is what trying every place gives, on days that are 23, 24½ and 25 hours long too', () => {
  let offered = 0
  let full = 0
  fc.assert(
    fc.property(anyCase, (given) => {
      const file = hallOf(given)
      const plan = planDay(file, given.day[1], calendars)
      const [stretch] = plan.openings
      assert.ok(stretch, 'the day is open')
      const now = stretch.from - 60 * MINUTE
      const bookings = newBookings()
      const day: DayBookings = { version: 0, active: new Map(), leaving: [] }
      bookings.days.set(plan.date, day)
      const view = { file, plan, bookings: day }
      const named = (ids: readonly string[]) => ids.flatMap((id) => file.services.find((one) => one.id === id) ?? [])
      const taken: Taken[] = []
      for (const [i, person] of given.people.entries()) {
        const services = named(person.services)
        const slots = slotsOf(view, services, now)
        const slot = slots[person.nth % Math.max(1, slots.length)]
        if (slot === undefined || (person.isDesk ? slot.desk : slot.online) === 0) continue
        const places = freePlaces(view, stretch, slot.start, slot.end)
        assert.ok(
          places.every((one) => one <= stretch.opening.desk),
          'no place beyond the last',
        )
        const until = now + (person.gives === 'gives up' ? 20 : -20) * MINUTE
        const gone = person.gives !== 'keeps'
        const own = { session: slot.session, date: plan.date, start: slot.start, end: slot.end }
        const appointment = {
          ...{ id: `b${i + 1}`, ...own, slotMinutes: stretch.opening.slotMinutes, places, services: person.services },
          ...{ state: gone ? 'cancelled' : 'booked', closes: stretch.until, capacity: stretch.opening.desk },
          ...(gone ? { leaving: [{ ...own, slotMinutes: stretch.opening.slotMinutes, capacity: 0, until }] } : {}),
        } as unknown as Appointment
        putAppointment(bookings, appointment, file)
        const end = gone ? until : Number.POSITIVE_INFINITY
        taken.push({ start: slot.start, end: slot.end, services: person.services, until: end })
      }
      const services = named(given.asked)
      const length = services.reduce((sum, one) => sum + one.slots, 0) * stretch.opening.slotMinutes * MINUTE
      const found = new Map(slotsOf(view, services, now).map((one) => [one.start, one]))
      for (let start = stretch.from - 5 * MINUTE; start <= stretch.until; start += 5 * MINUTE) {
        const slot = found.get(start)
        const expected: number[] = [stretch.opening.online, stretch.opening.desk].map((most) =>
          byHand(file, stretch, taken, services, start, now, most),
        )
        assert.deepEqual([slot?.online ?? 0, slot?.desk ?? 0], expected, `${new Date(start).toISOString()}`)
        assert.deepEqual(slotAtStart(view, stretch, start, services, now), slot)
        if (slot !== undefined) assert.equal(slot.end, start + length)
        if ((expected[1] ?? 0) > 0) offered++
        else if (slot !== undefined) full++
      }
    }),
    { numRuns: RUNS, seed: 20261124 },
  )
  assert.ok(offered > 4_000 && full > 400, `${offered} offered, ${full} full: both were tried`)
})

test('an opening over a clock change has as many slots as it has hours', () => {
  const starts = (timeZone: string, date: LocalDate, slotMinutes: number) => {
    const base = smallHall()
    const rule = {
      ...(base.openings[0] as Opening),
      start: '01:00',
      end: '05:00',
      slotMinutes,
      weekdays: [7],
      to: null,
    }
    const file: HallFile = { ...base, timeZone, calendar: null, openings: [rule] }
    const plan = planDay(file, date, calendars)
    const bookings: DayBookings = { version: 0, active: new Map(), leaving: [] }
    const services = [{ ...(base.services[0] as Service), appointment: true, slots: 1, minutes: 5 }]
    return slotsOf({ file: { ...file, policy: { ...file.policy, bookingShare: null } }, plan, bookings }, services, 0)
  }
  assert.equal(starts('Europe/Warsaw', '2026-03-22', 30).length, 8)
  assert.equal(starts('Europe/Warsaw', '2026-03-29', 30).length, 6, 'an hour is missing')
  assert.equal(starts('Europe/Warsaw', '2026-10-25', 30).length, 10, 'one comes twice')
  assert.equal(starts('America/New_York', '2026-03-08', 30).length, 6)
  assert.equal(starts('America/New_York', '2026-11-01', 30).length, 10)
  assert.equal(starts('Australia/Lord_Howe', '2026-10-04', 30).length, 7, 'half an hour is missing')
  assert.equal(starts('Australia/Lord_Howe', '2026-04-05', 30).length, 9)
})

test('an answer that is kept is the one that would be made, whenever it is asked for and whatever is booked', () => {
  const step = fc.record({
    minutes: fc.integer({ min: 0, max: 60 * 24 * 3 }),
    nth: fc.nat(40),
    does: fc.constantFrom('books', 'gives up', 'looks', 'looks'),
    isDesk: fc.boolean(),
  })
  let looked = 0
  fc.assert(
    fc.property(anyCase, fc.array(step, { minLength: 5, maxLength: 25 }), (given, steps) => {
      const base = hallOf(given)
      const [rule] = base.openings as [Opening]
      const book = { fromDays: 1, untilDays: 9, dayKind: 'calendar' as const, lead: { minutes: 90, before: 'session' } }
      const file = { ...base, openings: [{ ...rule, book }] }
      const date = given.day[1]
      const plan = planDay(file, date, calendars)
      const board = emptyBoard(file)
      const services = file.services.filter(({ id }) => given.asked.some((one) => one === id))
      let now = startOfDay(date, file.timeZone) - 12 * 24 * 60 * MINUTE
      for (const [i, { minutes, nth, does, isDesk }] of steps.entries()) {
        now += minutes * MINUTE
        board.day = fileDay(file, now)
        const asked = { board, services, now, isDesk, invited: null, planOf: () => plan }
        const slot = slotsDay(asked, date).slots[nth % 7]
        if (slot !== undefined && does !== 'looks') {
          const own = { session: slot.session, date, start: Date.parse(slot.start), end: Date.parse(slot.end) }
          const until = now + 30 * MINUTE
          const left = { ...own, slotMinutes: rule.slotMinutes, capacity: 0, until }
          const rest = { slotMinutes: rule.slotMinutes, places: [], services: [...given.asked], closes: own.end }
          const gone = does === 'gives up'
          const state = gone ? 'cancelled' : 'booked'
          const one = { id: `b${i + 1}`, ...own, ...rest, state, ...(gone ? { leaving: [left] } : {}) }
          putAppointment(board.bookings, one as unknown as Appointment, file)
        }
        const days = new Map([...board.bookings.days].map(([day, of]) => [day, { ...of }]))
        const anew = { ...asked, board: { ...board, bookings: { ...board.bookings, days } } }
        assert.deepEqual(slotsDay(asked, date), slotsDay(anew, date), new Date(now).toISOString())
        looked++
      }
    }),
    { numRuns: 100, seed: 20261125 },
  )
  assert.ok(looked > 1_000)
})
