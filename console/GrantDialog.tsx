// A right to go first that was found out after the number was taken.
import { useState } from 'preact/hooks'
import type { HallView } from '../core/protocol.ts'
import type { TicketView } from '../core/protocol-board.ts'
import type { Press } from '../ui/send.ts'
import { useWords } from '../ui/words.ts'
import { Dialog } from './Dialog.tsx'
import { PriorityChoice, type PriorityGiven } from './PriorityChoice.tsx'

interface GrantProps {
  hall: HallView
  ticket: TicketView
  answer: (press: Press) => void
  close: () => void
}

export function GrantDialog({ hall, ticket, answer, close }: GrantProps) {
  const { t } = useWords()
  const [given, setGiven] = useState<PriorityGiven | null>(null)
  const ready = given !== null && given.reason.trim() !== ''
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (given !== null && ready)
      answer({ do: 'grant', ticket: ticket.id, priority: { class: given.class, reason: given.reason.trim() } })
  }
  return (
    <Dialog title={t('host.grant-title', { number: ticket.number })} close={close}>
      <form class="stacked" onSubmit={submit}>
        <PriorityChoice hall={hall} given={given} set={setGiven} />
        <button type="submit" class="main-button" aria-disabled={!ready}>
          {t('console.step.grant')}
        </button>
      </form>
    </Dialog>
  )
}
