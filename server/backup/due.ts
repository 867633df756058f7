// When the next backup should have been taken, by the hall's clock on the wall.
import { addDays, type Instant, instantOf, localDate, type WallTime } from '../../core/time.ts'

/** The latest of these times that is over; `times` has at least one. */
export function lastDue(times: readonly WallTime[], zone: string, now: Instant): Instant {
  const today = localDate(now, zone)
  const moments = [today, addDays(today, -1)].flatMap((day) => times.map((time) => instantOf(day, time, zone)))
  return Math.max(...moments.filter((at) => at <= now))
}
