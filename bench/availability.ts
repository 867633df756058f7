// `npm run bench:slots`: thirty days of free times with 100,000 bookings on 40 counters, beside a table of counters in SQL.
import type { Appointment } from '../core/appointment.ts'
import { emptyBoard } from '../core/board.ts'
import { putAppointment } from '../core/bookings.ts'
import { type DayPlan, planDay } from '../core/calendar.ts'
import type { HallFile, Opening, Service } from '../core/hall.ts'
import { slotsDay } from '../core/slots-view.ts'
import { addDays, instantOf, MINUTE } from '../core/time.ts'
import type { Pool } from '../server/db.ts'
import { smallHall } from '../test/support/small-hall.ts'
import { openDurableDatabase } from './one-hall.ts'
import { keep, keepRow, machine, median } from './report.ts'

const DAYS = 30
const BOOKINGS = 100_000
const COUNTERS = 40
const SLOT = 5
const ROUNDS = 5
const ROUND_MS = 2_000
const CALLERS = 32
const FIRST = '2026-12-01'
/** Nothing is too early or too late: what is measured is the room. */
const NOW = instantOf(FIRST, '00:00', 'Asia/Shanghai')

interface Booked {
  date: string
  start: number
  place: number
}

/** `places`: of each slot. 40 leave one in a hundred free, 80 more than half. */
function hallWith(places: number): HallFile {
  const base = smallHall()
  const book = { fromDays: 0, untilDays: 60, dayKind: 'calendar' as const, lead: { minutes: 0, before: 'slot' } }
  const all = { ...(base.openings[0] as Opening), to: null, weekdays: [1, 2, 3, 4, 5, 6, 7], slotMinutes: SLOT, book }
  const counters = Array.from({ length: COUNTERS }, (_, i) => ({
    ...{ id: String(i + 1), name: { 'zh-CN': `${i + 1}`, en: `${i + 1}` }, zone: 'A' },
    serves: [{ service: 'id-card', tier: 1 }],
  }))
  return {
    ...base,
    calendar: null,
    closures: [],
    counters,
    openings: [
      { ...all, id: 'am', start: '08:30', end: '12:00', online: places, desk: places },
      { ...all, id: 'pm', start: '14:30', end: '18:00', online: places, desk: places },
    ],
    services: base.services.map((one) => ({
      ...one,
      appointment: true,
      slots: 1,
      minutes: Math.floor((SLOT * COUNTERS) / places),
    })),
    policy: { ...base.policy, bookingShare: 1 },
  }
}

function open(places: number) {
  const file = hallWith(places)
  const plans = new Map<string, DayPlan>()
  const planOf = (date: string) => {
    const plan = plans.get(date) ?? planDay(file, date, {})
    plans.set(date, plan)
    return plan
  }
  const board = emptyBoard(file)
  board.day = FIRST
  const made: Booked[] = []
  for (let place = 1; made.length < BOOKINGS; place++)
    for (let day = 0; day < DAYS; day++) {
      const date = addDays(FIRST, day)
      for (const { session, from, until } of planOf(date).openings)
        for (let start = from; start < until && made.length < BOOKINGS; start += SLOT * MINUTE) {
          made.push({ date, start, place })
          const own = { session, date, start, end: start + SLOT * MINUTE, slotMinutes: SLOT, places: [place] }
          const id = `b${made.length}`
          const rest = { capacity: places, services: ['id-card'], minutes: SLOT, closes: until, state: 'booked' }
          // What the room depends on; the rest of an appointment says nothing of it.
          putAppointment(board.bookings, { id, ...own, ...rest } as unknown as Appointment, file)
        }
    }
  const services = [file.services.find(({ id }) => id === 'id-card') as Service]
  const asked = { board, services, now: NOW, isDesk: false, invited: null, planOf }
  const dates = Array.from({ length: DAYS }, (_, i) => addDays(FIRST, i))
  return { made, answer: () => dates.map((date) => slotsDay(asked, date)), asked, file }
}

async function main(): Promise<void> {
  const about = machine()
  const { pool, stop } = await openDurableDatabase()
  try {
    const results: Record<string, unknown> = {}
    for (const places of [COUNTERS, 2 * COUNTERS]) {
      const hall = open(places)
      const slots = hall.answer().reduce((sum, { slots: free }) => sum + free.length, 0)
      await fill(pool, hall.made, places)
      const asIn = await fromTable(pool)
      if (asIn !== slots) throw new Error(`${slots} times here, ${asIn} in the table`)
      const ours: number[] = []
      const table: number[] = []
      const after: number[] = []
      for (let round = 0; round < ROUNDS; round++) {
        ours.push(rateOf(hall.answer))
        table.push(await rateWith(pool))
        // Each answer after a booking somewhere in the thirty days: one of them is computed anew.
        after.push(
          rateOf(() => {
            touch(hall)
            return hall.answer()
          }),
        )
      }
      const ratio = median(ours) / median(table)
      results[`${slots} free times`] = { ours, afterABooking: after, table, ratio }
      const what = `answers a second, ${DAYS} days of slots, ${BOOKINGS} bookings, ${COUNTERS} counters, ${slots} free times`
      const of = (rates: number[]) => `${median(rates).toFixed(0)} a second`
      keepRow(`slots-${places}`, { what, figure: of(ours), beside: of(table), value: ratio, promised: { least: 10 } })
      console.log(`${median(after).toFixed(0)} a second when something is booked before each answer`)
    }
    keep('availability', { machine: about, bookings: BOOKINGS, days: DAYS, ...results })
  } finally {
    await stop()
  }
}

let turn = 0
function touch({ asked, made, file }: ReturnType<typeof open>): void {
  const at = (turn++ * 7_919) % made.length
  const known = asked.board.bookings.all.get(`b${at + 1}`)
  if (known !== undefined) putAppointment(asked.board.bookings, { ...known }, file)
}

/** Answers a second. */
function rateOf(answer: () => unknown): number {
  const since = performance.now()
  let count = 0
  while (performance.now() - since < ROUND_MS) {
    answer()
    count++
  }
  return (count / (performance.now() - since)) * 1_000
}

async function fill(pool: Pool, made: readonly Booked[], places: number): Promise<void> {
  await pool.query('DROP TABLE IF EXISTS slot_counts')
  await pool.query(
    'CREATE TABLE slot_counts (hall text, day date, start_at bigint, taken integer, places integer, PRIMARY KEY (hall, day, start_at))',
  )
  const taken = new Map<number, Booked & { count: number }>()
  for (const one of made) taken.set(one.start, { ...one, count: (taken.get(one.start)?.count ?? 0) + 1 })
  const rows = [...taken.values()]
  await pool.query(
    `INSERT INTO slot_counts SELECT 'small', d, s, t, $4 FROM unnest($1::date[], $2::bigint[], $3::integer[]) AS x (d, s, t)`,
    [rows.map((one) => one.date), rows.map((one) => one.start), rows.map((one) => one.count), places],
  )
  await pool.query('ANALYZE slot_counts')
}

const QUERY = {
  name: 'free-slots',
  text: `SELECT day, start_at, places - taken AS free FROM slot_counts
         WHERE hall = $1 AND day BETWEEN $2 AND $3 AND taken < places ORDER BY start_at`,
  values: ['small', FIRST, addDays(FIRST, DAYS - 1)],
}

async function fromTable(pool: Pool): Promise<number> {
  return (await pool.query(QUERY)).rows.length
}

async function rateWith(pool: Pool): Promise<number> {
  const since = performance.now()
  let count = 0
  const caller = async () => {
    for (; performance.now() - since < ROUND_MS; count++) await pool.query(QUERY)
  }
  await Promise.all(Array.from({ length: CALLERS }, caller))
  return (count / (performance.now() - since)) * 1_000
}

await main()
