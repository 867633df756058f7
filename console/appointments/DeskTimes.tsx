// The times that the desk can give: all places, also where booking online has not opened yet or is over.
import { useEffect, useState } from 'preact/hooks'
import type { SlotsDay, SlotsView, SlotView } from '../../core/protocol-bookings.ts'
import { wallTime } from '../../ui/hallClock.ts'
import { request } from '../../ui/request.ts'
import { useWords } from '../../ui/words.ts'
import type { Hall } from '../given.ts'

interface Shown extends Pick<Hall, 'hall' | 'board'> {
  services: readonly string[]
  onChoose: (slot: SlotView) => void
}

export function DeskTimes({ hall, board, services, onChoose }: Shown) {
  const { t } = useWords()
  const [from, setFrom] = useState(board.day)
  const [day, setDay] = useState<SlotsDay | null>(null)
  const asked = services.join()
  useEffect(() => {
    let gone = false
    setDay(null)
    const query = new URLSearchParams({ service: asked, from, to: from })
    void request('GET', `/api/v1/halls/${encodeURIComponent(hall.id)}/slots?${query}`).then((answer) => {
      if (!gone && answer.ok) setDay((answer.body as SlotsView).days[0] ?? null)
    })
    return () => {
      gone = true
    }
  }, [hall.id, asked, from])
  const slots = day?.slots.filter((one) => (one.desk ?? one.free) > 0) ?? []
  return (
    <section class="desk-times">
      <label>
        {t('appts.day')}
        <input
          type="date"
          value={from}
          min={board.day}
          onInput={(event) => setFrom(event.currentTarget.value || from)}
        />
      </label>
      {day === null ? <p class="soft">{t('console.loading')}</p> : null}
      {day !== null && slots.length === 0 ? <p class="notice">{t('appts.no-times')}</p> : null}
      <ul class="time-chips">
        {slots.map((one) => (
          <li key={one.session + one.start}>
            <button type="button" data-start={one.start} onClick={() => onChoose(one)}>
              <b class="digits">{wallTime(Date.parse(one.start), hall.timeZone)}</b>{' '}
              <span class="soft">{t('appts.left', { count: one.desk ?? one.free })}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
