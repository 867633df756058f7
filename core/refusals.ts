// Every way in which the hall says no.

/** Each has a word in every language. */
export const REFUSALS = [
  'forbidden',
  'no_such_service',
  'no_such_counter',
  'no_such_ticket',
  'no_such_priority',
  'service_closed',
  'take_in_hall',
  'limit_reached',
  'counter_closed',
  'counter_busy',
  'nobody_waiting',
  'nobody_behind',
  'not_allowed_now',
  'not_served_here',
  'clerk_elsewhere',
  'reason_needed',
  'target_needed',
  'person_needed',
  'already_waiting',
  'steps_open',
  'too_early',
  'too_late',
  'wrong_day',
  'id_reused',
  'file_changed',
  'in_use',
  'personal_data',
  'hall_retired',
] as const
export type RefusalCode = (typeof REFUSALS)[number]
