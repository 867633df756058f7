// Screens that follow a hall by event, as real ones do, and are compared with the board that is loaded anew.
import assert from 'node:assert/strict'
import { io, type Socket } from 'socket.io-client'
import { follow } from '../../core/follow.ts'
import type { Audience, BoardView, EventView } from '../../core/protocol-board.ts'
import { ask } from '../../test/support/asking.ts'
import type { At } from '../../test/support/truth.ts'
import { until } from '../../test/support/until.ts'

export interface Followed {
  audience: Audience
  board(): BoardView | null
  /** How often it showed each call, by seq. */
  calls: Map<number, number>
  close(): void
}

const CURRENT_WITHIN_MS = 20_000
const RECONNECT_MS = 300

export function followScreen(at: At, audience: 'lobby' | 'staff'): Followed {
  const auth = audience === 'staff' ? { token: at.token } : {}
  const reconnect = { reconnectionDelay: RECONNECT_MS, reconnectionDelayMax: RECONNECT_MS * 2, timeout: 5_000 }
  const socket: Socket = io(at.url, { transports: ['websocket'], forceNew: true, auth, ...reconnect })
  const calls = new Map<number, number>()
  let board: BoardView | null = null
  const ask = () => socket.emit('watch', { hall: at.hall, audience, ...(board === null ? {} : { seen: board.seq }) })
  socket.on('connect', ask)
  socket.on('board', (fresh: BoardView) => {
    board = fresh
  })
  socket.on('events', (events: EventView[]) => {
    for (const event of events) {
      if (board === null) return
      const next = follow(board, event)
      if (next === 'gap') {
        board = null
        ask()
        return
      }
      if (next !== board && event.type === 'called') calls.set(event.seq, (calls.get(event.seq) ?? 0) + 1)
      board = next
    }
  })
  return { audience, board: () => board, calls, close: () => socket.disconnect() }
}

/** Every screen comes to the log's end, shows what a fresh one would show, and showed no call twice. */
export async function checkScreens(screens: readonly Followed[], direct: At, seq: number): Promise<void> {
  for (const screen of screens) {
    await until(`a ${screen.audience} screen is current`, () => screen.board()?.seq === seq, CURRENT_WITHIN_MS)
    const path = `/api/v1/halls/${direct.hall}/board?audience=${screen.audience}`
    const { body } = await ask(direct.url, 'GET', path, { token: direct.token })
    assert.deepEqual(sorted(screen.board()), sorted(body as unknown as BoardView), `${screen.audience} at ${seq}`)
    const twice = [...screen.calls].filter(([, times]) => times !== 1)
    assert.deepEqual(twice, [], 'a call was shown twice')
  }
}

/** A hidden event has no time of its own; and no screen depends on the order of these lists. */
function sorted(board: BoardView | null): unknown {
  if (board === null) return null
  const byId = <T extends { id: string }>(list: readonly T[] | undefined) =>
    list && [...list].sort((a, b) => (a.id < b.id ? -1 : 1))
  const { tickets, counters, services } = board
  return { ...board, at: '', tickets: byId(tickets), counters: byId(counters), services: byId(services) }
}
