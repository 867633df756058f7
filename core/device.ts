// The hall's own machines: what a device may be, what a manager says about it, what it says about itself.
import Type, { type Static } from 'typebox'
import { DEVICE_KINDS } from './deviceKinds.ts'
import { ID_PATTERN } from './ids.ts'
import { OwnPaper } from './paper.ts'
import { TROUBLES_MOST, Trouble } from './screens.ts'
import { orNull } from './wire.ts'

const exact = { additionalProperties: false }
const NAME_LETTERS = 200
const PIXELS_MOST = 100_000
const NUMBERS_MOST = 100_000
/** Of those that could not enter; more stay at the kiosk. */
export const REFUSED_MOST = 20
/** A device that has been up for longer than ten years has a clock that is wrong. */
const UP_SECONDS_MOST = 10 * 366 * 86_400

/** Letters and digits that are not taken for one another on a screen two metres away; typed in either case. */
export const CODE_LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ23456789'
export const CODE_LENGTH = 6
/** What a manager may type: the code in either case, with blanks or a dash to keep one's place. */
export const CODE_PATTERN = `^[ -]*([${CODE_LETTERS}${CODE_LETTERS.toLowerCase()}][ -]*){${CODE_LENGTH}}$`

/** The code as it is kept. */
export function codeOf(typed: string): string {
  return typed.replace(/[ -]/g, '').toUpperCase()
}

export const DeviceScope = Type.Object(
  {
    kind: Type.Enum(DEVICE_KINDS),
    zone: Type.Optional(Type.String({ minLength: 1, maxLength: NAME_LETTERS })),
    counter: Type.Optional(Type.String({ pattern: ID_PATTERN })),
    printer: Type.Optional(Type.String({ pattern: ID_PATTERN, description: 'of a kiosk: where its papers come out' })),
    /** Of a lobby's or zone's: which of the screens that the hall file describes. */
    screen: Type.Optional(Type.String({ pattern: ID_PATTERN })),
  },
  exact,
)
export type DeviceScope = Static<typeof DeviceScope>

/** What the device is called: where it stands, never who works there. */
export const DeviceName = Type.String({ minLength: 1, maxLength: NAME_LETTERS, pattern: '\\S' })

export const PairDevice = Type.Object(
  {
    code: Type.String({ maxLength: 40, pattern: CODE_PATTERN }),
    name: DeviceName,
    hall: Type.String({ maxLength: 64 }),
    scope: DeviceScope,
  },
  exact,
)

export const ChangeDevice = Type.Object(
  { name: Type.Optional(DeviceName), scope: Type.Optional(DeviceScope) },
  { ...exact, minProperties: 1 },
)

/** Numbers that a kiosk holds for when no server answers, those that wait to enter the queue, and those that could not. */
const SaidOfLease = Type.Object(
  {
    held: Type.Integer({ minimum: 0, maximum: NUMBERS_MOST }),
    waiting: Type.Integer({ minimum: 0, maximum: NUMBERS_MOST }),
    refused: Type.Array(
      Type.Object({ number: Type.String({ maxLength: 16 }), code: Type.String({ maxLength: 64 }) }, exact),
      { maxItems: REFUSED_MOST },
    ),
  },
  exact,
)
export type SaidOfLease = Static<typeof SaidOfLease>

/** What a device says of itself every half minute. `upSeconds`: since its page was loaded. */
export const Alive = Type.Object(
  {
    version: Type.String({ maxLength: 64 }),
    page: Type.String({ maxLength: 64 }),
    upSeconds: Type.Number({ minimum: 0, maximum: UP_SECONDS_MOST }),
    screen: Type.Object(
      {
        width: Type.Integer({ minimum: 0, maximum: PIXELS_MOST }),
        height: Type.Integer({ minimum: 0, maximum: PIXELS_MOST }),
      },
      exact,
    ),
    sound: Type.Optional(Type.Boolean({ description: 'whether the screen can be heard' })),
    troubles: Type.Optional(
      Type.Array(Trouble, { maxItems: TROUBLES_MOST, description: 'settings that it went on without' }),
    ),
    printer: Type.Optional(Type.String({ maxLength: 64 })),
    lease: Type.Optional(SaidOfLease),
  },
  exact,
)
export type Alive = Static<typeof Alive>

/** A device as it is told about itself. */
export const OwnDevice = Type.Object({
  id: Type.String(),
  hall: Type.String(),
  kind: Type.Enum(DEVICE_KINDS),
  name: Type.String(),
  zone: orNull(Type.String()),
  counter: orNull(Type.String()),
  printer: orNull(Type.String()),
  paper: orNull(OwnPaper),
  screen: orNull(Type.String()),
})
export type OwnDevice = Static<typeof OwnDevice>

/** `needed`: the hall that was asked about wants its screens paired, and whoever asks is none of them. */
export const OwnAnswer = Type.Object({
  device: orNull(OwnDevice),
  needed: Type.Boolean(),
  version: Type.String(),
  reload: Type.Boolean({ description: 'a manager asked for it since the page was loaded' }),
  leases: Type.Optional(
    Type.Array(
      Type.Object({ day: Type.String(), prefix: Type.String(), first: Type.Integer(), last: Type.Integer() }),
      { description: 'the numbers that a kiosk may give by itself' },
    ),
  ),
})
export type OwnAnswer = Static<typeof OwnAnswer>

export const DeviceRequest = Type.Object({
  id: Type.String(),
  code: Type.String(),
  secret: Type.String({ description: 'asks for the token; to be kept by the device alone' }),
  lapsesInSeconds: Type.Integer(),
})
export type DeviceRequest = Static<typeof DeviceRequest>

/** A device as those see it who look after the hall. */
export const DeviceView = Type.Object({
  ...OwnDevice.properties,
  pairedBy: Type.String(),
  pairedAt: Type.String(),
  seenAt: orNull(Type.String()),
  down: Type.Boolean({ description: 'nothing was heard of it for 90 s' }),
  current: Type.Boolean({ description: 'it runs the version that the server gives' }),
  said: orNull(Alive),
})
export type DeviceView = Static<typeof DeviceView>
