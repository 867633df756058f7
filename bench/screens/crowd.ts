// Many screens in a process of their own: each has a socket, keeps the number that its board is at, and notes when the last of all has an event.
import { io, type Socket } from 'socket.io-client'
import { answerAll } from './child.ts'

const OPENING_AT_ONCE = 100

interface Arrived {
  count: number
  /** Milliseconds since 1970, with fractions. */
  lastAt: number
}

const sockets: Socket[] = []
const arrived = new Map<number, Arrived>()
const seqs: number[] = []
let current = new Set<number>()
let waiters: (() => void)[] = []
const now = () => performance.timeOrigin + performance.now()

function until(isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => (isSo() ? resolve() : void waiters.push(look))
    look()
  })
}

function wake(): void {
  const all = waiters
  waiters = []
  for (const look of all) look()
}

function openOne(n: number, url: string, watch: object): void {
  const socket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 2_000,
  })
  sockets.push(socket)
  socket.on('connect', () => socket.emit('watch', seqs[n] === undefined ? watch : { ...watch, seen: seqs[n] }))
  socket.on('disconnect', () => current.delete(n))
  socket.on('board', (board: { seq: number }) => have(n, board.seq))
  socket.on('events', (events: { seq: number }[]) => {
    for (const { seq } of events) {
      const one = arrived.get(seq) ?? { count: 0, lastAt: 0 }
      arrived.set(seq, { count: one.count + 1, lastAt: now() })
    }
    have(n, events.at(-1)?.seq ?? seqs[n] ?? 0)
  })
}

function have(n: number, seq: number): void {
  seqs[n] = seq
  current.add(n)
  wake()
}

answerAll(
  {
    open: async ({ url, count, watch }: { url: string; count: number; watch: object }) => {
      while (sockets.length < count) {
        for (let i = 0; i < OPENING_AT_ONCE && sockets.length < count; i++) openOne(sockets.length, url, watch)
        await until(() => current.size === sockets.length)
      }
      return current.size
    },
    /** When the last screen had an event. */
    arrived: async ({ seq }: { seq: number }) => {
      await until(() => arrived.get(seq)?.count === sockets.length)
      return arrived.get(seq)?.lastAt
    },
    /** Forgets who is current; the next answer to `all` is about those who came back since. */
    lose: () => {
      current = new Set()
    },
    all: async () => {
      await until(() => current.size === sockets.length)
      return now()
    },
  },
  async () => {
    for (const socket of sockets) socket.disconnect()
  },
)
