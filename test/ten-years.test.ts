// Ten years of days in zones whose clocks are set at two, at midnight, by half an hour, or never: each begins where the
// calendar of the machine's own library says, and a number begins anew with it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, DAY, daysBetween, HOUR, instantOf, localDate, MINUTE, startOfDay, wallTimeOf } from '../core/time.ts'
import { bigHall } from './support/big-hall.ts'
import { openTestDoor } from './support/door.ts'

const FROM = '2017-01-01'
const UNTIL = '2027-01-01'
/** How often a day is longer or shorter than 24 hours within these years. Brazil gave it up in 2019. */
const ODD_DAYS: Record<string, number> = {
  'Asia/Shanghai': 0,
  'Europe/Warsaw': 20,
  'America/New_York': 20,
  'America/Sao_Paulo': 5,
  'Australia/Lord_Howe': 20,
  UTC: 0,
}

for (const [zone, odd] of Object.entries(ODD_DAYS))
  test(`${zone}: every day begins once, follows the one before, and is told by the clock on the wall`, () => {
    const told = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
    let odds = 0
    let start = startOfDay(FROM, zone)
    for (let day = FROM; day < UNTIL; day = addDays(day, 1)) {
      const next = startOfDay(addDays(day, 1), zone)
      assert.equal(told.format(start).slice(0, 10), day)
      assert.equal(told.format(next - 1).slice(0, 10), day)
      for (const at of [start, start + 11 * HOUR + 17 * MINUTE, next - 1]) {
        assert.equal(localDate(at, zone), day)
        assert.equal(wallTimeOf(at, zone), told.format(at).slice(11, 16))
      }
      assert.equal(instantOf(day, wallTimeOf(next - 12 * HOUR, zone), zone), next - 12 * HOUR)
      if (next - start !== DAY) odds++
      start = next
    }
    assert.equal(odds, odd)
    assert.equal(daysBetween(FROM, UNTIL), 3_652)
  })

test('where midnight is missing a day begins at one; where it comes twice, with the first', () => {
  const zone = 'America/Sao_Paulo'
  assert.equal(startOfDay('2018-11-04', zone), Date.parse('2018-11-04T01:00:00-02:00'))
  assert.equal(wallTimeOf(startOfDay('2018-11-04', zone), zone), '01:00')
  assert.equal(instantOf('2018-02-17', '23:30', zone), Date.parse('2018-02-17T23:30:00-02:00'))
  assert.equal(startOfDay('2018-02-18', zone) - startOfDay('2018-02-17', zone), 25 * HOUR)
  assert.equal(
    startOfDay('2026-10-05', 'Australia/Lord_Howe') - startOfDay('2026-10-04', 'Australia/Lord_Howe'),
    23.5 * HOUR,
  )
})

test('numbers begin anew with the day: over set clocks, a leap day, years’ ends, and a week in which nobody came', async () => {
  const zone = 'America/Sao_Paulo'
  const days = [
    '2017-10-15',
    '2018-02-18',
    '2018-11-04',
    '2018-11-11',
    '2019-02-17',
    '2020-02-29',
    '2020-03-01',
    '2021-01-01',
  ]
  const door = await openTestDoor({ ...bigHall(), timeZone: zone, calendar: null }, startOfDay('2017-10-14', zone))
  for (const day of days) {
    const start = startOfDay(day, zone)
    for (const [at, on, number] of [
      [start - 2, addDays(day, -1), 1],
      [start - 1, addDays(day, -1), 2],
      [start, day, 1],
      [start + 1, day, 2],
    ] as const) {
      door.clock.now = at
      const taken = await door.press({ do: 'take', service: 's0' })
      assert.ok(taken.ok)
      const ticket = taken.events.find((event) => event.ticket !== undefined)?.ticket
      const already = ticket?.day === '2020-02-29' && at < start ? 2 : 0
      assert.deepEqual([ticket?.day, Number(ticket?.number.slice(1))], [on, number + already], `${day} ${at - start}`)
    }
  }
  assert.deepEqual(door.faults, [])
})
