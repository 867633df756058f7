// What happens to a counter: opened, paused, closed, handed over, helping out, asked for by a host.
import type { Board } from '../board.ts'
import type { Command } from '../command.ts'
import { COUNTER_ACTIONS, type CounterActionName, type CounterNow, closedCounter, mayCounter } from '../counter.ts'
import type { Decision, Scene } from '../decision.ts'
import type { CounterId, StaffId } from '../ids.ts'
import { MINUTE } from '../time.ts'

type CounterCommand = Command & { do: CounterActionName }

export function counterStep(scene: Scene, command: CounterCommand): Decision {
  const { board, actor, world } = scene
  const counter = board.counters.get(command.counter)
  if (counter === undefined || !board.serving.has(command.counter))
    return { refused: 'no_such_counter', field: 'counter', detail: command.counter }
  const row: (typeof COUNTER_ACTIONS)[CounterActionName] & { withPeople?: true } = COUNTER_ACTIONS[command.do]
  if (counter.ticket !== null && row.withPeople !== true) return { refused: 'counter_busy' }
  if (!mayCounter(command.do, counter.state)) return { refused: 'not_allowed_now', detail: counter.state }
  const takesSeat = command.do === 'open' || command.do === 'take-over'
  // A manager may open counters for others; a clerk has one pair of hands.
  const elsewhere = takesSeat && actor.role === 'clerk' ? seatOf(board, actor.staff, counter.id) : undefined
  if (elsewhere !== undefined) return { refused: 'clerk_elsewhere', field: 'counter', detail: elsewhere }
  if (command.do === 'take-over' && counter.clerk === actor.staff)
    return { refused: 'not_allowed_now', detail: 'own counter' }
  if (command.do === 'attend' && counter.summoned === undefined)
    return { refused: 'not_allowed_now', detail: 'not summoned' }
  const after = changed(counter, command, scene)
  // How long it has been open, paused or closed: who only changes hands has not changed that.
  const since = row.to === null ? counter.since : world.at
  // Whoever stands there comes along: no screen asks back for the number.
  const there = counter.ticket === null ? undefined : board.tickets.get(counter.ticket)
  const fact = { type: row.event, counter: { ...after, state: row.to ?? counter.state, since } }
  return { facts: [there === undefined ? fact : { ...fact, ticket: there }] }
}

function changed(counter: CounterNow, command: CounterCommand, { actor, world }: Scene): CounterNow {
  const { backAt: _, summoned: __, ...plain } = counter
  const { helps: ___, ...helping } = counter
  switch (command.do) {
    case 'open':
      return { ...plain, clerk: actor.staff, reason: null }
    case 'pause': {
      const backAt = command.minutes === undefined ? {} : { backAt: world.at + command.minutes * MINUTE }
      // Whoever pauses it for them: the seat stays the clerk's, and nobody has two.
      return { ...plain, clerk: counter.clerk ?? actor.staff, reason: command.reason ?? null, ...backAt }
    }
    case 'close':
      // The bound on absolute priorities is the counter's: closing it for a moment does not lift it.
      return { ...closedCounter(counter.id, world.at), ...(counter.lastAbsolute ? { lastAbsolute: true } : {}) }
    case 'take-over':
      return { ...counter, clerk: actor.staff }
    case 'help-out':
      return command.on ? helping : { ...counter, helps: false }
    case 'summon':
      return { ...counter, summoned: { at: world.at, reason: command.reason } }
    case 'attend': {
      const { summoned: ____, ...attended } = counter
      return attended
    }
    default:
      return command satisfies never
  }
}

/** Another counter at which this clerk sits. */
function seatOf(board: Board, staff: StaffId | null, but: CounterId): CounterId | undefined {
  if (staff === null) return undefined
  for (const one of board.counters.values())
    if (one.id !== but && one.state !== 'closed' && one.clerk === staff) return one.id
  return undefined
}
