// How calls are spoken, and what a screen that speaks them asks and is told.
import Type, { type Static } from 'typebox'

export const Voice = Type.Object(
  {
    /** How often each call is spoken. Default once. */
    times: Type.Optional(Type.Union([Type.Literal(1), Type.Literal(2)])),
    /** Each zone of counters has loudspeakers of its own, and hears its own calls alone. Default: one voice for the hall. */
    perZone: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type Voice = Static<typeof Voice>

/** The whole hall as one audio zone. */
export const WHOLE_HALL = '*'

/** The audio zone that a screen speaks in; null: in such a hall a screen of all zones is silent. */
export function audioZone(voice: Voice | undefined, zone: string | null): string | null {
  return voice?.perZone ? zone : WHOLE_HALL
}

/** A screen that can be heard asks for its turn. `spoken`: what it has just spoken to the end. */
export const VoiceTurn = Type.Object(
  {
    speaker: Type.String({ pattern: '^[0-9a-f]{16,64}$', description: 'made up by the page when it is loaded' }),
    zone: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    spoken: Type.Optional(
      Type.Object(
        { ticket: Type.String({ minLength: 1, maxLength: 64 }), calls: Type.Integer({ minimum: 1 }) },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)
export type VoiceTurn = Static<typeof VoiceTurn>

export const VoicePart = Type.Object({
  language: Type.String(),
  text: Type.String({ description: 'the caption' }),
  audio: Type.Union([Type.String(), Type.Null()], {
    description: 'address of a WAV; null: nothing can speak this language, the chime has to do',
  }),
})

export const VoiceAnswer = Type.Object({
  speaks: Type.Boolean({ description: 'false: another screen speaks here; ask again after a while' }),
  announcement: Type.Union([
    Type.Object({
      seq: Type.Integer(),
      ticket: Type.String(),
      number: Type.String(),
      counter: Type.String(),
      calls: Type.Integer(),
      parts: Type.Array(VoicePart),
    }),
    Type.Null(),
  ]),
})
export type VoiceAnswer = Static<typeof VoiceAnswer>
