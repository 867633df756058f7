// Home visits of a day as the table by session has them: nobody waited in a line or was called, the team was there and served.
import type { HallEvent } from '../events.ts'
import type { SessionId } from '../session.ts'
import type { Instant } from '../time.ts'
import type { Portion } from './portions.ts'

export interface HomeVisit {
  session: SessionId
  from: Instant
  until: Instant
}

/** Those that were finished. */
export function homeVisitsOf(events: readonly HallEvent[]): HomeVisit[] {
  return events.flatMap(({ type, appointment }) => {
    if (type !== 'visit-finished' || appointment?.visit?.until == null) return []
    const { session, visit } = appointment
    return [{ session, from: visit.from, until: visit.until ?? visit.from }]
  })
}

export function portionOfVisit({ from, until }: HomeVisit, key: string): Portion {
  const service = (until - from) / 1_000
  return { key, wait: null, laterWait: null, walk: null, service, extended: 0, ended: 'done', called: true }
}
