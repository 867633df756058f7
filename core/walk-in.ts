// When a walk-in may take a ticket: now, until when, and otherwise when next.
import type { DayPlan, Stretch } from './calendar.ts'
import type { HallFile } from './hall.ts'
import type { ServiceId } from './ids.ts'
import type { Reason } from './reason.ts'
import { addDays, type Instant, type LocalDate, localDate } from './time.ts'

/** Beyond this nobody waits for a door, and a search must end. Days. */
export const NEXT_OPENING_DAYS = 60

export interface WalkInWindow {
  open: boolean
  /** While open: the first instant at which no more tickets are taken. */
  closesAt: Instant | null
  /** While closed: when tickets are taken again, if within reach. */
  nextOpening: Instant | null
  why: Reason[]
}

/**
 * Whether a walk-in may take a ticket at an instant of the plan's day. `nextOpening` looks no further than that day;
 * `walkInWindow` does. Closing time stops taking: at the closing instant itself it is closed.
 */
export function walkInAt(plan: DayPlan, service: ServiceId, at: Instant): WalkInWindow {
  const walkIn = plan.walkInServices.get(service)
  if (walkIn !== true) {
    const rule = walkIn === undefined ? 'unknown_service' : 'service_by_appointment'
    return { open: false, closesAt: null, nextOpening: null, why: [{ rule }] }
  }
  const stretches = plan.walkIn.get(service) ?? []
  const now = stretches.find((one) => one.from <= at && at < one.until)
  if (now) return { open: true, closesAt: now.until, nextOpening: null, why: plan.kind.why }
  const next = stretches.find((one) => one.from > at)
  const why = closedReasons(plan, stretches)
  return { open: false, closesAt: null, nextOpening: next?.from ?? null, why }
}

/** As `walkInAt`, with the next opening on a later day too. `planOf` keeps the plans that it has made. */
export function walkInWindow(
  file: HallFile,
  service: ServiceId,
  at: Instant,
  planOf: (date: LocalDate) => DayPlan,
): WalkInWindow {
  const today = localDate(at, file.timeZone)
  const plan = planOf(today)
  const window = walkInAt(plan, service, at)
  if (window.open || window.nextOpening !== null || !plan.walkInServices.get(service)) return window
  for (let days = 1; days <= NEXT_OPENING_DAYS; days++) {
    const first = planOf(addDays(today, days)).walkIn.get(service)?.[0]
    if (first) return { ...window, nextOpening: first.from }
  }
  return window
}

function closedReasons(plan: DayPlan, stretches: readonly Stretch[]): Reason[] {
  if (stretches.length > 0) return [...plan.kind.why, { rule: 'outside_hours' }]
  return plan.openings.length > 0 ? [...plan.kind.why, { rule: 'no_walk_ins' }] : plan.kind.why
}
