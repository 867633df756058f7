// To which session of the hall something belongs: for the table by session, evenings and Saturdays beside ordinary hours.
import { covers, type DayPlan, type OpenStretch } from '../calendar.ts'
import type { ServiceId } from '../ids.ts'
import { readSession, type SessionId } from '../session.ts'
import { type Instant, iso } from '../time.ts'

/** Where the wall time stands in `2026-11-24T09:30:00+08:00`. */
const wall = (at: Instant, zone: string) => iso(at, zone).slice(11, 16)

/**
 * `2026-11-25 18:00–20:00 evening`: sorted, it is the order of time. What came after the end belongs to the session that had
 * ended, as extended service does; what came before the first, to the first. Empty: the service is not given that day.
 */
export function sessionKey(plan: DayPlan, service: ServiceId, at: Instant, zone: string): string {
  const given = plan.openings.filter(({ opening }) => covers(opening, service) && opening.kind !== 'home')
  const begun = given.filter(({ from }) => from <= at)
  const own = begun.find(({ until }) => at < until) ?? [...begun].sort((a, b) => b.until - a.until)[0] ?? given[0]
  if (own === undefined) return ''
  return keyOf(plan, own, zone)
}

/** The key of a session by its name; one that no rule plans any more is called by its day and opening alone. */
export function keyOfSession(plan: DayPlan, session: SessionId, zone: string): string {
  const own = plan.openings.find((one) => one.session === session)
  return own === undefined ? `${plan.date} ${readSession(session).opening}` : keyOf(plan, own, zone)
}

function keyOf({ date }: DayPlan, { from, until, opening }: OpenStretch, zone: string): string {
  return `${date} ${wall(from, zone)}–${wall(until, zone)} ${opening.id}`
}

/** Its parts; the id is the opening's. */
export function readSessionKey(key: string): { when: string; opening: string } {
  const at = key.lastIndexOf(' ')
  return { when: key.slice(0, at), opening: key.slice(at + 1) }
}
