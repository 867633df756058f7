// The press that has no answer yet, kept with its id for as long as the tab lives: a page that is loaded anew finds it and asks again as the same press.
import type { Press } from '../ui/send.ts'
import { pageNamed } from './pages.ts'

export interface Unanswered {
  press: Press
  id: string
  /** Whose press it is, and on which page: nobody else's page sends it. */
  user: string
  /** When it was pressed, by the machine's clock: only how long ago is asked. */
  at: number
}

const NAME = 'tingxu.press'

/** One a hall and page: a desk and a bar of the same tab's memory do not send each other's. */
const nameOf = (hall: string) => `${NAME}.${hall}.${pageNamed()}`

export function keepUnanswered(hall: string, one: Unanswered | null): void {
  if (one === null) sessionStorage.removeItem(nameOf(hall))
  else sessionStorage.setItem(nameOf(hall), JSON.stringify(one))
}

export function readUnanswered(hall: string, user: string): Unanswered | null {
  try {
    const one = JSON.parse(sessionStorage.getItem(nameOf(hall)) ?? 'null') as Unanswered | null
    return one?.user === user ? one : null
  } catch {
    return null
  }
}
