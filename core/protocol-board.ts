// Tickets, counters, boards and events as an audience sees them: what goes to the screens.
import Type, { type Static } from 'typebox'
import { COUNTER_STATES } from './counter.ts'
import { ALERT_METRICS } from './hall.ts'
import { AppointmentView, SessionView as SessionOfDay } from './protocol-bookings.ts'
import { ROLES, TICKET_STATES } from './ticket.ts'
import { orNull, Time } from './wire.ts'

/** Several services on one number; `staff` is for staff. */
export const VisitView = Type.Object({
  joint: Type.Boolean(),
  steps: Type.Array(
    Type.Object({
      service: Type.String(),
      state: Type.Enum(['waiting', 'now', 'done']),
      counter: orNull(Type.String()),
      staff: Type.Optional(orNull(Type.String())),
      since: Time,
      doneAt: orNull(Time),
    }),
  ),
})
export type VisitView = Static<typeof VisitView>

export const TicketView = Type.Object({
  id: Type.String(),
  key: Type.Optional(Type.String({ description: 'secret; given to the taker only' })),
  number: Type.String(),
  services: Type.Array(Type.String()),
  service: Type.String(),
  state: Type.Enum(TICKET_STATES),
  counter: orNull(Type.String()),
  takenAt: Time,
  countsAs: Time,
  eligibleFrom: Time,
  calledAt: orNull(Time),
  servedAt: orNull(Time),
  endedAt: orNull(Time),
  calls: Type.Integer(),
  priority: orNull(Type.Object({ class: Type.String(), reason: Type.Optional(Type.String()) })),
  appointment: orNull(Type.String()),
  enteredBy: Type.Optional(Type.Enum(ROLES)),
  enteredAt: Type.Optional(
    Type.String({ description: 'given by a kiosk while no server answered; in the queue since' }),
  ),
  visit: Type.Optional(VisitView),
  only: Type.Optional(Type.String({ description: 'waits for this counter alone' })),
  where: Type.Optional(Type.String({ description: 'parked: where the person went' })),
  returns: Type.Optional(Type.Integer({ description: 'times come back after a miss' })),
  copies: Type.Optional(Type.Integer({ description: 'reprints' })),
  absolute: Type.Optional(Type.Literal(true)),
  waitingSince: Type.Optional(Time),
  spokenAt: Type.Optional(Type.String({ description: 'when a loudspeaker had spoken its latest call' })),
})
export type TicketView = Static<typeof TicketView>

/** A ticket as the lobby may see it: from its first call on. */
export const LobbyTicket = Type.Object({
  id: Type.String(),
  number: Type.String(),
  service: Type.String(),
  state: Type.Enum(TICKET_STATES),
  counter: orNull(Type.String()),
  calledAt: orNull(Time),
  calls: Type.Integer(),
})
export type LobbyTicket = Static<typeof LobbyTicket>

export const CallView = Type.Object({
  seq: Type.Integer({ description: 'number of the call event; each call and each recall has its own' }),
  ticket: Type.String(),
  number: Type.String(),
  counter: Type.String(),
  at: Time,
  calls: Type.Integer({ description: 'how often this number has been called out' }),
  state: Type.Enum(TICKET_STATES),
  service: Type.Optional(Type.String()),
})
export type CallView = Static<typeof CallView>

export const CounterView = Type.Object({
  id: Type.String(),
  state: Type.Enum(COUNTER_STATES),
  ticket: orNull(Type.String()),
  number: orNull(Type.String()),
  serving: Type.Boolean({ description: 'the number is being served, not only called' }),
  since: Time,
  clerk: Type.Optional(orNull(Type.String())),
  reason: Type.Optional(orNull(Type.String())),
  backAt: Type.Optional(Time),
  helps: Type.Optional(Type.Literal(false)),
  summoned: Type.Optional(Type.Object({ at: Time, reason: Type.String() })),
  lastAbsolute: Type.Optional(Type.Literal(true)),
})
export type CounterView = Static<typeof CounterView>

export const WaitingView = Type.Object({ id: Type.String(), waiting: Type.Integer() })
export type WaitingView = Static<typeof WaitingView>

export const PlaceView = Type.Object({ service: Type.String(), number: Type.String(), countsAs: Time, takenAt: Time })
export type PlaceView = Static<typeof PlaceView>

export const WhyView = Type.Object({
  rule: Type.String(),
  countsAs: Time,
  passedOver: orNull(Type.Object({ number: Type.String(), countsAs: Time })),
  reason: Type.Optional(Type.String()),
})
export type WhyView = Static<typeof WhyView>

export const AUDIENCES = ['lobby', 'visitor', 'staff'] as const
export type Audience = (typeof AUDIENCES)[number]

export const AlertView = Type.Object({
  id: Type.String(),
  metric: Type.Enum(ALERT_METRICS),
  threshold: Type.Integer({ description: 'people or minutes' }),
  service: Type.Optional(orNull(Type.String())),
  roles: Type.Array(Type.Enum(['clerk', 'host', 'manager', 'inspector', 'operator'])),
})
export type AlertView = Static<typeof AlertView>

/** The hall as a screen holds it. `tickets`, `appointments` and `alerts`, the rules of whom to tell what, are for staff; `ticket` and `ahead` are the holder's own. */
export const BoardView = Type.Object({
  hall: Type.String(),
  audience: Type.Enum(AUDIENCES),
  seq: Type.Integer(),
  at: Time,
  day: Type.String(),
  fileSeq: Type.Integer({ description: 'version of the hall file' }),
  calls: Type.Array(CallView),
  counters: Type.Array(CounterView),
  services: Type.Array(WaitingView),
  tickets: Type.Optional(Type.Array(TicketView)),
  alerts: Type.Optional(Type.Array(AlertView)),
  appointments: Type.Optional(Type.Array(AppointmentView, { description: "today's" })),
  ticket: Type.Optional(TicketView),
  ahead: Type.Optional(Type.Integer()),
})
export type BoardView = Static<typeof BoardView>

/** What an audience sees of an event; `hidden` stands in for what it may not see, so that the count has no hole. */
export const EventView = Type.Object({
  seq: Type.Integer(),
  type: Type.String(),
  at: Type.Optional(Time),
  ticket: Type.Optional(Type.Union([TicketView, LobbyTicket])),
  counter: Type.Optional(CounterView),
  services: Type.Optional(Type.Array(WaitingView)),
  left: Type.Optional(PlaceView),
  joined: Type.Optional(PlaceView),
  ahead: Type.Optional(Type.Integer()),
  why: Type.Optional(WhyView),
  reason: Type.Optional(Type.String()),
  extended: Type.Optional(Type.Object({ since: Time, seconds: Type.Integer() })),
  by: Type.Optional(
    Type.Object({ role: Type.Enum(ROLES), staff: orNull(Type.String()), device: Type.Optional(Type.String()) }),
  ),
  day: Type.Optional(Type.String()),
  fileSeq: Type.Optional(Type.Integer()),
  appointment: Type.Optional(AppointmentView),
  session: Type.Optional(SessionOfDay),
})
export type EventView = Static<typeof EventView>
