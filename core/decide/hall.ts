// What happens to the hall as a whole: a new file, a change to be remembered, the turn of the day.
import type { Board } from '../board.ts'
import { COUNTER_ACTIONS, closedCounter } from '../counter.ts'
import type { Decision, Scene } from '../decision.ts'
import type { Change, Fact } from '../events.ts'
import type { HallFile } from '../hall.ts'
import { isOpen, stepped, type Ticket } from '../ticket.ts'
import type { LocalDate } from '../time.ts'
import { factOf } from './ticket-of.ts'

/** A new hall file. What still has people in it cannot be taken away. */
export function configure(board: Board, file: HallFile, fileSeq: number | null): Decision {
  if (fileSeq !== null && fileSeq !== board.fileSeq) return { refused: 'file_changed', detail: String(board.fileSeq) }
  const services = new Set(file.services.map((one) => one.id))
  for (const ticket of board.tickets.values())
    for (const service of isOpen(ticket.state) ? ticket.services : [])
      if (!services.has(service)) return { refused: 'in_use', field: 'services', detail: service }
  const counters = new Set(file.counters.map((one) => one.id))
  for (const { id, ticket } of board.counters.values())
    if (ticket !== null && !counters.has(id)) return { refused: 'in_use', field: 'counters', detail: id }
  return { facts: [{ type: 'configured', file }] }
}

const CHANGE_EVENTS = {
  staff: 'staff-changed',
  device: 'device-changed',
  data: 'data-removed',
  campaign: 'campaign-changed',
  clip: 'clip-changed',
} as const

export function recordChange(change: Change): Decision {
  // Of personal data, what is there no more was removed; what is still there was read.
  const isRead = change.what === 'data' && change.after !== null
  return { facts: [{ type: isRead ? 'data-read' : CHANGE_EVENTS[change.what], change }] }
}

/** The day turns: who is still open is closed or, where the hall keeps its queue, waits on; counters close, numbers start at 1. */
export function startDay({ board, world: today }: Scene, day: LocalDate): Decision {
  const { at } = today
  if (day <= board.day) return { refused: 'not_allowed_now', detail: board.day }
  const scene: Scene = {
    board,
    actor: { role: 'clock', staff: null },
    // The day's end is not a clerk's work: no service is counted as extended up to midnight.
    world: { ...today, walkIn: () => ({ open: false, nextOpening: null }), closedSince: () => null },
  }
  const facts: Fact[] = []
  for (const ticket of board.tickets.values()) {
    const name = endOf(ticket, board.file)
    if (name !== null) facts.push(factOf(scene, name, ticket, stepped(name, ticket, { at, counter: ticket.counter })))
  }
  for (const counter of board.counters.values())
    if (counter.state !== 'closed')
      facts.push({ type: COUNTER_ACTIONS.close.event, counter: closedCounter(counter.id, at) })
  return { facts: [...facts, { type: 'day-opened', day }] }
}

function endOf({ state }: Ticket, { policy }: HallFile): 'close-ticket' | 'put-back' | null {
  if (!isOpen(state)) return null
  if (policy.overnight !== 'carry' || state === 'serving') return 'close-ticket'
  return state === 'called' ? 'put-back' : null
}
