// Following equals loading: for every audience, an old board and the events since are the fresh board.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aheadOf, see, view } from '../core/audience.ts'
import { type Board, emptyBoard, evolve } from '../core/board.ts'
import type { Actor } from '../core/decision.ts'
import type { HallEvent } from '../core/events.ts'
import { follow } from '../core/follow.ts'
import type { Audience, BoardView } from '../core/protocol-board.ts'
import { fromSnapshot, toSnapshot } from '../core/snapshot.ts'
import { parseInstant } from '../core/time.ts'
import { readCalendars } from '../server/calendars.ts'
import { anyCommand, openBoard, pauseBetween, pressOn } from './support/crowd.ts'
import { oneOf, type Random, seeded } from './support/random.ts'
import { smallHall } from './support/small-hall.ts'

const COMMANDS = 10_000
const SEEDS = [1, 20_261_124]
const COMPARE_EVERY = 25
const NEW_FILE_EVERY = 2_500
const PHONES = 12
const START = parseInstant('2026-11-24T08:30:00+08:00')
const MANAGER: Actor = { role: 'manager', staff: 'manager-1' }
const calendars = readCalendars()
/** Open by day and night, so that the crowd has something to do; the days turn all the same. */
const HALL = smallHall({
  calendar: null,
  // Kiosks hold numbers for when no server answers.
  policy: { ...smallHall().policy, withoutServer: { numbers: 10, from: 101 } },
  openings: smallHall()
    .openings.slice(0, 1)
    .map((one) => ({ ...one, weekdays: [1, 2, 3, 4, 5, 6, 7], start: '00:00', end: '23:59' })),
})

interface Screen {
  audience: Audience
  own: string | null
  board: BoardView
  gaps: number
}

for (const seed of SEEDS) {
  test(`${COMMANDS} random commands, seed ${seed}: screens, phones, log and snapshot agree with the hall`, () => {
    const random = seeded(seed)
    const { board, events } = openBoard(HALL, START)
    // What the readers hold: made by events alone, one at a time, as after a commit.
    const mirror = emptyBoard(HALL)
    for (const event of events) evolve(mirror, copied(event))
    const screens = [screenOn(mirror, 'lobby', null), screenOn(mirror, 'staff', null)]
    let at = START
    let told = 0
    for (let i = 0; i < COMMANDS; i++) {
      at += pauseBetween(random)
      const pressed =
        i % NEW_FILE_EVERY === NEW_FILE_EVERY - 1 ? newFile(board, i) : anyCommand(random, board, `press-${i}`)
      for (const event of pressOn(board, pressed.command, pressed.actor, at, calendars).events) {
        evolve(mirror, copied(event))
        for (const screen of screens) tell(screen, event, mirror)
        putAwayPhones(screens, mirror)
        told++
      }
      if (i % COMPARE_EVERY === 0) for (const screen of screens) sameAsFresh(screen, mirror)
      if (i % COMPARE_EVERY === 0) handOutPhone(screens, mirror, random)
    }
    assert.ok(told > COMMANDS / 4, `only ${told} events: the crowd was idle`)
    assert.equal(
      screens[0]?.gaps,
      COMMANDS / NEW_FILE_EVERY,
      'a new hall file, and nothing else, asks for a fresh board',
    )
    assert.deepEqual(toSnapshot(mirror), toSnapshot(board), 'the log makes the same hall')
    const restored = fromSnapshot(copied(toSnapshot(board)), board.bookings.all.values())
    assert.ok(restored)
    assert.deepEqual(toSnapshot(restored), toSnapshot(board), 'a snapshot makes the same hall')
    assert.deepEqual(view(restored, 'lobby'), view(board, 'lobby'))
  })
}

/** As it comes out of the database. */
function copied<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}

function newFile(board: Board, i: number) {
  const command = { id: `file-${i}`, do: 'configure', file: board.file, fileSeq: null } as const
  return { command, actor: MANAGER }
}

function screenOn(mirror: Board, audience: Audience, own: string | null): Screen {
  return { audience, own, board: fresh(mirror, audience, own), gaps: 0 }
}

function fresh(mirror: Board, audience: Audience, own: string | null): BoardView {
  return copied(view(mirror, audience, own ?? undefined))
}

function tell(screen: Screen, event: HallEvent, mirror: Board): void {
  const { audience, own } = screen
  const isOwn = event.ticket !== undefined && event.ticket.id === own
  const known = isOwn && event.ticket ? { id: event.ticket.id, ahead: aheadOf(mirror, event.ticket) } : undefined
  const seen = copied(see(event, audience, mirror.file.timeZone, known))
  const next = follow(screen.board, seen)
  if (next === 'gap') screen.gaps++
  screen.board = next === 'gap' ? fresh(mirror, audience, own) : next
}

function sameAsFresh(screen: Screen, mirror: Board): void {
  const loaded = fresh(mirror, screen.audience, screen.own)
  // A hidden event has no time of its own; the moment of the last one seen is all that a screen can know.
  assert.deepEqual({ ...screen.board, at: '' }, { ...loaded, at: '' }, `${screen.audience} at ${mirror.seq}`)
}

/** Somebody who waits opens their ticket's page. */
function handOutPhone(screens: Screen[], mirror: Board, random: Random): void {
  const waiting = [...mirror.lines.values()].flat()
  if (waiting.length === 0 || screens.length >= PHONES) return
  screens.push(screenOn(mirror, 'visitor', oneOf(random, waiting).id))
}

/** A phone whose ticket is over saw it end, and follows no more. */
function putAwayPhones(screens: Screen[], mirror: Board): void {
  for (const screen of screens.filter(({ board }) => board.ticket?.endedAt != null)) {
    sameAsFresh(screen, mirror)
    screens.splice(screens.indexOf(screen), 1)
  }
}
