// The number for whoever stands there, large, with its code for a phone; it can be printed, and a second print says that it is a copy.
import type { PrinterView } from '../core/paper.ts'
import type { CommandAnswer, HallView } from '../core/protocol.ts'
import type { TicketView } from '../core/protocol-board.ts'
import { wallTime } from '../ui/hallClock.ts'
import { useWords } from '../ui/words.ts'
import { PrintOrNext, Square } from './HandedOut.tsx'
import { PaperLine } from './PrinterChoice.tsx'

interface NumberCardProps {
  hall: HallView
  ticket: TicketView
  answer: CommandAnswer
  /** Where its paper comes out; null: nowhere, unless the browser prints it. */
  printer: PrinterView | null
  end: () => void
}

export function NumberCard({ hall, ticket, answer, printer, end }: NumberCardProps) {
  const { t, own, language } = useWords()
  const { key, copies = 0 } = ticket
  const { estimate } = answer
  const nameOf = (id: string) => own(hall.services.find((one) => one.id === id)?.name ?? { id })
  return (
    <article class="number-card">
      {copies > 0 && (
        <p class="copy">
          <strong>{t('host.copy')}</strong> {t('host.copy-count', { count: copies })}
        </p>
      )}
      <h1>
        <span>{t('host.your-number')}</span> <b class="digits">{ticket.number}</b>
      </h1>
      <p class="for">{ticket.services.map(nameOf).join(' → ')}</p>
      <p class="soft">
        {own(hall.name)} · {ticket.id.slice(0, -ticket.number.length - 1)}{' '}
        {wallTime(Date.parse(ticket.takenAt), hall.timeZone)}
      </p>
      {answer.ahead !== undefined && (
        <p>
          {t('host.ahead', { count: answer.ahead })} · {t('host.wait')}{' '}
          {estimate == null
            ? t('host.wait-unknown')
            : t('host.wait-range', { from: estimate.fromMinutes, to: estimate.toMinutes })}
        </p>
      )}
      {key !== undefined && (
        <Square
          source={`/api/v1/tickets/${encodeURIComponent(key)}/qr.svg?lang=${language}`}
          caption={t('host.scan')}
        />
      )}
      <PaperLine hall={hall} ticket={ticket} printer={printer} />
      <PrintOrNext end={end} />
    </article>
  )
}
