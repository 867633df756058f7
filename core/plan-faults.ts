// What can be wrong with whom and what an opening plans, from when its bookings count back, and days that run otherwise.
import { changed } from './exceptions.ts'
import { type Exception, type HallFile, LEAD_FROM, type Lead, type Opening } from './hall.ts'

export interface PlanFault {
  path: string
  code:
    | 'unknown_opening'
    | 'unknown_counter'
    | 'unknown_team'
    | 'unknown_moment'
    | 'end_before_start'
    | 'online_over_desk'
    | 'never_bookable'
    | 'window_empty'
    | 'open_and_closed'
  detail: string
}

export function* planFaults(file: HallFile): Generator<PlanFault> {
  const openings = new Set(file.openings.map((one) => one.id))
  const known = {
    counters: new Set(file.counters.map((one) => one.id)),
    teams: new Set((file.teams ?? []).map((one) => one.id)),
  }
  for (const [i, opening] of file.openings.entries()) {
    yield* namedFaults(opening, `/openings/${i}`, known)
    yield* bookFaults(opening, `/openings/${i}`, openings)
  }
  for (const [i, exception] of (file.exceptions ?? []).entries())
    yield* exceptionFaults(exception, file, `/exceptions/${i}`)
}

/** What can be wrong with when an opening, also one planned by hand for a day, is booked and decided. */
export function* bookFaults(
  { book, onDemand }: Pick<Opening, 'book' | 'onDemand'>,
  path: string,
  openings: ReadonlySet<string>,
): Generator<PlanFault> {
  yield* leadFaults(book?.lead, `${path}/book/lead`, openings)
  yield* leadFaults(onDemand?.decide, `${path}/onDemand/decide`, openings)
  if (book != null && book.untilDays < book.fromDays)
    yield { path: `${path}/book/untilDays`, code: 'window_empty', detail: String(book.untilDays) }
  // Nobody could ever book, so that it would be called off every time.
  if (book == null && onDemand !== null)
    yield { path: `${path}/onDemand`, code: 'never_bookable', detail: String(onDemand.minimum) }
}

/** Held against the opening as it would run then. Hours of all openings may well leave nothing of one. */
function* exceptionFaults(exception: Exception, file: HallFile, path: string): Generator<PlanFault> {
  const { opening: id, closed, open } = exception
  const own = file.openings.find((one) => one.id === id)
  if (id !== '*' && own === undefined) yield { path: `${path}/opening`, code: 'unknown_opening', detail: id }
  if (closed === true && open === true) yield { path: `${path}/open`, code: 'open_and_closed', detail: exception.date }
  const { start, end, online, desk } = own === undefined ? exception : changed(own, exception)
  if (start !== undefined && end !== undefined && end <= start)
    yield { path: `${path}/${exception.end === undefined ? 'start' : 'end'}`, code: 'end_before_start', detail: end }
  if (online !== undefined && desk !== undefined && online > desk)
    yield {
      path: `${path}/${exception.online === undefined ? 'desk' : 'online'}`,
      code: 'online_over_desk',
      detail: String(online),
    }
}

function* namedFaults(
  opening: Opening,
  path: string,
  known: Record<'counters' | 'teams', ReadonlySet<string>>,
): Generator<PlanFault> {
  for (const list of ['counters', 'teams'] as const) {
    const unknown = (opening[list] ?? []).find((id) => !known[list].has(id))
    if (unknown === undefined) continue
    const code = list === 'counters' ? 'unknown_counter' : 'unknown_team'
    yield { path: `${path}/${list}`, code, detail: unknown }
  }
}

function* leadFaults(lead: Lead | undefined, path: string, openings: ReadonlySet<string>): Generator<PlanFault> {
  if (lead === undefined || LEAD_FROM.some((one) => one === lead.before)) return
  const [, id = ''] = /^(.+)\.(?:start|end)$/.exec(lead.before) ?? []
  if (!openings.has(id)) yield { path: `${path}/before`, code: 'unknown_moment', detail: lead.before }
}
