// The screens of a hall as its file describes them: what each shows, how large it is, from how far it is read.
import Type, { type Static } from 'typebox'
import { ID_PATTERN, LANGUAGE_PATTERN } from './ids.ts'
import { BESIDE, LAYOUTS, METRES_MOST, PUBLIC_NAMES, ROWS_MOST, TROUBLES } from './screenKinds.ts'

const exact = { additionalProperties: false }
const NAME_LETTERS = 200
const NOTICE_LETTERS = 500
const PIXELS_LEAST = 200
const PIXELS_MOST = 16_384
/** A monitor on a desk, and a wall of light. */
const INCHES_LEAST = 5
const INCHES_MOST = 1_000
const METRES_LEAST = 0.5
const LISTED_MOST = 50
/** Of this server or of whatever stands on the same address beside it: never of another site. */
const SAME_ORIGIN = '^/(?![/\\\\])[^\\s\\\\]{1,299}$'

const Id = Type.String({ pattern: ID_PATTERN })
const TextsOf = (most: number) =>
  Type.Record(Type.String({ pattern: LANGUAGE_PATTERN }), Type.String({ minLength: 1, maxLength: most }), exact)

export const Screen = Type.Object(
  {
    id: Id,
    name: TextsOf(NAME_LETTERS),
    layout: Type.Enum([...LAYOUTS]),
    /** Its diagonal. */
    inches: Type.Number({ minimum: INCHES_LEAST, maximum: INCHES_MOST }),
    /** Metres, from the seat that is farthest away. */
    distance: Type.Number({ minimum: METRES_LEAST, maximum: METRES_MOST }),
    /** As it hangs: an upright one is higher than wide. Default 1920 × 1080. */
    pixels: Type.Optional(
      Type.Object(
        {
          width: Type.Integer({ minimum: PIXELS_LEAST, maximum: PIXELS_MOST }),
          height: Type.Integer({ minimum: PIXELS_LEAST, maximum: PIXELS_MOST }),
        },
        exact,
      ),
    ),
    /** Only calls to counters of these zones, only calls of these departments. Default: all. */
    zones: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: NAME_LETTERS }), {
        minItems: 1,
        maxItems: LISTED_MOST,
        uniqueItems: true,
      }),
    ),
    departments: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: LISTED_MOST, uniqueItems: true })),
    /** How many calls at the most; fewer where the letters need the room. */
    rows: Type.Optional(Type.Integer({ minimum: 1, maximum: ROWS_MOST })),
    /** What stands beside the calls, in the layout `calls`. Default: how many wait. */
    beside: Type.Optional(Type.Enum([...BESIDE])),
    notice: Type.Optional(TextsOf(NOTICE_LETTERS)),
    /** Of the picture or video: `/media/hall.mp4`. */
    address: Type.Optional(Type.String({ pattern: SAME_ORIGIN })),
  },
  exact,
)
export type Screen = Static<typeof Screen>

export const SCREENS_MOST = 100
export const Screens = Type.Array(Screen, { maxItems: SCREENS_MOST })

export const PublicNames = Type.Enum([...PUBLIC_NAMES])

/** What a hall tells its screens of this. */
export const screensOfHall = { screens: Type.Optional(Screens), publicNames: Type.Optional(PublicNames) }

export const Trouble = Type.Object(
  { code: Type.Enum([...TROUBLES]), detail: Type.String({ maxLength: 200, description: 'what was not found' }) },
  exact,
)
export type Trouble = Static<typeof Trouble>
export const TROUBLES_MOST = 8
