// Closing time stops taking, not serving: when the doors closed behind a service.
import { covers, type DayPlan } from './calendar.ts'
import type { ServiceId } from './ids.ts'
import type { Instant } from './time.ts'

/**
 * The end of the last opening of the service before `at`, on the plan's day. Null while it is open, before its first opening
 * and on a closed day. What is served after that instant is extended service.
 */
export function closedSince(plan: DayPlan, service: ServiceId, at: Instant): Instant | null {
  const own = plan.openings.filter((one) => covers(one.opening, service))
  if (own.some((one) => one.from <= at && at < one.until)) return null
  const over = own.filter((one) => one.until <= at).map((one) => one.until)
  return over.length === 0 ? null : Math.max(...over)
}
