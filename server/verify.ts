// Checks a hall's log: the chain of hashes from its first event, then the tables against what the log says came of it all.
import type { CounterNow } from '../core/counter.ts'
import type { HallEvent } from '../core/events.ts'
import type { CounterId, HallId, TicketId } from '../core/ids.ts'
import { isOpen, type Ticket } from '../core/ticket.ts'
import { type LocalDate, localDate } from '../core/time.ts'
import { CHAIN_START, chained } from './chain.ts'
import type { Db } from './db.ts'
import { type AuditRow, auditRows, counterRows, ticketCounts, ticketRows, ticketsOfDay } from './store/audit.ts'
import { statesAtIfKept } from './store/states.ts'

/**
 * `altered`: its letters, type or time are not those that were hashed. `missing`: it is not there. `surplus`: it was put
 * in. `moved`: an event of another number stands in its place. `tables`: the log is whole, a table says otherwise.
 */
export type LogFaultKind = 'altered' | 'missing' | 'surplus' | 'moved' | 'tables'
export interface LogFault {
  kind: LogFaultKind
  seq: number
  /** Of the row at that number, where there is one. */
  at: number | null
  type: string | null
  detail: string
}

export interface Closing {
  day: LocalDate
  seq: number
  hash: string
}

export interface Verdict {
  hall: HallId
  events: number
  fault: LogFault | null
  /** The last event of each day that is over, with its hash; of days before the first fault. */
  closings: Closing[]
}

export interface HallRow {
  id: HallId
  seq: number
  hash: Buffer
  lastCommand: number
}

const PAGE = 1_000

interface Walk {
  /** So far the tables have followed; what was touched by later events they need not know yet. */
  statesAt: number
  behind: Set<TicketId | CounterId>
  before: Buffer
  seq: number
  zone: string
  day: LocalDate | null
  tickets: Map<TicketId, Ticket>
  counters: Map<string, CounterNow>
  counts: Map<LocalDate, number>
  closings: Closing[]
}

/** Stops at the first thing that is wrong. `db` holds one moment still: see `beginAudit`. */
export async function verifyHall(db: Db, hall: HallRow): Promise<Verdict> {
  const walk: Walk = {
    statesAt: (await statesAtIfKept(db, hall.id)) ?? Number.POSITIVE_INFINITY,
    behind: new Set(),
    before: CHAIN_START,
    seq: 0,
    zone: 'UTC',
    day: null,
    tickets: new Map(),
    counters: new Map(),
    counts: new Map(),
    closings: [],
  }
  const fault = (await walkLog(db, hall, walk)) ?? tailFault(hall, walk) ?? (await tablesFault(db, hall, walk))
  return { hall: hall.id, events: walk.seq, fault, closings: walk.closings }
}

async function walkLog(db: Db, hall: HallRow, walk: Walk): Promise<LogFault | null> {
  let rows = await auditRows(db, hall.id, -1, PAGE)
  while (rows.length > 0) {
    const next = await auditRows(db, hall.id, rows.at(-1)?.seq ?? 0, PAGE)
    for (const [i, row] of rows.entries()) {
      const fault = rowFault(hall, walk, row, rows[i + 1] ?? next[0])
      if (fault !== null) return fault
      const event = JSON.parse(row.body) as HallEvent
      const wrong = event.day === undefined ? null : await ticketsFault(db, hall.id, walk, ended(walk))
      if (wrong !== null) return tablesAt(walk, wrong)
      follow(walk, row, event)
    }
    rows = next
  }
  return null
}

/** What is wrong with a row, given all before it; the row after it tells what was altered from what was put in. */
function rowFault(hall: HallRow, walk: Walk, row: AuditRow, next: AuditRow | undefined): LogFault | null {
  const expected = walk.seq + 1
  if (row.seq > expected) return faultAt('missing', expected, null, `the log goes on at ${row.seq}`)
  if (row.seq < expected) return faultAt('surplus', row.seq, row, 'before the first number')
  if (row.seq > hall.seq) return faultAt('surplus', row.seq, row, `the hall's last event is ${hall.seq}`)
  const event = readEvent(row.body)
  if (event === null) return faultAt('altered', row.seq, row, 'it cannot be read')
  if (chained(walk.before, row.body).equals(row.hash)) {
    if (event.seq !== row.seq || event.hall !== hall.id)
      return faultAt('moved', row.seq, row, `it calls itself ${event.hall} ${event.seq}`)
    const same = event.type === row.type && event.at === row.at
    return same ? null : faultAt('altered', row.seq, row, 'its type or time beside the hashed letters was changed')
  }
  // The next one follows the one before this: the two changed places, or this one was put in between.
  if (next !== undefined && chained(walk.before, next.body).equals(next.hash)) {
    const swapped = event.seq === row.seq + 1
    return faultAt(swapped ? 'moved' : 'surplus', row.seq, row, 'the next one belongs here')
  }
  if (event.seq > row.seq) return faultAt('missing', row.seq, row, `event ${event.seq} stands in its place`)
  if (event.seq < row.seq) return faultAt('moved', row.seq, row, `event ${event.seq} stands in its place`)
  return faultAt('altered', row.seq, row, 'its hash does not cover its letters')
}

function readEvent(body: string): HallEvent | null {
  try {
    return JSON.parse(body) as HallEvent
  } catch {
    return null
  }
}

function faultAt(kind: LogFaultKind, seq: number, row: AuditRow | null, detail: string): LogFault {
  return { kind, seq, at: row?.at ?? null, type: row?.type ?? null, detail }
}

function follow(walk: Walk, row: AuditRow, event: HallEvent): void {
  if (event.file !== undefined) {
    walk.zone = event.file.timeZone
    const known = new Set(event.file.counters.map(({ id }) => id))
    for (const id of walk.counters.keys()) if (!known.has(id)) walk.counters.delete(id)
  }
  if (event.day !== undefined) {
    if (walk.day !== null) walk.closings.push({ day: walk.day, seq: walk.seq, hash: walk.before.toString('hex') })
    // Who stays overnight goes on in the new day.
    for (const { id, state } of walk.tickets.values()) if (!isOpen(state)) walk.tickets.delete(id)
  }
  walk.day = event.day ?? walk.day ?? localDate(event.at, walk.zone)
  if (event.ticket !== undefined) {
    const { id, day } = event.ticket
    if (!walk.tickets.has(id)) walk.counts.set(day, (walk.counts.get(day) ?? 0) + 1)
    walk.tickets.set(id, event.ticket)
  }
  if (event.counter !== undefined) walk.counters.set(event.counter.id, event.counter)
  if (row.seq > walk.statesAt)
    for (const one of [event.ticket, event.counter]) if (one !== undefined) walk.behind.add(one.id)
  walk.before = row.hash
  walk.seq = row.seq
}

/** The end cut off: the hall's own row, or presses that were answered, know of later events. */
function tailFault(hall: HallRow, walk: Walk): LogFault | null {
  const known = Math.max(hall.seq, hall.lastCommand)
  if (known > walk.seq) {
    const who = hall.seq > walk.seq ? "the hall's last event" : 'an event that answered a press'
    return faultAt('missing', walk.seq + 1, null, `${who} is ${known}`)
  }
  if (!hall.hash.equals(walk.before)) return faultAt('altered', walk.seq, null, "the hall's own row has another hash")
  return null
}

/** Tickets that can change no more. */
function ended({ tickets }: Walk): Ticket[] {
  return [...tickets.values()].filter(({ state }) => !isOpen(state))
}

const NEVER_BEHIND = ['takenAt'] as const
const STEPPED = ['state', 'counter', 'calls', 'takenAt', 'endedAt'] as const

/** Which ticket's row says something else than the log. */
async function ticketsFault(
  db: Db,
  hall: HallId,
  { behind }: Walk,
  tickets: readonly Ticket[],
): Promise<string | null> {
  const ids = tickets.map(({ id }) => id)
  const rows = new Map((await ticketRows(db, hall, ids)).map((row) => [row.id, row]))
  for (const ticket of tickets) {
    const row = rows.get(ticket.id)
    if (row === undefined) return `ticket ${ticket.id} is not in the table of tickets`
    const fields = behind.has(ticket.id) ? NEVER_BEHIND : STEPPED
    const differing = fields.find((field) => row[field] !== ticket[field])
    if (differing !== undefined)
      return `ticket ${ticket.id}: ${differing} is ${row[differing]}, by the log ${ticket[differing]}`
  }
  return null
}

async function tablesFault(db: Db, { id: hall }: HallRow, walk: Walk): Promise<LogFault | null> {
  const wrong = await ticketsFault(db, hall, walk, [...walk.tickets.values()])
  if (wrong !== null) return tablesAt(walk, wrong)
  for (const [day, count] of await ticketCounts(db, hall)) {
    const known = walk.counts.get(day) ?? 0
    if (count === known) continue
    const surplus = (await ticketsOfDay(db, hall, day)).find((id) => day !== walk.day || !walk.tickets.has(id))
    return tablesAt(walk, `${count} tickets of ${day}, by the log ${known}${surplus ? ` (${surplus})` : ''}`)
  }
  const counters = new Map((await counterRows(db, hall)).map((row) => [row.id, row]))
  for (const { id, state, ticket } of walk.counters.values()) {
    if (walk.behind.has(id)) continue
    const row = counters.get(id)
    if (row?.state !== state || row.ticket !== ticket)
      return tablesAt(walk, `counter ${id} is ${row?.state} with ${row?.ticket}, by the log ${state} with ${ticket}`)
  }
  return null
}

function tablesAt(walk: Walk, detail: string): LogFault {
  return faultAt('tables', walk.seq, null, detail)
}
