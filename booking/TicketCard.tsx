// The ticket itself: number, state, place in line, and what the visitor may do about it.
import { useEffect } from 'preact/hooks'
import type { HallView, HolderView } from '../core/protocol.ts'
import { Materials } from '../ui/Materials.tsx'
import { clockTime, waitWord } from '../ui/times.ts'
import { useWords } from '../ui/words.ts'
import { stayAwake } from './alarm.ts'
import { Called } from './Called.tsx'
import { PassedBefore } from './PassedBefore.tsx'
import { Resting } from './Resting.tsx'
import { Sound } from './Sound.tsx'
import { Sure } from './Sure.tsx'
import { TextMe } from './TextMe.tsx'
import { Again, Visit } from './Visit.tsx'

/** So few are left before it that the screen stays on. */
const SOON_AHEAD = 3

interface Shown {
  hall: HallView | null
  holder: HolderView
}

export function TicketCard({ hall, holder, ticketKey }: Shown & { ticketKey: string }) {
  const { t, own } = useWords()
  const { ticket } = holder
  const { state } = ticket
  const service = hall?.services.find((one) => one.id === ticket.service)
  const going = state === 'waiting' || state === 'called'
  const soon = state === 'called' || (state === 'waiting' && holder.ahead <= SOON_AHEAD)
  useEffect(() => {
    if (soon) stayAwake()
  }, [soon])
  return (
    <>
      {state === 'called' ? null : (
        <p class="ticket-number">
          <span>{t('common.your_number')}</span>
          <b class="digits" data-number={ticket.number}>
            {ticket.number}
          </b>
          {service === undefined ? null : <span class="ticket-service">{own(service.name)}</span>}
          <Marks hall={hall} holder={holder} />
        </p>
      )}
      <div aria-live="assertive" data-state={state}>
        <StateView hall={hall} holder={holder} />
      </div>
      {state === 'waiting' && hall !== null ? <Again hall={hall} ticket={ticket} /> : null}
      {hall === null ? null : <Visit hall={hall} ticket={ticket} />}
      {going ? <Sound ticket={ticket} /> : null}
      {state === 'waiting' ? <TextMe ticketKey={ticketKey} ahead={holder.ahead} /> : null}
      {state === 'waiting' ? <WhyHere hall={hall} holder={holder} /> : null}
      {going && hall !== null ? <PassedBefore zone={hall.timeZone} ticketKey={ticketKey} /> : null}
      {going && service !== undefined ? (
        <div class="card">
          <h2>{t('common.bring')}</h2>
          <Materials materials={service.materials} />
        </div>
      ) : null}
      {state === 'waiting' ? <Sure step="yield" hall={holder.hall} ticketKey={ticketKey} /> : null}
      {going ? <Sure step="cancel" hall={holder.hall} ticketKey={ticketKey} /> : null}
    </>
  )
}

/** A right to go first, and how often the slip was printed again. */
function Marks({ hall, holder: { ticket } }: Shown) {
  const { t, own } = useWords()
  const priority = hall?.priorities.find((one) => one.class === ticket.priority?.class)
  return (
    <>
      {priority === undefined ? null : (
        <span class="ticket-mark">{t('ticket.priority', { class: own(priority.name) })}</span>
      )}
      {ticket.copies === undefined ? null : (
        <span class="ticket-mark">{t('ticket.copies', { count: ticket.copies })}</span>
      )}
    </>
  )
}

function StateView({ hall, holder }: Shown) {
  const { t, own } = useWords()
  const { ticket } = holder
  const counter = hall?.counters.find((one) => one.id === ticket.counter)
  const counterName = counter === undefined ? (ticket.counter ?? '') : own(counter.name)
  if (ticket.state === 'called') return <Called ticket={ticket} counter={counterName} />
  const service = hall?.services.find((one) => one.id === ticket.service)
  // After closing time no number is given any more, but who waits is served: only then is no estimate of the service no news.
  const unserved = service?.open === true && service.estimate === null
  if (ticket.state === 'waiting') return <Waiting holder={unserved ? { ...holder, estimate: null } : holder} />
  if (ticket.state === 'serving')
    return (
      <section class="state state-serving">
        <h1>{t('ticket.serving')}</h1>
        <p>{t('ticket.serving_at', { counter: counterName })}</p>
      </section>
    )
  return <Resting hall={hall} ticket={ticket} counter={counterName} />
}

function Waiting({ holder: { ahead, estimate } }: { holder: HolderView }) {
  const { t } = useWords()
  return (
    <section class="state state-waiting">
      <p class="state-name">{t('ticket.waiting')}</p>
      <h1 data-ahead={ahead}>{ahead === 0 ? t('common.none_ahead') : t('common.ahead', { count: ahead })}</h1>
      <p>
        {t('common.wait')} <b>{waitWord(estimate, { t })}</b>
      </p>
    </section>
  )
}

function WhyHere({ hall, holder: { ticket, why } }: Shown) {
  const { t } = useWords()
  if (hall === null) return null
  const time = (at: string) => clockTime(at, hall.timeZone)
  return (
    <details class="why">
      <summary>{t('ticket.why')}</summary>
      <p>{t('ticket.why_taken', { time: time(ticket.takenAt) })}</p>
      {why.countsAs === ticket.takenAt ? null : <p>{t('ticket.why_counts', { time: time(why.countsAs) })}</p>}
      <p>{t('ticket.why_shared')}</p>
      <p>{t('ticket.why_others')}</p>
    </details>
  )
}
