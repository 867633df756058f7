// From when until when a time can be booked: rules that halls have published, on days of 2026, and counting with a pencil.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Book, HallFile, Opening } from '../core/hall.ts'
import { addDays, iso, parseInstant } from '../core/time.ts'
import { decisionTime, windowOf } from '../core/window.ts'
import { calendars, codesOf, EVERY_DAY, hallOf, hoursOf, plansOf, rule } from './support/rules.ts'

const AM = rule('am')
const LEAD = { minutes: 0, before: 'slot' }
const book = (change: Partial<Book> = {}): Book => ({
  fromDays: 0,
  untilDays: 14,
  dayKind: 'calendar',
  lead: LEAD,
  ...change,
})

/** The window of a slot at a wall time, as `10-08 08:30 → 10-09 11:00`. */
function windowAt(file: HallFile, id: string, date: string, time: string): string {
  const planOf = plansOf(file)
  const stretch = planOf(date).openings.find(({ opening }) => opening.id === id)
  if (stretch === undefined) return 'does not run'
  const offset = iso(stretch.from, file.timeZone).slice(19)
  const window = windowOf(stretch, parseInstant(`${date}T${time}:00${offset}`), file, planOf)
  if (window === null) return 'not booked'
  const shown = (at: number) => iso(at, file.timeZone).slice(5, 16).replace('T', ' ')
  return `${shown(window.from)} → ${shown(window.until)}`
}

function decidedAt(file: HallFile, id: string, date: string): string {
  const planOf = plansOf(file)
  const stretch = planOf(date).openings.find(({ opening }) => opening.id === id)
  return stretch === undefined ? 'does not run' : iso(decisionTime(stretch, file, planOf), file.timeZone).slice(5, 16)
}

test('noon 12:00–14:30, in summer until 15:00, asked for at least an hour before the morning ends', () => {
  const lead = { minutes: 60, before: 'morning-end' }
  const noon = {
    kind: 'noon' as const,
    start: '12:00',
    walkIn: false,
    book: book({ untilDays: 5, dayKind: 'working', lead }),
  }
  const file = hallOf(
    [
      AM,
      rule('noon-winter', { ...noon, end: '14:30', from: '2026-01-01', to: '2026-04-30' }),
      rule('noon-summer', { ...noon, end: '15:00', from: '2026-05-01', to: '2026-09-30' }),
    ],
    { exceptions: [{ date: '2026-09-22', opening: 'am', name: { en: 'Meeting', 'zh-CN': '会议' }, end: '10:30' }] },
  )
  assert.deepEqual(hoursOf(plansOf(file)('2026-04-30')), ['am 08:30–12:00', 'noon-winter 12:00–14:30'])
  // Saturday 9 May is worked for the holiday.
  assert.deepEqual(hoursOf(plansOf(file)('2026-05-09')), ['am 08:30–12:00', 'noon-summer 12:00–15:00'])
  assert.equal(windowAt(file, 'noon-winter', '2026-03-18', '14:15'), '03-11 12:00 → 03-18 11:00')
  // Five working days before Saturday 9 May: 1 to 5 May are off, so that 29 April is the fifth.
  assert.equal(windowAt(file, 'noon-summer', '2026-05-09', '12:00'), '04-29 12:00 → 05-09 11:00')
  assert.equal(windowAt(file, 'noon-summer', '2026-09-22', '12:00').slice(-5), '09:30', 'the morning ended earlier')
  const alone = { ...file, openings: file.openings.slice(1) }
  assert.equal(
    windowAt(alone, 'noon-summer', '2026-07-01', '13:00').slice(-5),
    '11:00',
    'no morning: its own beginning',
  )
  assert.equal(
    decidedAt(
      { ...file, openings: file.openings.map((one) => ({ ...one, onDemand: { minimum: 2 } })) },
      'noon-summer',
      '2026-07-01',
    ),
    '07-01T11:00',
  )
})

test('a hall that is open straight through sells no noon that has begun', () => {
  const lead = { minutes: 60, before: 'morning-end' }
  const file = hallOf([
    rule('day', { start: '09:00', end: '17:00' }),
    rule('noon', {
      kind: 'noon',
      start: '12:00',
      end: '14:00',
      book: book({ lead }),
      onDemand: { minimum: 2, decide: lead },
    }),
  ])
  assert.equal(windowAt(file, 'noon', '2026-12-02', '12:30'), '11-18 12:00 → 12-02 12:30')
  assert.equal(decidedAt(file, 'noon', '2026-12-02'), '12-02T12:00')
})

test('Saturday 08:30–11:30 except statutory holidays, at least 24 hours ahead', () => {
  const saturday = rule('saturday', {
    kind: 'weekend',
    weekdays: [6],
    end: '11:30',
    book: book({ untilDays: 7, lead: { minutes: 24 * 60, before: 'slot' } }),
  })
  const file = hallOf([AM, saturday])
  assert.equal(windowAt(file, 'saturday', '2026-12-05', '09:30'), '11-28 08:30 → 12-04 09:30')
  for (const date of ['2026-02-21', '2026-05-02', '2026-10-03'])
    assert.equal(windowAt(file, 'saturday', date, '09:00'), 'does not run', date)
  // Worked Saturdays: the Saturday session beside the ordinary morning.
  for (const date of ['2026-02-14', '2026-02-28', '2026-05-09', '2026-10-10'])
    assert.deepEqual(hoursOf(plansOf(file)(date)), ['saturday 08:30–11:30', 'am 08:30–12:00'], date)
})

test('at the earliest one working day ahead and at the most five, over National Day and its make-up days', () => {
  const file = hallOf([rule('am', { book: book({ fromDays: 1, untilDays: 5, dayKind: 'working' }) })])
  // Off are 25–27 September and 1–7 October; Sunday 20 September and Saturday 10 October are worked.
  // Somebody who asks on the holiday before is one working day ahead: only the day itself lies between.
  assert.equal(windowAt(file, 'am', '2026-10-08', '09:00'), '09-23 08:30 → 10-07 23:59')
  assert.equal(windowAt(file, 'am', '2026-10-12', '09:00'), '09-29 08:30 → 10-11 23:59')
  assert.equal(windowAt(file, 'am', '2026-10-10', '09:00'), '09-28 08:30 → 10-09 23:59')
  assert.equal(windowAt(file, 'am', '2026-09-21', '09:00'), '09-15 08:30 → 09-20 23:59')
  // Over the year's end: the calendar of 2025 is asked as well.
  assert.equal(windowAt(file, 'am', '2026-01-04', '09:00'), '12-25 08:30 → 01-03 23:59')
})

test('forty-minute slots, one or two working days ahead', () => {
  const change = { slotMinutes: 40, book: book({ fromDays: 1, untilDays: 2, dayKind: 'working' }) }
  const file = hallOf([rule('am', change)])
  assert.equal(windowAt(file, 'am', '2026-12-02', '09:10'), '11-30 08:30 → 12-01 23:59')
  assert.equal(windowAt(file, 'am', '2026-12-07', '09:10'), '12-03 08:30 → 12-06 23:59', 'a Monday')
  assert.equal(windowAt(file, 'am', '2026-02-24', '09:10'), '02-13 08:30 → 02-23 23:59', 'after Spring Festival')
})

test('identity cards alone through Spring Festival, booked until 24 working hours before', () => {
  const duty = rule('duty', {
    kind: 'duty',
    services: ['id-card'],
    weekdays: EVERY_DAY,
    from: '2026-02-15',
    to: '2026-02-23',
    runsOnClosedDays: true,
    book: book({ untilDays: 10, lead: { minutes: 24 * 60, before: 'working-time' } }),
  })
  const file = hallOf([AM, duty])
  const plan = plansOf(file)('2026-02-17')
  assert.deepEqual(hoursOf(plan), ['duty 08:30–12:00'])
  assert.equal(plan.walkIn.has('passport'), false)
  assert.deepEqual(codesOf(plan.kind.why).slice(-2), ['national_holiday', 'runs_on_closed_days duty'])
  // Saturday 14 February is worked and the last before the festival: it is all of the 24 hours.
  assert.equal(windowAt(file, 'duty', '2026-02-17', '09:00'), '02-07 08:30 → 02-14 00:00')
  const workday = hallOf([{ ...duty, from: '2026-01-01', to: null }])
  assert.equal(windowAt(workday, 'duty', '2026-12-07', '09:00').slice(-11), '12-04 09:00', 'Monday nine: Friday nine')
})

test('a campaign that closes with another opening’s beginning or end, and one that is not booked at all', () => {
  const campaign = (before: string) =>
    rule('campaign', {
      kind: 'campaign',
      weekdays: [6],
      start: '13:00',
      end: '17:00',
      book: book({ lead: { minutes: 30, before } }),
    })
  const file = (before: string) => hallOf([AM, rule('saturday', { weekdays: [6], end: '11:30' }), campaign(before)])
  assert.equal(windowAt(file('saturday.start'), 'campaign', '2026-12-05', '14:00').slice(-5), '08:00')
  assert.equal(windowAt(file('saturday.end'), 'campaign', '2026-12-05', '14:00').slice(-5), '11:00')
  assert.equal(windowAt(file('session'), 'campaign', '2026-12-05', '14:00').slice(-5), '12:30')
  assert.equal(windowAt(file('am.end'), 'campaign', '2026-12-05', '14:00').slice(-5), '12:30', 'am does not run then')
  assert.equal(windowAt(hallOf([AM]), 'am', '2026-12-02', '09:00'), 'not booked')
})

test('clock changes, leap day, year’s end: released when the rule begins by the wall clock of the day of release', () => {
  const at = (timeZone: string, date: string, untilDays: number, change: Partial<Opening> = {}) =>
    windowAt(
      hallOf(
        [
          rule('am', {
            weekdays: EVERY_DAY,
            book: book({ untilDays, lead: { minutes: 120, before: 'slot' } }),
            ...change,
          }),
        ],
        {
          calendar: null,
          timeZone,
        },
      ),
      'am',
      date,
      '09:00',
    )
  assert.equal(at('Europe/Warsaw', '2026-03-29', 1), '03-28 08:30 → 03-29 07:00')
  assert.equal(at('Europe/Warsaw', '2026-10-25', 7), '10-18 08:30 → 10-25 07:00')
  assert.equal(at('America/New_York', '2026-11-01', 1), '10-31 08:30 → 11-01 07:00')
  assert.equal(at('Australia/Lord_Howe', '2026-10-04', 1), '10-03 08:30 → 10-04 07:00')
  // Two hours before nine, of which the clock has one more or less.
  assert.equal(at('Europe/Warsaw', '2026-03-29', 0, { start: '02:30' }), '03-29 03:00 → 03-29 07:00')
  assert.equal(at('Asia/Shanghai', '2028-03-01', 1), '02-29 08:30 → 03-01 07:00')
  assert.equal(at('Asia/Shanghai', '2028-02-29', 366), '02-28 08:30 → 02-29 07:00')
  assert.equal(at('Asia/Shanghai', '2027-01-01', 1), '12-31 08:30 → 01-01 07:00')
  const last = { weekdays: [2], weeksOfMonth: 'last' as const, everyWeeks: null }
  assert.equal(at('Asia/Shanghai', '2028-02-29', 7, last), '02-22 08:30 → 02-29 07:00')
  assert.equal(at('Asia/Shanghai', '2028-02-22', 7, last), 'does not run')
})

/** Walks the days before, one by one, and asks of each how far ahead the day is. */
function daysByPencil(b: Book, date: string): string[] {
  const found: string[] = []
  const working = (day: string) => {
    const national = calendars.cn?.[Number(day.slice(0, 4))]?.days.find((one) => one.date === day)
    return national === undefined ? ![0, 6].includes(new Date(day).getUTCDay()) : !national.isOffDay
  }
  let ahead = 0
  for (let day = date; ahead <= b.untilDays; day = addDays(day, -1)) {
    if (ahead >= b.fromDays) found.push(day)
    if (b.dayKind === 'calendar' || working(day)) ahead++
  }
  return found
}

test('the days of a window are those that counting day by day gives', () => {
  const anyDay = fc.integer({ min: 0, max: 364 }).map((n) => addDays('2026-01-01', n))
  const anyBook = fc.record({
    fromDays: fc.integer({ min: 0, max: 6 }),
    more: fc.integer({ min: 0, max: 12 }),
    dayKind: fc.constantFrom<Book['dayKind']>('calendar', 'working'),
  })
  fc.assert(
    fc.property(anyDay, anyBook, (date, { fromDays, more, dayKind }) => {
      const b = book({ fromDays, untilDays: fromDays + more, dayKind })
      const file = hallOf([rule('all', { weekdays: EVERY_DAY, runsOnClosedDays: true, book: b })])
      const planOf = plansOf(file)
      const [stretch] = planOf(date).openings
      assert.ok(stretch)
      const window = windowOf(stretch, stretch.from, file, planOf)
      assert.ok(window)
      const days = daysByPencil(b, date)
      const shown = (at: number) => iso(at, file.timeZone)
      assert.equal(shown(window.from), `${days.at(-1)}T08:30:00+08:00`)
      // On the day itself the slot's own beginning is the end.
      assert.equal(shown(window.until).slice(0, 19), days[0] === date ? `${date}T08:30:00` : `${days[0]}T23:59:59`)
    }),
    { numRuns: 400 },
  )
})
