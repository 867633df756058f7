// What the hall gives later today: evening, noon and weekend sessions, so that somebody who comes at noon knows of the evening.
import type { HallView } from '../core/protocol.ts'
import { clockTime } from '../ui/times.ts'
import { useWords } from '../ui/words.ts'

type Session = HallView['afterHours'][number]
const NAMED = 3

export function AfterHours({ hall }: { hall: HallView }) {
  const { t, own } = useWords()
  if (hall.afterHours.length === 0) return null
  return (
    <ul class="after-hours">
      {hall.afterHours.map((one) => (
        <li key={one.id} class={one.state}>
          <b>
            {own(one.name)}{' '}
            <span class="digits">
              {clockTime(one.start, hall.timeZone)}–{clockTime(one.end, hall.timeZone)}
            </span>
          </b>{' '}
          {t(`kiosk.session-${one.state === 'confirmed' && !one.walkIn ? 'booked-only' : one.state}`)}{' '}
          <Services hall={hall} of={one.services} />
        </li>
      ))}
    </ul>
  )
}

/** The first few by name; all of the hall's need no list. */
function Services({ hall, of }: { hall: HallView; of: Session['services'] }) {
  const { t, own } = useWords()
  if (of === '*') return null
  const names = hall.services.filter(({ id }) => of.includes(id)).map(({ name }) => own(name))
  const more = names.length > NAMED ? t('kiosk.session-more', { count: names.length - NAMED }) : ''
  return <span class="soft">{`${names.slice(0, NAMED).join(' · ')} ${more}`}</span>
}
