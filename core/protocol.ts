// What goes over the wire: answers, boards and events. Schemas here become types, checks and the OpenAPI document.
import Type, { type Static } from 'typebox'
import { COUNTER_STATES } from './counter.ts'
import { ALERT_METRICS } from './hall.ts'
import { LookView } from './look.ts'
import {
  AfterHoursView,
  AppointmentView,
  BookingView,
  SessionView as SessionOfDay,
  WishView,
} from './protocol-bookings.ts'
import { screensOfHall } from './screens.ts'
import { ROLES, TICKET_STATES } from './ticket.ts'

const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
/** ISO 8601 with offset, in the hall's zone. */
const Time = Type.String()
const Texts = Type.Record(Type.String(), Type.String())

// ---- refusals

/** RFC 9457. `code` is stable; `field` names the input at fault, `errors` all of them. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  detail: Type.Optional(Type.String()),
  field: Type.Optional(Type.String()),
  errors: Type.Optional(
    Type.Array(
      Type.Object({
        path: Type.String(),
        code: Type.String(),
        detail: Type.Optional(Type.String()),
        rule: Type.Optional(Type.String()),
        bound: Type.Optional(Type.String()),
      }),
    ),
  ),
  nextOpening: Type.Optional(orNull(Time)),
  alternatives: Type.Optional(Type.Array(Time, { description: 'other times that are free' })),
  date: Type.Optional(Type.String({ description: 'the day on which it would be right' })),
  retryAfterSeconds: Type.Optional(Type.Integer()),
})
export type Problem = Static<typeof Problem>

// ---- what is seen

export const Estimate = Type.Object({ fromMinutes: Type.Integer(), toMinutes: Type.Integer() })

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

// ---- the hall as people read it

const Named = Type.Object({ id: Type.String(), name: Texts })
export const ServiceView = Type.Object({
  id: Type.String(),
  department: Type.String(),
  prefix: Type.String(),
  name: Texts,
  description: Type.Optional(Texts),
  minutes: Type.Integer(),
  walkIn: Type.Boolean(),
  appointment: Type.Boolean(),
  materials: Type.Array(
    Type.Object({
      name: Texts,
      original: Type.Boolean(),
      copies: Type.Integer(),
      issuer: Type.Optional(Texts),
      note: Type.Optional(Texts),
    }),
  ),
  onePerPerson: Type.Optional(Type.Boolean({ description: 'taking asks for a phone or card number' })),
  guidance: Type.Optional(Type.Boolean({ description: 'for who does not know what they need' })),
  open: Type.Boolean({ description: 'a number can be taken now' }),
  closesAt: orNull(Time),
  closedSince: Type.Optional(
    Type.String({ description: 'closing time is over: what is served now is extended service' }),
  ),
  nextOpening: orNull(Time),
  waiting: Type.Integer(),
  estimate: orNull(Estimate),
})
export type ServiceView = Static<typeof ServiceView>

export const HallView = Type.Object({
  id: Type.String(),
  name: Texts,
  note: Type.Optional(Texts),
  look: Type.Optional(LookView),
  timeZone: Type.String(),
  languages: Type.Array(Type.String()),
  seq: Type.Integer(),
  fileSeq: Type.Integer(),
  now: Time,
  devices: Type.String(),
  remoteTakes: Type.Boolean({ description: 'phones may take numbers, not the kiosks alone' }),
  departments: Type.Array(Type.Object({ ...Named.properties, description: Type.Optional(Texts) })),
  services: Type.Array(ServiceView),
  counters: Type.Array(
    Type.Object({
      ...Named.properties,
      zone: Type.String(),
      serves: Type.Array(Type.Object({ service: Type.String(), tier: Type.Integer() })),
    }),
  ),
  priorities: Type.Array(
    Type.Object({
      class: Type.String(),
      name: Texts,
      atKiosk: Type.Optional(Type.Boolean()),
      absolute: Type.Optional(Type.Boolean()),
    }),
  ),
  helpOutAfterMinutes: Type.Integer(),
  undoSeconds: Type.Integer(),
  returnWithinMinutes: Type.Integer(),
  booking: BookingView,
  afterHours: Type.Array(AfterHoursView),
  ...screensOfHall,
})
export type HallView = Static<typeof HallView>

/** `GET /tickets/{key}` and, as its answer, `take`. */
export const HolderView = Type.Object({
  hall: Type.String(),
  ticket: TicketView,
  ahead: Type.Integer(),
  estimate: orNull(Estimate),
  why: Type.Object({ rule: Type.String(), countsAs: Time }),
})
export type HolderView = Static<typeof HolderView>

export const CommandAnswer = Type.Object({
  seq: Type.Integer(),
  repeated: Type.Boolean(),
  events: Type.Array(EventView),
  ticket: Type.Optional(TicketView),
  estimate: Type.Optional(orNull(Estimate)),
  ahead: Type.Optional(Type.Integer()),
  appointment: Type.Optional(AppointmentView),
  wish: Type.Optional(WishView),
  session: Type.Optional(SessionOfDay),
})
export type CommandAnswer = Static<typeof CommandAnswer>
