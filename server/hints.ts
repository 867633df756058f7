// Tells other processes that a hall went on, and listens to theirs. Only hints: a poll behind them finds what was missed.
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import type { HallId } from '../core/ids.ts'
import type { Connection, Pool } from './db.ts'
import type { Halls } from './halls.ts'
import { listenOn, notify, ping } from './store/line.ts'

const GATHER_MS = 20
const POLL_MS = 2_000
const POLL_AWAY_MS = 500
const ANSWER_WITHIN_MS = 2_000
const AGAIN_MS = 1_000

export interface Hints {
  /** Gathered, and sent from a connection outside of any transaction that writes: NOTIFY takes a lock of the whole database. */
  announce(hall: HallId, seq: number): void
  /** Whether the database answered the last poll. */
  working(): boolean
  stop(): Promise<void>
}

export interface HintTools {
  pool: Pool
  connection: Connection
  halls: Halls
  /** Told when the database stops or begins to answer. */
  onWorking(working: boolean): void
  onError(error: unknown): void
}

export function startHints(tools: HintTools): Hints {
  const waiting = new Map<HallId, number>()
  let timer: ReturnType<typeof setTimeout> | null = null
  let stopped = false
  let working = true
  let refreshing = false
  let listener: pg.Client | null = null

  async function tell(): Promise<void> {
    timer = null
    const told = [...waiting].map(([hall, seq]) => `${hall} ${seq}`)
    waiting.clear()
    await notify(tools.pool, told)
  }

  /** A database that stands still does not even refuse: no answer in time is an answer. */
  async function poll(): Promise<void> {
    const answered = await Promise.race([
      ping(tools.pool).then(
        () => true,
        () => false,
      ),
      delay(ANSWER_WITHIN_MS, false, { ref: false }),
    ])
    if (stopped) return
    if (answered) refresh()
    if (answered !== working) {
      working = answered
      tools.onWorking(working)
    }
    polling = setTimeout(() => void poll(), working ? POLL_MS : POLL_AWAY_MS)
  }

  function refresh(): void {
    if (refreshing) return
    refreshing = true
    const done = () => {
      refreshing = false
    }
    tools.halls.refresh().then(done, (error) => {
      done()
      tools.onError(error)
    })
  }

  /** A LISTEN connection that died says nothing; it is opened again and the poll reads what was said meanwhile. */
  async function listen(): Promise<void> {
    const client = new pg.Client({ ...tools.connection, keepAlive: true, application_name: 'tingxu-listen' })
    const again = once(() => {
      if (!stopped) setTimeout(() => void listen(), AGAIN_MS)
    })
    client.on('error', again)
    client.on('end', again)
    client.on('notification', ({ payload = '' }) => heard(payload, tools))
    try {
      await client.connect()
      await listenOn(client)
      listener = client
      if (stopped) await client.end()
    } catch {
      // A database that lets in but refuses to LISTEN (a standby) would get one connection more at each attempt.
      void client.end().catch(() => {})
      again()
    }
  }

  void listen()
  let polling = setTimeout(() => void poll(), POLL_MS)
  return {
    announce: (hall, seq) => {
      waiting.set(hall, seq)
      timer ??= setTimeout(() => void tell().catch(() => {}), GATHER_MS)
    },
    working: () => working,
    stop: async () => {
      stopped = true
      clearTimeout(polling)
      if (timer !== null) clearTimeout(timer)
      await listener?.end().catch(() => {})
    },
  }
}

function heard(payload: string, { halls, onError }: HintTools): void {
  const [hall = '', seq = '0'] = payload.split(' ')
  const known = halls.get(hall)
  if (known === undefined || known.board.seq < Number(seq)) halls.catchUp(hall).catch(onError)
}

function once(work: () => void): () => void {
  let done = false
  return () => {
    if (done) return
    done = true
    work()
  }
}
