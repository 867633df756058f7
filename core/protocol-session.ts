// Who is signed in, and what a client asks to follow.
import Type, { type Static } from 'typebox'
import { AUDIENCES } from './protocol-board.ts'
import { ROLES } from './ticket.ts'
import { orNull } from './wire.ts'

export const SessionView = Type.Object({
  user: Type.String(),
  name: Type.String(),
  role: Type.Enum(ROLES),
  hall: orNull(Type.String()),
  mustChange: Type.Optional(Type.Boolean({ description: 'nothing can be done before the password is changed' })),
  hasCode: Type.Optional(Type.Boolean({ description: 'a code from the phone is asked for at sign-in' })),
  token: Type.Optional(Type.String()),
})
export type SessionView = Static<typeof SessionView>

/** What a client sends to follow a hall. */
export const Watch = Type.Object(
  {
    hall: Type.String({ maxLength: 64 }),
    audience: Type.Enum(AUDIENCES),
    key: Type.Optional(Type.String({ maxLength: 64 })),
    seen: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  { additionalProperties: false },
)
export type Watch = Static<typeof Watch>
