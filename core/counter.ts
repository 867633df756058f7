// A staffed place, and the table of what can happen to it.
import Type from 'typebox'
import { type CounterId, ID_PATTERN, type StaffId, type TicketId } from './ids.ts'
import type { Role } from './ticket.ts'
import type { Instant } from './time.ts'

export const COUNTER_STATES = ['closed', 'open', 'paused'] as const
export type CounterState = (typeof COUNTER_STATES)[number]

export interface CounterNow {
  id: CounterId
  state: CounterState
  /** Who is called to it or being served at it. */
  ticket: TicketId | null
  clerk: StaffId | null
  reason: string | null
  since: Instant
  /** Paused: when the clerk means to be back. */
  backAt?: Instant
  /** It calls only what it is there for. */
  helps?: false
  /** A host asked for the clerk. */
  summoned?: { at: Instant; reason: string }
  /** Its last call was of an absolute priority: the next one is somebody else's, if anybody else waits. */
  lastAbsolute?: true
}

interface CounterAction {
  from: readonly CounterState[]
  /** null: it stays as it is. */
  to: CounterState | null
  event: string
  roles: readonly Role[]
  inputs: Record<string, Type.TSchema>
  /** Also while somebody stands at the counter. */
  withPeople?: true
}

const AtCounter = { counter: Type.String({ pattern: ID_PATTERN }) }
const Reason = Type.String({ minLength: 1, maxLength: 200 })
const PauseMinutes = Type.Integer({ minimum: 1, maximum: 480 })

export const COUNTER_ACTIONS = {
  open: { from: ['closed', 'paused'], to: 'open', event: 'counter-opened', roles: ['clerk'], inputs: AtCounter },
  pause: {
    from: ['open'],
    to: 'paused',
    event: 'counter-paused',
    roles: ['clerk'],
    inputs: { ...AtCounter, reason: Type.Optional(Reason), minutes: Type.Optional(PauseMinutes) },
  },
  close: {
    from: ['open', 'paused'],
    to: 'closed',
    event: 'counter-closed',
    roles: ['clerk', 'clock'],
    inputs: AtCounter,
  },
  /** Clerks change; whoever is at the counter stays. */
  'take-over': {
    from: ['open', 'paused'],
    to: null,
    event: 'counter-handed-over',
    roles: ['clerk'],
    inputs: AtCounter,
    withPeople: true,
  },
  'help-out': {
    from: ['open', 'paused'],
    to: null,
    event: 'counter-helps',
    roles: ['clerk'],
    inputs: { ...AtCounter, on: Type.Boolean() },
    withPeople: true,
  },
  summon: {
    from: ['open', 'paused', 'closed'],
    to: null,
    event: 'counter-summoned',
    roles: ['host'],
    inputs: { ...AtCounter, reason: Reason },
    withPeople: true,
  },
  attend: {
    from: ['open', 'paused', 'closed'],
    to: null,
    event: 'counter-attended',
    roles: ['clerk', 'host'],
    inputs: AtCounter,
    withPeople: true,
  },
} as const satisfies Record<string, CounterAction>

export type CounterActionName = keyof typeof COUNTER_ACTIONS
export type CounterEventType = (typeof COUNTER_ACTIONS)[CounterActionName]['event']

export function closedCounter(id: CounterId, since: Instant): CounterNow {
  return { id, state: 'closed', ticket: null, clerk: null, reason: null, since }
}

export function mayCounter(name: CounterActionName, state: CounterState): boolean {
  const from: readonly CounterState[] = COUNTER_ACTIONS[name].from
  return from.includes(state)
}
