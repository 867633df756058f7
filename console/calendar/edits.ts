// One day of the hall file: what is said of it, and the file with something else said of it.
import type { Exception, HallFile } from '../../core/hall.ts'

export const DAY_EDITS = ['close', 'open', 'hours'] as const
export type DayEdit = (typeof DAY_EDITS)[number]

export interface Wanted {
  edit: DayEdit
  date: string
  /** An opening of the file, or `*`. */
  opening: string
  name: Record<string, string>
  start: string
  end: string
}

/** What was said of the same opening on that day is replaced: a day is not closed and open at once. */
export function fileWith(file: HallFile, { edit, date, opening, name, start, end }: Wanted): HallFile {
  const hours = { ...(start === '' ? {} : { start }), ...(end === '' ? {} : { end }) }
  const said: Exception = {
    date,
    opening,
    name,
    ...(edit === 'close' ? { closed: true } : {}),
    ...(edit === 'open' ? { open: true, ...hours } : {}),
    ...(edit === 'hours' ? hours : {}),
  }
  const others = (file.exceptions ?? []).filter((one) => one.date !== date || one.opening !== opening)
  return { ...file, exceptions: [...others, said] }
}

/** Closures and exceptions of one day, each with the file as it would be without. */
export function saidOf(file: HallFile, date: string) {
  const { closures, exceptions = [] } = file
  return [
    ...closures
      .filter((one) => one.date === date)
      .map((one) => ({
        name: one.name,
        opening: '*',
        kind: 'close' as DayEdit,
        without: { ...file, closures: closures.filter((other) => other !== one) },
      })),
    ...exceptions
      .filter((one) => one.date === date)
      .map((one) => ({
        name: one.name,
        opening: one.opening,
        kind: kindOf(one),
        without: { ...file, exceptions: exceptions.filter((other) => other !== one) },
      })),
  ]
}

function kindOf({ closed, open }: Exception): DayEdit {
  if (closed === true) return 'close'
  return open === true ? 'open' : 'hours'
}
