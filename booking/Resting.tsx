// Nothing moves any more, or not for now: says so, what became of the number, and what to do.
import type { HallView } from '../core/protocol.ts'
import type { TicketView } from '../core/protocol-board.ts'
import { pageLink } from '../ui/page.tsx'
import { clockTime } from '../ui/times.ts'
import { useWords, type WordKey } from '../ui/words.ts'

/** The clock closes what is left when the day ends; whoever was sent home before that was turned away by a manager. */
const DAY_END = '00:00'
const MINUTE_MS = 60_000

interface Over {
  hall: HallView | null
  ticket: TicketView
  /** The counter's name, or nothing. */
  counter: string
}

export function Resting({ hall, ticket, counter }: Over) {
  const { t, own, language } = useWords()
  const { state } = ticket
  const turnedAway =
    state === 'closed' &&
    hall !== null &&
    ticket.endedAt !== null &&
    clockTime(ticket.endedAt, hall.timeZone) !== DAY_END
  // Only the five states in which nothing moves come here.
  const name = (turnedAway ? 'turned_away' : state) as 'parked'
  const service = hall?.services.find((one) => one.id === ticket.service)
  const [title, hint]: [WordKey, WordKey] = [`ticket.${name}`, `ticket.${name}_hint`]
  return (
    <section class={`state state-over state-${state}`}>
      <h1>{t(title)}</h1>
      {ticket.where === undefined ? null : (
        <p class="state-where">{t('ticket.parked_where', { where: ticket.where })}</p>
      )}
      <p>{t(hint)}</p>
      {state === 'parked' && counter !== '' ? <p>{t('ticket.parked_back', { counter })}</p> : null}
      {state === 'missed' && hall !== null ? <Missed hall={hall} ticket={ticket} counter={counter} /> : null}
      {state === 'done' && service !== undefined ? <p>{own(service.name)}</p> : null}
      {state === 'cancelled' || state === 'closed' ? (
        <a class="push" href={pageLink('/booking', language)}>
          {t('ticket.take_new')}
        </a>
      ) : null}
    </section>
  )
}

/** When and where it was called, and until when the way back leads to the old place. */
function Missed({ hall, ticket, counter }: Over & { hall: HallView }) {
  const { t } = useWords()
  const time = (at: string) => clockTime(at, hall.timeZone)
  const until = Date.parse(ticket.endedAt ?? hall.now) + hall.returnWithinMinutes * MINUTE_MS
  // A second miss keeps no place.
  const keeps = ticket.returns === undefined && Date.parse(hall.now) <= until
  return (
    <>
      {ticket.calledAt === null ? null : <p>{t('ticket.missed_called', { time: time(ticket.calledAt), counter })}</p>}
      <p class="state-where">
        {keeps ? t('ticket.missed_back', { time: time(new Date(until).toISOString()) }) : t('ticket.missed_late')}
      </p>
    </>
  )
}
