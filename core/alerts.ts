// Which alert rules of a hall hold now, about what and since when. What was raised before comes in, so that nothing flickers.
import type { Alert } from './hall.ts'
import type { CounterId, ServiceId } from './ids.ts'
import { type Instant, MINUTE } from './time.ts'

/** Where a hall says nothing: managers and hosts hear of more than ten at one service, of waits over half an hour, of calls that nobody speaks. */
export const DEFAULT_ALERTS: readonly Alert[] = [
  { id: 'too-many', metric: 'waiting', threshold: 10, roles: ['manager', 'host'] },
  { id: 'too-long', metric: 'longest-wait', threshold: 30, roles: ['manager', 'host'] },
  { id: 'silent', metric: 'nobody-speaks', threshold: 1, roles: ['manager', 'host'] },
]

/** What is raised ends only below this part of its threshold: who is called and replaced must not make it come and go. */
const ENDS_BELOW = 0.8

/** What the rules are held against. */
export interface AlertScene {
  waiting: readonly { service: ServiceId; since: Instant }[]
  paused: readonly { counter: CounterId; since: Instant; serves: readonly ServiceId[] }[]
  devicesDown?: readonly { id: string; since: Instant }[]
  /** Audio zones in which calls wait to be spoken and no screen can be heard. */
  silent?: readonly { zone: string; since: Instant }[]
}

export interface Raised {
  /** The id of its rule. */
  rule: string
  metric: Alert['metric']
  /** The service, counter, device or audio zone that it is about. */
  about: string
  /** People or whole minutes, as the metric has it. */
  value: number
  since: Instant
}

/** One for each rule and service, counter, device or zone over its threshold; a rule without a service watches each service. */
export function alertsOf(
  rules: readonly Alert[],
  scene: AlertScene,
  now: Instant,
  before: readonly Raised[] = [],
): Raised[] {
  return rules.flatMap((rule) =>
    casesOf(rule, scene, now).flatMap(({ about, value, since }) => {
      const known = before.find((one) => one.rule === rule.id && one.about === about)
      const limit = known === undefined ? rule.threshold : rule.threshold * ENDS_BELOW
      if (value <= limit) return []
      return [{ rule: rule.id, metric: rule.metric, about, value: Math.floor(value), since: known?.since ?? since }]
    }),
  )
}

interface Case {
  about: string
  value: number
  /** When it went over the threshold, as far as it can be told from now. */
  since: Instant
}

function casesOf(rule: Alert, scene: AlertScene, now: Instant): Case[] {
  switch (rule.metric) {
    case 'waiting':
      return lines(rule, scene).map(([about, times]) => ({
        about,
        value: times.length,
        since: times[rule.threshold] ?? now,
      }))
    case 'longest-wait':
      return lines(rule, scene).map(([about, [eldest = now]]) => lasting(about, eldest, rule, now))
    case 'paused-with-waiting':
      return pausedWithWaiting(rule, scene, now)
    case 'device-down':
      return (scene.devicesDown ?? []).map(({ id, since }) => lasting(id, since, rule, now))
    case 'nobody-speaks':
      return (scene.silent ?? []).map(({ zone, since }) => lasting(zone, since, rule, now))
    default:
      return rule.metric satisfies never
  }
}

/** Since when each waits, eldest first, by service. */
function lines({ service }: Alert, { waiting }: AlertScene): [ServiceId, Instant[]][] {
  const found = new Map<ServiceId, Instant[]>()
  for (const one of waiting)
    if (service == null || one.service === service)
      found.set(one.service, [...(found.get(one.service) ?? []), one.since])
  return [...found].map(([id, times]) => [id, times.sort((a, b) => a - b)])
}

/** Both must be: the counter away and somebody there whom it could call. */
function pausedWithWaiting(rule: Alert, scene: AlertScene, now: Instant): Case[] {
  const eldest = new Map(lines(rule, scene).map(([service, [first = now]]) => [service, first]))
  return scene.paused.flatMap(({ counter, since, serves }) => {
    const times = serves.flatMap((service) => eldest.get(service) ?? [])
    return times.length === 0 ? [] : [lasting(counter, Math.max(since, Math.min(...times)), rule, now)]
  })
}

function lasting(about: string, from: Instant, { threshold }: Alert, now: Instant): Case {
  return { about, value: (now - from) / MINUTE, since: from + threshold * MINUTE }
}
