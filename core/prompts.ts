// What a kiosk may have read aloud: the program's own sentences by their keys, texts of the hall file by their place, numbers.
import Type, { type Static } from 'typebox'
import type { HallFile, Texts } from './hall.ts'
import { ID_PATTERN, LANGUAGE_PATTERN } from './ids.ts'

const PIECES_MOST = 60
const exact = { additionalProperties: false }
const Id = Type.String({ pattern: ID_PATTERN })

/** Families of words that a kiosk shows. */
export const PROMPT_FAMILIES = ['kiosk', 'take', 'common', 'refused'] as const

/** A text that stands in the hall file. `nth`: of a service's papers, which; absent: the name of the thing itself. */
const OfHall = Type.Object(
  {
    of: Type.Enum(['hall', 'department', 'service', 'counter', 'priority']),
    id: Id,
    description: Type.Optional(Type.Literal(true)),
    nth: Type.Optional(Type.Integer({ minimum: 0, maximum: 59 })),
  },
  exact,
)

/** A sentence of the program with its values: counts, and times of day. */
const OfProgram = Type.Object(
  {
    word: Type.String({ maxLength: 60, pattern: `^(${PROMPT_FAMILIES.join('|')})\\.[a-z_-]{1,50}$` }),
    values: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[a-z]{1,12}$', maxLength: 12 }),
        Type.Union([Type.Integer({ minimum: 0, maximum: 100_000 }), Type.String({ pattern: '^\\d{2}:\\d{2}$' })]),
        { additionalProperties: false, maxProperties: 4 },
      ),
    ),
  },
  exact,
)

/** A ticket's number, letter by letter. */
const OfTicket = Type.Object({ number: Type.String({ pattern: '^[A-Z]{1,2}\\d{3,5}$' }) }, exact)

export const PromptPiece = Type.Union([OfHall, OfProgram, OfTicket])
export type PromptPiece = Static<typeof PromptPiece>

export const Prompt = Type.Object(
  {
    language: Type.String({ maxLength: 20, pattern: LANGUAGE_PATTERN }),
    say: Type.Array(PromptPiece, { minItems: 1, maxItems: PIECES_MOST }),
  },
  exact,
)
export type Prompt = Static<typeof Prompt>

/** In which of the hall's languages the server can read aloud. */
export const PromptLanguages = Type.Object({ languages: Type.Array(Type.String()) })
export type PromptLanguages = Static<typeof PromptLanguages>

/** Undefined: there is no such text, or no longer. */
export function hallText(file: PromptTexts, { of, id, description, nth }: Static<typeof OfHall>): Texts | undefined {
  if (of === 'hall') return file.name
  if (of === 'counter') return file.counters.find((one) => one.id === id)?.name
  if (of === 'priority') return file.priorities.find((one) => one.class === id)?.name
  if (of === 'department') {
    const department = file.departments.find((one) => one.id === id)
    return description ? department?.description : department?.name
  }
  const service = file.services.find((one) => one.id === id)
  if (nth !== undefined) return service?.materials[nth]?.name
  return description ? service?.description : service?.name
}

/** What a hall file and what a screen knows of a hall have in common. */
export interface PromptTexts extends Pick<HallFile, 'name'> {
  departments: readonly Pick<HallFile['departments'][number], 'id' | 'name' | 'description'>[]
  services: readonly (Pick<HallFile['services'][number], 'id' | 'name' | 'description'> & {
    materials: readonly { name: Texts }[]
  })[]
  counters: readonly Pick<HallFile['counters'][number], 'id' | 'name'>[]
  priorities: readonly { class: string; name: Texts }[]
}
