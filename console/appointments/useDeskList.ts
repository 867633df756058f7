// The list of a day or of a search, read at once, again when one of today's moved, and now and then.
import { useEffect, useState } from 'preact/hooks'
import type { DeskList, DeskRow } from '../../core/protocol-bookings.ts'
import { request } from '../../ui/request.ts'
import type { Hall } from '../given.ts'

const AGAIN_MS = 60_000
/** Somebody types on: a search is a line in the log. */
const TYPING_MS = 600
const SEARCH_LEAST = 2

export interface DeskRead {
  /** Null until something was read. */
  rows: DeskRow[] | null
  /** Grows with each look, for what is read beside it. */
  turn: number
  look: () => void
}

export function useDeskList({ hall, board }: Pick<Hall, 'hall' | 'board'>, day: string, search: string): DeskRead {
  const [rows, setRows] = useState<DeskRow[] | null>(null)
  const [turn, setTurn] = useState(0)
  const wanted = search.trim()
  const asks = wanted.length >= SEARCH_LEAST
  // A search is not repeated by itself.
  const moved = asks ? '' : JSON.stringify(board.appointments?.map((one) => one.id + one.state))
  const asked = asks ? 0 : turn
  // `asked` and `moved` ask for it to be read again.
  useEffect(() => {
    let gone = false
    // What was found before is not what is looked for now.
    if (asks) setRows(null)
    const load = async () => {
      const query = asks ? `search=${encodeURIComponent(wanted)}` : `day=${day}`
      const answer = await request('GET', `/api/v1/halls/${encodeURIComponent(hall.id)}/appointments?${query}`)
      if (!gone && answer.ok) setRows((answer.body as DeskList).appointments)
    }
    const timer = setTimeout(load, asks ? TYPING_MS : 0)
    const again = asks ? undefined : setInterval(load, AGAIN_MS)
    return () => {
      gone = true
      clearTimeout(timer)
      clearInterval(again)
    }
  }, [hall.id, day, wanted, asks, asked, moved])
  return { rows, turn, look: () => setTurn((count) => count + 1) }
}
