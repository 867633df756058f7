// What the keys of a report are called in the asked language: services and counters by the hall file, people by account.
import type { TableBy } from '../../core/figures/portions.ts'
import { readSessionKey } from '../../core/figures/session-key.ts'
import type { HallFile } from '../../core/hall.ts'
import type { Account } from '../store/staff.ts'
import { type Speak, speak } from '../words.ts'

export interface Names {
  of(by: TableBy | 'entered', key: string): string
  /** The hall's own text in the asked language, else in any there is. */
  t: Speak
}

export function namesOf(file: HallFile, staff: readonly Account[], language: string): Names {
  const own = (texts: Record<string, string> | undefined, key: string) =>
    texts === undefined ? key : (texts[language] ?? Object.values(texts)[0] ?? key)
  const named = (list: readonly { id: string; name: Record<string, string> }[]) =>
    new Map(list.map(({ id, name }) => [id, own(name, id)]))
  const t = speak(language)
  const known: Partial<Record<TableBy | 'entered', Map<string, string>>> = {
    service: named(file.services),
    department: named(file.departments),
    counter: named(file.counters),
    priority: named(file.policy.priorities.map(({ class: id, name }) => ({ id, name }))),
    clerk: new Map(staff.map(({ user, name }) => [user, name])),
    entered: new Map(staff.map(({ user, name }) => [user, name])),
  }
  return {
    t,
    of: (by, key) => {
      if (key === '') return t(`figures.none.${by}`)
      if (by === 'channel') return t(`staff.role.${key}`)
      if (by === 'hour') return `${key}:00`
      if (by === 'session') return sessionName(file, key, t, own)
      return known[by]?.get(key) ?? key
    },
  }
}

function sessionName(
  { openings }: HallFile,
  key: string,
  t: Speak,
  own: (texts: Record<string, string> | undefined, key: string) => string,
): string {
  const { when, opening: id } = readSessionKey(key)
  const opening = openings.find((one) => one.id === id)
  return `${when} ${own(opening?.name, opening === undefined ? id : t(`appt.kind_${opening.kind}`))}`
}
