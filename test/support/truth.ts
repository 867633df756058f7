// What must be true of a hall whatever was done to it: log, chain, numbers, counters, tables, boards and answers agree.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import { aheadOf, holderTicket, ticketView, view } from '../../core/audience.ts'
import { type Board, emptyBoard, evolve } from '../../core/board.ts'
import type { HallEvent } from '../../core/events.ts'
import { blockWith } from '../../core/lease.ts'
import { readNumber } from '../../core/numbers.ts'
import { atCounter, type Ticket } from '../../core/ticket.ts'
import { pressName } from '../../server/keys.ts'
import { ask } from './asking.ts'
import type { Pressed } from './patient.ts'

/** How many presses are sent again, spread over the whole history. */
const REPEATED = 400

export interface At {
  url: string
  hall: string
  token: string
}

/** Looks at each event together with the board right before it is applied, or right after. */
export interface Look {
  before?(event: HallEvent, board: Board): void
  after?(event: HallEvent, board: Board): void
}

/** The whole log by HTTP; checks on the way that it has no gap and that every hash covers the one before. */
export async function readLog({ url, hall, token }: At): Promise<HallEvent[]> {
  const log: HallEvent[] = []
  let hash: Buffer | null = null
  for (;;) {
    const path = `/api/v1/halls/${hall}/events?records=true&after=${log.length}`
    const { status, body } = await ask(url, 'GET', path, { token })
    assert.equal(status, 200)
    hash ??= Buffer.from(String(body.chainStart), 'hex')
    const page = body.events as { seq: number; hash: string; record: string }[]
    for (const { seq, hash: told, record } of page) {
      assert.equal(seq, log.length + 1, 'a gap in seq')
      hash = createHash('sha256').update(hash).update(record).digest()
      assert.equal(told, hash.toString('hex'), `the chain breaks at ${seq}`)
      log.push(JSON.parse(record) as HallEvent)
    }
    if (page.length === 0) return log
  }
}

export interface Replayed {
  board: Board
  /** Every ticket there ever was, as it is now. */
  tickets: Map<string, Ticket>
}

/** Replays the log: every number is the next of its series, nobody stands at two counters, no counter holds two people. */
export function replay(log: readonly HallEvent[], look: Look = {}): Replayed {
  const file = log[0]?.file
  assert.ok(file, 'the log does not begin with the hall file')
  const board = emptyBoard(file)
  const tickets = new Map<string, Ticket>()
  const numbers = new Map<string, number>()
  const standing = new Map<string, string>()
  for (const event of log) {
    look.before?.(event, board)
    evolve(board, event)
    look.after?.(event, board)
    const { ticket } = event
    if (ticket === undefined) continue
    if (event.type === 'taken') {
      assert.ok(!tickets.has(ticket.id), `${ticket.id} was given twice`)
      if (ticket.enteredAt === undefined) checkNext(ticket, numbers)
      else checkLeased(ticket, event, board)
    } else assert.ok(tickets.has(ticket.id), `${ticket.id} was never given`)
    for (const [counter, id] of standing) if (id === ticket.id) standing.delete(counter)
    if (atCounter(ticket) && ticket.counter !== null) {
      assert.ok(!standing.has(ticket.counter), `two people at counter ${ticket.counter} at ${event.seq}`)
      standing.set(ticket.counter, ticket.id)
    }
    tickets.set(ticket.id, ticket)
  }
  for (const counter of board.counters.values())
    assert.equal(counter.ticket, standing.get(counter.id) ?? null, `counter ${counter.id} holds somebody else`)
  return { board, tickets }
}

function checkNext({ number, day }: Ticket, numbers: Map<string, number>): void {
  const { prefix, count } = readNumber(number)
  const series = `${day} ${prefix}`
  assert.equal(count, (numbers.get(series) ?? 0) + 1, `${number} is not the next of its series`)
  numbers.set(series, count)
}

/** The kiosk that entered it held it, and had not given it before it did. */
function checkLeased({ number, day, takenAt }: Ticket, { by }: HallEvent, board: Board): void {
  const { prefix, count } = readNumber(number)
  const block = blockWith(board, prefix, count)
  assert.ok(block !== undefined && day === board.day, `${number} was never leased`)
  assert.equal(by.device, block.device, `${number} was given by another kiosk`)
  assert.ok(block.at <= takenAt && takenAt <= board.at, `${number} was given before it was leased, or has yet to be`)
}

const FOLLOWED_WITHIN_MS = 10_000
const LOOK_MS = 50

/** The tables follow the log, and say what the events say. A server has to be running, or to have ended in order. */
export async function checkTables(db: pg.Client, { board, tickets }: Replayed): Promise<void> {
  const { hall } = board
  for (const until = performance.now() + FOLLOWED_WITHIN_MS; ; await delay(LOOK_MS)) {
    const { rows } = await db.query('SELECT seq FROM states_at WHERE hall = $1', [hall])
    if (Number(rows[0]?.seq) === board.seq) break
    assert.ok(performance.now() < until, `the tables stand at ${rows[0]?.seq}, the log at ${board.seq}`)
  }
  const rows = await db.query(
    `SELECT id, state, counter, calls, service, extract(epoch FROM counts_as) * 1000 AS counts_as FROM tickets
     WHERE hall = $1 ORDER BY id COLLATE "C"`,
    [hall],
  )
  const stored = rows.rows.map((row) => ({ ...row, counts_as: Math.round(Number(row.counts_as)) }))
  const told = [...tickets.values()]
    .map(({ id, state, counter, calls, service, countsAs }) => ({
      id,
      state,
      counter,
      calls,
      service,
      counts_as: countsAs,
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  assert.deepEqual(stored, told)
  const counters = await db.query('SELECT id, state, ticket, clerk FROM counters WHERE hall = $1', [hall])
  for (const row of counters.rows) {
    const now = board.counters.get(row.id)
    assert.deepEqual(row, { id: now?.id, state: now?.state, ticket: now?.ticket, clerk: now?.clerk })
  }
  const numbers = await db.query('SELECT prefix, last FROM numbers WHERE hall = $1 AND day = $2', [hall, board.day])
  assert.deepEqual(new Map(numbers.rows.map((row) => [row.prefix, row.last])), board.numbers)
  const halls = await db.query('SELECT seq FROM halls WHERE id = $1', [hall])
  assert.equal(Number(halls.rows[0]?.seq), board.seq)
}

/** A server's board is the board that the log makes. */
export async function checkBoard({ url, hall, token }: At, board: Board): Promise<void> {
  const { body } = await ask(url, 'GET', `/api/v1/halls/${hall}/board?audience=staff`, { token })
  const fresh = JSON.parse(JSON.stringify(view(board, 'staff'))) as typeof body
  const byId = (list: unknown) =>
    [...(list as { id: string }[])].sort((a, b) => (a.id < b.id ? -1 : 1)) as unknown as string
  assert.deepEqual(
    { ...body, tickets: byId(body.tickets), counters: byId(body.counters) },
    { ...fresh, tickets: byId(fresh.tickets), counters: byId(fresh.counters) },
  )
}

/** Every answer is in the log, is true of the board at its seq, and comes after all that was answered before it was sent. */
export function checkAnswers(log: readonly HallEvent[], history: readonly Pressed[]): void {
  const done = history.filter(({ answer }) => answer.status === 200)
  const bySeq = new Map(done.map((pressed) => [Number(pressed.answer.body.seq), pressed]))
  assert.equal(bySeq.size, done.length, 'two presses were answered with the same seq')
  const mine = new Set(done.map(({ id }) => pressName(id)))
  const acted = log.filter(({ command }) => mine.has(command))
  assert.equal(acted.length, done.length, 'an answer is not in the log, or acted twice')
  replay(log, {
    after: (event, board) => {
      const pressed = bySeq.get(event.seq)
      if (pressed !== undefined) agrees(board, event, pressed)
    },
  })
  checkRealTime(done)
}

function agrees(board: Board, event: HallEvent, { id, token, answer }: Pressed): void {
  assert.equal(event.command, pressName(id), `the answer ${answer.body.seq} belongs to another press`)
  const told = answer.body.ticket as { id: string; key?: string } | undefined
  if (told === undefined) return
  const ticket = board.tickets.get(told.id)
  assert.ok(ticket, `${told.id} is not on the board at ${board.seq}`)
  const { key: _, ...shown } = told
  const zone = board.file.timeZone
  // Whoever takes a number gets the ticket as its holder sees it, staff too.
  const isHolders = token === null || event.type === 'taken'
  assert.deepEqual(shown, isHolders ? holderTicket(ticket, zone) : ticketView(ticket, zone))
  if (event.type === 'taken') assert.equal(answer.body.ahead, aheadOf(board, ticket), `ahead at ${board.seq}`)
}

/** If A was answered before B was sent, then seq(A) < seq(B). */
export function checkRealTime(history: readonly Pressed[]): void {
  const bySent = [...history].sort((a, b) => a.sentAt - b.sentAt)
  const byAnswered = [...history].sort((a, b) => a.answeredAt - b.answeredAt)
  let next = 0
  let highest = 0
  for (const { sentAt, answer } of bySent) {
    for (let one = byAnswered[next]; one !== undefined && one.answeredAt < sentAt; one = byAnswered[next]) {
      highest = Math.max(highest, Number(one.answer.body.seq))
      next++
    }
    assert.ok(Number(answer.body.seq) > highest, `${answer.body.seq} was sent after ${highest} had been answered`)
  }
}

/** The same id gets the same answer, after however many deaths. */
export async function sameAgain(hall: At, history: readonly Pressed[]): Promise<void> {
  const step = Math.max(1, Math.floor(history.length / REPEATED))
  for (let n = 0; n < history.length; n += step) {
    const { id, command, token, answer } = history[n] as Pressed
    const path = `/api/v1/halls/${hall.hall}/commands`
    const again = await ask(hall.url, 'POST', path, { body: { id, ...command }, token })
    assert.equal(again.status, answer.status)
    assert.deepEqual({ ...again.body, repeated: null }, { ...answer.body, repeated: null })
  }
}
