// The number a visitor took in this tab. Its key stays in the tab's own memory: what lies in localStorage any later user of the phone can read.
import { useEffect, useState } from 'preact/hooks'
import type { HolderView } from '../core/protocol.ts'
import type { TicketView } from '../core/protocol-board.ts'
import { request } from '../ui/request.ts'

const NAME = 'ticket'
const OPEN: readonly string[] = ['waiting', 'called', 'serving', 'parked']

export function keepTicket(key: string): void {
  const memory = ofTab()
  memory?.setItem(NAME, key)
}

/** Apps that show pages in an old WebView often leave it without a memory: the way to the ticket goes on without. */
function ofTab(): Storage | null {
  try {
    return window.sessionStorage
  } catch {
    return null
  }
}

/** Null when there is none, or its visit is over. */
export function useOwnTicket(): { key: string; ticket: TicketView } | null {
  const [own, setOwn] = useState<{ key: string; ticket: TicketView } | null>(null)
  useEffect(() => {
    const load = async () => {
      const key = ofTab()?.getItem(NAME) ?? null
      if (key === null) return
      const answer = await request('GET', `/api/v1/tickets/${encodeURIComponent(key)}`)
      if (answer.ok) {
        const { ticket } = answer.body as HolderView
        setOwn(OPEN.includes(ticket.state) ? { key, ticket } : null)
      } else if (answer.problem.status === 404) ofTab()?.removeItem(NAME)
    }
    void load()
    // "Back" from the ticket shows this page as it was left, before there was a number.
    const shown = () => void load()
    addEventListener('pageshow', shown)
    return () => removeEventListener('pageshow', shown)
  }, [])
  return own
}
