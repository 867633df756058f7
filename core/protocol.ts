// What goes over the wire: refusals, the hall as people read it, and answers. Schemas here become types, checks and the OpenAPI document.
import Type, { type Static } from 'typebox'
import { LookView } from './look.ts'
import { EventView, TicketView } from './protocol-board.ts'
import {
  AfterHoursView,
  AppointmentView,
  BookingView,
  SessionView as SessionOfDay,
  WishView,
} from './protocol-bookings.ts'
import { screensOfHall } from './screens.ts'
import { orNull, Texts, Time } from './wire.ts'

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

export const Estimate = Type.Object({ fromMinutes: Type.Integer(), toMinutes: Type.Integer() })

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
  alone: Type.Optional(Type.Boolean({ description: 'a kiosk may give numbers of it while no server answers' })),
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
  withoutServer: Type.Optional(Type.Integer({ description: 'numbers that a kiosk holds ready, of each letter' })),
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

/** Numbers that a device may give by itself on `day`, each with the secret key of its ticket; `page` is where a phone opens it, the key behind a #. */
export const LeaseView = Type.Object({
  day: Type.String(),
  at: Time,
  until: Time,
  page: Type.String(),
  numbers: Type.Array(Type.Object({ prefix: Type.String(), number: Type.String(), key: Type.String() })),
})
export type LeaseView = Static<typeof LeaseView>

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
  lease: Type.Optional(LeaseView),
})
export type CommandAnswer = Static<typeof CommandAnswer>
