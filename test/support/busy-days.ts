// Days of a hall that works: people come, counters call, serve and finish, some miss their call, some give up.
import type { Board } from '../../core/board.ts'
import type { AnyCommand } from '../../core/decision.ts'
import type { HallEvent } from '../../core/events.ts'
import type { HallFile } from '../../core/hall.ts'
import { MINUTE, parseInstant } from '../../core/time.ts'
import { readCalendars } from '../../server/calendars.ts'
import { openBoard, pressOn } from './crowd.ts'
import { oneOf, type Random, seeded } from './random.ts'

const OPENS = parseInstant('2026-11-24T08:35:00+08:00')
const DAY = 24 * 60 * MINUTE
const STEPS_A_DAY = 1_500
const STEP = 20_000

/** All events of so many days, the hall's first event included; whatever is open when a day ends is left to the clock. */
export function busyDays(seed: number, days: number, file: HallFile): HallEvent[] {
  const random = seeded(seed)
  const calendars = readCalendars()
  const { board, events } = openBoard(file, OPENS - 60 * MINUTE)
  let pressed = 0
  for (let day = 0; day < days; day++) {
    const press = (command: object, role: 'clerk' | 'host' | 'kiosk', step: number) => {
      const staff = role === 'kiosk' ? null : `${role}-${pressed % 3}`
      const at = OPENS + day * DAY + step * STEP
      const all = { id: `press-${pressed++}`, ...command } as AnyCommand
      events.push(...pressOn(board, all, { role, staff }, at, calendars).events)
    }
    for (const { id } of file.counters) press({ do: 'open', counter: id }, 'clerk', 0)
    for (let step = 1; step <= STEPS_A_DAY; step++) {
      const command = nextPress(random, board)
      if (command !== undefined) press(command, command.do === 'take' ? taker(random) : 'clerk', step)
    }
  }
  return events
}

interface Pressed {
  do: string
  service?: string
  priority?: object
  counter?: string
  ticket?: string
}

const taker = (random: Random) => (random() < 0.5 ? 'host' : 'kiosk')

function nextPress(random: Random, board: Board): Pressed | undefined {
  if (random() < 0.3) {
    const service = oneOf(random, board.file.services).id
    const priority = random() < 0.15 ? { priority: { class: 'senior', reason: 'seen' } } : {}
    return { do: 'take', service, ...priority }
  }
  const counter = oneOf(random, [...board.counters.values()])
  const ticket = counter.ticket === null ? undefined : board.tickets.get(counter.ticket)
  if (ticket === undefined) return { do: 'call-next', counter: counter.id }
  if (ticket.state === 'serving') return random() < 0.4 ? { do: 'finish', ticket: ticket.id } : undefined
  const action = random() < 0.85 ? 'serve' : oneOf(random, ['miss', 'recall', 'cancel'])
  return { do: action, ticket: ticket.id }
}
