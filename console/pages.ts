// The pages of the console, who has which, and the one that is open: named in the address, so that a reload keeps it.
import { useEffect, useState } from 'preact/hooks'
import { type Role, TICKET_ACTIONS } from '../core/ticket.ts'

export type PageName = 'counter' | 'overview' | 'people' | 'personal' | 'setup' | 'figures' | 'fairness'

/** Whoever may call has a counter; who runs the hall has its people and its file. The server checks again. */
export function pagesOf(role: Role): readonly PageName[] {
  const callers: readonly Role[] = TICKET_ACTIONS['call-next'].roles
  if (role === 'manager') return ['counter', 'overview', 'figures', 'fairness', 'people', 'personal', 'setup']
  if (role === 'inspector') return ['overview', 'figures', 'fairness']
  if (role === 'host') return ['overview', 'personal']
  return callers.includes(role) ? ['counter', 'overview'] : ['overview']
}

export function usePage(pages: readonly PageName[]): PageName {
  const [hash, setHash] = useState(named)
  useEffect(() => {
    const read = () => setHash(named())
    addEventListener('hashchange', read)
    return () => removeEventListener('hashchange', read)
  }, [])
  return pages.find((page) => page === hash) ?? pages[0] ?? 'overview'
}

/** `#setup/services` is the page `setup`; what follows is the page's own. */
function named(): string {
  return location.hash.slice(1).split('/')[0] ?? ''
}
