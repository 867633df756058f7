// What presses about appointments are given.
import Type from 'typebox'
import { LANGUAGE_PATTERN } from './ids.ts'
import { Id, Note, OnPrinter, SERVICES_MOST, Moment as Time } from './inputs.ts'

const Name = Type.String({ minLength: 1, maxLength: 100 })
const Phone = Type.String({ pattern: '^\\+?[0-9 -]{5,20}$' })
export const Mail = Type.String({ pattern: '^[^@\\s]{1,64}@[^@\\s]{1,190}$' })
const Card = Type.String({ pattern: '^[0-9]{17}[0-9Xx]$' })
const Language = Type.String({ pattern: LANGUAGE_PATTERN })
const Session = Type.String({ minLength: 12, maxLength: 60, pattern: '@\\d{4}-\\d\\d-\\d\\d$' })
const Services = Type.Array(Id, { minItems: 1, maxItems: SERVICES_MOST, uniqueItems: true })
const Invitation = Type.String({ minLength: 8, maxLength: 100 })

/** An appointment's id; a visitor gives its key or code instead, which proves that it is theirs. */
const Appointment = Type.String({ minLength: 1, maxLength: 64 })
export const OfAppointment = { appointment: Appointment }
export const OfWish = { wish: Type.String({ minLength: 1, maxLength: 64 }) }

/** Where and when: one service or several, a slot's start, and the session when two of them have a slot then. */
const Wanted = {
  service: Type.Optional(Id),
  services: Type.Optional(Services),
  start: Type.Optional(Time),
  session: Type.Optional(Session),
  language: Type.Optional(Language),
  invitation: Type.Optional(Invitation),
}
/** Who it is for; kept apart from the log. What of it a hall needs is its policy. */
const Person = {
  name: Type.Optional(Name),
  phone: Type.Optional(Phone),
  mail: Type.Optional(Mail),
  card: Type.Optional(Card),
  /** Home visits: where to. */
  address: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
}

export const Hold = {
  ...Wanted,
  /** A hold that goes on. */
  appointment: Type.Optional(Appointment),
  phone: Person.phone,
  /** Staff keep one given place for somebody, who books it by the link. Minutes. */
  forMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 7 * 24 * 60 })),
}
export const Book = {
  ...Wanted,
  ...Person,
  /** The place that was held. Without it the place is taken now. */
  appointment: Type.Optional(Appointment),
  /** Version of the list of papers that was shown. */
  told: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
}
export const Confirm = { ...OfAppointment, code: Type.String({ pattern: '^[0-9]{4,10}$' }) }
export const Rebook = { ...OfAppointment, start: Time, session: Type.Optional(Session) }
export const CheckIn = {
  ...OnPrinter,
  appointment: Type.Optional(Appointment),
  code: Type.Optional(Type.String({ minLength: 6, maxLength: 64 })),
  /** At a paired kiosk or the host's desk: the number, or its last digits together with a name. */
  phone: Type.Optional(Type.String({ pattern: '^\\+?[0-9 -]{4,20}$' })),
}
export const Appeal = { ...OfAppointment, note: Note }
export const JoinList = {
  service: Type.Optional(Id),
  services: Type.Optional(Services),
  /** Local days, both included. */
  from: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' }),
  to: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' }),
  language: Type.Optional(Language),
  ...Person,
}
