// Recorded days through the real server: first come first called, and no screen falls behind. A made-up day is always there.
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { isHallFile } from '../core/hall-faults.ts'
import { iso } from '../core/time.ts'
import { hallFor } from '../scripts/replay/hall.ts'
import { openOracle } from '../scripts/replay/oracle.ts'
import { planDay } from '../scripts/replay/plan.ts'
import { beginning, type Played, playDay } from '../scripts/replay/play.ts'
import { type RecordedDay, readRecordedDays, ZONE } from '../scripts/replay/recorded.ts'
import { dayLine, isClean, totalOf } from '../scripts/replay/summary.ts'
import { readWords } from '../scripts/replay/words.ts'
import { ADMIN_PASSWORD, openHallServer } from './support/hall-server.ts'

const SCREENS = 8
const folder = mkdtempSync(join(tmpdir(), 'tingxu-replay-test-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const MADE_UP = `service,arrived_at,called_at,outcome,channel
L565,2020-02-29T07:59:00,2020-02-29T08:00:10,served,preopen
L565,2020-02-29T07:59:00,2020-02-29T08:00:05,served,preopen
Q 7/b,2020-02-29T08:00:00,2020-02-29T08:00:00,served,walkin
L565,2020-02-29T08:03:00,,abandoned,walkin
L565,2020-02-29T08:04:00,2020-02-29T08:09:00,served,walkin
L565,2020-02-29T08:04:00,2020-02-29T08:09:00,served,walkin
Q 7/b,2020-02-29T08:05:00,2020-02-29T08:20:00,served,walkin
Q 7/b,2020-02-29T08:06:00,2020-02-29T08:15:00,served,walkin
T1,2020-02-29T08:07:00,,abandoned,walkin
L565,2020-02-29T08:10:00,2020-02-29T08:30:00,served,walkin
L565,2020-02-29T08:11:00,2020-02-29T08:31:00,served,walkin
L565,2020-02-29T08:31:00,2020-02-29T08:31:00,served,walkin
`
const COUNTS = `service,at,open
L565,2020-02-29T07:50:00,3
L565,2020-02-29T08:09:30,1
Q 7/b,2020-02-29T08:00:00,0
`

function write(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const madeUp = write('made-up.csv', MADE_UP)
write('made-up_open_counters.csv', COUNTS)

async function played(day: RecordedDay): Promise<Played> {
  const server = await openHallServer({ CLOCK: `manual@${iso(beginning(day), ZONE)}` })
  try {
    return await playDay({ url: server.url, token: server.token }, day, { screens: SCREENS, speed: null })
  } finally {
    await server.stop()
  }
}

function dayOf(path: string, date?: string): RecordedDay {
  const days = readRecordedDays(path)
  const day = days.find((one) => one.date === date) ?? days[0]
  assert.ok(day)
  return day
}

test('a made-up day of twelve people goes through the hall as it was written', async () => {
  const result = await played(dayOf(madeUp))
  const { taken, called, cancelled, closed, violations, behind, screens, delays } = result
  assert.deepEqual({ taken, called, cancelled, closed }, { taken: 12, called: 10, cancelled: 1, closed: 1 })
  assert.deepEqual({ violations, behind, screens }, { violations: 0, behind: 0, screens: SCREENS })
  assert.equal(delays.length, 10, 'every call was seen on every screen')
  assert.ok(isClean(totalOf([result, result])))
  assert.match(
    dayLine(result),
    /^made-up-2020-02-29: 12 taken, 10 called, 1 closed, 1 cancelled · 0 order violations · /,
  )
})

test('a hall is made of what a day shows, and it is a hall file without a fault', () => {
  const file = hallFor('made-up', [dayOf(madeUp)])
  assert.ok(isHallFile(JSON.parse(JSON.stringify(file))))
  assert.deepEqual(
    file.services.map(({ id, prefix, name }) => `${prefix} ${id} ${name.en}`),
    ['A l565 L565', 'B q-7-b Q 7/b', 'C t1 T1'],
  )
  const counters = file.counters.map(({ id }) => id)
  assert.deepEqual(counters, ['l565-1', 'l565-2', 'l565-3', 'q-7-b-1', 't1-1'])
})

test('who left goes when somebody behind them is called; counters open and close as they were counted', () => {
  const steps = planDay(dayOf(madeUp)).filter(({ service }) => service === 'l565')
  const told = steps.map((step) => {
    const at = iso(step.at, ZONE).slice(11, 19)
    return `${at} ${step.do} ${'counter' in step ? step.counter : ''}${'ticket' in step ? ` #${step.ticket}` : ''}`
  })
  const nine = told.filter((line) => line.startsWith('08:09'))
  assert.deepEqual(nine, [
    '08:09:00 cancel  #3',
    '08:09:00 call-next l565-3 #4',
    '08:09:00 serve  #4',
    '08:09:00 finish  #0',
    '08:09:00 call-next l565-1 #5',
    '08:09:00 serve  #5',
    '08:09:30 finish  #1',
    '08:09:30 close l565-2',
    '08:09:30 finish  #5',
    '08:09:30 close l565-1',
  ])
})

test('the oracle notices somebody called before their turn', () => {
  const at = '2020-02-29T08:00:00+01:00'
  const ticket = (number: string, countsAs: string, service = 'l565') =>
    ({ id: number, number, service, countsAs, takenAt: at }) as Parameters<ReturnType<typeof openOracle>['taken']>[0]
  const oracle = openOracle()
  oracle.taken(ticket('A999', at))
  oracle.taken(ticket('A1000', at))
  oracle.taken(ticket('A1001', '2020-02-29T07:30:00+01:00'))
  oracle.taken(ticket('B001', '2020-02-29T07:00:00+01:00', 'other'))
  assert.equal(oracle.called('A1001', ['l565']), true, 'an earlier counts-as time')
  assert.equal(oracle.called('A1000', ['l565']), false, 'A999 comes before A1000')
  assert.equal(oracle.called('A999', ['l565', 'other']), false, 'the other service has an elder one')
  assert.equal(oracle.called('B001', ['l565']), false, 'the counter does not serve it')
  assert.equal(oracle.called('B001', ['other']), false, 'called already')
})

const line = (text: string) => write('broken.csv', `service,arrived_at,called_at,outcome\n${text}\n`)
const FAULTS: [string, () => string[], RegExp][] = [
  ['no file', () => [], /^One file of recorded days is needed: npm run replay/],
  ['no date', () => [madeUp], /^Say which day: --date/],
  [
    'a file that is not there',
    () => [join(folder, 'none.csv'), '--date', 'all'],
    /^There is no recorded day at .*none/,
  ],
  ['another date', () => [madeUp, '--date', '2020-03-01'], /^2020-03-01 is not in .* 1 days from 2020-02-29/],
  ['an unknown option', () => [madeUp, '--day', 'all'], /^Unknown option '--day'.*: npm run replay/],
  ['a speed of nothing', () => [madeUp, '--date', 'all', '--speed', '0'], /^--speed must be more than 0/],
  ['too many screens', () => [madeUp, '--date', 'all', '--screens', '1e9'], /^--screens must be a whole number/],
  ['no password', () => [madeUp, '--date', 'all', '--url', 'http://127.0.0.1:1'], /^--url needs --password/],
  ['no address', () => [madeUp, '--date', 'all', '--url', 'hall'], /^--url must be an address/],
  [
    'a missing column',
    () => [write('broken.csv', 'service,at\nL,1\n'), '--date', 'all'],
    /line 1: the columns arrived_at/,
  ],
  [
    'too few fields',
    () => [line('L565,2020-02-29T08:00:00'), '--date', 'all'],
    /line 2: 4 fields are needed, not 2\.$/,
  ],
  ['no time', () => [line('L565,8:00,,abandoned'), '--date', 'all'], /line 2: arrived_at must be a local time/],
  ['an unknown outcome', () => [line('L565,2020-02-29T08:00:00,,gone'), '--date', 'all'], /line 2: outcome must be/],
  [
    'called before they came',
    () => [line('L565,2020-02-29T08:00:00,2020-02-29T07:00:00,served'), '--date', 'all'],
    /line 2: called_at must follow arrived_at/,
  ],
]
for (const [what, words, sentence] of FAULTS)
  test(`a replay is refused with one sentence: ${what}`, () => {
    assert.throws(() => readWords(words(), {}), { message: sentence })
  })

test('a server whose clock runs by itself, or has passed the day, is not played on', async () => {
  const day = dayOf(madeUp)
  const options = { screens: 0, speed: null }
  const ticking = await openHallServer({ CLOCK: 'system' })
  await assert.rejects(playDay(ticking, day, options), {
    message: /^The clock of .* is not manual: start it with CLOCK=manual@/,
  })
  await ticking.stop()
  const later = await openHallServer({ CLOCK: 'manual@2021-01-01T00:00:00+01:00', ADMIN_PASSWORD })
  await assert.rejects(playDay(later, day, options), {
    message: /^The clock of .* is past 2020-02-29T07:49:00\+01:00 already/,
  })
  await later.stop()
})

const recorded = process.env.RECORDED_DAYS ?? join(import.meta.dirname, '..', '..', 'shared', 'days')
for (const [hall, date] of [
  ['bemowo', '2020-01-08'],
  ['ochota', '2020-01-20'],
] as const) {
  const path = join(recorded, `${hall}.csv`)
  const options = existsSync(path) ? {} : { skip: 'recorded days are not here' }
  test(`${hall} on ${date}: called in order, and every screen shows it`, options, async () => {
    const result = await played(dayOf(path, date))
    const people = readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line.split(',')[1]?.startsWith(date)).length
    assert.equal(result.taken, people)
    assert.equal(result.taken, result.called + result.cancelled + result.closed)
    assert.equal(result.delays.length, result.called)
    assert.deepEqual([result.violations, result.behind], [0, 0], dayLine(result))
  })
}
