// The days that can be booked, read once and again whenever something may have changed.
import { useEffect, useState } from 'preact/hooks'
import type { SlotsDay, SlotsView } from '../../core/protocol-bookings.ts'
import { comesAgainIn } from '../../ui/busy.ts'
import { request } from '../../ui/request.ts'

const AGAIN_MS = 30_000
const AGAIN_AFTER_FAILURE_MS = 3_000
/** Five weeks: whatever the month, a whole one is there. */
const DAYS_READ = 35

export interface SlotsAsked {
  hall: string
  services: readonly string[]
  /** Local day. */
  from: string
  invitation: string | null
}

/** Null while nothing was read yet. `turn`: whatever changes when it is worth reading again. */
export function useSlots({ hall, services, from, invitation }: SlotsAsked, turn: unknown): SlotsDay[] | null {
  const [days, setDays] = useState<SlotsDay[] | null>(null)
  const asked = services.join()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    let stopped = false
    const load = async () => {
      const query = new URLSearchParams({ service: asked, from, to: dayAfter(from, DAYS_READ - 1) })
      if (invitation !== null) query.set('invitation', invitation)
      const answer = await request('GET', `/api/v1/halls/${encodeURIComponent(hall)}/slots?${query}`)
      if (stopped) return
      if (answer.ok) setDays((answer.body as SlotsView).days)
      timer = setTimeout(load, answer.ok ? AGAIN_MS : comesAgainIn(answer.problem) || AGAIN_AFTER_FAILURE_MS)
    }
    void load()
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [hall, asked, from, invitation, turn])
  return days
}

export function dayAfter(date: string, days: number): string {
  const at = new Date(`${date}T12:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

/** The hall's own day, from a time with the hall's offset. */
export function dayOf(time: string): string {
  return time.slice(0, 10)
}
