// What is spoken, on mornings that nobody chose: each call once, in the order of the calls, and none that came too late.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Announcement, nextAnnouncement, SPEAK_WITHIN_MS } from '../core/announcements.ts'
import { clipsOfCall, clipsOfHall } from '../core/clips.ts'
import type { HallEvent } from '../core/events.ts'
import { fromSnapshot, toSnapshot } from '../core/snapshot.ts'
import { MINUTE, parseInstant } from '../core/time.ts'
import { readCalendars } from '../server/calendars.ts'
import { anyCommand, openBoard, pressOn } from './support/crowd.ts'
import { seeded } from './support/random.ts'
import { smallHall } from './support/small-hall.ts'

const MORNINGS = 60
const COMMANDS = 400
const START = parseInstant('2026-11-24T08:30:00+08:00')
const SCREEN = { role: 'visitor', staff: null } as const
const calendars = readCalendars()
const everywhere = () => true

interface Morning {
  called: HallEvent[]
  spoken: Announcement[]
  /** Why a call was not spoken: the ticket left, it was called again, or nobody spoke for too long. */
  excused: Set<number>
}

/** A crowd presses; a loudspeaker speaks now and then, sometimes not for minutes. */
function liveMorning(seed: number): Morning {
  const random = seeded(seed)
  const { board } = openBoard(smallHall(), START)
  const morning: Morning = { called: [], spoken: [], excused: new Set() }
  const open = new Map<string, HallEvent>()
  let at = START
  for (let i = 0; i < COMMANDS; i++) {
    at += Math.floor(random() * (random() < 0.05 ? 4 * MINUTE : 20_000))
    const { command, actor } = anyCommand(random, board, `press-${i}`)
    for (const event of pressOn(board, command, actor, at, calendars).events) {
      if (event.ticket === undefined) continue
      const before = open.get(event.ticket.id)
      if (event.type === 'called' || event.type === 'recalled') {
        if (before !== undefined) morning.excused.add(before.seq)
        open.set(event.ticket.id, event)
        morning.called.push(event)
      } else if (event.ticket.state !== 'called' && before !== undefined) {
        morning.excused.add(before.seq)
        open.delete(event.ticket.id)
      }
    }
    if (random() < 0.4) continue
    const next = nextAnnouncement(board.announcements, everywhere, at)
    if (next === null) continue
    assert.equal(board.tickets.get(next.ticket)?.state, 'called', 'who is served or gone is not called out')
    assert.ok(at - next.at <= SPEAK_WITHIN_MS, 'what is old is not spoken')
    at += 8_000
    const say = { id: `spoken-${i}`, do: 'announce', ticket: next.ticket, calls: next.calls } as const
    const { decision } = pressOn(board, say, SCREEN, at, calendars)
    assert.ok('facts' in decision, JSON.stringify(decision))
    morning.spoken.push(next)
    open.delete(next.ticket)
    const again = pressOn(board, { ...say, id: `again-${i}` }, SCREEN, at, calendars).decision
    assert.deepEqual(again, { refused: 'not_allowed_now', field: 'calls' })
  }
  for (const [, event] of open)
    if (board.announcements.some(({ seq }) => seq === event.seq) || at - event.at > SPEAK_WITHIN_MS)
      morning.excused.add(event.seq)
  const kept = fromSnapshot(toSnapshot(board), [])
  assert.deepEqual(kept?.announcements, board.announcements, 'a start goes on where it was')
  return morning
}

test('each call is spoken once, in the order of the calls, or there is a reason why not', () => {
  let calls = 0
  let spoken = 0
  for (let seed = 1; seed <= MORNINGS; seed++) {
    const morning = liveMorning(seed)
    calls += morning.called.length
    spoken += morning.spoken.length
    const said = morning.spoken.map(({ seq }) => seq)
    assert.deepEqual(
      said,
      [...new Set(said)].sort((a, b) => a - b),
      `seed ${seed}: in order, none twice`,
    )
    const saidOnce = new Set(said)
    for (const { seq } of morning.called)
      assert.ok(saidOnce.has(seq) || morning.excused.has(seq), `seed ${seed}: call ${seq} was lost`)
  }
  assert.ok(spoken > 500 && spoken < calls, `${spoken} of ${calls}`)
})

const SENTENCES = [
  ['before', '{number}', 'between', '{counter}'],
  ['{counter-number}', 'window', '{number}', '{number}'],
]

test('a kit that is whole speaks every call of any morning, and spells its number', () => {
  for (const sentence of SENTENCES) {
    const hall = smallHall()
    const kit = new Set(clipsOfHall(sentence, hall))
    let calls = 0
    for (let seed = 1; seed <= 10; seed++)
      for (const { ticket } of liveMorning(seed).called) {
        const counter = hall.counters.find(({ id }) => id === ticket?.counter)
        if (ticket === undefined || counter === undefined) continue
        const clips = clipsOfCall(sentence, ticket.number, counter)
        assert.deepEqual(
          clips.filter((name) => !kit.has(name)),
          [],
        )
        const spelled = clipsOfCall(['{number}'], ticket.number, counter).map((name) => name.split('-')[1])
        assert.equal(spelled.join(''), ticket.number)
        calls++
      }
    assert.ok(calls > 100, `${calls}`)
  }
})

test('where each zone has loudspeakers of its own, every call is offered to one of them, in order, and to no other', () => {
  const hall = smallHall()
  const zoneOf = (counter: string) => (Number(counter) % 2 === 0 ? 'even' : 'odd')
  let offered = 0
  for (let seed = 1; seed <= 20; seed++) {
    const random = seeded(seed)
    const { board } = openBoard(hall, START)
    const last = new Map<string, number>()
    let at = START
    for (let i = 0; i < COMMANDS; i++) {
      at += Math.floor(random() * 20_000)
      const { command, actor } = anyCommand(random, board, `press-${i}`)
      pressOn(board, command, actor, at, calendars)
      const zone = random() < 0.5 ? 'even' : 'odd'
      const next = nextAnnouncement(board.announcements, (counter) => zoneOf(counter) === zone, at)
      if (next === null) continue
      assert.equal(zoneOf(next.counter), zone)
      assert.ok(next.seq > (last.get(zone) ?? 0), `seed ${seed}: in order within the zone, none twice`)
      last.set(zone, next.seq)
      const say = { id: `spoken-${i}`, do: 'announce', ticket: next.ticket, calls: next.calls } as const
      assert.ok('facts' in pressOn(board, say, SCREEN, at, calendars).decision)
      offered++
    }
  }
  assert.ok(offered > 200, `${offered}`)
})
