// Keeps a board: a snapshot from the socket, then each event applied; a gap asks for the board again. No other recovery exists.
import { useEffect, useState } from 'preact/hooks'
import { io, type Socket } from 'socket.io-client'
import { follow } from '../core/follow.ts'
import type { Audience, BoardView, EventView } from '../core/protocol-board.ts'
import type { Watch } from '../core/protocol-session.ts'

export interface Followed {
  board: BoardView | null
  /** False while cut off from the server; a screen says so. */
  linked: boolean
  /** False while the server is cut off from its database: what is shown is true, presses do not work. */
  working: boolean
  /** Set when the server does not let this screen watch. */
  refused: string | null
  /** Which program the server is, as soon as it has said so. */
  version: string | null
  /** How often something about this device may have changed: the server said so, or was away for a moment. */
  told: number
}

export interface Following {
  hall: string | null
  audience: Audience
  key?: string
  /** Watches anew, over a connection of its own, whenever this changes: somebody signed in again. */
  turn?: number
  /** Called once for each event as it happens: for chimes and animation, not for drawing. */
  onEvent?: (event: EventView, board: BoardView) => void
  /** Listens to what else the server says over the same line: it is no event and is not told again. */
  also?: (line: Pick<Socket, 'on'>) => void
}

const RECONNECT_MS = 500
const RECONNECT_MOST_MS = 2_000
/** A server that does not answer a connection attempt within this is taken for gone. A cut cable is noticed by the pings: see server/broadcast. */
const ANSWER_MS = 2_500

const NOTHING_YET: Followed = { board: null, linked: true, working: true, refused: null, version: null, told: 0 }

export function useBoard({ hall, audience, key, turn, onEvent, also }: Following): Followed {
  const [followed, setFollowed] = useState<Followed>(NOTHING_YET)
  useEffect(() => {
    if (hall === null) return
    const watch: Watch = key === undefined ? { hall, audience } : { hall, audience, key }
    return watchHall(watch, setFollowed, { onEvent, also })
    // What is called may be a new function at each render; the socket must not be.
  }, [hall, audience, key, turn])
  return followed
}

function watchHall(
  watch: Watch,
  set: (change: (now: Followed) => Followed) => void,
  { onEvent, also }: Partial<{ [part in 'onEvent' | 'also']: Following[part] | undefined }>,
): () => void {
  const socket: Socket = io({
    transports: ['websocket'],
    reconnectionDelay: RECONNECT_MS,
    reconnectionDelayMax: RECONNECT_MOST_MS,
    timeout: ANSWER_MS,
  })
  let board: BoardView | null = null
  const show = (change: Partial<Followed>) => set((now) => ({ ...now, ...change }))
  const ask = () => socket.emit('watch', board === null ? watch : { ...watch, seen: board.seq })

  const tell = () => set((now) => ({ ...now, told: now.told + 1 }))

  socket.on('connect', ask)
  also?.(socket)
  socket.on('disconnect', () => show({ linked: false }))
  socket.on('connect_error', () => show({ linked: false }))
  socket.on('working', (working: boolean) => show({ working }))
  socket.on('version', (version: string) => show({ version }))
  socket.on('device', tell)
  socket.io.on('reconnect', tell)
  socket.on('refused', (problem: { code: string }) => show({ refused: problem.code, linked: true }))
  socket.on('board', (fresh: BoardView) => {
    board = fresh
    show({ board, linked: true, refused: null })
  })
  socket.on('events', (events: EventView[]) => {
    for (const event of events) {
      if (board === null || event.seq <= board.seq) continue
      const next = follow(board, event)
      if (next === 'gap') {
        board = null
        ask()
        return
      }
      board = next
      onEvent?.(event, board)
    }
    show({ board, linked: true, refused: null })
  })
  return () => {
    socket.disconnect()
  }
}
