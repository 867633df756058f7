// The pages of the console, who has which, and the one that is open: named in the address, so that a reload keeps it.
import { useEffect, useState } from 'preact/hooks'
import { type Role, TICKET_ACTIONS } from '../core/ticket.ts'

/** In the order of the bar, each with those who have it. */
const PAGES = {
  counter: [...TICKET_ACTIONS['call-next'].roles, 'manager'],
  host: ['host', 'manager'],
  appointments: ['clerk', 'host', 'manager'],
  visits: ['clerk', 'host', 'manager'],
  calendar: ['host', 'manager', 'inspector'],
  messages: ['host', 'manager', 'operator'],
  overview: ['clerk', 'host', 'manager', 'inspector'],
  figures: ['manager', 'inspector'],
  fairness: ['manager', 'inspector'],
  people: ['manager'],
  personal: ['host', 'manager'],
  devices: ['manager', 'operator'],
  setup: ['manager'],
  // A manager has it among the pages of setting up.
  changes: ['inspector'],
  /** The counter again, as a strip beside other programs: opened from the desk, in no list of pages. */
  bar: [...TICKET_ACTIONS['call-next'].roles, 'manager'],
  me: ['clerk', 'host', 'manager', 'inspector', 'operator'],
} as const satisfies Record<string, readonly Role[]>
export type PageName = keyof typeof PAGES
export type ListedPage = Exclude<PageName, 'bar'>

/** Whoever may call has a counter; who runs the hall has its people and its file; everybody their own account. The server checks again. */
export function pagesOf(role: Role): readonly PageName[] {
  const names = Object.keys(PAGES) as PageName[]
  return names.filter((name) => (PAGES[name] as readonly Role[]).includes(role))
}

/** Those that are named in the line above. */
export function listedOf(role: Role): readonly ListedPage[] {
  return pagesOf(role).filter((name): name is ListedPage => name !== 'bar')
}

export function usePage(pages: readonly PageName[]): PageName {
  const [, setHash] = useState(pageNamed)
  useEffect(() => {
    const read = () => setHash(pageNamed())
    addEventListener('hashchange', read)
    return () => removeEventListener('hashchange', read)
  }, [])
  return pageAmong(pages)
}

/** The one that the address names, else the first. */
export function pageAmong(pages: readonly PageName[]): PageName {
  const hash = pageNamed()
  return pages.find((page) => page === hash) ?? pages[0] ?? 'overview'
}

/** `#setup/services` is the page `setup`; what follows is the page's own. */
export function pageNamed(): string {
  return location.hash.slice(1).split('/')[0] ?? ''
}
