// What follows from the counts-as time, on days that nobody chose: each sentence of the law, checked by a second reading of it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Board } from '../core/board.ts'
import type { HallEvent } from '../core/events.ts'
import type { Ticket } from '../core/ticket.ts'
import { MINUTE, parseInstant } from '../core/time.ts'
import { readCalendars } from '../server/calendars.ts'
import { anyCommand, openBoard, pressOn } from './support/crowd.ts'
import { type Random, seeded } from './support/random.ts'
import { smallHall } from './support/small-hall.ts'

const DAYS = 120
const COMMANDS = 500
const BOUND = 55 * MINUTE
const START = parseInstant('2026-11-24T08:30:00+08:00')
const calendars = readCalendars()
const HALL = smallHall({
  calendar: null,
  services: smallHall().services.map((one) => ({ ...one, dailyLimit: null })),
  openings: smallHall()
    .openings.slice(0, 1)
    .map((one) => ({ ...one, weekdays: [1, 2, 3, 4, 5, 6, 7], start: '00:00', end: '23:59' })),
})
/** Moves that a person, or somebody for them, asked for: they give up or gain a place by their own act. */
const MOVES: readonly string[] = ['yielded', 'prioritised', 'transferred', 'resumed']

/** A day as somebody with a notebook sees it. */
interface Notebook {
  board: Board
  /** Places given up by own act: yielded, transferred without the place, back too late. */
  gaveUp: Set<string>
  calls: number
  refusedCalls: number
  moves: Set<string>
}

function livedDay(
  seed: number,
  look: (book: Notebook, event: HallEvent, before: Map<string, Ticket>) => void,
): Notebook {
  const random = seeded(seed)
  const { board } = openBoard(HALL, START)
  const book: Notebook = { board, gaveUp: new Set(), calls: 0, refusedCalls: 0, moves: new Set() }
  let at = START
  for (let i = 0; i < COMMANDS; i++) {
    at += pauseInTheMorning(random)
    const { command, actor } = anyCommand(random, board, `press-${i}`)
    const before = new Map(board.tickets)
    const lines = linesOf(board)
    const { decision, events } = pressOn(board, command, actor, at, calendars)
    // One fact a press: within it nothing else can have happened.
    const [event] = events
    if ('refused' in decision && decision.refused === 'nobody_waiting' && 'counter' in command) {
      book.refusedCalls++
      noCapableCounterIdles(board, command.counter)
    }
    if (event?.ticket === undefined || events.length > 1) continue
    othersKeepTheirPlaces(lines, linesOf(board), event)
    note(book, event, before.get(event.ticket.id))
    look(book, event, before)
  }
  return book
}

const pauseInTheMorning = (random: Random) => Math.floor(random() * 60_000)

function linesOf(board: Board): Map<string, string[]> {
  return new Map([...board.lines].map(([service, line]) => [service, line.map(({ id }) => id)]))
}

function note(book: Notebook, { type, ticket }: HallEvent, before: Ticket | undefined): void {
  if (ticket === undefined) return
  if (type === 'called') book.calls++
  if (before !== undefined && ticket.countsAs > before.countsAs) book.gaveUp.add(ticket.id)
  if (MOVES.includes(type)) book.moves.add(type)
}

/** Two waiting people never change places: whoever did not act stands to all others as before. */
function othersKeepTheirPlaces(before: Map<string, string[]>, after: Map<string, string[]>, event: HallEvent): void {
  for (const [service, line] of before) {
    const others = (ids: string[] = []) => ids.filter((id) => id !== event.ticket?.id)
    assert.deepEqual(others(after.get(service)), others(line), `${event.type} ${event.ticket?.id}`)
  }
}

/** A counter hears "nobody waits" only when indeed nobody waits whom it may call. */
function noCapableCounterIdles(board: Board, id: string): void {
  const counter = board.counters.get(id)
  const serves = (board.serving.get(id)?.serves ?? []).filter(({ tier }) => tier === 1 || counter?.helps !== false)
  const staffed = (only: string) => (board.counters.get(only)?.state ?? 'closed') !== 'closed'
  const idle = [...board.tickets.values()].filter(
    ({ state, service, only }) =>
      state === 'waiting' &&
      serves.some((one) => one.service === service) &&
      (only === undefined || only === id || !staffed(only)),
  )
  assert.deepEqual(idle, [], `counter ${id} idles`)
}

/** Who waited for the same service, could have been called there, and has not given up their place. */
function passedOver(book: Notebook, called: Ticket, before: Map<string, Ticket>): Ticket[] {
  return [...before.values()].filter(
    (one) =>
      one.state === 'waiting' &&
      one.id !== called.id &&
      one.service === called.service &&
      (one.only === undefined || one.only === called.counter) &&
      !book.gaveUp.has(one.id),
  )
}

function everyDay(look: Parameters<typeof livedDay>[1], end: (book: Notebook) => void = () => {}): Notebook[] {
  const books: Notebook[] = []
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 30 }), (seed) => {
      const book = livedDay(seed, look)
      end(book)
      books.push(book)
    }),
    { numRuns: DAYS },
  )
  return books
}

test('two waiting people never change places, no capable counter idles; moves are by own act alone', () => {
  const books = everyDay(() => {})
  const calls = books.reduce((sum, one) => sum + one.calls, 0)
  const refused = books.reduce((sum, one) => sum + one.refusedCalls, 0)
  assert.ok(calls > DAYS * 20 && refused > DAYS, `${calls} calls, ${refused} times nobody waited: the days were idle`)
  const moves = new Set(books.flatMap((one) => [...one.moves]))
  assert.deepEqual([...moves].sort(), [...MOVES].sort(), 'every kind of move happened')
})

test('parking, sending on with the place, and the first return within the hour leave the counts-as time alone', () => {
  let kept = 0
  everyDay((_, event, before) => {
    const was = event.ticket && before.get(event.ticket.id)
    if (was === undefined || event.ticket === undefined) return
    const gives = event.type === 'transferred' && event.reason !== undefined
    const late = was.state === 'missed' && ((was.returns ?? 0) > 0 || event.at - (was.endedAt ?? 0) > 60 * MINUTE)
    if (['yielded', 'prioritised'].includes(event.type) || gives || (event.type === 'resumed' && late)) return
    assert.equal(event.ticket.countsAs, was.countsAs, event.type)
    if (event.type === 'resumed' || event.type === 'transferred') kept++
  })
  assert.ok(kept > DAYS, `only ${kept} came back or were sent on`)
})

test('first come, first served within a class', () => {
  everyDay((book, event, before) => {
    const called = event.ticket
    if (event.type !== 'called' || called === undefined || event.why?.rule === 'chosen') return
    if (book.gaveUp.has(called.id)) return
    for (const one of passedOver(book, called, before)) {
      if ((one.priority === null) !== (called.priority === null)) continue
      assert.ok(one.takenAt >= called.takenAt, `${called.number} went before ${one.number}`)
    }
  })
})

test('nobody issued 55 minutes or more after you is called before you', () => {
  let passed = 0
  everyDay((book, event, before) => {
    const called = event.ticket
    if (event.type !== 'called' || called === undefined || event.why?.rule === 'chosen') return
    for (const one of passedOver(book, called, before)) {
      if (called.takenAt > one.takenAt) passed++
      assert.ok(called.takenAt - one.takenAt < BOUND, `${called.number} went before ${one.number}`)
    }
  })
  assert.ok(passed > 0, 'nobody ever went before somebody who came earlier: the bound was not tried')
})

test('nobody starves: when the counters go on calling, everybody whom one of them serves is called', () => {
  everyDay(
    () => {},
    ({ board }) => {
      let at = board.at
      const press = (command: Record<string, unknown>) => {
        at += MINUTE / 60
        const named = { id: `end-${at}`, ...command } as Parameters<typeof pressOn>[1]
        return pressOn(board, named, { role: 'manager', staff: null }, at, calendars).decision
      }
      for (const { id, state, ticket } of [...board.counters.values()]) {
        if (ticket !== null) press({ do: board.tickets.get(ticket)?.state === 'called' ? 'miss' : 'park', ticket })
        if (state !== 'open') press({ do: 'open', counter: id })
        press({ do: 'help-out', counter: id, on: true })
      }
      for (let rounds = 0; rounds < COMMANDS; rounds++) {
        let called = 0
        for (const { id } of board.counters.values()) {
          if ('refused' in press({ do: 'call-next', counter: id })) continue
          called++
          press({ do: 'miss', ticket: board.counters.get(id)?.ticket })
        }
        if (called === 0) break
      }
      const left = [...board.tickets.values()].filter((one) => one.state === 'waiting')
      assert.deepEqual(
        left.map(({ id }) => id),
        [],
      )
    },
  )
})

test('each call says why: the rule, the time it counts from, the eldest passed over, and the reason of a chosen one', () => {
  const rules = new Set<string>()
  everyDay((_, event) => {
    if (event.type !== 'called') return
    const { why, ticket } = event
    assert.ok(why !== undefined && ticket !== undefined)
    rules.add(why.rule)
    assert.equal(why.countsAs, ticket.countsAs)
    assert.ok(why.passedOver === null || why.passedOver.countsAs <= why.countsAs)
    assert.equal(why.reason !== undefined, why.rule === 'chosen')
  })
  assert.ok(
    ['first', 'help-out', 'chosen'].every((one) => rules.has(one)),
    [...rules].join(' '),
  )
})
