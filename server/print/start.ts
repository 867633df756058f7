// Keeps papers coming: hears what was taken, works off what is due at each printer, and asks each printer how it is.
import { isOnNetwork } from '../../core/paper.ts'
import { isAway } from '../db.ts'
import type { Devices } from '../devices.ts'
import type { OpenHall } from '../halls.ts'
import { eventsAfter } from '../store/events.ts'
import { addPrints, type NewPrint, printersDue, sweepPrints } from '../store/prints.ts'
import { LATE_S, printOf, type Wanted } from './follow.ts'
import { type WorkTools, workOff } from './work.ts'

export interface PrintTools extends Omit<WorkTools, 'ending' | 'cutOff'> {
  devices: Devices
  onError(error: unknown): void
}

export interface Printing {
  /** Something that no event tells of: a notice, a test. In the end it is written down, and on its way. */
  add(print: NewPrint): Promise<void>
  /** What is being printed is printed first, unless that takes long: then the next start prints it, as what may be a copy. */
  stop(): Promise<void>
}

/** For what is tried again, and what another process wrote down and did not live to print. */
const LOOK_EVERY_MS = 1_000
/** A printer that nobody uses says within this time that its paper is out. */
const ASK_EVERY_S = 15
/** After a start: numbers of so many events may still lack their paper; the time of taking tells which. */
const CATCH_UP_MOST = 1_000
const UNWRITTEN_MOST = 1_000
const SWEEP_EVERY_MS = 3_600_000
const KEPT_DAYS = 30
/** A printer that works has said by then that it is done; for one that hangs nobody waits at the end. */
const END_WITHIN_MS = 2_000

export function startPrinting(tools: PrintTools): Printing {
  const { pool, halls, clock, devices } = tools
  let unwritten: Wanted[] = []
  let stopped = false
  const cutOff = new AbortController()
  let swept = 0
  let asked = performance.now()
  const working = new Map<string, Promise<void>>()
  /** Something came for a printer that was just being left. */
  const missed = new Set<string>()
  const onError = (error: unknown) => {
    if (!stopped && !isAway(error)) tools.onError(error)
  }

  /** Kept until it is written down: the database may be away for a moment. */
  async function write(): Promise<void> {
    const wanted = unwritten.slice(0, UNWRITTEN_MOST)
    if (wanted.length === 0) return
    const now = clock.now()
    await addPrints(
      pool,
      wanted.map(({ print }) => print),
      wanted.map(({ at }) => Math.max(0, now - at)),
    )
    unwritten = unwritten.filter((one) => !wanted.includes(one))
  }

  /** One conversation with a printer at a time; in other processes the database sees to it. */
  function work(hall: OpenHall, printer: string, askedS?: number): void {
    const name = `${hall.id}\0${printer}`
    if (stopped) return
    if (working.has(name)) return void missed.add(name)
    const done = workOff({ ...tools, ending: () => stopped, cutOff: cutOff.signal }, hall, printer, askedS)
      .catch(onError)
      .then(() => {
        working.delete(name)
        if (missed.delete(name)) lookNow()
      })
    working.set(name, done)
  }

  async function look(): Promise<void> {
    await write()
    await sweep()
    if (!halls.list().some(hasPrinters)) return
    for (const { hall: id, printer } of await printersDue(pool)) {
      const hall = halls.get(id)
      if (hall !== undefined) work(hall, printer)
    }
    if (performance.now() - asked > ASK_EVERY_S * 1_000) askAll()
  }

  /** Also where the last printer was taken away: what was printed until then goes all the same. */
  async function sweep(): Promise<void> {
    if (swept !== 0 && performance.now() - swept < SWEEP_EVERY_MS) return
    swept = performance.now()
    await sweepPrints(pool, KEPT_DAYS)
  }

  function askAll(): void {
    asked = performance.now()
    for (const hall of halls.list())
      for (const one of hall.board.file.paper?.printers ?? []) if (isOnNetwork(one)) work(hall, one.id, ASK_EVERY_S - 1)
  }

  async function catchUp(hall: OpenHall): Promise<void> {
    const events = await eventsAfter(pool, hall.id, Math.max(0, hall.board.seq - CATCH_UP_MOST), CATCH_UP_MOST)
    const since = clock.now() - LATE_S * 1_000
    unwritten.push(...events.flatMap((event) => (event.at < since ? [] : (printOf(hall, event, devices) ?? []))))
  }

  let looking: Promise<void> | null = null
  let again = false
  /** At once, and once more if something came meanwhile. */
  function lookNow(): void {
    again = looking !== null
    looking ??= look()
      .catch(onError)
      .then(() => {
        looking = null
        if (again && !stopped) lookNow()
      })
  }

  halls.follow(
    (hall, event) => {
      const wanted = hasPrinters(hall) ? printOf(hall, event, devices) : null
      if (wanted !== null) unwritten = [...unwritten.slice(-UNWRITTEN_MOST), wanted]
    },
    () => {
      if (unwritten.length > 0) lookNow()
    },
  )
  const timer = setInterval(lookNow, LOOK_EVERY_MS)
  Promise.all(halls.list().filter(hasPrinters).map(catchUp)).then(() => {
    askAll()
    lookNow()
  }, onError)

  return {
    add: async (print) => {
      await addPrints(pool, [print], [0])
      lookNow()
    },
    stop: async () => {
      stopped = true
      clearInterval(timer)
      const late = setTimeout(() => cutOff.abort(), END_WITHIN_MS)
      await looking
      await Promise.all(working.values())
      clearTimeout(late)
    },
  }
}

function hasPrinters({ board }: OpenHall): boolean {
  return (board.file.paper?.printers ?? []).length > 0
}
