// Screens that watch a hall while a day is played: each keeps its board as a real one does, and is compared at times.
import { setTimeout as delay } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { io, type Socket } from 'socket.io-client'
import { follow } from '../../core/follow.ts'
import type { BoardView, EventView } from '../../core/protocol-board.ts'
import type { Watch } from '../../core/protocol-session.ts'
import { ask, type Client } from './client.ts'
import { ReplayFault } from './fault.ts'

export interface Screen {
  watch: Watch
  socket: Socket
  board: BoardView | null
  /** Numbers of events and when this screen had them, both rising. */
  seqs: number[]
  times: number[]
  /** How many tickets this one, a visitor's phone, may still go on to; the server counts watches. */
  turns: number
  behind: boolean
}

/** One in so many is a visitor's phone. */
const PHONE_EVERY = 4
/** The server lets a screen ask anew 60 times a minute; a whole day may pass within one. */
const TURNS = 20
const CONNECT_WITHIN_MS = 10_000
/** Who is not at the board's number after this is behind. */
const CURRENT_WITHIN_MS = 5_000
const LOOK_EVERY_MS = 5

/** Resolves when all of them hold a board. Phones watch as visitors without a ticket would: the lobby, until they get one. */
export async function openScreens(url: string, hall: string, count: number): Promise<Screen[]> {
  const screens = Array.from({ length: count }, (_, i) => openScreen(url, hall, i % PHONE_EVERY === 1))
  const late = performance.now() + CONNECT_WITHIN_MS
  while (screens.some((screen) => screen.board === null)) {
    if (performance.now() > late) throw new ReplayFault(`${url}: screens could not connect within 10 seconds.`)
    await delay(LOOK_EVERY_MS)
  }
  return screens
}

export function closeScreens(screens: readonly Screen[]): void {
  for (const { socket } of screens) socket.disconnect()
}

function openScreen(url: string, hall: string, isPhone: boolean): Screen {
  const socket = io(url, { transports: ['websocket'], forceNew: true })
  const watch: Watch = { hall, audience: 'lobby' }
  const turns = isPhone ? TURNS : 0
  const screen: Screen = { watch, socket, board: null, seqs: [], times: [], turns, behind: false }
  socket.on('connect', () => askAnew(screen))
  socket.on('board', (board: BoardView) => {
    // An answer to what was asked before the phone went on to another ticket.
    if (board.audience !== screen.watch.audience) return
    hold(screen, board)
  })
  socket.on('events', (events: EventView[]) => {
    let board = screen.board
    for (const event of events) {
      if (board === null) return
      const next = follow(board, event)
      if (next === 'gap') {
        screen.board = null
        askAnew(screen)
        return
      }
      board = next
    }
    if (board !== null) hold(screen, board)
  })
  return screen
}

function askAnew({ socket, watch }: Screen): void {
  socket.emit('watch', watch)
}

function hold(screen: Screen, board: BoardView): void {
  screen.board = board
  if (board.seq === screen.seqs.at(-1)) return
  screen.seqs.push(board.seq)
  screen.times.push(performance.now())
}

/** A phone that is free follows this ticket from now on. */
export function followTicket(screens: readonly Screen[], key: string | undefined): void {
  const free = screens.find(({ turns, board }) => turns > 0 && board !== null && !isWaiting(board))
  if (free === undefined || key === undefined) return
  free.turns--
  free.watch = { ...free.watch, audience: 'visitor', key }
  free.board = null
  askAnew(free)
}

function isWaiting({ ticket }: BoardView): boolean {
  return ticket !== undefined && ['waiting', 'called', 'serving'].includes(ticket.state)
}

/** Marks those whose board is not what the server itself shows. Nothing may be pressed meanwhile. */
export async function compare(screens: readonly Screen[], client: Client): Promise<void> {
  const fresh = new Map<string, BoardView>()
  for (const screen of screens) {
    const key = JSON.stringify(screen.watch)
    const board = fresh.get(key) ?? (await freshBoard(screen.watch, client))
    fresh.set(key, board)
    const late = performance.now() + CURRENT_WITHIN_MS
    while ((screen.board?.seq ?? 0) < board.seq && performance.now() < late) await delay(LOOK_EVERY_MS)
    if (screen.board === null || !isSame(screen.board, board)) screen.behind = true
  }
}

async function freshBoard({ hall, audience, key }: Watch, client: Client): Promise<BoardView> {
  const path = `/api/v1/halls/${hall}/board?audience=${audience}`
  const { status, body } = await ask(client, 'GET', key === undefined ? path : `${path}&key=${key}`)
  if (status === 200) return body as BoardView
  // Yesterday's ticket is not on today's board.
  return freshBoard({ hall, audience: 'lobby' }, client)
}

function isSame(held: BoardView, fresh: BoardView): boolean {
  if (held.audience === fresh.audience) return isDeepStrictEqual(held, fresh)
  const { ticket: _, ahead: __, ...shared } = held
  return isDeepStrictEqual({ ...shared, audience: fresh.audience }, fresh)
}

/** Milliseconds from a press to the last screen that had its event; null when one never did. */
export function reached(screens: readonly Screen[], seq: number, pressedAt: number): number | null {
  let last = pressedAt
  for (const { seqs, times } of screens) {
    const at = times[firstFrom(seqs, seq)]
    if (at === undefined) return null
    last = Math.max(last, at)
  }
  return last - pressedAt
}

function firstFrom(seqs: readonly number[], seq: number): number {
  let low = 0
  let high = seqs.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((seqs[middle] ?? 0) < seq) low = middle + 1
    else high = middle
  }
  return low
}
