// The layers of a day, later wins: pattern, the state's days, closures, what the hall says of one day, what is planned by hand.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Sessions } from '../core/calendar.ts'
import type { Exception, HallFile } from '../core/hall.ts'
import { faultsOf } from '../core/hall-faults.ts'
import { warningsOf } from '../core/hall-warnings.ts'
import type { Session } from '../core/session.ts'
import { calendars, codesOf, EVERY_DAY, hallOf, hoursOf, plansOf, rule } from './support/rules.ts'
import { smallHall } from './support/small-hall.ts'

const name = { 'zh-CN': '当天', en: 'That day' }
const say = (date: string, change: Partial<Exception>): Exception => ({ date, opening: '*', name, ...change })
const AM = rule('am')
const PM = rule('pm', { start: '14:30', end: '17:30' })
const SATURDAY = rule('saturday', { weekdays: [6], start: '08:30', end: '11:30' })
const DUTY = rule('duty', { weekdays: EVERY_DAY, runsOnClosedDays: true, start: '09:00', end: '11:00' })
const EVENING = rule('evening', { kind: 'evening', weekdays: [3], start: '18:00', end: '20:00' })
const hall = (exceptions: Exception[], change: Partial<HallFile> = {}) =>
  hallOf([AM, PM, SATURDAY], { exceptions, ...change })
const hours = (file: HallFile, date: string, sessions?: Sessions) => hoursOf(plansOf(file, sessions)(date))
const why = (file: HallFile, date: string, sessions?: Sessions) => codesOf(plansOf(file, sessions)(date).kind.why)
const known = (...all: Session[]): Sessions => new Map(all.map((one) => [one.id, one]))
const session = (id: string, state: Session['state'], more: Partial<Session> = {}): Session => ({
  id,
  date: id.slice(-10),
  state,
  decidedAt: null,
  staff: [],
  ...more,
})

test('a day that is closed by exception is closed, with its reason; a duty too, which a holiday does not close', () => {
  const file = hallOf([AM, DUTY], {
    exceptions: [say('2026-10-02', { closed: true }), say('2026-12-02', { closed: true })],
  })
  assert.deepEqual(hours(file, '2026-10-01'), ['duty 09:00–11:00'])
  assert.deepEqual(hours(file, '2026-10-02'), [])
  assert.deepEqual(hours(file, '2026-12-02'), [])
  assert.deepEqual(why(file, '2026-12-02'), ['weekday am', 'weekday duty', 'exception'])
  assert.equal(plansOf(file)('2026-12-02').kind.working, true, 'filings are due all the same')
})

test('open by exception: on a holiday, over a closure, on a Saturday; the Saturday rule stays at home on a Tuesday', () => {
  const closures = [{ date: '2026-12-02', name }]
  const dates = ['2026-10-06', '2026-12-02', '2026-12-05', '2026-12-06']
  const file = hall(
    dates.map((date) => say(date, { open: true })),
    { closures },
  )
  assert.deepEqual(hours(file, '2026-10-06'), ['am 08:30–12:00', 'pm 14:30–17:30'], 'a Tuesday in the holiday')
  assert.deepEqual(hours(file, '2026-12-02'), ['am 08:30–12:00', 'pm 14:30–17:30'])
  assert.deepEqual(why(file, '2026-12-02'), ['weekday am', 'weekday pm', 'closure', 'exception'])
  assert.deepEqual(hours(file, '2026-12-05'), ['saturday 08:30–11:30', 'am 08:30–12:00', 'pm 14:30–17:30'])
  assert.deepEqual(hours(file, '2026-12-06'), ['am 08:30–12:00', 'pm 14:30–17:30'])
})

test('one opening by name opens on any day, also of a year that is not published, and outside of its months', () => {
  const file = hall([
    say('2027-01-04', { opening: 'am', open: true }),
    say('2026-12-08', { opening: 'saturday', open: true }),
    say('2030-06-03', { open: true }),
  ])
  assert.deepEqual(hours(file, '2027-01-04'), ['am 08:30–12:00'])
  assert.deepEqual(why(file, '2027-01-04').slice(-2), ['calendar_unpublished', 'exception am'])
  assert.deepEqual(hours(file, '2027-01-05'), [])
  assert.deepEqual(hours(file, '2026-12-08'), ['saturday 08:30–11:30', 'am 08:30–12:00', 'pm 14:30–17:30'])
  assert.deepEqual(hours(file, '2030-06-03'), ['am 08:30–12:00', 'pm 14:30–17:30'])
})

test('what is said of one opening wins over what is said of all, wherever it stands; the later of two wins', () => {
  const one = say('2026-12-02', { opening: 'am', open: true, start: '09:00' })
  const all = say('2026-12-02', { closed: true })
  for (const exceptions of [
    [one, all],
    [all, one],
  ])
    assert.deepEqual(hours(hall(exceptions), '2026-12-02'), ['am 09:00–12:00'])
  const twice = [say('2026-12-02', { opening: 'am', end: '11:00' }), say('2026-12-02', { opening: 'am', end: '10:00' })]
  assert.deepEqual(hours(hall(twice), '2026-12-02'), ['am 08:30–10:00', 'pm 14:30–17:30'])
})

test('other hours of one opening are its hours; of all, they cut off what lies outside and make nothing longer', () => {
  assert.deepEqual(hours(hall([say('2026-12-02', { opening: 'am', start: '08:00', end: '13:00' })]), '2026-12-02'), [
    'am 08:00–13:00',
    'pm 14:30–17:30',
  ])
  assert.deepEqual(hours(hall([say('2026-12-02', { start: '10:00', end: '16:00' })]), '2026-12-02'), [
    'am 10:00–12:00',
    'pm 14:30–16:00',
  ])
  assert.deepEqual(hours(hall([say('2026-12-02', { end: '11:00' })]), '2026-12-02'), ['am 08:30–11:00'])
  assert.deepEqual(hours(hall([say('2026-12-02', { start: '07:00', end: '20:00' })]), '2026-12-02'), [
    'am 08:30–12:00',
    'pm 14:30–17:30',
  ])
})

test('an exception changes places and walk-ins of its day alone', () => {
  const file = hall([say('2026-12-02', { opening: 'am', walkIn: false, online: 0, desk: 9 })])
  const plan = plansOf(file)('2026-12-02')
  const [am] = plan.openings
  assert.deepEqual([am?.opening.online, am?.opening.desk, am?.opening.walkIn], [0, 9, false])
  assert.deepEqual(plan.walkIn.get('id-card')?.length, 1, 'the afternoon')
  assert.equal(plansOf(file)('2026-12-03').walkIn.get('id-card')?.length, 2)
})

test('planned by hand: runs on a closed day, after every other layer, and only on its own', () => {
  const extra = session('hand-7@2026-10-01', 'confirmed', {
    rule: rule('hand-7', {
      kind: 'weekend',
      start: '09:00',
      end: '10:00',
      weekdays: EVERY_DAY,
      runsOnClosedDays: true,
    }),
  })
  const file = hall([say('2026-10-01', { closed: true })])
  assert.deepEqual(hours(file, '2026-10-01', known(extra)), ['hand-7 09:00–10:00'])
  assert.deepEqual(why(file, '2026-10-01', known(extra)).slice(-2), ['exception', 'planned_by_hand hand-7'])
  assert.deepEqual(hours(file, '2026-10-02', known(extra)), [])
  const newYear = { ...extra, id: 'hand-7@2027-01-01', date: '2027-01-01' }
  assert.deepEqual(hours(file, '2027-01-01', known(newYear)), ['hand-7 09:00–10:00'], 'in an unpublished year too')
})

test('on demand: bookable and no walk-ins while it is open; with walk-ins once confirmed; called off it is listed apart', () => {
  const file = hallOf([AM, { ...EVENING, onDemand: { minimum: 3 } }])
  const evening = 'evening@2026-12-02'
  const open = plansOf(file)('2026-12-02')
  assert.deepEqual(hoursOf(open), ['am 08:30–12:00', 'evening 18:00–20:00 planned'])
  assert.equal(open.walkIn.get('id-card')?.length, 1)
  assert.equal(codesOf(open.kind.why).at(-1), 'on_demand evening')
  const confirmed = plansOf(file, known(session(evening, 'confirmed')))('2026-12-02')
  assert.deepEqual(hoursOf(confirmed), ['am 08:30–12:00', 'evening 18:00–20:00'])
  assert.equal(confirmed.walkIn.get('id-card')?.length, 2)
  const off = plansOf(file, known(session(evening, 'called-off')))('2026-12-02')
  assert.deepEqual(hoursOf(off), ['am 08:30–12:00'])
  assert.deepEqual(
    off.calledOff.map((one) => one.session),
    [evening],
  )
  assert.equal(codesOf(off.kind.why).at(-1), 'called_off evening')
  const alone = plansOf(hallOf([{ ...EVENING, onDemand: { minimum: 3 } }]), known(session(evening, 'called-off')))
  assert.equal(alone('2026-12-02').kind.open, false)
})

test('an exception that could not be meant is told where it stands', () => {
  const base = smallHall()
  const told = (...exceptions: Partial<Exception>[]) =>
    faultsOf({ ...base, exceptions: exceptions.map((one) => say('2026-12-02', one)) }).map(
      ({ path, code }) => `${path} ${code}`,
    )
  assert.deepEqual(told({ opening: 'am', end: '08:00' }), ['/exceptions/0/end end_before_start'])
  assert.deepEqual(told({ opening: 'pm', start: '18:00' }), ['/exceptions/0/start end_before_start'])
  assert.deepEqual(told({ opening: '*', start: '12:30' }), [], 'leaves the afternoon')
  assert.deepEqual(told({ open: true }, { open: true, closed: true }), ['/exceptions/1/open open_and_closed'])
  assert.deepEqual(told({ opening: 'am', online: 4 }), ['/exceptions/0/online online_over_desk'])
  assert.deepEqual(told({ opening: 'am', desk: 1 }), ['/exceptions/0/desk online_over_desk'])
  assert.deepEqual(told({ opening: 'am', desk: 1, online: 1 }), [])
  const openings = base.openings.map((one) => ({ ...one, onDemand: { minimum: 2 } }))
  const book = { fromDays: 5, untilDays: 1, dayKind: 'working' as const, lead: { minutes: 0, before: 'slot' } }
  assert.deepEqual(
    faultsOf({ ...base, openings: openings.map((one, i) => (i === 0 ? one : { ...one, book })) }).map(
      ({ path, code }) => `${path} ${code}`,
    ),
    ['/openings/0/onDemand never_bookable', '/openings/1/book/untilDays window_empty'],
  )
  const empty = { ...base, exceptions: [say('2026-12-02', {}), say('2026-12-03', { walkIn: false })] }
  assert.deepEqual(
    warningsOf(empty, calendars, '2026-10-01').flatMap(({ path, code }) => (code === 'exception_empty' ? [path] : [])),
    ['/exceptions/0'],
  )
})
