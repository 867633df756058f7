// At which printer this console prints, and what became of a paper that it asked for.
import { type PrinterView, printName } from '../core/paper.ts'
import type { HallView } from '../core/protocol.ts'
import type { TicketView } from '../core/protocol-board.ts'
import { usePrint } from '../ui/usePrint.ts'
import { useWords } from '../ui/words.ts'
import { troubleOf } from './ownPrinter.ts'
import type { PrintersNow } from './usePrinters.ts'

interface ChoiceProps {
  printers: PrintersNow
  printer: PrinterView | null
  choose: (id: string) => void
}

/** Nothing where the hall has no printer. */
export function PrinterChoice({ printers, printer, choose }: ChoiceProps) {
  const { t } = useWords()
  const all = printers.all.filter((one) => one.way === 'network')
  if (all.length === 0) return null
  return (
    <label class="host-printer">
      {t('host.printer')}
      <select value={printer?.id ?? ''} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{t('host.printer-none')}</option>
        {all.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
            {one.state === 'ready' || one.state === 'unknown' ? '' : ` · ${t(`console.printer.${one.state}`)}`}
          </option>
        ))}
      </select>
    </label>
  )
}

export function PaperLine({
  hall,
  ticket,
  printer,
}: {
  hall: HallView
  ticket: TicketView
  printer: PrinterView | null
}) {
  const { t } = useWords()
  const news = usePrint(hall.id, printer === null ? null : printName(ticket.id, ticket.copies))
  if (news === null || printer === null) return null
  const { name } = printer
  const words =
    news.is === 'coming'
      ? t('host.paper-coming', { name })
      : news.is === 'out'
        ? t('host.paper-done', { name })
        : t('host.paper-trouble', { name, state: t(`console.printer.${troubleOf(news)}`) })
  return (
    <p class={`paper-line paper-${news.is}`} role="status" data-paper={news.is}>
      {words}
    </p>
  )
}
