// Opening rules that nobody thought of, on days that nobody chose, against a second reading of the law that only counts.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { openingsOn, planDay } from '../core/calendar.ts'
import type { HallFile, Opening } from '../core/hall.ts'
import type { Calendars } from '../core/national.ts'
import { walkInAt } from '../core/walk-in.ts'

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
const sample: HallFile = read('../halls/zhangzhou.json')
const calendars: Calendars = { cn: { 2026: read('../calendars/cn/2026.json') } }
const RUNS = 2_000
const DAY = 86_400_000
/** A Monday. */
const BEGIN = Date.UTC(2025, 11, 29)

const dateOf = (day: number) => new Date(BEGIN + day * DAY).toISOString().slice(0, 10)
const anyDay = fc.integer({ min: 3, max: 3 + 364 }) // 1 January to 31 December 2026, counted from BEGIN
const anyTime = fc
  .integer({ min: 0, max: 95 })
  .map((quarter) => new Date(quarter * 900_000).toISOString().slice(11, 16))
const anyOpening = fc
  .record({
    from: fc.integer({ min: -40, max: 300 }).map(dateOf),
    to: fc.option(fc.integer({ min: 200, max: 400 }).map(dateOf)),
    weekdays: fc.oneof(fc.subarray([1, 2, 3, 4, 5, 6, 7]), fc.constant<number[]>([1, 2, 3, 4, 5])),
    everyWeeks: fc.option(fc.integer({ min: 1, max: 5 })),
    weeksOfMonth: fc.option(fc.oneof(fc.constant('last' as const), fc.subarray([1, 2, 3, 4], { minLength: 1 }))),
    times: fc.uniqueArray(anyTime, { minLength: 2, maxLength: 2 }).map((one) => one.sort()),
    services: fc.constantFrom<Opening['services'][]>('*', ['id-card'], ['passport']),
    walkIn: fc.boolean(),
    runsOnClosedDays: fc.boolean(),
  })
  .map(
    ({ times, ...change }): Opening => ({
      ...(sample.openings[0] as Opening),
      ...change,
      start: times[0] ?? '',
      end: times[1] ?? '',
    }),
  )
const anyHall = fc
  .record({
    openings: fc.array(anyOpening, { maxLength: 5 }),
    calendar: fc.constantFrom('cn', null),
    closed: fc.array(anyDay.map(dateOf), { maxLength: 3 }),
  })
  .map(
    ({ openings, calendar, closed }): HallFile => ({
      ...sample,
      calendar,
      openings: openings.map((one, i) => ({ ...one, id: `rule-${i}` })),
      closures: closed.map((date) => ({ date, name: { 'zh-CN': '停', en: 'Closed' } })),
    }),
  )

/** Walks the days one by one from BEGIN, as somebody with a paper calendar and a pencil would. */
function runsByPencil(hall: HallFile, rule: Opening, date: string): boolean {
  const national = hall.calendar === null ? undefined : calendars.cn?.[2026]?.days.find((one) => one.date === date)
  const closed = hall.closures.some((one) => one.date === date) || national?.isOffDay
  if (closed && !rule.runsOnClosedDays) return false
  if (date < rule.from || (rule.to !== null && date > rule.to)) return false
  const weekday = new Date(date).getUTCDay() || 7
  const worked = national && !national.isOffDay && [1, 2, 3, 4, 5].every((one) => rule.weekdays.includes(one))
  if (!rule.weekdays.includes(weekday) && !worked) return false
  if (rule.everyWeeks === null && rule.weeksOfMonth === null) return true
  if (rule.everyWeeks !== null && weeksBetween(rule.from, date) % rule.everyWeeks === 0) return true
  if (rule.weeksOfMonth === null) return false
  // Which of the month's days of this weekday is it, and is there one after it?
  const month = date.slice(0, 7)
  const same: string[] = []
  for (let day = 1; day <= 31; day++) {
    const one = `${month}-${String(day).padStart(2, '0')}`
    const real = new Date(one)
    if (!Number.isNaN(real.getTime()) && real.toISOString().startsWith(one) && (real.getUTCDay() || 7) === weekday)
      same.push(one)
  }
  if (rule.weeksOfMonth === 'last') return same.at(-1) === date
  return rule.weeksOfMonth.includes(same.indexOf(date) + 1)
}

/** Turns of the week, Sunday to Monday, between two days. */
function weeksBetween(from: string, to: string): number {
  let weeks = 0
  for (let day = Date.parse(from) + DAY; day <= Date.parse(to); day += DAY) if (new Date(day).getUTCDay() === 1) weeks++
  return weeks
}

test('which rules run on a day is what counting with a pencil gives', () => {
  fc.assert(
    fc.property(anyHall, anyDay.map(dateOf), (hall, date) => {
      const { openings, why } = openingsOn(hall, date, calendars)
      const expected = hall.openings.filter((one) => runsByPencil(hall, one, date)).map((one) => one.id)
      assert.deepEqual(openings.map((one) => one.opening.id).sort(), expected.sort())
      assert.ok(why.length > 0)
      for (const [i, one] of openings.entries()) assert.ok(i === 0 || (openings[i - 1]?.from ?? 0) <= one.from)
    }),
    { numRuns: RUNS },
  )
})

test('walk-ins are taken exactly while an opening for them runs, and until the instant that was told', () => {
  fc.assert(
    fc.property(anyHall, anyDay, anyTime, fc.constantFrom('id-card', 'passport'), (hall, day, time, service) => {
      const date = dateOf(day)
      const plan = planDay(hall, date, calendars)
      const at = Date.parse(`${date}T${time}+08:00`)
      const taking = (instant: number) =>
        hall.openings.some(
          (one) =>
            one.walkIn &&
            (one.services === '*' || one.services.includes(service)) &&
            runsByPencil(hall, one, date) &&
            Date.parse(`${date}T${one.start}+08:00`) <= instant &&
            instant < Date.parse(`${date}T${one.end}+08:00`),
        )
      const window = walkInAt(plan, service, at)
      assert.equal(window.open, taking(at))
      if (window.closesAt !== null) {
        for (let minute = at; minute < window.closesAt; minute += 900_000) assert.ok(taking(minute))
        assert.ok(!taking(window.closesAt))
      }
      if (window.nextOpening !== null) {
        for (let minute = at; minute < window.nextOpening; minute += 900_000) assert.ok(!taking(minute))
        assert.ok(taking(window.nextOpening))
      }
    }),
    { numRuns: RUNS },
  )
})
