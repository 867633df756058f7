// The services of a visit in their order: which is done, who has which, and since when.
import type { TicketView } from '../core/protocol-board.ts'
import { wallTime } from '../ui/hallClock.ts'
import { useWords } from '../ui/words.ts'
import type { Hall } from './given.ts'

export function VisitSteps({ ticket, hall, nameOf }: Pick<Hall, 'hall' | 'nameOf'> & { ticket: TicketView }) {
  const { t, own } = useWords()
  const { visit } = ticket
  if (visit === undefined) return null
  const done = visit.steps.filter((one) => one.state === 'done').length
  const time = (at: string) => wallTime(Date.parse(at), hall.timeZone)
  return (
    <section class="visit">
      <h3>{t(visit.joint ? 'desk.joint' : 'desk.several', { done, count: visit.steps.length })}</h3>
      <ol>
        {visit.steps.map((one) => {
          const place = hall.counters.find(({ id }) => id === one.counter)
          const holder = [
            one.counter === null ? null : own(place?.name ?? { id: one.counter }),
            one.staff == null ? null : nameOf(one.staff),
          ]
          return (
            <li key={one.service} class={one.state} aria-current={one.service === ticket.service ? 'step' : undefined}>
              <strong>{own(hall.services.find(({ id }) => id === one.service)?.name ?? { id: one.service })}</strong>{' '}
              <span>{t(`desk.part.${one.state}`)}</span>{' '}
              <span class="soft">
                {[...holder, one.state === 'waiting' ? null : time(one.doneAt ?? one.since)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
