// What the hall gives today beside its ordinary hours: noon, evening, weekend and duty sessions that have not ended.
import type { DayPlan } from './calendar.ts'
import type { Opening } from './hall.ts'
import type { ServiceId } from './ids.ts'
import type { SessionId, SessionState } from './session.ts'
import type { Instant } from './time.ts'

/** Home visits are not in the hall, and campaigns are for people invited. */
const KINDS: readonly Opening['kind'][] = ['noon', 'evening', 'weekend', 'duty']

export interface AfterHours {
  session: SessionId
  opening: Opening
  state: SessionState
  from: Instant
  until: Instant
  services: readonly ServiceId[] | '*'
}

/** By their beginning; called off ones too: people may have heard of them. */
export function afterHoursOf({ openings, calledOff }: DayPlan, at: Instant): AfterHours[] {
  return [...openings, ...calledOff]
    .filter(({ opening, until }) => KINDS.includes(opening.kind) && until > at)
    .sort((a, b) => a.from - b.from)
    .map(({ session, opening, state, from, until }) => {
      return { session, opening, state, from, until, services: opening.services }
    })
}
