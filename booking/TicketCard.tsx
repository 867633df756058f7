// The ticket itself: number, state, place in line, and what the visitor may do about it.
import type { HallView, HolderView } from '../core/protocol.ts'
import { Materials } from '../ui/Materials.tsx'
import { pageLink } from '../ui/page.tsx'
import { clockTime, waitWord } from '../ui/times.ts'
import { useWords, type WordKey } from '../ui/words.ts'
import { Called } from './Called.tsx'
import { LetGo } from './LetGo.tsx'
import { PassedBefore } from './PassedBefore.tsx'
import { Sound } from './Sound.tsx'

interface Shown {
  hall: HallView | null
  holder: HolderView
}

type Rest = 'parked' | 'done' | 'missed' | 'cancelled' | 'closed'

export function TicketCard({ hall, holder, ticketKey }: Shown & { ticketKey: string }) {
  const { t, own } = useWords()
  const { ticket } = holder
  const { state } = ticket
  const service = hall?.services.find((one) => one.id === ticket.service)
  const going = state === 'waiting' || state === 'called'
  return (
    <>
      {state === 'called' ? null : (
        <p class="ticket-number">
          <span>{t('common.your_number')}</span>
          <b class="digits" data-number={ticket.number}>
            {ticket.number}
          </b>
          {service === undefined ? null : <span class="ticket-service">{own(service.name)}</span>}
        </p>
      )}
      <div aria-live="assertive" data-state={state}>
        <StateView hall={hall} holder={holder} />
      </div>
      {going ? <Sound ticket={ticket} /> : null}
      {state === 'waiting' ? <WhyHere hall={hall} holder={holder} /> : null}
      {going && hall !== null ? <PassedBefore zone={hall.timeZone} ticketKey={ticketKey} /> : null}
      {going && service !== undefined ? (
        <div class="card">
          <h2>{t('common.bring')}</h2>
          <Materials materials={service.materials} />
        </div>
      ) : null}
      {going ? <LetGo hall={holder.hall} ticketKey={ticketKey} /> : null}
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
  return <Resting state={ticket.state} />
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

/** Nothing moves any more, or not for now: says so, and what to do. */
function Resting({ state }: { state: Rest }) {
  const { t, language } = useWords()
  const again = state !== 'parked' && state !== 'done'
  const [title, hint]: [WordKey, WordKey] = [`ticket.${state}`, `ticket.${state}_hint`]
  return (
    <section class={`state state-over state-${state}`}>
      <h1>{t(title)}</h1>
      <p>{t(hint)}</p>
      {again ? (
        <a class="push" href={pageLink('/booking', language)}>
          {t('ticket.take_new')}
        </a>
      ) : null}
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
