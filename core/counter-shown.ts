// What the screen above a counter says: free, who is to come, who is served, paused, closed; and whether it is past closing time.
import type { HallView } from './protocol.ts'
import type { BoardView } from './protocol-board.ts'

export interface CounterShown {
  state: 'free' | 'come' | 'serving' | 'paused' | 'closed'
  ticket: string | null
  number: string | null
  /** Of a pause. */
  backAt: string | null
  /** Closing time is over, and those who came before are still served: extended service (延时服务). */
  extended: boolean
}

type Hall = Pick<HallView, 'services' | 'counters'>

export function counterShown(hall: Hall, board: Pick<BoardView, 'counters' | 'services'>, id: string): CounterShown {
  const now = board.counters.find((one) => one.id === id)
  if (now === undefined) return { state: 'closed', ticket: null, number: null, backAt: null, extended: false }
  const { ticket, number, serving } = now
  const isPaused = number === null && now.state === 'paused'
  const state = number !== null ? (serving ? 'serving' : 'come') : now.state === 'open' ? 'free' : now.state
  const backAt = isPaused ? (now.backAt ?? null) : null
  const there = number !== null || (now.state === 'open' && someoneWaits(hall, board, id))
  return { state, ticket, number, backAt, extended: there && pastClosing(hall, id) }
}

/** Of what it is there for, some were open today and none is any more. */
function pastClosing(hall: Hall, id: string): boolean {
  const own = servedBy(hall, id)
  return own.some(({ closedSince }) => closedSince !== undefined) && own.every(({ open }) => !open)
}

function someoneWaits(hall: Hall, { services }: Pick<BoardView, 'services'>, id: string): boolean {
  const own = servedBy(hall, id).map((one) => one.id)
  return services.some((one) => one.waiting > 0 && own.includes(one.id))
}

function servedBy({ services, counters }: Hall, id: string): Hall['services'] {
  const first = counters.find((one) => one.id === id)?.serves.filter(({ tier }) => tier === 1) ?? []
  return services.filter((one) => first.some(({ service }) => service === one.id))
}
