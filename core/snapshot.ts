// A board as one JSON value and back, so that a server that starts reads yesterday's end instead of ten years of events.
import { type Board, carriedOver, emptyBoard, lineOf, readFile } from './board.ts'
import type { CounterNow } from './counter.ts'
import type { HallFile } from './hall.ts'
import { comparePlaces } from './order.ts'
import type { Pace } from './pace.ts'
import type { Ticket } from './ticket.ts'
import { addDays, startOfDay } from './time.ts'

/** Raised when a board holds something new: a snapshot of another form is not read, the events are. */
const SNAPSHOT_FORM = 3

export interface Snapshot {
  form: number
  file: HallFile
  seq: number
  at: number
  fileSeq: number
  day: string
  tickets: Ticket[]
  ended: string[]
  counters: CounterNow[]
  numbers: [string, number][]
  taken: [string, number][]
  inBands: [string, number][]
  calls: Board['calls']
  pace: Pace
}

export function toSnapshot(board: Board): Snapshot {
  const { file, seq, at, fileSeq, day, ended, calls, pace } = board
  return {
    form: SNAPSHOT_FORM,
    file,
    seq,
    at,
    fileSeq,
    day,
    tickets: [...board.tickets.values()],
    ended,
    counters: [...board.counters.values()],
    numbers: [...board.numbers],
    taken: [...board.taken],
    inBands: [...board.inBands],
    calls,
    pace,
  }
}

/** Undefined for a snapshot of another form. The board shares nothing with the snapshot. */
export function fromSnapshot(stored: Snapshot): Board | undefined {
  if (stored.form !== SNAPSHOT_FORM) return undefined
  const snapshot = structuredCopy(stored)
  const board = emptyBoard(snapshot.file)
  const { seq, at, fileSeq, day, ended, calls, pace } = snapshot
  Object.assign(board, { seq, at, fileSeq, day, ended, calls, pace })
  board.dayEnds = startOfDay(addDays(day, 1), snapshot.file.timeZone)
  for (const ticket of snapshot.tickets) board.tickets.set(ticket.id, ticket)
  for (const counter of snapshot.counters) board.counters.set(counter.id, counter)
  board.numbers = new Map(snapshot.numbers)
  board.taken = new Map(snapshot.taken)
  board.inBands = new Map(snapshot.inBands)
  board.carried = carriedOver(board)
  for (const ticket of snapshot.tickets) if (ticket.state === 'waiting') lineOf(board, ticket.service).push(ticket)
  for (const line of board.lines.values()) line.sort(comparePlaces)
  readFile(board, snapshot.file)
  return board
}

function structuredCopy(snapshot: Snapshot): Snapshot {
  return JSON.parse(JSON.stringify(snapshot)) as Snapshot
}
