// What can be wrong with whom and what an opening plans, from when its bookings count back, and days that run otherwise.
import { type HallFile, LEAD_FROM, type Lead, type Opening } from './hall.ts'

export interface PlanFault {
  path: string
  code: 'unknown_opening' | 'unknown_counter' | 'unknown_team' | 'unknown_moment' | 'end_before_start'
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
    yield* leadFaults(opening.book?.lead, `/openings/${i}/book/lead`, openings)
    yield* leadFaults(opening.onDemand?.decide, `/openings/${i}/onDemand/decide`, openings)
  }
  for (const [i, { opening, start, end }] of (file.exceptions ?? []).entries()) {
    if (opening !== '*' && !openings.has(opening))
      yield { path: `/exceptions/${i}/opening`, code: 'unknown_opening', detail: opening }
    if (start !== undefined && end !== undefined && end <= start)
      yield { path: `/exceptions/${i}/end`, code: 'end_before_start', detail: end }
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
