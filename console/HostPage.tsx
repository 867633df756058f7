// The host's tablet: take for somebody, find a number and help with it, send on who does not know what they need, call a clerk.
import words from 'words:host'
import { useState } from 'preact/hooks'
import type { PrinterView } from '../core/paper.ts'
import type { CommandAnswer } from '../core/protocol.ts'
import type { TicketView } from '../core/protocol-board.ts'
import type { Press } from '../ui/send.ts'
import { bringWords, useWords } from '../ui/words.ts'
import { HeldPress, Notices } from './Feedback.tsx'
import type { Hall } from './given.ts'
import { HostLists } from './HostLists.tsx'
import { HostTake } from './HostTake.tsx'
import { HostTicket } from './HostTicket.tsx'
import { NumberCard } from './NumberCard.tsx'
import { printedAt, useOwnPrinter } from './ownPrinter.ts'
import { PrinterChoice } from './PrinterChoice.tsx'
import { SummonDialog } from './SummonDialog.tsx'
import { useHallPresses } from './useHallPresses.ts'
import { useNotice } from './useNotice.ts'

bringWords(words)

/** What the large half of the tablet shows. */
type Shown =
  | { what: 'take' }
  | { what: 'ticket'; id: string }
  | { what: 'number'; ticket: TicketView; answer: CommandAnswer; printer: PrinterView | null }

export function HostPage(of: Hall) {
  const { t } = useWords()
  const [shown, setShown] = useState<Shown>({ what: 'take' })
  const [summons, setSummons] = useState(false)
  const [printer, choose] = useOwnPrinter(of.printers)
  const presses = useHallPresses(of, (press, answer) => {
    if ((press.do === 'take' || press.do === 'reprint') && answer.ticket !== undefined)
      setShown({ what: 'number', ticket: answer.ticket, answer, printer })
  })
  const press = (one: Press) => presses.press(printedAt(one, printer))
  const notice = useNotice(of, printer, presses.say)
  const busy = presses.held !== null
  return (
    <main class="host">
      <section class="host-side">
        <div class="host-doors">
          <button type="button" class="main-button" onClick={() => setShown({ what: 'take' })}>
            {t('host.take')}
          </button>
          <button type="button" onClick={() => setSummons(true)}>
            {t('host.summon')}
          </button>
        </div>
        <PrinterChoice printers={of.printers} printer={printer} choose={choose} />
        <HostLists
          {...of}
          chosen={shown.what === 'ticket' ? shown.id : null}
          choose={(id) => setShown({ what: 'ticket', id })}
          press={presses.press}
        />
      </section>
      <section class="host-work" aria-live="polite">
        <HeldPress presses={presses} linked={of.linked} />
        {shown.what === 'take' && <HostTake {...of} busy={busy} press={press} notice={notice} />}
        {shown.what === 'ticket' && <HostTicket key={shown.id} {...of} id={shown.id} press={press} notice={notice} />}
        {shown.what === 'number' && (
          <NumberCard
            hall={of.hall}
            ticket={shown.ticket}
            answer={shown.answer}
            printer={shown.printer}
            end={() => setShown({ what: 'take' })}
          />
        )}
      </section>
      <Notices notices={presses.notices} />
      {summons && (
        <SummonDialog
          {...of}
          press={(press) => {
            setSummons(false)
            presses.press(press)
          }}
          close={() => setSummons(false)}
        />
      )}
    </main>
  )
}
