// A hall's year, read again when its rules change or something was pressed; the last one stays while the next comes.
import { useEffect, useState } from 'preact/hooks'
import type { CalendarView } from '../../core/protocol-calendar.ts'
import { request } from '../../ui/request.ts'

/** Bookings come in all day; a year is not read for each of them. */
const AGAIN_MS = 60_000

export interface Year {
  view: CalendarView | null
  refused: string | null
  look: () => void
}

export function useYear(hall: string, year: number, fileSeq: number, lose: () => void): Year {
  const [view, setView] = useState<CalendarView | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [turn, setTurn] = useState(0)
  const look = () => setTurn((now) => now + 1)
  useEffect(() => {
    let wanted = true
    const load = async () => {
      const answer = await request('GET', `/api/v1/halls/${encodeURIComponent(hall)}/calendar?year=${year}`)
      if (!wanted) return
      if (answer.ok) setView(answer.body as CalendarView)
      else if (answer.problem.status === 401) lose()
      setRefused(answer.ok ? null : answer.problem.code)
    }
    void load()
    const timer = setInterval(load, AGAIN_MS)
    return () => {
      wanted = false
      clearInterval(timer)
    }
  }, [hall, year, fileSeq, turn])
  return { view, refused, look }
}
