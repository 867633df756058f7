// The pages of the console, who has which, and the one that is open: named in the address, so that a reload keeps it.
import { useEffect, useState } from 'preact/hooks'
import { type Role, TICKET_ACTIONS } from '../core/ticket.ts'

export type PageName = 'counter' | 'overview' | 'people' | 'personal' | 'file' | 'figures' | 'fairness'

/** Whoever may call has a counter; who runs the hall has its people and its file. The server checks again. */
export function pagesOf(role: Role): readonly PageName[] {
  const callers: readonly Role[] = TICKET_ACTIONS['call-next'].roles
  if (role === 'manager') return ['counter', 'overview', 'figures', 'fairness', 'people', 'personal', 'file']
  if (role === 'inspector') return ['overview', 'figures', 'fairness']
  if (role === 'host') return ['overview', 'personal']
  return callers.includes(role) ? ['counter', 'overview'] : ['overview']
}

export function usePage(pages: readonly PageName[]): PageName {
  const [hash, setHash] = useState(location.hash.slice(1))
  useEffect(() => {
    const read = () => setHash(location.hash.slice(1))
    addEventListener('hashchange', read)
    return () => removeEventListener('hashchange', read)
  }, [])
  return pages.find((page) => page === hash) ?? pages[0] ?? 'overview'
}
