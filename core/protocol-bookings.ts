// Appointments, slots and sessions as they go over the wire.
import Type, { type Static } from 'typebox'
import { APPOINTMENT_STATES } from './appointment.ts'
import { SESSION_STATES } from './session.ts'
import { SESSION_KINDS } from './sessionKinds.ts'
import { ROLES } from './ticket.ts'
import { orNull, Time } from './wire.ts'

/** What everybody who may see an appointment sees of it; `key` and `code` are the holder's own. */
export const AppointmentView = Type.Object({
  id: Type.String(),
  key: Type.Optional(Type.String({ description: 'secret; given to who booked' })),
  code: Type.Optional(Type.String({ description: 'nine digits for the kiosk' })),
  state: Type.Enum(APPOINTMENT_STATES),
  services: Type.Array(Type.String()),
  session: Type.String(),
  date: Type.String(),
  start: Time,
  end: Time,
  heldUntil: orNull(Time),
  toConfirm: Type.Optional(Type.Literal(true)),
  bookedAt: Time,
  endedAt: orNull(Time),
  endedBy: Type.Optional(Type.String()),
  undoUntil: Type.Optional(Time),
  ticket: orNull(Type.String()),
  enteredBy: Type.Optional(Type.Enum(ROLES)),
  team: Type.Optional(Type.String()),
  visit: Type.Optional(Type.Object({ from: Time, until: orNull(Time) })),
  wish: Type.Optional(Type.String()),
  invitation: Type.Optional(Type.String()),
  appeal: Type.Optional(Type.Object({ at: Time, lifted: orNull(Time) })),
})
export type AppointmentView = Static<typeof AppointmentView>

export const SessionView = Type.Object({
  id: Type.String(),
  date: Type.String(),
  state: Type.Enum(SESSION_STATES),
  decidedAt: orNull(Time),
  reason: Type.Optional(Type.String()),
  /** For staff. */
  staff: Type.Optional(
    Type.Array(
      Type.Object({
        staff: Type.String(),
        place: orNull(Type.String()),
        swap: Type.Optional(Type.Object({ to: orNull(Type.String()), reason: Type.String() })),
      }),
    ),
  ),
})
export type SessionView = Static<typeof SessionView>

export const WishView = Type.Object({
  id: Type.String(),
  key: Type.Optional(Type.String()),
  state: Type.Enum(['waiting', 'offered', 'booked', 'ended']),
  services: Type.Array(Type.String()),
  from: Type.String(),
  to: Type.String(),
})
export type WishView = Static<typeof WishView>

/** Codes of core/calendar, later ones win; `text` is the holiday's or closure's own name. */
export const WhyOpen = Type.Array(
  Type.Object({
    rule: Type.String(),
    text: Type.Optional(Type.Record(Type.String(), Type.String())),
    id: Type.Optional(Type.String()),
  }),
)

export const SlotView = Type.Object({
  start: Time,
  end: Time,
  free: Type.Integer({ description: 'places for who books online' }),
  session: Type.String(),
  desk: Type.Optional(Type.Integer({ description: 'for staff: places that the desk can give' })),
})
export type SlotView = Static<typeof SlotView>

export const NOT_BOOKED = ['over', 'invited', 'never'] as const
export type NotBooked = (typeof NOT_BOOKED)[number]

export const SlotsSession = Type.Object({
  id: Type.String(),
  kind: Type.Enum(SESSION_KINDS),
  name: Type.Optional(Type.Record(Type.String(), Type.String())),
  start: Time,
  end: Time,
  state: Type.Enum(SESSION_STATES),
  minimum: Type.Optional(Type.Integer()),
  booked: Type.Optional(Type.Integer({ description: 'on demand: how many have booked so far' })),
  decidedAt: Type.Optional(Type.String({ description: 'when it will be decided' })),
  bookableFrom: Type.Optional(Type.String({ description: 'booking has not opened yet' })),
  notBooked: Type.Optional(
    Type.Enum(NOT_BOOKED, {
      description: 'over: it is too late to book; invited: only for people invited; never: nobody books, people come',
    }),
  ),
})
export type SlotsSession = Static<typeof SlotsSession>

export const SlotsDay = Type.Object({
  date: Type.String(),
  open: Type.Boolean(),
  why: WhyOpen,
  slots: Type.Array(SlotView),
  sessions: Type.Array(SlotsSession),
})
export const SlotsView = Type.Object({ days: Type.Array(SlotsDay) })
export type SlotsDay = Static<typeof SlotsDay>
export type SlotsView = Static<typeof SlotsView>

/** What people are told of the hall's booking rules before they confirm. */
export const BookingView = Type.Object({
  needs: Type.Array(Type.String()),
  confirm: Type.Enum(['none', 'phone', 'mail', 'either']),
  holdMinutes: Type.Integer(),
  undoMinutes: Type.Integer(),
  quarantineMinutes: Type.Integer(),
  checkInMinutes: Type.Integer(),
  lateGraceMinutes: Type.Integer(),
  bans: Type.Object({
    misses: orNull(Type.Integer()),
    cancellations: orNull(Type.Integer()),
    withinDays: Type.Integer(),
    banDays: Type.Integer(),
  }),
})
export type BookingView = Static<typeof BookingView>

/** A session after hours, as those who work in it see it. */
export const DeskSession = Type.Object({
  ...SlotsSession.properties,
  staff: Type.Array(
    Type.Object({
      staff: Type.String(),
      place: orNull(Type.String()),
      swap: Type.Optional(Type.Object({ to: orNull(Type.String()), reason: Type.String() })),
    }),
  ),
  teams: Type.Array(Type.Object({ id: Type.String(), name: Type.Record(Type.String(), Type.String()) })),
  gaps: Type.Integer({ description: 'people who are still missing' }),
})
export type DeskSession = Static<typeof DeskSession>

/** A home visit as its team needs it: whom, where, and the number to call. */
export const VisitRow = Type.Object({
  appointment: AppointmentView,
  name: orNull(Type.String()),
  phone: orNull(Type.String()),
  address: orNull(Type.String()),
})
export type VisitRow = Static<typeof VisitRow>
export const VisitSheet = Type.Object({
  day: Type.String(),
  teams: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.Record(Type.String(), Type.String()),
      staff: Type.Array(Type.String()),
    }),
  ),
  visits: Type.Array(VisitRow),
})
export type VisitSheet = Static<typeof VisitSheet>

/** For the desk: name and number masked. */
export const DeskRow = Type.Object({
  appointment: AppointmentView,
  name: orNull(Type.String()),
  phone: orNull(Type.String()),
})
export type DeskRow = Static<typeof DeskRow>
export const DeskList = Type.Object({ appointments: Type.Array(DeskRow) })
export type DeskList = Static<typeof DeskList>
/** One of them: the name in full, how the person stands, what they appealed with. */
export const DeskAppointment = Type.Object({
  ...DeskRow.properties,
  address: orNull(Type.String()),
  misses: Type.Integer(),
  cancellations: Type.Integer(),
  bannedUntil: orNull(Time),
  appealWords: orNull(Type.String()),
})
export type DeskAppointment = Static<typeof DeskAppointment>

/** `GET /appointments/{key}`. */
export const HeldView = Type.Object({
  hall: Type.String(),
  appointment: AppointmentView,
  ticketKey: orNull(Type.String({ description: 'once checked in' })),
  /** Staff's and holder's: masked, or in full for the holder. */
  person: Type.Object({
    name: orNull(Type.String()),
    phone: orNull(Type.String()),
    mail: orNull(Type.String()),
    address: orNull(Type.String()),
  }),
  checkInFrom: Time,
  sessionState: Type.Enum(SESSION_STATES),
  /** Of a session that takes place only if enough people book; null: it takes place anyway. */
  onDemand: orNull(Type.Object({ minimum: Type.Integer(), booked: Type.Integer(), decidedAt: Time })),
  /** How the person stands: warned, or banned until. */
  warned: Type.Boolean(),
  bannedUntil: orNull(Time),
})
export type HeldView = Static<typeof HeldView>

/** A session of today beside the ordinary hours that has not ended. */
export const AfterHoursView = Type.Object({
  id: Type.String(),
  name: Type.Record(Type.String(), Type.String()),
  start: Type.String(),
  end: Type.String(),
  state: Type.Enum([...SESSION_STATES]),
  walkIn: Type.Boolean({ description: 'numbers are given then, once it is confirmed' }),
  services: Type.Union([Type.Literal('*'), Type.Array(Type.String())]),
})
