// Reports as a manager and an inspector get them, and what a visitor is told of those who were called before.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import type { FairnessView, FiguresView } from '../core/reports.ts'
import { asCsv, asXlsx, safeCell } from '../server/reports/export.ts'
import { ask, press, signIn } from './support/asking.ts'
import { type HallServer, moveTo, openHallServer } from './support/hall-server.ts'
import { newFolder } from './support/program.ts'
import { smallHall } from './support/small-hall.ts'
import { tell } from './support/story.ts'

let server: HallServer
let inspector: string
const DAY = 'from=2026-11-24&to=2026-11-24'

before(async () => {
  const HALL_FILE = join(newFolder(), 'hall.json')
  const file = smallHall()
  file.departments[0] = { id: 'police', name: { 'zh-CN': '=公安局', en: '=cmd|calc' } }
  writeFileSync(HALL_FILE, JSON.stringify(file))
  server = await openHallServer({ HALL_FILE, CLOCK: 'manual@2026-11-24T08:00:00+08:00' })
  await tell(
    server,
    `
    09:00  clerk    open counter=1                       -> open 1
    09:00  visitor  take id-card                         -> A001
    09:02  visitor  take id-card                         -> A002
    09:10  clerk    call-next counter=1                  -> called A001
    09:12  clerk    serve A001                           -> serving A001
    09:20  clerk    finish A001                          -> done A001
    09:20  host     take id-card priority=senior         -> A003
    09:25  clerk    call-next counter=1                  -> called A003
    09:26  clerk    miss A003                            -> missed A003
    09:30  clerk    call-next counter=1                  -> called A002
    == 2026-11-25
    09:00  clerk    open counter=1                       -> open 1
    09:00  visitor  take id-card                         -> A001`,
  )
  inspector = await signIn(server.url, 'inspector-of-the-story', 'a-long-enough-password')
})

const report = (query: string, token: string | null = server.token) =>
  ask(server.url, 'GET', `/api/v1/halls/small/reports/${query}`, { token })

async function figures(query: string): Promise<FiguresView> {
  const { status, body } = await report(`figures?${query}`, inspector)
  assert.equal(status, 200, JSON.stringify(body))
  return body as unknown as FiguresView
}

test('the figures of a day: who waited how long, who was served, who was left at the end', async () => {
  const { all, lines, days } = await figures(`${DAY}&by=clerk&language=en`)
  assert.equal(days, 1)
  assert.deepEqual([all.tickets, all.served, all.missed, all.closed], [3, 1, 1, 1])
  assert.deepEqual([all.wait.meanSeconds, all.wait.medianSeconds, all.wait.maxSeconds], [860, 600, 1680])
  assert.deepEqual(all.within, { count: 2, of: 3, share: 0.6667 })
  assert.equal(all.service.sumSeconds, 480)
  assert.deepEqual(
    lines.map(({ key, name, served }) => [key, name, served]),
    [['clerk-of-the-story', 'clerk', 1]],
  )
  const hours = await figures('from=2026-11-24&to=2026-11-25&by=hour&language=zh-CN')
  assert.deepEqual(
    hours.lines.map(({ name, tickets }) => [name, tickets]),
    [['09:00', 4]],
  )
  assert.equal(hours.all.open, 1)
  assert.deepEqual(await figures(`${DAY}&by=clerk&language=en`), { ...(await figures(`${DAY}&by=clerk&language=en`)) })
})

test('who may read reports, and what is asked wrongly is refused by its field', async () => {
  assert.equal((await report(`figures?${DAY}`, null)).status, 401)
  for (const role of ['clerk', 'host']) {
    const token = await signIn(server.url, `${role}-of-the-story`, 'a-long-enough-password')
    assert.equal((await report(`figures?${DAY}&by=clerk`, token)).status, 403)
    assert.equal((await report(`fairness?${DAY}`, token)).status, 403)
  }
  const refused = async (query: string) => {
    const { status, body } = await report(query)
    return [status, body.code, body.field]
  }
  assert.deepEqual(await refused('figures?from=2026-02-30'), [400, 'malformed', 'from'])
  assert.deepEqual(await refused('figures?from=2026-11-25&to=2026-11-24'), [400, 'malformed', 'to'])
  assert.deepEqual(await refused('fairness?from=2025-11-23&to=2026-11-24'), [400, 'too_many_days', 'from'])
  assert.equal((await report('figures?from=2025-11-24&to=2026-11-24')).status, 200)
  assert.equal((await refused('figures?by=shoe-size'))[0], 400)
})

test('fairness: each call out of order with its reason, the waits compared, the closing hash of a day that is over', async () => {
  const { body } = await report('fairness?from=2026-11-24&to=2026-11-25&language=en', inspector)
  const fair = body as unknown as FairnessView
  assert.deepEqual([fair.calls, fair.outOfOrderCount, fair.faultCount, fair.boundMinutes], [3, 0, 0, 55])
  assert.deepEqual(
    fair.waits.priority.map(({ name, wait }) => [name, wait.meanSeconds]),
    [
      ['No priority', 1140],
      ['Senior', 300],
    ],
  )
  assert.deepEqual(
    fair.waits.entered.map(({ name, tickets }) => [name, tickets]),
    [
      ['Nobody signed in', 3],
      ['host', 1],
    ],
  )
  const [over, today] = fair.days
  assert.equal(today?.closingHash, null)
  const events = await ask(server.url, 'GET', `/api/v1/halls/small/events?after=${(over?.closingSeq ?? 0) - 1}`, {
    token: server.token,
  })
  const [last, next] = events.body.events as { hash: string; type: string }[]
  assert.deepEqual([last?.hash, next?.type], [over?.closingHash, 'day-opened'])
  assert.deepEqual([fair.crowd.busy.days, fair.crowd.quiet.days], [1, 1])
})

test('sheets for Excel: Chinese headings with a byte order mark, and no cell that runs', async () => {
  const response = await fetch(`${server.url}/api/v1/halls/small/reports/figures?${DAY}&by=department&format=csv`, {
    headers: { authorization: `Bearer ${server.token}` },
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf])
  assert.match(response.headers.get('content-disposition') ?? '', /attachment; filename="figures-department-2026-11-24/)
  const [head, line, all] = parse(bytes, { bom: true }) as string[][]
  assert.deepEqual(head?.slice(0, 3), ['部门', '取号', '办结'])
  assert.deepEqual(line?.slice(0, 3), ["'=公安局", '3', '1'])
  assert.equal(all?.[0], '合计')
  for (const format of ['csv', 'xlsx']) {
    const { status, body } = await report(`fairness?${DAY}&format=${format}`)
    assert.equal(status, 200, String(body.text).slice(0, 80))
  }
  const xlsx = await asXlsx([{ name: 'a', rows: [['head'], ['=1+1'], [3]] }])
  assert.equal(xlsx.subarray(0, 2).toString(), 'PK')
})

test('what begins like a formula is written as text; numbers stay numbers, negative ones too', () => {
  const cells = ['=1+1', '+49 30', '-5', '@sum', '\tx', '\rx', 'plain', '5', -5, 0.88, null]
  assert.deepEqual(cells.map(safeCell), [
    ...["'=1+1", "'+49 30", "'-5", "'@sum", "'\tx", "'\rx", 'plain', '5', -5, 0.88, null],
  ])
  assert.match(asCsv([{ name: 'a', rows: [['"quoted", =no', -5]] }]), /^\ufeff"""quoted"", =no",-5\r\n$/)
})

test('a visitor learns why somebody was called before: the ground, never the class or the number', async () => {
  await moveTo(server, '2026-11-25T09:10:00+08:00')
  const mine = await press(server, { do: 'take', service: 'id-card' })
  const { key } = mine.body.ticket as { key: string }
  const passed = () => ask(server.url, 'GET', `/api/v1/tickets/${key}/passed`)
  assert.deepEqual((await passed()).body, { count: 0, passed: [] })
  await moveTo(server, '2026-11-25T09:15:00+08:00')
  const priority = { class: 'senior', reason: 'aged 72' }
  await press(server, { do: 'take', service: 'id-card', priority }, server.token)
  await moveTo(server, '2026-11-25T09:16:30+08:00')
  await press(server, { do: 'call-next', counter: '1' }, server.token)
  const { body } = await passed()
  assert.deepEqual(body, {
    count: 1,
    passed: [{ at: '2026-11-25T09:16:00+08:00', reason: 'priority', minutes: 5 }],
  })
  assert.doesNotMatch(JSON.stringify(body), /senior|A00|72/)
  assert.equal((await ask(server.url, 'GET', '/api/v1/tickets/aaaaaaaaaaaaaaaaaaaaaaaaaaa/passed')).status, 404)
})

test('a queue kept overnight: a visit counts once, in the day that ended it, and its wait began when they came', async () => {
  const HALL_FILE = join(newFolder(), 'hall.json')
  const file = smallHall()
  writeFileSync(HALL_FILE, JSON.stringify({ ...file, policy: { ...file.policy, overnight: 'carry' } }))
  const kept = await openHallServer({ HALL_FILE, CLOCK: 'manual@2026-11-24T08:00:00+08:00' })
  await tell(
    kept,
    `
    09:00  visitor  take id-card           -> A001
    == 2026-11-25
    09:00  clerk    open counter=1         -> open 1
    09:00  clerk    call-next counter=1    -> called A001
    09:01  clerk    serve A001             -> serving A001
    09:05  clerk    finish A001            -> done A001`,
  )
  const path = '/api/v1/halls/small/reports/figures?from=2026-11-24&to=2026-11-25&by=day'
  const { body } = await ask(kept.url, 'GET', path, { token: kept.token })
  const { all, lines } = body as unknown as FiguresView
  assert.deepEqual([all.tickets, all.served, all.wait.maxSeconds], [1, 1, 24 * 3600])
  assert.deepEqual(
    lines.map(({ key, tickets }) => [key, tickets]),
    [['2026-11-25', 1]],
  )
  const fair = await ask(kept.url, 'GET', path.replace('figures', 'fairness').replace('&by=day', ''), {
    token: kept.token,
  })
  assert.equal(fair.body.faultCount, 0)
  await kept.stop()
})
