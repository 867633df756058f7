// One transaction of the door: lock the hall, prove the memory current, decide each command, save, append, commit.
import type { Appointment } from '../core/appointment.ts'
import { type Board, evolve } from '../core/board.ts'
import type { CounterNow } from '../core/counter.ts'
import { decide } from '../core/decide.ts'
import type { Refusal, World } from '../core/decision.ts'
import { dueAt } from '../core/due.ts'
import type { By, HallEvent } from '../core/events.ts'
import type { HallId, TicketId } from '../core/ids.ts'
import { readNumber } from '../core/numbers.ts'
import { record } from '../core/record.ts'
import type { Ticket } from '../core/ticket.ts'
import type { Instant } from '../core/time.ts'
import { pastNamed, personWorld } from './bookers.ts'
import { isConfirmCode } from './booking-codes.ts'
import type { OpenTimes } from './calendars.ts'
import { chain } from './chain.ts'
import { type Client, inOnePiece, type Pool } from './db.ts'
import type { Halls } from './halls.ts'
import { pressName, sha256, ticketKey } from './keys.ts'
import { type Apart, harmless, keepApart, nothingApart, personsIn, saveApart, ticketsHeld } from './personal.ts'
import type { Outcome, Press, Queue, Waiting } from './press.ts'
import { saveAppointments } from './store/appointments.ts'
import { bookedBy } from './store/bookers.ts'
import { type Decided, findCommands, saveCommands } from './store/commands.ts'
import { saveCounters, saveNumbers } from './store/counters.ts'
import { appendEvents, eventsAfter } from './store/events.ts'
import { advanceHall, lockHall, renameHall } from './store/halls.ts'
import { ticketsOf } from './store/personal.ts'
import { addTickets, saveTickets } from './store/tickets.ts'
import type { Vault } from './vault.ts'

export interface BatchTools {
  pool: Pool
  halls: Halls
  secret: Buffer
  vault: Vault
  now(): Instant
  times: OpenTimes
  /** After the commit: other processes may want to know. */
  committed(hall: HallId, seq: number): void
}

/** What a batch has come to so far. */
interface Work {
  board: Board
  /** Appointments of earlier days that the batch speaks of. */
  past: readonly Appointment[]
  events: HallEvent[]
  decided: Decided[]
  apart: Apart
  newTickets: Set<TicketId>
  answers: { waiting: Waiting; outcome: Outcome | Promise<Outcome> }[]
}

const PAGE = 1_000

export async function commitBatch(queue: Queue, batch: readonly Waiting[], tools: BatchTools): Promise<void> {
  const board = queue.board ?? (await tools.halls.copy(queue.hall))
  if (board === undefined) return refuseRetired(queue, batch, tools)
  queue.board = board
  const client = await tools.pool.connect()
  let broken = true
  try {
    const ids = batch.map(({ press }) => press.command.id)
    const persons = personsIn(tools.vault, batch)
    const [, row, known, held, booked, past] = await inOnePiece(client, () =>
      Promise.all([
        client.query('BEGIN'),
        lockHall(client, queue.hall),
        findCommands(client, queue.hall, ids),
        // Behind the lock: whoever took a number at another door a moment ago is seen.
        persons.length === 0 ? [] : ticketsOf(client, queue.hall, persons),
        persons.length === 0 ? [] : bookedBy(client, queue.hall, persons),
        pastNamed(client, board, batch),
      ]),
    )
    if (row === undefined) throw new Error(`no hall ${queue.hall}`)
    if (row.retired) {
      await client.query('ROLLBACK')
      broken = false
      return refuseRetired(queue, batch, tools)
    }
    const caughtUp = await prove(client, board, row.seq)
    const apart = nothingApart(held, booked)
    const work: Work = { board, past, events: [], decided: [], apart, newTickets: new Set(), answers: [] }
    decideAll(work, batch, new Map(known.map((one) => [one.id, one])), client, tools)
    await save(client, work, row.hash, tools)
    broken = false
    tools.halls.advance(queue.hall, [...caughtUp, ...work.events])
    for (const { waiting, outcome } of work.answers) Promise.resolve(outcome).then(waiting.resolve, waiting.reject)
    if (work.events.length > 0) tools.committed(queue.hall, board.seq)
    // Repeated presses read their events on this connection: wait before it is given back.
    await Promise.allSettled(work.answers.map(({ outcome }) => outcome))
  } finally {
    client.release(broken)
  }
}

/** Told by the locked row: whoever found the hall open a moment ago, here or in another process, comes too late. */
function refuseRetired(queue: Queue, batch: readonly Waiting[], { halls }: BatchTools): void {
  queue.board = null
  // So that it is shown and ticked no more. Should that fail, the next press says it again.
  halls.refresh().catch(() => {})
  for (const one of batch)
    one.resolve({ ok: false, repeated: false, refusal: { refused: 'hall_retired', field: 'hall' } })
}

/** Memory equals the row, or reads the events in between, or is worth nothing. */
async function prove(client: Client, board: Board, seq: number): Promise<HallEvent[]> {
  const missed: HallEvent[] = []
  if (board.seq > seq) throw new Error(`hall ${board.hall}: the database is at ${seq}, behind ${board.seq}`)
  while (board.seq < seq) {
    const events = await eventsAfter(client, board.hall, board.seq, PAGE)
    if (events.length === 0) throw new Error(`hall ${board.hall}: events up to ${seq} are missing`)
    for (const event of events) evolve(board, event)
    missed.push(...events)
  }
  return missed
}

function decideAll(
  work: Work,
  batch: readonly Waiting[],
  known: Map<string, Decided>,
  client: Client,
  tools: BatchTools,
): void {
  const now = tools.now()
  runDue(work, now, tools)
  for (const waiting of batch) {
    const { press } = waiting
    const before = known.get(press.command.id)
    if (before !== undefined) {
      const outcome = again(before, waiting, work, client, tools)
      // Should the batch fail first, nobody is left to hear that this failed with it.
      outcome.catch(() => {})
      work.answers.push({ waiting, outcome })
      continue
    }
    const at = hallTime(work.board, waiting.at, now)
    runDue(work, at, tools)
    const decided = decideOne(work, waiting, at, tools)
    work.decided.push(decided)
    known.set(decided.id, decided)
  }
}

/**
 * Time never runs back in a hall. If the machine's clock was set back, it creeps on until the clock has caught up, so that
 * people still stand in the order in which they came; who only waited for another process is no earlier than its events.
 */
function hallTime(board: Board, at: Instant, now: Instant): Instant {
  if (at >= board.at) return at
  return now < board.at ? board.at + 1 : board.at
}

function runDue(work: Work, at: Instant, tools: BatchTools): void {
  for (let seq = -1; seq < work.board.seq; ) {
    seq = work.board.seq
    // One may make another due: a hold that lapses frees a place, which is offered.
    for (const due of dueAt(work.board, at, tools.times.decisions(work.board))) {
      const world: World = { ...tools.times.world(work.board), at: Math.max(due.at, work.board.at) }
      const decision = decide(work.board, due.command, { role: 'clock', staff: null }, world)
      if ('refused' in decision) continue
      const stamp = { at: world.at, by: { role: 'clock', staff: null } as const, command: due.command.id }
      work.events.push(...record(work.board, decision.facts, stamp))
    }
  }
}

function decideOne(work: Work, waiting: Waiting, at: Instant, tools: BatchTools): Decided {
  const { command, actor, bodyHash } = waiting.press
  const world = worldOf(work, waiting.press, at, tools)
  const decision = decide(work.board, command, actor, world)
  if ('refused' in decision) {
    const refusal = harmless(decision)
    work.answers.push({ waiting, outcome: { ok: false, repeated: false, refusal } })
    return { id: command.id, bodyHash, firstSeq: null, lastSeq: null, refusal, extra: null }
  }
  const { role, staff, device } = actor
  const by: By = device === undefined ? { role, staff } : { role, staff, device }
  const events = record(work.board, decision.facts, { at, by, command: pressName(command.id) })
  work.events.push(...events)
  const taken = events.find((event) => event.type === 'taken')?.ticket
  if (taken !== undefined) work.newTickets.add(taken.id)
  keepApart(work.apart, tools.vault, waiting.press, events)
  const extra = decision.extra ?? null
  work.answers.push({ waiting, outcome: { ok: true, repeated: false, events, extra } })
  return {
    id: command.id,
    bodyHash,
    firstSeq: events[0]?.seq ?? null,
    lastSeq: events.at(-1)?.seq ?? null,
    refusal: null,
    extra,
  }
}

function worldOf({ board, apart, past }: Work, press: Press, at: Instant, { times, vault, secret }: BatchTools): World {
  const ofPerson = ticketsHeld(apart, vault, press)
  const { command, given = {} } = press
  const held = command.do === 'confirm-appointment' ? board.bookings.all.get(command.appointment) : undefined
  return {
    ...times.world(board),
    at,
    past,
    ...(ofPerson === undefined ? {} : { ofPerson }),
    ...personWorld(apart, board, vault, press),
    ...(held === undefined ? {} : { codeFits: isConfirmCode(secret, board.hall, held, given.code ?? '') }),
  }
}

/** The same id: the same answer, whether it was decided a year ago or a line above in this batch. */
async function again(
  before: Decided,
  waiting: Waiting,
  work: Work,
  client: Client,
  { vault }: BatchTools,
): Promise<Outcome> {
  if (!vault.isPress(before.bodyHash, waiting.press.bodyHash)) {
    const refusal: Refusal = { refused: 'id_reused', field: 'id' }
    return { ok: false, repeated: false, refusal }
  }
  if (before.refusal !== null) return { ok: false, repeated: true, refusal: before.refusal }
  const first = before.firstSeq ?? 0
  const last = before.lastSeq ?? 0
  const own = work.events.filter((event) => event.seq >= first && event.seq <= last)
  const events = own.length > 0 ? own : await eventsAfter(client, work.board.hall, first - 1, last - first + 1)
  return { ok: true, repeated: true, events, extra: before.extra }
}

async function save(client: Client, work: Work, hash: Buffer, tools: BatchTools): Promise<void> {
  const { hall } = work.board
  if (work.decided.length === 0 && work.events.length === 0) {
    await client.query('ROLLBACK')
    return
  }
  const [done] = await inOnePiece(client, () => {
    const writes: Promise<unknown>[] = work.decided.length > 0 ? [saveCommands(client, hall, work.decided)] : []
    if (work.events.length > 0) writes.push(...saveEvents(client, work, hash, tools))
    return Promise.all([client.query('COMMIT'), ...writes])
  })
  // After a failed statement PostgreSQL answers COMMIT with ROLLBACK and no error.
  if (done.command !== 'COMMIT') throw new Error(`hall ${hall}: the transaction was rolled back`)
}

function saveEvents(client: Client, work: Work, hash: Buffer, { secret }: BatchTools): Promise<unknown>[] {
  const { hall } = work.board
  const records = chain(work.events, hash)
  const last = records.at(-1)?.hash ?? hash
  const tickets = [...latest(work.events, (event) => event.ticket).values()]
  const added = tickets.filter((ticket) => work.newTickets.has(ticket.id))
  const changed = tickets.filter((ticket) => !work.newTickets.has(ticket.id))
  const counters = [...latest(work.events, (event) => event.counter).values()]
  const appointments = [...latest(work.events, (event) => event.appointment).values()]
  const writes: Promise<unknown>[] = [
    appendEvents(client, hall, records),
    advanceHall(client, hall, work.board.seq, last),
  ]
  if (added.length > 0) {
    const keyHashes = added.map((ticket) => sha256(ticketKey(secret, hall, ticket.id)))
    writes.push(addTickets(client, hall, added, keyHashes), saveNumbers(client, hall, series(added)))
  }
  if (changed.length > 0) writes.push(saveTickets(client, hall, changed))
  if (counters.length > 0) writes.push(saveCounters(client, hall, counters))
  if (appointments.length > 0) writes.push(...saveAppointments(client, hall, appointments))
  const file = work.events.findLast((event) => event.file !== undefined)?.file
  if (file !== undefined) writes.push(renameHall(client, hall, file.name))
  writes.push(...saveApart(client, hall, work.apart))
  return writes
}

/** Each ticket, counter or appointment as the last of the events left it. */
function latest<T extends Ticket | CounterNow | Appointment>(
  events: readonly HallEvent[],
  pick: (event: HallEvent) => T | undefined,
): Map<string, T> {
  const found = new Map<string, T>()
  for (const event of events) {
    const one = pick(event)
    if (one !== undefined) found.set(one.id, one)
  }
  return found
}

function series(added: readonly Ticket[]): { day: string; prefix: string; last: number }[] {
  const last = new Map<string, { day: string; prefix: string; last: number }>()
  for (const { day, number } of added) {
    const { prefix, count } = readNumber(number)
    const key = `${day} ${prefix}`
    if ((last.get(key)?.last ?? 0) < count) last.set(key, { day, prefix, last: count })
  }
  return [...last.values()]
}
