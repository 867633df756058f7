// Tickets, counters and numbers in the database follow the log, a moment behind it, as screens and messages do: so a press
// writes what happened and no more, and a visit of four presses is written down once. They are for reading tickets that
// memory has let go of, and for checking; the hall itself is its log. See docs/decisions/0022-states-follow.md.
import type { HallEvent } from '../core/events.ts'
import type { CounterId, HallId, TicketId } from '../core/ids.ts'
import { readNumber } from '../core/numbers.ts'
import type { Ticket } from '../core/ticket.ts'
import type { Pool } from './db.ts'
import type { Halls, OpenHall } from './halls.ts'
import { eventsAfter } from './store/events.ts'
import { type States, saveStates, statesAt } from './store/states.ts'

export interface StatesFollower {
  /** A ticket that has changed since the tables were written. */
  latest(hall: HallId, ticket: TicketId): Ticket | undefined
  /** Resolves when the tables say what this process has seen of the hall; rejects when they cannot be written. */
  settle(hall: HallId): Promise<void>
  /** Writes what is still to be written, if the database lets it. */
  stop(): Promise<void>
}

/** For so long the tables may be behind, if the database answers. */
const BEHIND_MS = 1_000
/** So many changed tickets are not waited for any longer. */
const MANY = 256
const PAGE = 1_000

/** What has happened in a hall since its tables were written, by what it happened to. */
interface Notes {
  /** The number of the first event that is noted, and of the last. Earlier ones are in the tables, or have to be read. */
  first: number
  last: number
  tickets: Map<TicketId, HallEvent>
  counters: Map<CounterId, HallEvent>
  taken: HallEvent[]
  /** The process has once made sure of what came before. */
  isKnown: boolean
  isFailing: boolean
}

export function followStates(pool: Pool, halls: Halls, onError: (error: unknown) => void): StatesFollower {
  const all = new Map<HallId, Notes>()
  /** One write at a time: there is no hurry, and connections are for those who press. */
  let writing: Promise<unknown> = Promise.resolve()
  const due = new Set<HallId>()

  /** `seen`: the last event before the first that is noted. */
  function notesOf({ id, board }: OpenHall, seen = board.seq): Notes {
    let notes = all.get(id)
    if (notes === undefined) {
      notes = emptyNotes(seen)
      all.set(id, notes)
    }
    return notes
  }

  function settle(hall: HallId): Promise<void> {
    const done = writing.then(() => {
      due.delete(hall)
      // One that nothing has happened to may still have to be brought to where a process before this one fell.
      const open = halls.get(hall)
      const notes = all.get(hall) ?? (open && notesOf(open))
      return notes && write(pool, hall, notes)
    })
    writing = done.catch(() => {})
    return done
  }

  /** At most one write of a hall stands in line. */
  function settleSoon(hall: HallId, notes: Notes): void {
    if (due.has(hall)) return
    due.add(hall)
    settle(hall).then(
      () => {
        notes.isFailing = false
      },
      (error) => {
        // It is tried again each second; once is enough to say so.
        if (!notes.isFailing) onError(error)
        notes.isFailing = true
      },
    )
  }

  halls.follow(
    // The board is told of an event before those who follow are.
    (hall, event) => note(notesOf(hall, event.seq - 1), event),
    (hall) => {
      const notes = notesOf(hall)
      if (notes.tickets.size >= MANY && !notes.isFailing) settleSoon(hall.id, notes)
    },
  )
  const look = () => {
    for (const hall of halls.list()) {
      const notes = notesOf(hall)
      if (!notes.isKnown || notes.last >= notes.first) settleSoon(hall.id, notes)
    }
  }
  const timer = setInterval(look, BEHIND_MS)
  timer.unref()

  return {
    latest: (hall, ticket) => all.get(hall)?.tickets.get(ticket)?.ticket,
    settle,
    stop: async () => {
      clearInterval(timer)
      look()
      await writing
    },
  }
}

function emptyNotes(seq: number): Notes {
  return {
    first: seq + 1,
    last: seq,
    tickets: new Map(),
    counters: new Map(),
    taken: [],
    isKnown: false,
    isFailing: false,
  }
}

function note(notes: Notes, event: HallEvent): void {
  notes.last = event.seq
  // Of a new ticket the batch wrote the row itself.
  if (event.type === 'taken') notes.taken.push(event)
  else if (event.ticket !== undefined) notes.tickets.set(event.ticket.id, event)
  if (event.counter !== undefined) notes.counters.set(event.counter.id, event)
}

async function write(pool: Pool, hall: HallId, notes: Notes): Promise<void> {
  let at = (await statesAt(pool, hall)) ?? 0
  // What a process that fell had still to write, or all of it, where there was no such number yet.
  while (at < notes.first - 1) {
    const page = emptyNotes(at)
    for (const event of await eventsAfter(pool, hall, at, Math.min(PAGE, notes.first - 1 - at))) note(page, event)
    if (page.last === at) throw new Error(`hall ${hall}: events from ${at + 1} on are missing`)
    await saveStates(pool, hall, statesOf(page))
    at = page.last
  }
  notes.isKnown = true
  // Another process may have written the same.
  forget(notes, at)
  if (notes.last <= at) return
  const states = statesOf(notes)
  await saveStates(pool, hall, states)
  forget(notes, states.seq)
}

function forget(notes: Notes, upTo: number): void {
  for (const found of [notes.tickets, notes.counters])
    for (const [id, event] of found) if (event.seq <= upTo) found.delete(id as never)
  notes.taken = notes.taken.filter(({ seq }) => seq > upTo)
  notes.first = Math.max(notes.first, upTo + 1)
}

function statesOf({ last, tickets, counters, taken }: Notes): States {
  return {
    seq: last,
    tickets: [...tickets.values()].flatMap(({ ticket }) => ticket ?? []),
    counters: [...counters.values()].flatMap(({ counter }) => counter ?? []),
    series: seriesOf(taken.flatMap(({ ticket }) => ticket ?? [])),
  }
}

/** What a kiosk gave by itself is no part of them. */
function seriesOf(taken: readonly Ticket[]): States['series'] {
  const last = new Map<string, States['series'][number]>()
  for (const { day, number, enteredAt } of taken) {
    if (enteredAt !== undefined) continue
    const { prefix, count } = readNumber(number)
    const key = `${day} ${prefix}`
    if ((last.get(key)?.last ?? 0) < count) last.set(key, { day, prefix, last: count })
  }
  return [...last.values()]
}
