// A hall's year as it goes over the wire: each day with what it is, why, and its sessions.
import Type, { type Static } from 'typebox'
import { DAY_MARKS } from './dayMarks.ts'
import { WhyOpen } from './protocol-bookings.ts'
import { SESSION_STATES } from './session.ts'
import { SESSION_KINDS } from './sessionKinds.ts'

export const CalendarSession = Type.Object({
  id: Type.String(),
  opening: Type.String(),
  kind: Type.Enum(SESSION_KINDS),
  name: Type.Optional(Type.Record(Type.String(), Type.String())),
  start: Type.String({ description: 'ISO 8601 with offset' }),
  end: Type.String(),
  state: Type.Enum(SESSION_STATES),
  walkIn: Type.Boolean(),
  services: Type.Union([Type.Literal('*'), Type.Array(Type.String())]),
  byHand: Type.Optional(Type.Literal(true)),
  minimum: Type.Optional(Type.Integer({ description: 'opens on demand: so many have to book' })),
  booked: Type.Optional(Type.Integer({ description: 'for staff, from today on' })),
})
export type CalendarSession = Static<typeof CalendarSession>

export const CalendarDay = Type.Object({
  date: Type.String(),
  open: Type.Boolean(),
  working: Type.Boolean({ description: 'by the national calendar' }),
  mark: Type.Enum(DAY_MARKS),
  why: WhyOpen,
  sessions: Type.Array(CalendarSession),
})
export type CalendarDay = Static<typeof CalendarDay>

export const CalendarView = Type.Object({
  year: Type.Integer(),
  today: Type.String(),
  published: Type.Boolean({ description: 'the national calendar of this year is there, or the hall has none' }),
  /** Next year's is not there although it should be. */
  missing: Type.Union([Type.Integer(), Type.Null()]),
  days: Type.Array(CalendarDay),
})
export type CalendarView = Static<typeof CalendarView>
