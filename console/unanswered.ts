// The press that has no answer yet, kept with its id for as long as the tab lives: a page that is loaded anew finds it and asks again as the same press.
import type { Press } from '../ui/send.ts'
import type { PageName } from './pages.ts'

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
export function drawerOf(hall: string, page: PageName): string {
  return `${NAME}.${hall}.${page}`
}

export function keepUnanswered(drawer: string, one: Unanswered | null): void {
  if (one === null) sessionStorage.removeItem(drawer)
  else sessionStorage.setItem(drawer, JSON.stringify(one))
}

export function readUnanswered(drawer: string, user: string): Unanswered | null {
  try {
    const one = JSON.parse(sessionStorage.getItem(drawer) ?? 'null') as Unanswered | null
    return one?.user === user ? one : null
  } catch {
    return null
  }
}
