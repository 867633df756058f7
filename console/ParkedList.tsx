// Who went to fetch something: those of this counter first. Only an explicit act brings them back.
import { useState } from 'preact/hooks'
import type { TicketView } from '../core/protocol-board.ts'
import { useWords } from '../ui/words.ts'
import type { ListProps } from './listed.ts'
import { Scroll } from './Scroll.tsx'
import { TicketNotes } from './TicketNotes.tsx'

export function ParkedList({ hall, place, tickets, press, ask, nameOf }: ListProps & { tickets: TicketView[] }) {
  const { t, own } = useWords()
  const [reading, setReading] = useState<string | null>(null)
  const isMine = (one: TicketView) => one.counter === place.id
  const sorted = [...tickets].sort((a, b) => Number(isMine(b)) - Number(isMine(a)))
  const serves = new Set(place.serves.map(({ service }) => service))
  if (sorted.length === 0) return <p class="empty">{t('desk.parked-none')}</p>
  return (
    <Scroll looks="rows" name={t('desk.tab.parked')}>
      <ul class="cards">
        {sorted.map((one) => (
          <li key={one.id}>
            <strong class="digits">{one.number}</strong>
            <span>{own(hall.services.find(({ id }) => id === one.service)?.name ?? { id: one.service })}</span>
            {isMine(one) && <span class="tag strong">{t('desk.mine')}</span>}
            {one.where !== undefined && <span class="tag">{one.where}</span>}
            <span class="acts">
              <button
                type="button"
                aria-expanded={reading === one.id}
                aria-label={`${t('personal.notes')} ${one.number}`}
                onClick={() => setReading(reading === one.id ? null : one.id)}
              >
                {t('personal.notes')}
              </button>
              <button
                type="button"
                aria-label={`${t('console.step.resume')} ${one.number}`}
                onClick={() => press({ do: 'resume', ticket: one.id })}
              >
                {t('console.step.resume')}
              </button>
              {serves.has(one.service) && (
                <button
                  type="button"
                  aria-label={`${t('console.step.call')} ${one.number}`}
                  onClick={() => ask('call', one)}
                >
                  {t('console.step.call')}
                </button>
              )}
              <button
                type="button"
                aria-label={`${t('console.step.transfer')} ${one.number}`}
                onClick={() => ask('transfer', one)}
              >
                {t('console.step.transfer')}
              </button>
            </span>
            {reading === one.id && <TicketNotes hall={hall} ticket={one} nameOf={nameOf} asked />}
          </li>
        ))}
      </ul>
    </Scroll>
  )
}
