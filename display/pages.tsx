// Turning pages: nobody scrolls a screen in a lobby.
import { useEffect, useState } from 'preact/hooks'

const TURN_MS = 8_000

export interface Pages<T> {
  shown: T[]
  page: number
  pages: number
}

/** How often a page was turned since the screen came up. */
export function useTurns(): number {
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setTurn((count) => count + 1), TURN_MS)
    return () => clearInterval(timer)
  }, [])
  return turn
}

/** The rows of the page that is on show. While there is something on a page that `calls` for it, only such pages are shown. */
export function usePages<T>(rows: T[], perPage: number, calls?: (row: T) => boolean): Pages<T> {
  const turn = useTurns()
  const count = Math.max(1, Math.ceil(rows.length / perPage))
  const all = Array.from({ length: count }, (_, i) => rows.slice(i * perPage, (i + 1) * perPage))
  const places = all.map((_, i) => i)
  const calling = calls === undefined ? [] : places.filter((i) => all[i]?.some(calls))
  const among = calling.length > 0 ? calling : places
  const page = among[turn % among.length] ?? 0
  return { shown: all[page] ?? [], page: page + 1, pages: count }
}

/** Says in digits, which every language reads, that there is more than is on show. */
export function PageMark({ page, pages }: { page: number; pages: number }) {
  return pages === 1 ? null : (
    <span class="page digits">
      {page} / {pages}
    </span>
  )
}
