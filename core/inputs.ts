// What presses are given: each input once, for every command that takes it.
import Type, { type Static } from 'typebox'
import { ID_PATTERN, LANGUAGE_PATTERN } from './ids.ts'

export const Priority = Type.Object(
  { class: Type.String({ pattern: ID_PATTERN }), reason: Type.String({ minLength: 1, maxLength: 200 }) },
  { additionalProperties: false },
)
export type Priority = Static<typeof Priority>

export const Id = Type.String({ pattern: ID_PATTERN })
export const Reason = Type.Optional(Type.String({ minLength: 1, maxLength: 200 }))
export const NeedReason = Type.String({ minLength: 1, maxLength: 200 })
/** Free text of a clerk; it may speak of a person, so it is kept apart from the log. */
export const Note = Type.Optional(Type.String({ minLength: 1, maxLength: 2_000 }))
export const SERVICES_MOST = 8
const Services = Type.Array(Id, { minItems: 1, maxItems: SERVICES_MOST, uniqueItems: true })
/** A ticket's id; a visitor gives the ticket's key instead, which proves that it is theirs. */
export const OfTicket = { ticket: Type.String({ minLength: 1, maxLength: 64 }) }
export const AtCounter = { counter: Id }
/** Staff say where the paper comes out; a kiosk has its own. */
export const OnPrinter = { printer: Type.Optional(Id) }
/** ISO 8601 with an offset. */
export const Moment = Type.String({
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,3})?)?(Z|[+-]\\d\\d:?\\d\\d)$',
})
export const Day = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' })
export const PHONE_PATTERN = '^\\+?[0-9 -]{5,20}$'
export const Take = {
  ...OnPrinter,
  service: Id,
  services: Type.Optional(Services),
  /** The departments work on it together, behind the counter of the first. */
  joint: Type.Optional(Type.Boolean()),
  priority: Type.Optional(Priority),
  phone: Type.Optional(Type.String({ pattern: PHONE_PATTERN })),
  card: Type.Optional(Type.String({ pattern: '^[0-9]{17}[0-9Xx]$' })),
  language: Type.Optional(Type.String({ pattern: LANGUAGE_PATTERN })),
}
export const Transfer = {
  ...OfTicket,
  service: Type.Optional(Id),
  services: Type.Optional(Services),
  counter: Type.Optional(Id),
  keepPlace: Type.Optional(Type.Boolean()),
  reason: Reason,
  note: Note,
}
