// When the hall is open, told in days of 2026: working weekends, holidays, noon, closures, clock changes, odd weeks.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { dayKind, openingsOn, planDay } from '../core/calendar.ts'
import { faultsOfYear } from '../core/calendar-faults.ts'
import type { HallFile, Opening } from '../core/hall.ts'
import { type Calendars, type NationalYear, nationalDay } from '../core/national.ts'
import type { Reason } from '../core/reason.ts'
import { addDays, iso, weekdayOf } from '../core/time.ts'
import { NEXT_OPENING_DAYS, walkInAt, walkInWindow } from '../core/walk-in.ts'

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
const sample: HallFile = read('../halls/zhangzhou.json')
const years: { [year: number]: NationalYear } = {}
for (const name of readdirSync(new URL('../calendars/cn/', import.meta.url)))
  years[Number.parseInt(name, 10)] = read(`../calendars/cn/${name}`)
const calendars: Calendars = { cn: years }

const MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5]
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
const am: Opening = { ...(sample.openings[0] as Opening), id: 'am', everyWeeks: null }
const opening = (change: Partial<Opening> = {}): Opening => ({ ...am, ...change })
const hallOf = (openings: Opening[], change: Partial<HallFile> = {}): HallFile => ({ ...sample, openings, ...change })
const plansOf = (hall: HallFile) => (date: string) => planDay(hall, date, calendars)
/** The ids that run on a day. */
const run = (hall: HallFile, date: string) => openingsOn(hall, date, calendars).openings.map((one) => one.opening.id)
const codes = (why: Reason[]) => why.map((one) => (one.id ? `${one.rule} ${one.id}` : one.rule))
/** One day's walk-in window of the sample hall, as a line of text. */
function windowAt(time: string, hall = sample, service = 'id-card', zone = '+08:00'): string {
  const { open, closesAt, nextOpening } = walkInWindow(hall, service, Date.parse(time + zone), plansOf(hall))
  const shown = (at: number | null) => (at === null ? '-' : iso(at, hall.timeZone).slice(0, 16))
  return open ? `open until ${shown(closesAt)}` : `closed until ${shown(nextOpening)}`
}
/** The days of a span on which a lone rule runs. */
function days(one: Opening, from: string, to: string, change: Partial<HallFile> = { calendar: null }): string[] {
  const found: string[] = []
  for (let date = from; date <= to; date = addDays(date, 1))
    if (run(hallOf([one], change), date).length > 0) found.push(date)
  return found
}

test('2026 as the State Council published it: 19 weekdays off, six weekend days worked', () => {
  const year = years[2026] as NationalYear
  const off = year.days.filter((one) => one.isOffDay)
  assert.equal(off.length, 33)
  assert.equal(off.filter((one) => weekdayOf(one.date) <= 5).length, 19)
  const worked = year.days.filter((one) => !one.isOffDay).map((one) => one.date)
  assert.deepEqual(worked, ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'])
  assert.equal(year.papers[0]?.number, '国办发明电〔2025〕7号')
})

test('every year in the box is without faults, in order, and only weekend days are worked', () => {
  assert.ok(Object.keys(years).length >= 1)
  for (const [year, file] of Object.entries(years)) {
    assert.deepEqual(faultsOfYear(file), [], year)
    assert.equal(file.year, Number(year))
    const dates = file.days.map((one) => one.date)
    assert.deepEqual(dates, [...dates].sort(), year)
    for (const one of file.days) {
      assert.ok(one.isOffDay || weekdayOf(one.date) > 5, one.date)
      assert.ok(file.names?.[one.name]?.en, `${year} ${one.name}`)
    }
  }
})

test('a broken year is told where it is broken', () => {
  const told = (change: (year: NationalYear) => void) => {
    const year = structuredClone(years[2026] as NationalYear)
    change(year)
    return faultsOfYear(year).map((one) => `${one.path} ${one.code}`)
  }
  const day = (i: number, change: object) => (year: NationalYear) => Object.assign(year.days[i] as object, change)
  assert.deepEqual(told(day(1, { date: '2026-01-01' })), ['/days/1/date twice'])
  assert.deepEqual(told(day(1, { date: '2027-01-02' })), ['/days/1/date other_year'])
  assert.deepEqual(told(day(1, { date: '2025-11-30' })), ['/days/1/date other_year'])
  assert.deepEqual(told(day(0, { date: '2025-12-31' })), [])
  assert.deepEqual(told(day(1, { date: '2026-02-30' })), ['/days/1/date no_such_day'])
  assert.deepEqual(told(day(1, { isOffDay: 'yes' })), ['/days/1/isOffDay malformed'])
  assert.deepEqual(
    told((year) => year.papers.splice(0)),
    ['/papers malformed'],
  )
})

test('a paper may reach into the December before it', () => {
  assert.equal(nationalDay(years, '2018-12-31')?.isOffDay, true)
  assert.equal(nationalDay(years, '2018-12-29')?.isOffDay, false)
  assert.equal(nationalDay(years, '2022-12-31')?.name, '元旦')
})

test('a working Sunday opens what covers Monday to Friday, and nothing that is for some of these days', () => {
  const hall = hallOf([
    opening(),
    opening({ id: 'wednesdays', weekdays: [3] }),
    opening({ id: 'four', weekdays: [1, 2, 3, 4] }),
    opening({ id: 'saturdays', weekdays: [6] }),
    opening({ id: 'daily', weekdays: EVERY_DAY }),
  ])
  assert.deepEqual(run(hall, '2026-01-04'), ['am', 'daily'])
  // Saturday 28 February: the Saturday rule is not taken away by the working day.
  assert.deepEqual(run(hall, '2026-02-28'), ['am', 'saturdays', 'daily'])
  assert.deepEqual(run(hall, '2026-01-10'), ['saturdays', 'daily'])
})

test('all six working weekend days of 2026 open the sample hall, and the weekend before each does not', () => {
  for (const date of (years[2026] as NationalYear).days.filter((one) => !one.isOffDay).map((one) => one.date)) {
    assert.equal(windowAt(`${date}T09:00`), `open until ${date}T12:00`)
    const kind = dayKind(sample, date, calendars)
    assert.deepEqual([kind.open, kind.working], [true, true], date)
  }
  assert.equal(windowAt('2026-09-19T09:00'), 'closed until 2026-09-20T08:30')
})

test('a holiday closes the hall, with its name in both languages', () => {
  assert.equal(windowAt('2026-09-30T18:00'), 'closed until 2026-10-08T08:30')
  const { open, working, why } = dayKind(hallOf([opening()]), '2026-10-01', calendars)
  assert.deepEqual([open, working], [false, false])
  assert.deepEqual(why, [
    { rule: 'weekday', id: 'am' },
    { rule: 'national_holiday', text: { 'zh-CN': '国庆节', en: 'National Day' } },
  ])
  assert.deepEqual(codes(dayKind(hallOf([opening()]), '2026-10-10', calendars).why), [
    'no_opening_that_day',
    'makeup_working_day',
    'weekday am',
  ])
})

test('duty runs on closed days: identity cards through Spring Festival, while the rest is closed', () => {
  const change = { id: 'duty', kind: 'duty' as const, weekdays: EVERY_DAY, runsOnClosedDays: true }
  const hall = hallOf([opening(), opening({ ...change, services: ['id-card'], from: '2026-02-15', to: '2026-02-23' })])
  assert.equal(windowAt('2026-02-17T09:00', hall), 'open until 2026-02-17T12:00')
  assert.equal(windowAt('2026-02-17T09:00', hall, 'passport'), 'closed until 2026-02-24T08:30')
  assert.deepEqual(codes(dayKind(hall, '2026-02-17', calendars).why), [
    'weekday am',
    'weekday duty',
    'national_holiday',
    'runs_on_closed_days duty',
  ])
})

test('a closure closes, also a working weekend day, but it does not change what a working day is', () => {
  assert.equal(windowAt('2026-12-24T09:00'), 'closed until 2026-12-25T08:30')
  const kind = dayKind(sample, '2026-12-24', calendars)
  assert.deepEqual([kind.open, kind.working], [false, true])
  assert.deepEqual(kind.why.at(-1), { rule: 'closure', text: { 'zh-CN': '设备检修', en: 'Maintenance' } })
  const closures = [{ date: '2026-02-28', name: { 'zh-CN': '停电', en: 'Power cut' } }]
  assert.equal(windowAt('2026-02-28T09:00', { ...sample, closures }), 'closed until 2026-03-02T08:30')
})

test('a day in the sample hall: opens at 08:30:00, takes until 11:59:59, noon is closed, summer has later afternoons', () => {
  assert.equal(windowAt('2026-12-01T08:29:59'), 'closed until 2026-12-01T08:30')
  assert.equal(windowAt('2026-12-01T08:30:00'), 'open until 2026-12-01T12:00')
  assert.equal(windowAt('2026-12-01T11:59:59.999'), 'open until 2026-12-01T12:00')
  assert.equal(windowAt('2026-12-01T12:00:00'), 'closed until 2026-12-01T14:30')
  assert.equal(windowAt('2026-12-01T17:30:00'), 'closed until 2026-12-02T08:30')
  assert.equal(windowAt('2026-04-30T14:30'), 'open until 2026-04-30T17:30')
  assert.equal(windowAt('2026-07-01T14:30'), 'closed until 2026-07-01T15:00')
  assert.equal(windowAt('2026-07-01T15:00'), 'open until 2026-07-01T18:00')
})

test('the day is the hall’s, not London’s: Monday 07:00 in China is still Sunday elsewhere', () => {
  assert.equal(windowAt('2026-11-29T23:00', sample, 'id-card', 'Z'), 'closed until 2026-11-30T08:30')
  assert.equal(windowAt('2026-11-30T00:30', sample, 'id-card', 'Z'), 'open until 2026-11-30T12:00')
})

test('closed has reasons', () => {
  const why = (time: string, service = 'id-card', hall = sample) =>
    codes(walkInWindow(hall, service, Date.parse(`${time}+08:00`), plansOf(hall)).why).at(-1)
  assert.equal(why('2026-12-01T12:30'), 'outside_hours')
  assert.equal(why('2026-12-05T09:00'), 'no_walk_ins') // Saturday: a session for those who booked
  assert.equal(why('2026-12-06T09:00'), 'no_opening_that_day')
  assert.equal(why('2026-12-01T09:00', 'dog-licence'), 'unknown_service')
  const services = sample.services.map((one) => ({ ...one, walkIn: false }))
  assert.equal(why('2026-12-01T09:00', 'id-card', { ...sample, services }), 'service_by_appointment')
})

test('touching and overlapping openings are one stretch, for the services that they share', () => {
  const hall = hallOf([
    opening(),
    opening({ id: 'noon', start: '12:00', end: '14:30', services: ['id-card'] }),
    opening({ id: 'pm', start: '14:00', end: '17:30' }),
  ])
  assert.equal(windowAt('2026-12-01T09:00', hall), 'open until 2026-12-01T17:30')
  assert.equal(windowAt('2026-12-01T09:00', hall, 'passport'), 'open until 2026-12-01T12:00')
})

test('an unpublished year does not open by rule, and says so; duty does', () => {
  assert.equal(windowAt('2026-12-31T18:00'), 'closed until -')
  const hall = hallOf([opening(), opening({ id: 'duty', runsOnClosedDays: true })])
  const kind = dayKind(hall, '2027-01-04', calendars)
  assert.deepEqual([kind.open, kind.working], [true, false])
  assert.deepEqual(codes(kind.why), ['weekday am', 'weekday duty', 'calendar_unpublished', 'runs_on_closed_days duty'])
  assert.deepEqual(run(hallOf([opening()], { calendar: 'fr' }), '2026-12-01'), [])
})

test('a hall without a calendar has ordinary weeks, over the year end and on a leap day', () => {
  assert.equal(windowAt('2026-12-31T17:30', { ...sample, calendar: null }), 'closed until 2027-01-01T08:30')
  assert.deepEqual(run(hallOf([opening()], { calendar: null }), '2026-10-01'), ['am'])
  assert.deepEqual(run(hallOf([opening({ from: '2028-02-29', to: '2028-02-29' })], { calendar: null }), '2028-02-29'), [
    'am',
  ])
})

test('from and to are days on which the rule runs', () => {
  const one = opening({ from: '2026-12-01', to: '2026-12-03' })
  assert.deepEqual(days(one, '2026-11-25', '2026-12-10'), ['2026-12-01', '2026-12-02', '2026-12-03'])
})

test('every second week counts from the Monday of the week that holds the from date', () => {
  // Thursday 31 December 2026 is in the week of Monday 28 December.
  const one = opening({ from: '2026-12-31', weekdays: [1, 4], everyWeeks: 2 })
  assert.deepEqual(days(one, '2026-12-28', '2027-02-01'), [
    '2026-12-31',
    '2027-01-11',
    '2027-01-14',
    '2027-01-25',
    '2027-01-28',
  ])
  const three = opening({ from: '2028-02-06', weekdays: [7], everyWeeks: 3 }) // over a leap day
  assert.deepEqual(days(three, '2028-02-01', '2028-04-01'), ['2028-02-06', '2028-02-27', '2028-03-19'])
})

test('the n-th seven-day block of the month, and the last such weekday: days 29 to 31 are no fifth block', () => {
  const fridays = (weeksOfMonth: Opening['weeksOfMonth'], change: Partial<Opening> = {}) =>
    days(opening({ weekdays: [5], weeksOfMonth, ...change }), '2026-05-01', '2026-06-30').map((one) => one.slice(5))
  assert.deepEqual(fridays([1]), ['05-01', '06-05'])
  assert.deepEqual(fridays([2, 3]), ['05-08', '05-15', '06-12', '06-19'])
  assert.deepEqual(fridays([4]), ['05-22', '06-26'])
  assert.deepEqual(fridays([1, 2, 3, 4]), ['05-01', '05-08', '05-15', '05-22', '06-05', '06-12', '06-19', '06-26'])
  assert.deepEqual(fridays('last'), ['05-29', '06-26'])
  // Both set: either one opens the day. Twenty and twenty-four weeks after the first are 22 May and 19 June.
  const both = fridays([1], { from: '2026-01-02', everyWeeks: 4 })
  assert.deepEqual(both, ['05-01', '05-22', '06-05', '06-19'])
})

test('clock changes: an opening lasts as long as the wall clock says it does', () => {
  const hours = (zone: string, date: string, start: string, end: string) => {
    const hall = hallOf([opening({ weekdays: EVERY_DAY, start, end })], { calendar: null, timeZone: zone })
    return openingsOn(hall, date, {}).openings.map(
      (one) => `${iso(one.from, zone).slice(11)} ${(one.until - one.from) / 3_600_000}`,
    )
  }
  const at = (zone: string, date: string) => hours(zone, date, '08:30', '12:00').join()
  assert.equal(at('Europe/Warsaw', '2026-03-28'), '08:30:00+01:00 3.5')
  assert.equal(at('Europe/Warsaw', '2026-03-29'), '08:30:00+02:00 3.5')
  assert.equal(at('Europe/Warsaw', '2026-10-25'), '08:30:00+01:00 3.5')
  assert.equal(at('America/New_York', '2026-03-08'), '08:30:00-04:00 3.5')
  assert.equal(at('Australia/Lord_Howe', '2026-10-04'), '08:30:00+11:00 3.5')
  // Over the change itself: an hour less, an hour more, and on Lord Howe half an hour.
  assert.deepEqual(hours('Europe/Warsaw', '2026-03-29', '00:00', '06:00'), ['00:00:00+01:00 5'])
  assert.deepEqual(hours('Europe/Warsaw', '2026-10-25', '00:00', '06:00'), ['00:00:00+02:00 7'])
  assert.deepEqual(hours('America/New_York', '2026-11-01', '00:00', '06:00'), ['00:00:00-04:00 7'])
  assert.deepEqual(hours('Australia/Lord_Howe', '2026-10-04', '00:00', '06:00'), ['00:00:00+10:30 5.5'])
  assert.deepEqual(hours('Australia/Lord_Howe', '2026-04-05', '00:00', '06:00'), ['00:00:00+11:00 6.5'])
  // 02:30 is not there in spring, and is the first of two in autumn; a rule within the gap has no length.
  assert.deepEqual(hours('Europe/Warsaw', '2026-03-29', '02:30', '04:00'), ['03:00:00+02:00 1'])
  assert.deepEqual(hours('Europe/Warsaw', '2026-10-25', '02:30', '04:00'), ['02:30:00+02:00 2.5'])
  assert.deepEqual(hours('Europe/Warsaw', '2026-03-29', '02:00', '02:45'), [])
})

test('a plan that is kept answers as the file does, and a search ends', () => {
  const plan = planDay(sample, '2026-12-01', calendars)
  for (const time of ['08:00', '09:00', '12:00', '16:00', '23:00']) {
    const at = Date.parse(`2026-12-01T${time}+08:00`)
    const kept = walkInAt(plan, 'id-card', at)
    assert.deepEqual(
      { ...walkInWindow(sample, 'id-card', at, plansOf(sample)), nextOpening: null },
      { ...kept, nextOpening: null },
    )
  }
  let asked = 0
  const never = hallOf([], { calendar: null })
  walkInWindow(never, 'id-card', 0, (date) => {
    asked++
    return planDay(never, date, {})
  })
  assert.equal(asked, NEXT_OPENING_DAYS + 1)
  assert.deepEqual(MONDAY_TO_FRIDAY, [...new Set(am.weekdays)])
})
