// The number, very large, with what to know about it; goes back to the start by itself.
import type { CommandAnswer, ServiceView, TicketView } from '../core/protocol.ts'
import { Facts } from '../ui/Facts.tsx'
import { Materials } from '../ui/Materials.tsx'
import { useWords } from '../ui/words.ts'
import { useCountdown } from './useIdle.ts'

const SHOWN_S = 60

interface Shown {
  service: ServiceView
  answer: CommandAnswer
  onEnd: () => void
}

export function Given({ service, answer, onEnd }: Shown) {
  const { t, own } = useWords()
  const { left, more } = useCountdown(SHOWN_S, onEnd)
  const { ticket, estimate = null, ahead = 0 } = answer
  if (ticket === undefined) return null
  return (
    <section class="given">
      <div class="given-number" aria-live="assertive">
        <h1 tabIndex={-1}>
          <span>{t('common.your_number')}</span>
          <b class="digits" data-number={ticket.number}>
            {ticket.number}
          </b>
        </h1>
        <p>{own(service.name)}</p>
        <p class="given-remember">{t('kiosk.remember')}</p>
      </div>
      <Facts
        estimate={service.estimate === null ? null : estimate}
        peopleTitle={t('common.ahead_title')}
        people={t('common.people', { count: ahead })}
      />
      <div class="given-more">
        <div class="card">
          <h2>{t('common.bring')}</h2>
          <Materials materials={service.materials} />
        </div>
        <PhoneCode ticket={ticket} />
      </div>
      <div class="given-end">
        <p role="timer">{t('kiosk.seconds_left', { count: left })}</p>
        <progress max={SHOWN_S} value={left} aria-hidden="true" />
        <button type="button" class="push" onClick={more}>
          {t('kiosk.more_time')}
        </button>
        <button type="button" class="push push-main" onClick={onEnd}>
          {t('kiosk.finish')}
        </button>
      </div>
    </section>
  )
}

function PhoneCode({ ticket: { key } }: { ticket: TicketView }) {
  const { t, language } = useWords()
  if (key === undefined) return null
  const source = `/api/v1/tickets/${encodeURIComponent(key)}/qr.svg?lang=${language}`
  return (
    <figure class="phone-code">
      <img src={source} alt={t('kiosk.scan_alt')} width="320" height="320" />
      <figcaption>{t('kiosk.scan')}</figcaption>
    </figure>
  )
}
