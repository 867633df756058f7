// Why a day is open or not: codes, each of which has words in every language.
import type { Texts } from './hall.ts'

/** One step of the answer to "why is it open, or not". Later reasons win. */
export interface Reason {
  rule: ReasonCode
  /** The holiday's or the closure's name. */
  text?: Texts
  /** The opening that the reason speaks of. */
  id?: string
}
export type ReasonCode =
  | 'weekday' // the opening's weekly pattern holds this day
  | 'no_opening_that_day' // no opening's weekly pattern does
  | 'national_holiday'
  | 'makeup_working_day' // followed by a `weekday` for each opening that it adds
  | 'calendar_unpublished'
  | 'closure'
  | 'runs_on_closed_days' // the opening runs although the day is closed
  | 'exception' // the hall says something else of this one day
  | 'planned_by_hand'
  | 'on_demand' // runs only if enough people book; not decided yet
  | 'called_off'
  | 'not_given_that_day' // the day is open, but not for this service
  | 'unknown_service'
  | 'service_by_appointment' // the service is never given to walk-ins
  | 'no_walk_ins' // the day has no opening that takes walk-ins for the service
  | 'outside_hours'
