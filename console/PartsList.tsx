// Joint visits in which this counter's department has its part to do, behind the counter that leads.
import { wallTime } from '../ui/hallClock.ts'
import { useWords } from '../ui/words.ts'
import type { ListProps } from './listed.ts'
import { Scroll } from './Scroll.tsx'
import type { OpenPart } from './visit.ts'

export function PartsList({ hall, parts, press }: ListProps & { parts: OpenPart[] }) {
  const { t, own } = useWords()
  const counter = (id: string | null) => own(hall.counters.find((one) => one.id === id)?.name ?? { id: id ?? '' })
  if (parts.length === 0) return <p class="empty">{t('desk.parts-none')}</p>
  return (
    <Scroll looks="rows" name={t('desk.tab.parts')}>
      <ul class="cards">
        {parts.map(({ ticket, step }) => (
          <li key={`${ticket.id} ${step.service}`}>
            <strong class="digits">{ticket.number}</strong>
            <span>{own(hall.services.find(({ id }) => id === step.service)?.name ?? { id: step.service })}</span>
            <span class="tag">{t('desk.led-by', { counter: counter(ticket.counter) })}</span>
            <span class="tag">{t('desk.since', { time: wallTime(Date.parse(step.since), hall.timeZone) })}</span>
            <span class="acts">
              <button
                type="button"
                aria-label={`${t('console.step.finish-step')} ${ticket.number}`}
                onClick={() => press({ do: 'finish-step', ticket: ticket.id, service: step.service })}
              >
                {t('console.step.finish-step')}
              </button>
            </span>
          </li>
        ))}
      </ul>
    </Scroll>
  )
}
