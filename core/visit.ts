// Several services on one number, one after the other or jointly with one lead: who has which step, and since when.
import type { CounterId, ServiceId, StaffId } from './ids.ts'
import type { Instant } from './time.ts'

/** `waiting`: not begun. `now`: somebody has it. At each moment the holder is the answer to "who has it, since when?". */
export interface VisitStep {
  service: ServiceId
  state: 'waiting' | 'now' | 'done'
  counter: CounterId | null
  staff: StaffId | null
  since: Instant
  doneAt: Instant | null
}

export interface Visit {
  /** All departments work at once, behind the counter of the first service, which leads. */
  joint: boolean
  steps: VisitStep[]
}

export interface Holder {
  counter: CounterId | null
  staff: StaffId | null
  at: Instant
}

/** Undefined for one service: a plain ticket carries nothing of this. */
export function newVisit(services: readonly ServiceId[], joint: boolean, at: Instant): Visit | undefined {
  if (services.length < 2) return undefined
  const steps = services.map((service) => ({
    service,
    state: 'waiting' as const,
    counter: null,
    staff: null,
    since: at,
    doneAt: null,
  }))
  return { joint, steps }
}

/** A counter took the person on: its step begins, and in a joint visit everybody's does. */
export function begun(visit: Visit, service: ServiceId, { counter, staff, at }: Holder): Visit {
  const steps = visit.steps.map((one) => {
    if (one.state === 'done') return one
    // Parked in the middle of a joint visit and called elsewhere: the step has another holder now.
    if (one.service === service) return { ...one, state: 'now' as const, counter, staff, since: at }
    return visit.joint && one.state === 'waiting' ? { ...one, state: 'now' as const, since: at } : one
  })
  return { ...visit, steps }
}

export function finishedStep(visit: Visit, service: ServiceId, { counter, staff, at }: Holder): Visit {
  const steps = visit.steps.map((one) =>
    one.service === service && one.state !== 'done'
      ? { ...one, state: 'done' as const, counter: counter ?? one.counter, staff: staff ?? one.staff, doneAt: at }
      : one,
  )
  return { ...visit, steps }
}

/** The step that was finished last is at work again; one of the same service from before stays done. */
export function reopened(visit: Visit, last: VisitStep): Visit {
  const steps = visit.steps.map((one) => (one === last ? { ...one, state: 'now' as const, doneAt: null } : one))
  return { ...visit, steps }
}

/** The person waits again for what they were served for: nobody has that step now. */
export function waitingAgain(visit: Visit, service: ServiceId, at: Instant): Visit {
  const steps = visit.steps.map((one) =>
    one.service === service && one.state === 'now'
      ? { ...one, state: 'waiting' as const, counter: null, staff: null, since: at }
      : one,
  )
  return { ...visit, steps }
}

/** The next service to wait for; undefined when none is left. */
export function nextService(visit: Visit): ServiceId | undefined {
  return visit.steps.find((one) => one.state !== 'done')?.service
}

/** Services that are not done, besides this one. */
export function openBesides(visit: Visit, service: ServiceId): ServiceId[] {
  return visit.steps.filter((one) => one.state !== 'done' && one.service !== service).map((one) => one.service)
}

export function lastDone(visit: Visit): VisitStep | undefined {
  const done = visit.steps.filter((one) => one.doneAt !== null)
  return done.reduce<VisitStep | undefined>(
    (last, one) => (last === undefined || (one.doneAt ?? 0) >= (last.doneAt ?? 0) ? one : last),
    undefined,
  )
}
