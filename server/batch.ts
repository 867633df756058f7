// One transaction of the door, the careful way: lock the hall, prove the memory current, decide each command, save, append, commit.
import { type Board, evolve } from '../core/board.ts'
import type { Refusal } from '../core/decision.ts'
import type { HallEvent } from '../core/events.ts'
import type { HallId } from '../core/ids.ts'
import { pastNamed } from './bookers.ts'
import { chain } from './chain.ts'
import { type Client, inOnePiece, type Pool } from './db.ts'
import { type DecideTools, decideAll, newWork, type Work } from './deciding.ts'
import type { Halls } from './halls.ts'
import { nothingApart, personsIn } from './personal.ts'
import { answer, type Outcome, type Queue, remember, type Waiting } from './press.ts'
import { saveWork } from './saving.ts'
import { bookedBy } from './store/bookers.ts'
import { type Decided, findCommands } from './store/commands.ts'
import { eventsAfter } from './store/events.ts'
import { type HallAt, lockHall } from './store/halls.ts'
import { ticketsOf } from './store/personal.ts'
import type { Vault } from './vault.ts'

export interface BatchTools extends DecideTools {
  pool: Pool
  halls: Halls
  /** After the commit: other processes may want to know. */
  committed(hall: HallId, seq: number): void
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
    const work = newWork(board, nothingApart(held, booked), past)
    const read: Read = (first, last) => eventsAfter(client, queue.hall, first - 1, last - first + 1)
    const again = (before: Decided, one: Waiting) => answerAgain(before, one, work, tools.vault, read)
    decideAll(work, batch, new Map(known.map((one) => [one.id, one])), again, tools)
    const from = { seq: work.board.seq - work.events.length, hash: row.hash, place: row.place }
    Object.assign(queue, await save(client, work, from, tools))
    broken = false
    remember(queue, work.decided)
    tools.halls.advance(queue.hall, [...caughtUp, ...work.events])
    for (const { waiting, outcome } of work.answers) answer(waiting, outcome)
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
    answer(one, { ok: false, repeated: false, refusal: { refused: 'hall_retired', field: 'hall' } })
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

/** Reads committed events by their numbers, both included. */
type Read = (first: number, last: number) => Promise<HallEvent[]>

/** The same id: the same answer, whether it was decided a year ago or a line above in this batch. */
export async function answerAgain(
  before: Decided,
  { press }: Waiting,
  work: Work,
  vault: Vault,
  read: Read,
): Promise<Outcome> {
  if (!vault.isPress(before.bodyHash, press.bodyHash)) {
    const refusal: Refusal = { refused: 'id_reused', field: 'id' }
    return { ok: false, repeated: false, refusal }
  }
  if (before.refusal !== null) return { ok: false, repeated: true, refusal: before.refusal }
  const first = before.firstSeq ?? 0
  const last = before.lastSeq ?? 0
  const own = work.events.filter((event) => event.seq >= first && event.seq <= last)
  const events = own.length > 0 ? own : await read(first, last)
  return { ok: true, repeated: true, events, extra: before.extra }
}

/** Gives the hash of the hall's last event, and where its row lies. */
async function save(
  client: Client,
  work: Work,
  from: HallAt,
  { secret }: BatchTools,
): Promise<Pick<Queue, 'hash' | 'place'>> {
  const { hall } = work.board
  if (work.decided.length === 0 && work.events.length === 0) {
    await client.query('ROLLBACK')
    return { hash: from.hash, place: from.place }
  }
  const letters = chain(work.events, from.hash)
  const [done, place] = await inOnePiece(client, () => {
    const writes = saveWork(client, work, letters, { from, secret })
    return Promise.all([client.query('COMMIT'), ...writes])
  })
  // After a failed statement PostgreSQL answers COMMIT with ROLLBACK and no error.
  if (done.command !== 'COMMIT') throw new Error(`hall ${hall}: the transaction was rolled back`)
  return { hash: letters.last, place }
}
