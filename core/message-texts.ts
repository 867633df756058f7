// What can be told outside the hall, the names that its texts may use, and how a text is filled and measured.
import Type, { type Static } from 'typebox'
import { ownOf } from './ids.ts'

/** Each with the names that a text of it may use in braces. */
export const MESSAGE_KINDS = {
  booked: ['hall', 'service', 'date', 'time', 'code', 'link'],
  changed: ['hall', 'service', 'date', 'time', 'code', 'link'],
  cancelled: ['hall', 'service', 'date', 'time', 'link'],
  'called-off': ['hall', 'service', 'date', 'time', 'link'],
  'takes-place': ['hall', 'service', 'date', 'time', 'code', 'link'],
  reminder: ['hall', 'service', 'date', 'time', 'code', 'link'],
  offered: ['hall', 'service', 'date', 'time', 'until', 'link'],
  code: ['hall', 'service', 'date', 'time', 'confirm', 'until'],
  missed: ['hall', 'service', 'date', 'time', 'link'],
  lifted: ['hall', 'service', 'date', 'time', 'link'],
  near: ['hall', 'service', 'number', 'ahead', 'link'],
  invited: ['hall', 'service', 'link'],
  'on-duty': ['hall', 'session', 'date', 'time', 'until', 'link'],
  'off-duty': ['hall', 'session', 'date', 'time', 'until', 'link'],
} as const
export type MessageKind = keyof typeof MESSAGE_KINDS
export const MESSAGE_NAMES = Object.keys(MESSAGE_KINDS) as MessageKind[]
/** To people who work here. Accounts have an address for mail and no number. */
export const STAFF_MESSAGES = ['on-duty', 'off-duty'] as const satisfies MessageKind[]
export type StaffMessage = (typeof STAFF_MESSAGES)[number]
export function isStaffMessage(kind: MessageKind): kind is StaffMessage {
  return STAFF_MESSAGES.some((one) => one === kind)
}
export const CHANNELS = ['mail', 'sms'] as const
export type Channel = (typeof CHANNELS)[number]

const TEXT_MOST = 500
const SUBJECT_MOST = 100
/** By language; a language that is not there has the program's own words. */
const byLanguage = (maxLength: number) =>
  Type.Optional(
    Type.Record(Type.String({ pattern: '^[A-Za-z-]{2,12}$' }), Type.String({ minLength: 1, maxLength }), {
      additionalProperties: false,
    }),
  )
const exact = { additionalProperties: false }
const OwnText = Type.Object({ subject: byLanguage(SUBJECT_MOST), text: byLanguage(TEXT_MOST) }, exact)
export type OwnText = Static<typeof OwnText>
const ownTexts = Object.fromEntries(MESSAGE_NAMES.map((kind) => [kind, Type.Optional(OwnText)])) as Record<
  MessageKind,
  Type.TOptional<typeof OwnText>
>

/** What a hall says of its messages in its file. */
export const MessagePolicy = Type.Object(
  {
    /** Whoever left a number is told when so many are left before them; 0: nobody is. */
    nearAhead: Type.Optional(Type.Integer({ minimum: 0, maximum: 50 })),
    /** Where the hall says it in words of its own. */
    texts: Type.Optional(Type.Object(ownTexts, exact)),
  },
  exact,
)
export type MessagePolicy = Static<typeof MessagePolicy>

export const NEAR_AHEAD = 3

const NAMES = /\{(\w+)\}/g

/** `{name}` is replaced; a name that is not there stays as it is, so that it is seen. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(NAMES, (whole, name: string) => ownOf(values, name) ?? whole)
}

/** Names in braces that mean nothing in this kind of message. */
export function strangeNames(kind: MessageKind, text: string): string[] {
  const known: readonly string[] = MESSAGE_KINDS[kind]
  return [...text.matchAll(NAMES)].map(([, name = '']) => name).filter((name) => !known.includes(name))
}

/** Letters outside of this alphabet make the whole message one of 70 (3GPP TS 23.038, GSM 7 bit; without its extensions). */
const GSM =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'

/** Messages that are charged: 160 letters of Latin or 70 of Chinese; of several parts each is a little shorter. */
export function smsParts(text: string): number {
  const [one, more] = [...text].every((letter) => GSM.includes(letter)) ? [160, 153] : [70, 67]
  return text.length <= one ? 1 : Math.ceil(text.length / more)
}
