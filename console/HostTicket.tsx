// One number as the host sees it: where it is, how many are before it, which counters serve it, and what can be done for it.
import { useState } from 'preact/hooks'
import type { CommandName } from '../core/command.ts'
import type { TicketView } from '../core/protocol-board.ts'
import { mayTicket, type TicketActionName } from '../core/ticket.ts'
import { wallTime } from '../ui/hallClock.ts'
import type { Press } from '../ui/send.ts'
import { useWords } from '../ui/words.ts'
import { AskDialog } from './AskDialog.tsx'
import { GrantDialog } from './GrantDialog.tsx'
import type { Hall } from './given.ts'
import { aheadIn, keepsPlace, waitsSince } from './line.ts'
import { mayPress } from './steps.ts'
import { Tags } from './Tags.tsx'
import { TransferDialog } from './TransferDialog.tsx'
import { stretchWord } from './times.ts'
import type { PrintNotice } from './useNotice.ts'
import { VisitSteps } from './VisitSteps.tsx'

/** What a host does for a number; the table in the core says when. */
const ACTS = [
  'transfer',
  'grant',
  'yield',
  'resume',
  'reprint',
  'cancel',
] as const satisfies readonly (TicketActionName & CommandName)[]
type Act = (typeof ACTS)[number]

interface HostTicketProps extends Hall {
  id: string
  press: (press: Press) => void
  notice: PrintNotice | null
}

export function HostTicket(of: HostTicketProps) {
  const { t } = useWords()
  const [asked, setAsked] = useState<'transfer' | 'grant' | 'cancel' | null>(null)
  const ticket = of.board.tickets?.find((one) => one.id === of.id)
  if (ticket === undefined) return <p class="notice">{t('host.gone')}</p>
  const { id, number } = ticket
  const close = () => setAsked(null)
  const answer = (press: Press) => {
    close()
    of.press(press)
  }
  const begin = (act: Act) => {
    if (act === 'transfer' || act === 'grant' || act === 'cancel') setAsked(act)
    else of.press({ do: act, ticket: id })
  }
  return (
    <article class="host-ticket">
      <Where {...of} ticket={ticket} />
      <VisitSteps {...of} ticket={ticket} />
      <div class="host-acts">
        {ACTS.filter((act) => mayTicket(act, ticket.state) && mayPress(act, of.account.role)).map((act) => (
          <button key={act} type="button" data-act={act} onClick={() => begin(act)}>
            {t(`console.step.${act}`)}
          </button>
        ))}
        {of.notice !== null && (
          <button type="button" onClick={() => of.notice?.(ticket.services)}>
            {t('host.notice')}
          </button>
        )}
      </div>
      {asked === 'transfer' && <TransferDialog {...of} ticket={ticket} answer={answer} close={close} />}
      {asked === 'grant' && <GrantDialog hall={of.hall} ticket={ticket} answer={answer} close={close} />}
      {asked === 'cancel' && (
        <AskDialog
          question={t('host.cancel-sure', { number })}
          yes={t('console.step.cancel')}
          onYes={() => answer({ do: 'cancel', ticket: id })}
          close={close}
        />
      )}
    </article>
  )
}

function Where({ hall, board, now, ticket }: Hall & { ticket: TicketView }) {
  const { t, own } = useWords()
  const counter = (id: string) => own(hall.counters.find((one) => one.id === id)?.name ?? { id })
  const service = hall.services.find((one) => one.id === ticket.service)
  const states = new Map(board.counters.map((one) => [one.id, one.state]))
  const serving = hall.counters.filter((one) => one.serves.some((served) => served.service === ticket.service))
  const staffed = serving.filter((one) => states.get(one.id) === 'open')
  return (
    <>
      <h1>
        <b class="digits">{ticket.number}</b> <span>{own(service?.name ?? { id: ticket.service })}</span>
      </h1>
      <p class="host-state">
        <strong>{t(`host.state.${ticket.state}`)}</strong>
        {ticket.counter !== null &&
          ticket.state !== 'waiting' &&
          ` · ${t('host.at', { counter: counter(ticket.counter) })}`}
        {ticket.state === 'waiting' && ` · ${t('host.ahead', { count: aheadIn(board, ticket) })}`}
        {ticket.where !== undefined && ` · ${t('host.where', { where: ticket.where })}`}
        {ticket.state === 'missed' && ` · ${t(keepsPlace(ticket, hall, now) ? 'desk.place-kept' : 'desk.place-lost')}`}{' '}
        <Tags ticket={ticket} hall={hall} />
      </p>
      <dl>
        <div>
          <dt>{t('console.taken')}</dt>
          <dd class="digits">{wallTime(Date.parse(ticket.takenAt), hall.timeZone)}</dd>
        </div>
        <div>
          <dt>{t('console.counts-as')}</dt>
          <dd class="digits">{wallTime(Date.parse(ticket.countsAs), hall.timeZone)}</dd>
        </div>
        {ticket.state === 'waiting' && (
          <div>
            <dt>{t('console.column.waited')}</dt>
            <dd>{stretchWord(now - waitsSince(ticket), { t })}</dd>
          </div>
        )}
        <div>
          <dt>{t('host.serving-at')}</dt>
          <dd>{staffed.length === 0 ? t('host.wait-unknown') : staffed.map((one) => own(one.name)).join(', ')}</dd>
        </div>
      </dl>
    </>
  )
}
