// Numbers on paper: what comes out of a printer, once, in which language, and what becomes of a press when nothing comes out.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import pg from 'pg'
import type { HallFile } from '../core/hall.ts'
import { ticketId } from '../core/ids.ts'
import type { PrinterView, PrintView } from '../core/paper.ts'
import { ticketKey } from '../server/keys.ts'
import { secretNamed } from '../server/store/people.ts'
import { ask, press } from './support/asking.ts'
import { stopFirst } from './support/database.ts'
import { devicesOf, PLENTY } from './support/devices.ts'
import { type FakePrinter, openPrinter, WELL } from './support/fake-printer.ts'
import type { HallServer } from './support/hall-server.ts'
import { freshDatabase, serveOn } from './support/processes.ts'
import { smallHall } from './support/small-hall.ts'
import { until } from './support/until.ts'

const folder = mkdtempSync(join(tmpdir(), 'tingxu-printing-'))
after(() => rmSync(folder, { recursive: true }))

const WITHIN_MS = 8_000
let printer: FakePrinter
let wide: FakePrinter
let server: HallServer
let beside: HallServer
let kiosk: { id: string; token: string }
let client: pg.Client

before(async () => {
  printer = await openPrinter()
  wide = await openPrinter()
  const hall = smallHall()
  const file: HallFile = {
    ...hall,
    policy: { ...hall.policy, devices: 'paired' },
    paper: {
      printers: [
        { id: 'east', name: '东门', host: '127.0.0.1', port: printer.port, width: 58 },
        { id: 'desk', name: '导办台', host: '127.0.0.1', port: wide.port, width: 80 },
        { id: 'usb', name: '西门', width: 58 },
      ],
    },
  }
  const HALL_FILE = join(folder, 'hall.json')
  writeFileSync(HALL_FILE, JSON.stringify(file))
  const database = await freshDatabase()
  const env = { HALL_FILE, PUBLIC_URL: 'https://hall.example.org', ...PLENTY }
  server = await serveOn(database, env)
  beside = await serveOn(database, env)
  for (const one of [server, beside]) stopFirst(one.stop)
  client = new pg.Client(server.connection)
  await client.connect()
  // Servers first, while the printers are still there.
  stopFirst(() => client.end())
  kiosk = await devicesOf(server).pairedDevice({ scope: { kind: 'kiosk', printer: 'east' } })
  await devicesOf(beside).own(kiosk.token)
})
beforeEach(() => {
  for (const one of [printer, wide]) {
    Object.assign(one.mood, WELL)
    one.papers.length = 0
    one.raw.length = 0
  }
})

interface Taken {
  id: string
  number: string
}
async function taken(command: object = {}, at = server, token = kiosk.token): Promise<Taken> {
  const { status, body } = await press(at, { do: 'take', service: 'id-card', ...command }, token)
  assert.equal(status, 200, JSON.stringify(body))
  return body.ticket as Taken
}
const name = ({ id }: Taken, copies = 0) => `${id}.${copies}`
async function printOf(print: string, token = kiosk.token): Promise<PrintView> {
  const { body } = await ask(server.url, 'GET', `/api/v1/halls/small/prints/${print}`, { token })
  return body as unknown as PrintView
}
const comesTo = (print: string, state: string, trouble: string | null = null) =>
  until(
    `${print} ${state} ${trouble}`,
    async () => {
      const now = await printOf(print)
      return now.state === state && (now.trouble ?? null) === trouble
    },
    WITHIN_MS,
  )
async function printerNow(id: string): Promise<PrinterView | undefined> {
  const { body } = await ask(server.url, 'GET', '/api/v1/halls/small/printers', { token: server.token })
  return (body.printers as PrinterView[]).find((one) => one.id === id)
}

test('a number taken at a kiosk comes out once, in the language of whoever took it', async () => {
  const zh = await taken({ language: 'zh-CN' })
  await comesTo(name(zh), 'printed')
  const [paper = ''] = printer.papers
  for (const text of [
    '小厅',
    '您的号码',
    zh.number,
    '居民身份证',
    '您排在第一位',
    '身份证（原件 + 复印件 1 份）',
    '[code ',
    '扫码查看排队进度',
  ])
    assert.ok(paper.includes(text), `${text} stands on\n${paper}`)
  assert.ok(!paper.includes('副本'))
  const en = await taken({ language: 'en' })
  await comesTo(name(en), 'printed')
  assert.match(printer.papers[1] ?? '', /Your number\n.*A002\n.*Identity card\n/)
  assert.match(printer.papers[1] ?? '', /Ahead of you: 1/)
  assert.equal(printer.papers.length, 2)
})

test('the bytes are those of a Chinese printer: initialised, Hanzi mode, GB18030, cut, and asked when it is done', async () => {
  await comesTo(name(await taken({ language: 'zh-CN' })), 'printed')
  const [bytes = Buffer.alloc(0)] = printer.raw
  assert.equal(bytes.subarray(0, 2).toString('hex'), '1b40')
  assert.ok(bytes.includes(Buffer.from([0x1c, 0x26, 0xd0, 0xa1, 0xcc, 0xfc])), 'FS & and 小厅 in GB18030')
  assert.ok(bytes.subarray(-7).equals(Buffer.from([0x1d, 0x56, 0x42, 0, 0x1d, 0x72, 1])), 'cut, then GS r 1')
})

test('two processes print each number once, one speaks with the printer at a time', async () => {
  const all = await Promise.all(Array.from({ length: 12 }, (_, i) => taken({}, i % 2 === 0 ? server : beside)))
  for (const one of all) await comesTo(name(one), 'printed')
  const numbers = printer.papers.map((paper) => paper.match(/A\d{3}/)?.[0]).sort()
  assert.deepEqual(numbers, all.map(({ number }) => number).sort())
  assert.equal(printer.lines.most, 1)
})

test('the answer does not wait for a printer that hangs; the kiosk is told, and what comes back prints', async () => {
  printer.mood.hangs = true
  const since = performance.now()
  const ticket = await taken()
  assert.ok(performance.now() - since < 1_000, 'taking does not wait')
  await comesTo(name(ticket), 'queued', 'silent')
  printer.mood.hangs = false
  await comesTo(name(ticket), 'printed')
  assert.equal(printer.papers.length, 1)
  assert.ok(!printer.papers[0]?.includes('副本'), 'nothing was sent before')
})

test('out of paper, cover open: nothing is sent, staff see which; a new roll, and the next comes out', async () => {
  printer.mood.paperOut = true
  const ticket = await taken()
  await comesTo(name(ticket), 'queued', 'no_paper')
  await until('staff see which', async () => (await printerNow('east'))?.state === 'no_paper', WITHIN_MS)
  assert.equal(printer.raw.length, 0)
  Object.assign(printer.mood, { paperOut: false, coverOpen: true })
  await comesTo(name(ticket), 'queued', 'cover_open')
  Object.assign(printer.mood, { coverOpen: false, nearEnd: true })
  await comesTo(name(ticket), 'printed')
  await until('low paper is known', async () => (await printerNow('east'))?.state === 'low', WITHIN_MS)
  printer.mood.nearEnd = false
})

test('what may have come out already is marked as a copy: paper that ends in a job, a line that breaks in it', async () => {
  printer.mood.endsInJob = true
  const first = await taken({ language: 'zh-CN' })
  await comesTo(name(first), 'queued', 'no_paper')
  printer.mood.paperOut = false
  await comesTo(name(first), 'printed')
  assert.ok(printer.papers[0]?.includes('副本'))
  printer.mood.breaksAfter = 200
  const second = await taken({ language: 'zh-CN' })
  await comesTo(name(second), 'queued', 'silent')
  printer.mood.breaksAfter = null
  await comesTo(name(second), 'printed')
  assert.deepEqual([printer.papers.length, printer.papers[1]?.includes('副本')], [2, true])
})

test('a printer that is away is said to be; numbers are given all the same; nobody gets what is minutes old', async () => {
  await printer.goAway()
  const [old, fresh] = [await taken(), await taken()]
  await comesTo(name(old), 'queued', 'unreachable')
  await client.query("UPDATE prints SET made_at = made_at - interval '3 minutes' WHERE name = $1", [name(old)])
  await comesTo(name(old), 'late')
  await printer.comeBack()
  await comesTo(name(fresh), 'printed')
  assert.equal(printer.papers.length, 1)
  assert.ok(printer.papers[0]?.includes(fresh.number))
})

test('a host takes and reprints where they choose; a reprint is marked, a visitor chooses nothing', async () => {
  const ticket = await taken({ printer: 'desk', language: 'zh-CN' }, server, server.token)
  await comesTo(name(ticket), 'printed')
  const { status } = await press(server, { do: 'reprint', ticket: ticket.id, printer: 'desk' }, server.token)
  assert.equal(status, 200)
  await comesTo(name(ticket, 1), 'printed')
  assert.deepEqual(
    wide.papers.map((paper) => paper.includes('副本')),
    [false, true],
  )
  assert.equal(printer.papers.length, 0)
  const silent = await taken({}, server, server.token)
  for (const printer of ['attic', 'usb']) {
    const none = await press(server, { do: 'reprint', ticket: silent.id, printer }, server.token)
    assert.deepEqual([none.status, none.body.code, none.body.field], [409, 'no_such_printer', 'printer'], printer)
  }
  const visitor = await press(server, { do: 'take', service: 'deed', printer: 'desk' })
  assert.deepEqual([visitor.status, visitor.body.field], [401, 'printer'])
  assert.equal((await press(server, { do: 'take', service: 'deed', printer: 'desk' }, kiosk.token)).status, 401)
  assert.equal((await printOf(name(silent))).state, undefined, 'no paper was asked for')
})

test('the papers to bring come out at the kiosk, complete; who may not print is refused', async () => {
  const path = '/api/v1/halls/small/notices'
  const body = { services: ['deed', 'passport'], language: 'zh-CN' }
  const { status, body: made } = await ask(server.url, 'POST', path, { body, token: kiosk.token })
  assert.equal(status, 202, JSON.stringify(made))
  await comesTo(String(made.name), 'printed')
  const [paper = ''] = printer.papers
  for (const text of ['一次性告知单', '不动产登记 + 护照', '公安局', '1. 身份证（原件 + 复印件 1 份）'])
    assert.ok(paper.includes(text), `${text} stands on\n${paper}`)
  const { rows } = await client.query('SELECT about, file_seq FROM prints WHERE name = $1', [made.name])
  assert.deepEqual(rows[0], { about: ['deed', 'passport'], file_seq: 1 }, 'what was told, and of which version')
  const asked = async (given: object, token: string | null) => {
    const { status, body: told } = await ask(server.url, 'POST', path, { body: given, token })
    return [status, told.code ?? '']
  }
  assert.deepEqual(await asked(body, null), [403, 'forbidden'])
  assert.deepEqual(await asked({ ...body, printer: 'desk' }, kiosk.token), [403, 'forbidden'])
  assert.deepEqual(await asked(body, server.token), [404, 'no_such_printer'])
  assert.deepEqual(await asked({ ...body, printer: 'usb' }, server.token), [404, 'no_such_printer'])
  assert.deepEqual(await asked({ ...body, services: ['x'] }, kiosk.token), [404, 'no_such_service'])
})

test('a number given back before its paper came out is not printed', async () => {
  printer.mood.paperOut = true
  const ticket = await taken()
  await comesTo(name(ticket), 'queued', 'no_paper')
  await press(server, { do: 'cancel', ticket: ticket.id }, server.token)
  printer.mood.paperOut = false
  await comesTo(name(ticket), 'failed')
  assert.equal(printer.papers.length, 0)
})

test('a process that fell while it printed: the next one prints, and says that it may be a copy', async () => {
  await printer.goAway()
  const ticket = await taken({ language: 'zh-CN' })
  await comesTo(name(ticket), 'queued', 'unreachable')
  await client.query("UPDATE prints SET state = 'printing', sent = 1, next_at = now() WHERE name = $1", [name(ticket)])
  await printer.comeBack()
  await comesTo(name(ticket), 'printed')
  assert.deepEqual([printer.papers.length, printer.papers[0]?.includes('副本')], [1, true])
})

test('an example shows a key that no number has; a language that is none is refused', async () => {
  const path = '/api/v1/halls/small/paper-preview'
  const preview = (language: string) => {
    const body = { kind: 'ticket', language, width: 80, service: 'id-card', template: '{number} {link}' }
    return ask(server.url, 'POST', path, { body, token: server.token })
  }
  const { body } = await preview('en')
  const text = String(body.svg).replace(/<[^>]*>|\s/g, '')
  assert.match(text, /A017https:.*#[\w-]{27}$/)
  const secret = await secretNamed(client, 'keys', Buffer.alloc(32))
  assert.ok(!text.includes(ticketKey(secret, 'small', ticketId('2026-11-24', 'A017'))))
  const odd = await preview('constructor')
  assert.deepEqual([odd.status, odd.body.field], [400, 'language'])
})

test('what went wrong with printers stands in the metrics', async () => {
  const { body } = await ask(server.url, 'GET', '/metrics', { token: server.token })
  assert.match(String(body.text), /tingxu_printers\{hall="small",state="ready"\} \d/)
  // One that is in the hall file no more, and one that only its own browser reaches.
  await client.query(
    "INSERT INTO printers (hall, printer, state) VALUES ('small', 'attic', 'error'), ('small', 'usb', 'error')",
  )
  const { body: later } = await ask(server.url, 'GET', '/metrics', { token: server.token })
  assert.doesNotMatch(String(later.text), /tingxu_printers\{hall="small",state="error"/)
})

test('a server that fell before it wrote a paper down prints it after its start, and nothing twice', async () => {
  const done = await taken()
  await comesTo(name(done), 'printed')
  await printer.goAway()
  const lost = await taken()
  await comesTo(name(lost), 'queued', 'unreachable')
  await Promise.all([server.stop(), beside.stop()])
  await client.query('DELETE FROM prints WHERE name = $1', [name(lost)])
  await printer.comeBack()
  const third = await serveOn(String(server.connection.connectionString), { PUBLIC_URL: 'https://hall.example.org' })
  stopFirst(third.stop)
  await until('it is printed', async () => printer.papers.length === 2, WITHIN_MS)
  assert.ok(printer.papers[1]?.includes(lost.number))
  const { rows } = await client.query("SELECT count(*) FROM prints WHERE state = 'queued'")
  assert.equal(rows[0]?.count, 0)
})
