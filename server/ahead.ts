// The short way through the door: presses are decided on what memory holds, before the lock is had, and sent in one piece
// that is worth nothing unless the hall's row is what memory took it for. While the database writes one batch, the next
// is decided. What this way cannot decide, and what fails on it, waits for the careful way; see server/batch.ts.
import { answerAgain, type BatchTools } from './batch.ts'
import { needsPast } from './bookers.ts'
import { chain } from './chain.ts'
import { type Client, inOnePiece, isAway } from './db.ts'
import { decideAll, newWork, type Work } from './deciding.ts'
import { nothingApart } from './personal.ts'
import { personsOf } from './persons.ts'
import { answer, BATCH_MOST, type Queue, remember, type Waiting, wasPressed } from './press.ts'
import { isOneStatement, saveWork } from './saving.ts'
import type { Letters } from './store/events.ts'
import type { HallAt } from './store/halls.ts'

/** One is written while the next is decided; more would only make the batches smaller. */
const FLIGHTS_MOST = 2
/** Below this a commit costs more than what it overlaps with. */
const BATCH_LEAST = 8
/** Where another process writes to the same hall, memory is often behind: so many batches are then decided under the lock. */
const CAREFUL_AFTER = 64

interface Flight {
  batch: readonly Waiting[]
  ticks: readonly (() => void)[]
  /** Never rejects; null when it was committed and answered. */
  landed: Promise<{ error: unknown } | null>
}

export interface AheadTools extends BatchTools {
  onError(error: unknown): void
}

/**
 * Resolves when no batch is under way. What is left to the careful way stands in the queue, in its order; true: nothing is,
 * only the connection was given back because others wait for one.
 */
export async function goAhead(queue: Queue, tools: AheadTools): Promise<boolean> {
  if (queue.careful > 0) queue.careful--
  if (!canDecide(queue, tools)) return false
  const client = await tools.pool.connect()
  let broken = true
  try {
    broken = !(await fly(queue, client, tools))
  } finally {
    client.release(broken)
  }
  return canDecide(queue, tools)
}

/** False when one failed. */
async function fly(queue: Queue, client: Client, tools: AheadTools): Promise<boolean> {
  const flights: Flight[] = []
  let flown = 0
  // A hall that is never quiet must not keep the connection from those who wait for one.
  const mayGoOn = () => canDecide(queue, tools) && (flown === 0 || tools.pool.waitingCount === 0)
  for (;;) {
    if (flights.length < FLIGHTS_MOST && mayGoOn()) {
      const flight = takeOff(queue, client, sizeFor(queue, flights), tools)
      if (flight !== null) flights.push(flight)
      flown++
      continue
    }
    const [first] = flights
    if (first === undefined) {
      // Whoever was answered in this turn may press again.
      await nextTurn()
      if (mayGoOn()) continue
      return true
    }
    const mayFollow = flights.length < FLIGHTS_MOST && queue.waiting.length === 0
    const news = mayFollow ? await Promise.race([first.landed, knock(queue)]) : await first.landed
    if (news === 'knock') {
      await nextTurn()
      continue
    }
    if (news !== null) {
      await giveBack(queue, flights)
      if (!isForeseen(news.error)) tools.onError(news.error)
      return false
    }
    flights.shift()
    await nextTurn()
  }
}

/** Half of all that are on their way, so that the other half can be decided meanwhile. */
function sizeFor({ waiting }: Queue, flights: readonly Flight[]): number {
  const flying = flights.reduce((sum, { batch }) => sum + batch.length, 0)
  return Math.min(BATCH_MOST, Math.max(BATCH_LEAST, Math.ceil((waiting.length + flying) / FLIGHTS_MOST)))
}

/** Whether the first in the queue may be decided without asking the database anything before. */
function canDecide(queue: Queue, tools: BatchTools): boolean {
  const [first] = queue.waiting
  if (queue.board === null || queue.careful > 0) return false
  return first === undefined ? queue.ticks.length > 0 : isPlain(queue, first, tools)
}

/** Neither pressed before, as far as is known here, nor speaking of people or appointments that are in the database alone. */
function isPlain(queue: Queue, { press }: Waiting, { vault }: BatchTools): boolean {
  const { command, given, forgotten } = press
  if (wasPressed(queue, command.id) || (forgotten !== undefined && forgotten.length > 0)) return false
  if (queue.board !== null && needsPast(queue.board, press)) return false
  return personsOf(vault, given).length === 0
}

/** A press that was decided in this very batch has its events there. */
const nothingToRead = async () => []

/** Decides a batch and sends it. Null when nothing came of it. */
function takeOff(queue: Queue, client: Client, size: number, tools: BatchTools): Flight | null {
  const { board } = queue
  if (board === null) return null
  const batch: Waiting[] = []
  while (batch.length < size) {
    const next = queue.waiting[0]
    if (next === undefined || (!next.late && !isPlain(queue, next, tools))) break
    queue.waiting.shift()
    if (!next.late) batch.push(next)
  }
  const ticks = queue.ticks.splice(0)
  const from = { seq: board.seq, hash: queue.hash, place: queue.place }
  try {
    const work = newWork(board, nothingApart([], []), [])
    decideAll(work, batch, new Map(), (known, one) => answerAgain(known, one, work, tools.vault, nothingToRead), tools)
    if (work.decided.length === 0 && work.events.length === 0) {
      for (const done of ticks) done()
      return null
    }
    const letters = chain(work.events, from.hash)
    queue.hash = letters.last
    queue.place = undefined
    queue.sent++
    remember(queue, work.decided)
    const sent = send(client, work, letters, { from, secret: tools.secret })
    return { batch, ticks, landed: land(queue, work, ticks, sent, tools) }
  } catch (error) {
    // A fault in deciding: the board may be half changed, and the careful way finds out whose fault it is.
    return { batch, ticks, landed: Promise.resolve({ error }) }
  }
}

/** Settles when every statement has, with where the hall's row lies then. */
async function send(
  client: Client,
  work: Work,
  letters: Letters,
  { from, secret }: { from: HallAt; secret: Buffer },
): Promise<string | undefined> {
  // A statement by itself is a transaction by itself.
  if (isOneStatement(work)) {
    const [place] = await inOnePiece(client, () => Promise.all(saveWork(client, work, letters, { from, secret })))
    return place
  }
  const answers = await inOnePiece(client, () => {
    const begun = client.query('BEGIN')
    const writes = saveWork(client, work, letters, { from, secret })
    return Promise.allSettled([client.query('COMMIT'), writes[0], begun, ...writes.slice(1)])
  })
  const failed = answers.slice(1).find((one) => one.status === 'rejected')
  if (failed !== undefined) throw failed.reason
  const [done, placed] = answers
  if (done.status === 'rejected') throw done.reason
  // After a failed statement PostgreSQL answers COMMIT with ROLLBACK and no error.
  if (done.value.command !== 'COMMIT') throw new Error(`hall ${work.board.hall}: the transaction was rolled back`)
  return placed.status === 'fulfilled' ? placed.value : undefined
}

async function land(
  queue: Queue,
  work: Work,
  ticks: readonly (() => void)[],
  sent: Promise<string | undefined>,
  { halls, committed }: BatchTools,
): Promise<{ error: unknown } | null> {
  const mine = queue.sent
  try {
    const place = await sent
    // Behind one that is on its way already it will lie elsewhere.
    if (queue.sent === mine) queue.place = place
    halls.advance(queue.hall, work.events)
  } catch (error) {
    // Should it have been committed, the careful way finds the presses by their ids.
    return { error }
  }
  for (const { waiting, outcome } of work.answers) answer(waiting, outcome)
  for (const done of ticks) done()
  const last = work.events.at(-1)
  if (last !== undefined) committed(queue.hall, last.seq)
  return null
}

/**
 * One has failed, and with it whatever was decided after it: the row is not what these were told. Whether the last was
 * committed may be unknown, so memory is worth nothing, and the careful way asks by the ids of the presses.
 */
async function giveBack(queue: Queue, flights: readonly Flight[]): Promise<void> {
  const news = await Promise.all(flights.map(({ landed }) => landed))
  const lost = flights.filter((_, n) => news[n] !== null)
  queue.board = null
  queue.careful = CAREFUL_AFTER
  queue.waiting.unshift(...lost.flatMap(({ batch }) => batch))
  queue.ticks.unshift(...lost.flatMap(({ ticks }) => ticks))
}

const LOST_RACE = '22012'

/** The row had moved on, the database is away, or it refuses a row: the careful way finds out whose it is, and says so. */
function isForeseen(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return isAway(error) || code === LOST_RACE || code.startsWith('23')
}

function knock(queue: Queue): Promise<'knock'> {
  return new Promise((resolve) => {
    queue.knock = () => resolve('knock')
  })
}

/** Presses that arrive in the same turn of the event loop belong into the same commit. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
