// The place is kept: which, and for how long still. Somebody who types keeps it on.
import { useEffect, useRef } from 'preact/hooks'
import type { CommandAnswer, HallView } from '../../core/protocol.ts'
import type { AppointmentView } from '../../core/protocol-bookings.ts'
import { useHallClock } from '../../ui/hallClock.ts'
import { clockTime } from '../../ui/times.ts'
import { usePress } from '../../ui/usePress.ts'
import { useWords } from '../../ui/words.ts'
import { dayLong } from './days.ts'

interface Shown {
  hall: HallView
  held: AppointmentView
  onHeld: (held: AppointmentView) => void
  onLapsed: () => void
}

/** Renewed when less than this is left and somebody is still there. */
const RENEW_BELOW_MS = 5 * 60_000
const ACTIVE_WITHIN_MS = 60_000
const SECOND_MS = 1_000
const MINUTE_S = 60

export function Kept({ hall, held, onHeld, onLapsed }: Shown) {
  const { t, language } = useWords()
  const now = useHallClock(hall)
  const active = useActivity()
  const renewing = usePress(({ appointment }: CommandAnswer) => {
    if (appointment !== undefined) onHeld(appointment)
  })
  const left = held.heldUntil === null || now === null ? null : Date.parse(held.heldUntil) - now
  const asked = useRef<string | null>(null)
  useEffect(() => {
    if (left === null || held.key === undefined || held.toConfirm) return
    if (left <= 0) return onLapsed()
    const isActive = performance.now() - active.current < ACTIVE_WITHIN_MS
    if (left > RENEW_BELOW_MS || !isActive || asked.current === held.heldUntil) return
    asked.current = held.heldUntil
    renewing.press(hall.id, { do: 'hold', appointment: held.key })
  })
  // The page's clock may be a moment behind the answer, and more than was promised would look wrong.
  const most = hall.booking.holdMinutes * MINUTE_S
  const reckoned = Math.max(0, Math.ceil((left ?? 0) / SECOND_MS))
  const seconds = held.wish === undefined && !held.toConfirm ? Math.min(reckoned, most) : reckoned
  const time = `${Math.floor(seconds / MINUTE_S)}:${String(seconds % MINUTE_S).padStart(2, '0')}`
  return (
    <section class="card kept">
      <p class="kept-when">
        <b>{dayLong(held.date, language)}</b> <b class="digits">{clockTime(held.start, hall.timeZone)}</b>
      </p>
      <p class="soft">
        {t(held.wish === undefined ? 'appt.kept' : 'appt.offered')}{' '}
        <span class="digits" role="timer">
          {time}
        </span>
      </p>
      {held.toConfirm ? null : (
        <button type="button" class="push" onClick={onLapsed}>
          {t('appt.other_time')}
        </button>
      )}
    </section>
  )
}

/** When something was last touched or typed, by the page's own stopwatch. */
function useActivity() {
  const last = useRef(performance.now())
  useEffect(() => {
    const seen = () => {
      last.current = performance.now()
    }
    for (const kind of ['keydown', 'pointerdown', 'input']) addEventListener(kind, seen)
    return () => {
      for (const kind of ['keydown', 'pointerdown', 'input']) removeEventListener(kind, seen)
    }
  }, [])
  return last
}
