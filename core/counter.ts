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
}

interface CounterAction {
  from: readonly CounterState[]
  to: CounterState
  event: string
  roles: readonly Role[]
  inputs: Record<string, Type.TSchema>
}

const AtCounter = { counter: Type.String({ pattern: ID_PATTERN }) }
const Reason = Type.String({ minLength: 1, maxLength: 200 })

export const COUNTER_ACTIONS = {
  open: { from: ['closed', 'paused'], to: 'open', event: 'counter-opened', roles: ['clerk'], inputs: AtCounter },
  pause: {
    from: ['open'],
    to: 'paused',
    event: 'counter-paused',
    roles: ['clerk'],
    inputs: { ...AtCounter, reason: Type.Optional(Reason) },
  },
  close: {
    from: ['open', 'paused'],
    to: 'closed',
    event: 'counter-closed',
    roles: ['clerk', 'clock'],
    inputs: AtCounter,
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
