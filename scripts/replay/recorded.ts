// Reads recorded days: who came for what and when they were called, and how many counters served each service.
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { ServiceId } from '../../core/ids.ts'
import { type Instant, instantOf, type LocalDate, MINUTE, SECOND } from '../../core/time.ts'
import { ReplayFault } from './fault.ts'

export const ZONE = 'Europe/Warsaw'

/** `calledAt` null: left without having been called. */
export interface RecordedTicket {
  service: ServiceId
  arrivedAt: Instant
  calledAt: Instant | null
}

/** From `at` on, `open` counters served the service. */
export interface OpenCount {
  service: ServiceId
  at: Instant
  open: number
}

export interface RecordedDay {
  /** The file's name: `bemowo`. */
  hall: string
  date: LocalDate
  /** Names of the services as recorded, by id. */
  services: Map<ServiceId, string>
  /** By arrival; who arrived together stand in the order of their calls. */
  tickets: RecordedTicket[]
  /** In order of time; empty when nobody counted. */
  counts: OpenCount[]
}

/** Every day of `<hall>.csv`, with the counts of `<hall>_open_counters.csv` when that lies beside it. */
export function readRecordedDays(path: string): RecordedDay[] {
  if (!existsSync(path)) throw new ReplayFault(`There is no recorded day at ${path}.`)
  const hall = basename(path).replace(/\.csv$/i, '')
  const days = new Map<LocalDate, RecordedDay>()
  for (const line of linesOf(path, ['service', 'arrived_at', 'called_at', 'outcome'])) {
    const date = line.fields.arrived_at.slice(0, 10)
    const ticket = ticketOf(line)
    const day: RecordedDay = days.get(date) ?? { hall, date, services: new Map(), tickets: [], counts: [] }
    days.set(date, day)
    day.services.set(ticket.service, line.fields.service)
    day.tickets.push(ticket)
  }
  if (days.size === 0) throw new ReplayFault(`${path} holds no tickets.`)
  const counts = path.replace(/(\.csv)?$/i, '_open_counters.csv')
  if (existsSync(counts)) readCounts(counts, days)
  for (const day of days.values()) day.tickets.sort(byArrival)
  return [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1))
}

const NEVER = Number.MAX_SAFE_INTEGER

function byArrival(a: RecordedTicket, b: RecordedTicket): number {
  return a.arrivedAt - b.arrivedAt || (a.calledAt ?? NEVER) - (b.calledAt ?? NEVER)
}

function ticketOf(line: Line<'service' | 'arrived_at' | 'called_at' | 'outcome'>): RecordedTicket {
  const { service, arrived_at, called_at, outcome } = line.fields
  const arrivedAt = timeIn(line, 'arrived_at')
  if (outcome !== 'served' && outcome !== 'abandoned')
    throw malformed(line, `outcome must be served or abandoned, not "${outcome}"`)
  if (outcome === 'abandoned') return { service: idOf(line, service), arrivedAt, calledAt: null }
  const calledAt = timeIn(line, 'called_at')
  if (calledAt < arrivedAt || called_at.slice(0, 10) !== arrived_at.slice(0, 10))
    throw malformed(line, 'called_at must follow arrived_at on the same day')
  return { service: idOf(line, service), arrivedAt, calledAt }
}

function readCounts(path: string, days: Map<LocalDate, RecordedDay>): void {
  for (const line of linesOf(path, ['service', 'at', 'open'])) {
    const open = Number(line.fields.open)
    if (!Number.isInteger(open) || open < 0 || line.fields.open === '')
      throw malformed(line, `open must be a whole number, not "${line.fields.open}"`)
    const at = timeIn(line, 'at')
    const service = idOf(line, line.fields.service)
    const day = days.get(line.fields.at.slice(0, 10))
    if (day?.services.has(service)) day.counts.push({ service, at, open })
  }
  for (const day of days.values()) day.counts.sort((a, b) => a.at - b.at)
}

interface Where {
  path: string
  number: number
}

interface Line<F extends string> extends Where {
  fields: Record<F, string>
}

/** Records by the names in the file's first line; more columns than those asked for do no harm. */
function linesOf<F extends string>(path: string, columns: readonly F[]): Line<F>[] {
  let rows: { record: string[]; info: { lines: number } }[]
  try {
    const options = { bom: true, trim: true, info: true, relax_column_count: true, skip_empty_lines: true } as const
    // With `info` each row comes with its line number; the library's own types do not say so.
    rows = parse(readFileSync(path), options) as unknown as typeof rows
  } catch (error) {
    throw new ReplayFault(`${path} is not CSV: ${error instanceof Error ? error.message : error}.`)
  }
  const header = rows[0]?.record ?? []
  const missing = columns.filter((column) => !header.includes(column))
  if (missing.length > 0)
    throw new ReplayFault(`${path} line 1: the columns ${missing.join(', ')} are missing; found ${header.join(', ')}.`)
  return rows.slice(1).map(({ record, info }) => {
    if (record.length !== header.length)
      throw malformed({ path, number: info.lines }, `${header.length} fields are needed, not ${record.length}`)
    const fields = Object.fromEntries(columns.map((column) => [column, record[header.indexOf(column)] ?? '']))
    return { path, number: info.lines, fields: fields as Record<F, string> }
  })
}

const LOCAL_TIME = /^(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3]):([0-5]\d):([0-5]\d)$/

function timeIn<F extends string>(line: Line<F>, column: F): Instant {
  const text = line.fields[column]
  const [, date = '', hours, minutes, seconds] = LOCAL_TIME.exec(text) ?? []
  if (date === '' || Number.isNaN(Date.parse(date)))
    throw malformed(line, `${column} must be a local time such as 2020-01-08T08:00:12, not "${text}"`)
  return hourOf(date, hours) + Number(minutes) * MINUTE + Number(seconds) * SECOND
}

const hoursRead = new Map<string, Instant>()

/** Each hour is asked for once: a file of ten thousand lines would take a second otherwise. Warsaw shifts by whole hours. */
function hourOf(date: LocalDate, hours = '00'): Instant {
  const hour = `${date} ${hours}`
  const at = hoursRead.get(hour) ?? instantOf(date, `${hours}:00`, ZONE)
  hoursRead.set(hour, at)
  return at
}

function idOf(line: Where, name: string): ServiceId {
  const id = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  if (!/^[a-z0-9]/.test(id) || id.length > 40) throw malformed(line, `"${name}" cannot name a service`)
  return id
}

function malformed({ path, number }: Where, why: string): ReplayFault {
  return new ReplayFault(`${path} line ${number}: ${why}.`)
}
