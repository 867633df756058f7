// The number, very large, with what to know about it; goes back to the start by itself.
import type { ComponentChildren } from 'preact'
import type { OwnPaper } from '../core/paper.ts'
import type { CommandAnswer, HallView, ServiceView } from '../core/protocol.ts'
import type { TicketView } from '../core/protocol-board.ts'
import { Facts } from '../ui/Facts.tsx'
import { Materials } from '../ui/Materials.tsx'
import { useWords } from '../ui/words.ts'
import { TicketPaper } from './PaperNews.tsx'
import type { Aloud } from './useAloud.ts'
import { useCountdown } from './useIdle.ts'

const SHOWN_S = 60
/** More would not fit beside the code, which leads to all of them. */
const MATERIALS_MOST = 6
/** In large letters, where papers are printed, they stand on the paper and on the step before. */
const MATERIALS_MOST_LARGE = 2

interface Shown {
  hall: HallView
  /** Where this kiosk's papers come out; null: nowhere. */
  paper: OwnPaper | null
  services: ServiceView[]
  large: boolean
  aloud: Aloud
  answer: CommandAnswer
  onEnd: () => void
}

export function Given({ hall, paper, services, large, aloud, answer, onEnd }: Shown) {
  const { t } = useWords()
  const { ticket, estimate = null, ahead = 0 } = answer
  if (ticket === undefined) return null
  return (
    <section class="given">
      <NumberShown number={ticket.number} services={services}>
        {paper === null ? <p class="given-remember">{t('kiosk.remember')}</p> : null}
      </NumberShown>
      {paper === null ? null : <TicketPaper hall={hall} ticket={ticket} paper={paper} aloud={aloud} />}
      <Facts
        estimate={services[0]?.estimate == null ? null : estimate}
        peopleTitle={t('common.ahead_title')}
        people={t('common.people', { count: ahead })}
      />
      <div class="given-more">
        {large && paper !== null ? null : <ToBring services={services} large={large} />}
        <PhoneCode ticket={ticket} />
      </div>
      <GivenEnd reading={aloud.reading} onEnd={onEnd} />
    </section>
  )
}

/** Goes back to the start by itself, not while it is being read aloud. */
export function GivenEnd({ reading, onEnd }: { reading: boolean; onEnd: () => void }) {
  const { t } = useWords()
  const { left, more } = useCountdown(SHOWN_S, onEnd, reading)
  return (
    <div class="given-end">
      <p role="timer">{t('kiosk.seconds_left', { count: left })}</p>
      <progress max={SHOWN_S} value={left} aria-hidden="true" />
      <button type="button" class="push" data-say="kiosk.more_time" onClick={more}>
        {t('kiosk.more_time')}
      </button>
      <button type="button" class="push push-main" data-say="kiosk.finish" onClick={onEnd}>
        {t('kiosk.finish')}
      </button>
    </div>
  )
}

interface NumberOf {
  number: string
  services: ServiceView[]
  children?: ComponentChildren
}

/** As large as it goes, and what it is for. */
export function NumberShown({ number, services, children }: NumberOf) {
  const { t } = useWords()
  return (
    <div class="given-number" aria-live="assertive">
      <h1 tabIndex={-1}>
        <span>{t('common.your_number')}</span>
        <b class="digits" data-number={number}>
          {number}
        </b>
      </h1>
      <ForServices services={services} />
      {children}
    </div>
  )
}

function ForServices({ services }: { services: ServiceView[] }) {
  const { t, own } = useWords()
  if (services.length < 2) return <p>{services.map((one) => own(one.name))}</p>
  return (
    <>
      <p class="given-order">{t('take.in_order')}</p>
      <ol class="given-services">
        {services.map((one) => (
          <li key={one.id}>{own(one.name)}</li>
        ))}
      </ol>
    </>
  )
}

/** Each paper once, whichever services want it; what does not fit stands on the page that the code leads to. */
export function ToBring({ services, large }: { services: ServiceView[]; large: boolean }) {
  const { t } = useWords()
  const most = large ? MATERIALS_MOST_LARGE : MATERIALS_MOST
  const papers = new Map(services.flatMap((one) => one.materials).map((one) => [JSON.stringify(one.name), one]))
  // With the notes they were shown before the number was taken.
  const short = [...papers.values()].map(({ name, original, copies }) => ({ name, original, copies }))
  const more = short.length - most
  return (
    <div class="card">
      <h2>{t('common.bring')}</h2>
      <Materials materials={short.slice(0, most)} />
      {more > 0 ? <p class="given-rest">{t('kiosk.more_materials', { count: more })}</p> : null}
    </div>
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
