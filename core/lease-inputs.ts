// What a kiosk gives with a press about the numbers that it holds; apart from their rules, which pages that only press have no use for.
import Type from 'typebox'
import { PREFIX_PATTERN } from './ids.ts'
import { Day, Moment, Take } from './inputs.ts'

const SERIES_MOST = 400
/** Beyond what any hall file allows; how many it is, the hall says. */
const COUNT_MOST = 1_000

const Lease = {
  series: Type.Array(
    Type.Object(
      {
        prefix: Type.String({ pattern: PREFIX_PATTERN }),
        count: Type.Integer({ minimum: 1, maximum: COUNT_MOST }),
      },
      { additionalProperties: false },
    ),
    { minItems: 1, maxItems: SERIES_MOST },
  ),
}

const { service, services, joint, priority, language } = Take
/** As it would have been taken, with the number that was given, and when. */
export const TakeLeased = {
  ...{ service, services, joint, priority, language },
  number: Type.String({ pattern: `${PREFIX_PATTERN.slice(0, -1)}[0-9]{3,5}$` }),
  day: Day,
  at: Moment,
}

/** What is no step of a ticket. */
export const LEASE_ACTIONS = {
  lease: { event: 'leased', roles: ['kiosk'], inputs: Lease },
} as const
