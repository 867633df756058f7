// Days of a hall as reports read them, computed from the log; finished days never change and are kept while there is room.

import type { HallEvent } from '../core/events.ts'
import type { FairFault } from '../core/fair.ts'
import { recheckDay } from '../core/fair.ts'
import { factsOfDay, type TicketFacts } from '../core/figures/facts.ts'
import { type HomeVisit, homeVisitsOf } from '../core/figures/home.ts'
import { type OutOfOrder, outOfOrder } from '../core/figures/order.ts'
import type { HallFile } from '../core/hall.ts'
import type { HallId } from '../core/ids.ts'
import { type LocalDate, localDate } from '../core/time.ts'
import type { Db } from './db.ts'
import { type DayStart, dayStarts, eventsFrom, fileBefore, hashOf } from './store/days.ts'

/** Everything that reports need to know of one day. */
export interface DayFacts {
  day: LocalDate
  facts: TicketFacts[]
  outOfOrder: OutOfOrder[]
  faults: FairFault[]
  homeVisits: HomeVisit[]
  calls: number
  /** Number and hash of the day's last event; null while the day goes on. */
  closing: { seq: number; hash: string } | null
}

export interface Days {
  /** Days from `from` to `to`, both included, that the hall has anything of, in order. */
  read(hall: HallId, seq: number, from: LocalDate, to: LocalDate): Promise<DayFacts[]>
}

/** Most of a log's page is read and parsed within the time of a statement, on slow disks too. */
const PAGE = 2_000
/** Tickets of finished days that are kept: some 40 MB. */
const TICKETS_KEPT = 60_000

interface Span {
  day: LocalDate
  first: number
  last: number
  finished: boolean
}

export function openDays(db: Db): Days {
  const kept = new Map<string, DayFacts>()
  const reading = new Map<string, Promise<DayFacts>>()
  let tickets = 0

  function keep(name: string, facts: DayFacts): void {
    kept.set(name, facts)
    tickets += facts.facts.length
    for (const [oldest, one] of kept) {
      if (tickets <= TICKETS_KEPT || oldest === name) return
      kept.delete(oldest)
      tickets -= one.facts.length
    }
  }

  /** Once, however many ask for it at the same time. */
  function readOnce(hall: HallId, span: Span): Promise<DayFacts> {
    const name = `${hall} ${span.first} ${span.last}`
    const known = kept.get(name)
    if (known !== undefined) return Promise.resolve(known)
    const under = reading.get(name)
    if (under !== undefined) return under
    const read = readDay(db, hall, span).then((facts) => {
      if (span.finished) keep(name, facts)
      return facts
    })
    reading.set(name, read)
    return read.finally(() => reading.delete(name))
  }

  return {
    read: async (hall, seq, from, to) => {
      const spans = spansOf(await dayStarts(db, hall), seq, await zoneOf(db, hall))
      const days: DayFacts[] = []
      // One after the other: a report of a year must not hold all connections of the hall.
      for (const span of spans.filter(({ day }) => day >= from && day <= to)) days.push(await readOnce(hall, span))
      return days
    },
  }
}

async function zoneOf(db: Db, hall: HallId): Promise<string> {
  return (await fileBefore(db, hall, 1))?.timeZone ?? 'UTC'
}

/** From one `day-opened` to just before the next. What closes a day's tickets comes before the next day is opened. */
export function spansOf(starts: readonly DayStart[], seq: number, firstZone: string): Span[] {
  const known = starts.filter((one) => one.seq <= seq)
  return known.map((one, i) => {
    const next = known[i + 1]
    return {
      day: one.day ?? localDate(one.at, firstZone),
      first: one.seq,
      last: next === undefined ? seq : next.seq - 1,
      finished: next !== undefined,
    }
  })
}

async function readDay(db: Db, hall: HallId, span: Span): Promise<DayFacts> {
  const events: HallEvent[] = []
  for (let from = span.first; from <= span.last; ) {
    const page = await eventsFrom(db, hall, from, span.last, PAGE)
    const last = page.at(-1)
    if (last === undefined) break
    events.push(...page)
    from = last.seq + 1
  }
  const file = (await fileBefore(db, hall, span.first)) as HallFile
  const hash = span.finished ? await hashOf(db, hall, span.last) : undefined
  return {
    day: span.day,
    facts: ofThisDay(factsOfDay(events, file.policy), span),
    outOfOrder: outOfOrder(events),
    faults: recheckDay(events, file),
    homeVisits: homeVisitsOf(events),
    calls: events.filter(({ type }) => type === 'called').length,
    closing: hash === undefined ? null : { seq: span.last, hash: hash.toString('hex') },
  }
}

/** Who stays overnight counts once, in the day that ended the visit; the wait still began when they came. */
function ofThisDay(facts: TicketFacts[], { day, finished }: Span): TicketFacts[] {
  const own = finished ? facts.filter((one) => one.ended !== null) : facts
  for (const one of own) one.day = day
  return own
}
