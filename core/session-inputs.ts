// What can be done to a session of one day, by whom, and with which inputs.
import Type from 'typebox'
import { Book, DateText, OnDemand, Texts, TimeText } from './hall.ts'
import { Id, NeedReason, Reason } from './inputs.ts'
import { SESSION_KINDS } from './sessionKinds.ts'
import type { Role } from './ticket.ts'
import { orNull } from './wire.ts'

const OfSession = { session: Type.String({ minLength: 12, maxLength: 64, pattern: '@\\d{4}-\\d\\d-\\d\\d$' }) }
const Places = Type.Integer({ minimum: 0, maximum: 10_000 })

interface SessionAction {
  event: string
  roles: readonly Role[]
  inputs: Record<string, Type.TSchema>
}

export const SESSION_ACTIONS = {
  /** By hand, for one day. It runs on closed days too: whoever plans it means it. */
  'plan-session': {
    event: 'session-planned',
    roles: ['manager'],
    inputs: {
      kind: Type.Enum(SESSION_KINDS),
      date: DateText,
      start: TimeText,
      end: TimeText,
      services: Type.Union([Type.Literal('*'), Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true })]),
      walkIn: Type.Boolean(),
      slotMinutes: Type.Integer({ minimum: 1, maximum: 480 }),
      online: Places,
      desk: Places,
      book: Type.Optional(orNull(Book)),
      onDemand: Type.Optional(orNull(OnDemand)),
      name: Type.Optional(Texts),
      counters: Type.Optional(Type.Array(Id, { maxItems: 500, uniqueItems: true })),
      teams: Type.Optional(Type.Array(Id, { maxItems: 100, uniqueItems: true })),
      travelMinutes: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_440 })),
      people: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000 })),
      reason: Reason,
    },
  },
  /** Below its minimum it takes a reason. */
  'confirm-session': { event: 'session-confirmed', roles: ['manager'], inputs: { ...OfSession, reason: Reason } },
  'call-off-session': { event: 'session-called-off', roles: ['manager'], inputs: { ...OfSession, reason: NeedReason } },
  /** Who works in it; the whole list. */
  'staff-session': {
    event: 'session-staffed',
    roles: ['manager'],
    inputs: {
      ...OfSession,
      staff: Type.Array(
        Type.Object(
          { staff: Type.String({ minLength: 1, maxLength: 64 }), place: orNull(Id) },
          { additionalProperties: false },
        ),
        { maxItems: 1_000 },
      ),
    },
  },
  /** A clerk asks to be relieved, or offers to step in for who asked. */
  'ask-swap': { event: 'session-staffed', roles: ['clerk', 'host'], inputs: { ...OfSession, reason: NeedReason } },
  'offer-swap': {
    event: 'session-staffed',
    roles: ['clerk', 'host'],
    inputs: { ...OfSession, staff: Type.String({ minLength: 1, maxLength: 64 }) },
  },
  'approve-swap': {
    event: 'session-staffed',
    roles: ['manager'],
    inputs: { ...OfSession, staff: Type.String({ minLength: 1, maxLength: 64 }), accept: Type.Boolean() },
  },
} as const satisfies Record<string, SessionAction>

export type SessionActionName = keyof typeof SESSION_ACTIONS
