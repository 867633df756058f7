// What a state says of its days: which are off, which weekend days are worked, copied from the papers that say so.
import Type, { type Static } from 'typebox'
import { DateText, Texts } from './hall.ts'
import type { LocalDate } from './time.ts'
import { orNull } from './wire.ts'

const TEXT = 200
const exact = { additionalProperties: false }

const Paper = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: TEXT }),
    /** As printed on the paper: 国办发明电〔2025〕7号. Null rather than a guess. */
    number: orNull(Type.String({ minLength: 1, maxLength: TEXT })),
    /** The day it was published. */
    date: DateText,
    issuer: Type.String({ minLength: 1, maxLength: TEXT }),
    url: Type.Optional(Type.String({ maxLength: TEXT })),
  },
  exact,
)
const NationalDay = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: TEXT }),
    date: DateText,
    /** true: a day off, weekends inside a holiday included. false: a weekend day that is worked. */
    isOffDay: Type.Boolean(),
  },
  exact,
)
/**
 * One year's days that differ from the ordinary week, copied from the papers that say so. A year without a file is
 * unpublished. A paper may reach into December of the year before (New Year 2019 began on 30 December 2018).
 */
export const NationalYear = Type.Object(
  {
    $schema: Type.Optional(Type.String({ maxLength: TEXT })),
    year: Type.Integer({ minimum: 1900, maximum: 2999 }),
    papers: Type.Array(Paper, { minItems: 1, maxItems: 20 }),
    /** The holidays' names in other languages, by the name that `days` uses. */
    names: Type.Optional(Type.Record(Type.String({ maxLength: TEXT }), Texts)),
    days: Type.Array(NationalDay, { maxItems: 400 }),
  },
  { ...exact, $id: 'national-year', title: 'Days off and make-up working days of one year' },
)
export type NationalYear = Static<typeof NationalYear>
export type NationalDay = Static<typeof NationalDay>

/** `calendars.cn?.[2026]`: the published years of each calendar that a hall file may name. */
export interface Calendars {
  [name: string]: { [year: number]: NationalYear }
}

/** What the national calendar says about a day; a later year's paper is the newer one, so it is asked first. */
export function nationalDay(year: { [year: number]: NationalYear }, date: LocalDate): NationalDay | null {
  const number = Number(date.slice(0, 4))
  for (const paper of [year[number + 1], year[number]]) {
    const found = paper?.days.find((one) => one.date === date)
    if (found) return found
  }
  return null
}
