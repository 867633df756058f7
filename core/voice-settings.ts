// How a hall speaks: how often, in which languages and in what order, how loud at which hour, and where.
import Type, { type Static } from 'typebox'
import { LANGUAGE_PATTERN, TIME_PATTERN } from './ids.ts'
import { type Instant, wallTimeOf } from './time.ts'

const LANGUAGES_MOST = 8
const SPANS_MOST = 12
const SLOTS_MOST = 12
const exact = { additionalProperties: false }
const Language = Type.String({ pattern: LANGUAGE_PATTERN })
const Time = Type.String({ pattern: TIME_PATTERN })
/** Not down to nothing: a call that nobody can hear would count as spoken. */
const Percent = Type.Integer({ minimum: 5, maximum: 100 })
/** What stands at a place of a sentence: the number, the counter, its number alone, or a phrase that was recorded under this name. */
const Slot = Type.String({ pattern: '^(\\{number\\}|\\{counter\\}|\\{counter-number\\}|[a-z][a-z0-9-]{0,23})$' })

export const Voice = Type.Object(
  {
    /** How often each call is spoken. Default once. */
    times: Type.Optional(Type.Union([Type.Literal(1), Type.Literal(2)])),
    /** Each zone of counters has loudspeakers of its own, and hears its own calls alone. Default: one voice for the hall. */
    perZone: Type.Optional(Type.Boolean()),
    /** In which languages, in this order; also such as nothing is written in. Default: the hall's own. */
    languages: Type.Optional(Type.Array(Language, { minItems: 1, maxItems: LANGUAGES_MOST, uniqueItems: true })),
    /** How loud, in percent of what the screen can. Default 100. */
    volume: Type.Optional(
      Type.Object(
        {
          usual: Type.Optional(Percent),
          /** By the hall's wall clock, `end` no longer in it; of two that hold, the first. */
          spans: Type.Optional(
            Type.Array(Type.Object({ start: Time, end: Time, percent: Percent }, exact), { maxItems: SPANS_MOST }),
          ),
        },
        exact,
      ),
    ),
    /** The order of a sentence's recorded clips, by language. Default: as the written sentence has it. */
    sentences: Type.Optional(
      Type.Record(Language, Type.Array(Slot, { minItems: 1, maxItems: SLOTS_MOST }), { additionalProperties: false }),
    ),
  },
  exact,
)
export type Voice = Static<typeof Voice>

/** The whole hall as one audio zone. */
export const WHOLE_HALL = '*'

/** The audio zone that a screen speaks in; null: in such a hall a screen of all zones is silent. */
export function audioZone(voice: Voice | undefined, zone: string | null): string | null {
  return voice?.perZone ? zone : WHOLE_HALL
}

/** In the order of speaking. */
export function spokenLanguages({ voice, languages }: { voice?: Voice; languages: readonly string[] }) {
  return voice?.languages ?? languages
}

const LOUDEST = 100

/** 0 to 1, at this moment of the hall's wall clock. */
export function volumeAt(voice: Voice | undefined, at: Instant, zone: string): number {
  const { usual = LOUDEST, spans = [] } = voice?.volume ?? {}
  const time = wallTimeOf(at, zone)
  const span = spans.find(({ start, end }) => start <= time && time < end)
  return (span?.percent ?? usual) / LOUDEST
}

export interface VoiceFault {
  path: string
  code: 'end_before_start' | 'number_missing'
  detail: string
}

export function* voiceFaults({ volume, sentences = {} }: Voice): Generator<VoiceFault> {
  for (const [i, { start, end }] of (volume?.spans ?? []).entries())
    if (end <= start) yield { path: `/voice/volume/spans/${i}/end`, code: 'end_before_start', detail: end }
  for (const [language, slots] of Object.entries(sentences))
    if (!slots.includes('{number}'))
      yield { path: `/voice/sentences/${language}`, code: 'number_missing', detail: slots.join(' ') }
}
