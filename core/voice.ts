// What a screen that speaks calls asks and is told, and what all others are told of it.
import Type, { type Static } from 'typebox'

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

/** 0 to 1, by the hour of the hall. */
const Volume = Type.Number({ minimum: 0, maximum: 1 })

export const VoicePart = Type.Object({
  language: Type.String(),
  text: Type.String({ description: 'the caption' }),
  textLanguage: Type.String({ description: 'of the caption: another one where nothing is written in `language`' }),
  audio: Type.Union([Type.String(), Type.Null()], {
    description: 'address of a WAV; null: nothing can speak this language, the chime has to do',
  }),
})
export type VoicePart = Static<typeof VoicePart>

export const VoiceAnswer = Type.Object({
  speaks: Type.Boolean({ description: 'false: another screen speaks here; ask again after a while' }),
  volume: Volume,
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

/** A call as it would be spoken now, to hear how that sounds. */
export const VoiceSample = Type.Object({ volume: Volume, parts: Type.Array(VoicePart) })
export type VoiceSample = Static<typeof VoiceSample>

/** Over the socket, as `speaking`, to all that watch a hall as its lobby: what is being spoken in an audio zone (`*`: the whole hall). */
export interface Speaking {
  zone: string
  seq: number
  /** None: it is over. */
  captions: { language: string; text: string }[]
}

/** Over the socket, as `silent`, to staff: audio zones in which calls wait to be spoken and no screen does. */
export interface SilentZone {
  zone: string
  /** ISO 8601: since when the eldest call waited. */
  since: string
}

// ---- the recording kit

export const ClipView = Type.Object({
  name: Type.String({ description: '`phrase-before`, `letter-A`, `digit-7`, `counter-12`' }),
  text: Type.Optional(Type.String({ description: 'of a phrase: its words, as the program writes them' })),
  needed: Type.Boolean({ description: 'false: no call needs it any more' }),
  recorded: Type.Union([
    Type.Object({ seconds: Type.Number(), at: Type.String(), by: Type.String() }),
    Type.Null({ description: 'not yet' }),
  ]),
})
export type ClipView = Static<typeof ClipView>

export const ClipsView = Type.Object({
  languages: Type.Array(
    Type.Object({ language: Type.String(), sentence: Type.Array(Type.String()), clips: Type.Array(ClipView) }),
  ),
})
export type ClipsView = Static<typeof ClipsView>
