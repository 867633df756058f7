// Who missed their call, latest first: within the hour they come back to the place they had, once.
import type { TicketView } from '../core/protocol-board.ts'
import { wallTime } from '../ui/hallClock.ts'
import { useWords } from '../ui/words.ts'
import { keepsPlace } from './line.ts'
import type { ListProps } from './listed.ts'
import { Scroll } from './Scroll.tsx'

export function MissedList({ hall, now, tickets, press }: ListProps & { tickets: TicketView[] }) {
  const { t, own } = useWords()
  const missedAt = (one: TicketView) => Date.parse(one.endedAt ?? one.takenAt)
  if (tickets.length === 0) return <p class="empty">{t('desk.missed-none')}</p>
  return (
    <Scroll looks="rows" name={t('desk.tab.missed')}>
      <ul class="cards">
        {[...tickets]
          .sort((a, b) => missedAt(b) - missedAt(a))
          .map((one) => (
            <li key={one.id}>
              <strong class="digits">{one.number}</strong>
              <span>{own(hall.services.find(({ id }) => id === one.service)?.name ?? { id: one.service })}</span>
              <span class="tag">{t('desk.missed-at', { time: wallTime(missedAt(one), hall.timeZone) })}</span>
              <span class={keepsPlace(one, hall, now) ? 'tag' : 'tag strong'}>
                {t(keepsPlace(one, hall, now) ? 'desk.place-kept' : 'desk.place-lost')}
              </span>
              <span class="acts">
                <button
                  type="button"
                  aria-label={`${t('console.step.resume')} ${one.number}`}
                  onClick={() => press({ do: 'resume', ticket: one.id })}
                >
                  {t('console.step.resume')}
                </button>
              </span>
            </li>
          ))}
      </ul>
    </Scroll>
  )
}
