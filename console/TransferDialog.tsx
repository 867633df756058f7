// Sends somebody on, to a service or to one counter. They keep their number and, unless a reason is given, their place.
import { useState } from 'preact/hooks'
import type { HallView } from '../core/protocol.ts'
import type { TicketView } from '../core/protocol-board.ts'
import type { Press } from '../ui/send.ts'
import { useWords } from '../ui/words.ts'
import { CounterPicker } from './CounterPicker.tsx'
import { Dialog } from './Dialog.tsx'
import { useDraftText } from './drafts.ts'
import type { Hall } from './given.ts'
import { Note } from './Note.tsx'
import { ServicePicker } from './ServicePicker.tsx'

interface TransferProps extends Pick<Hall, 'hall' | 'board'> {
  ticket: TicketView
  answer: (press: Press) => void
  close: () => void
}

type Target = { service: string } | { counter: string }

export function TransferDialog({ hall, board, ticket, answer, close }: TransferProps) {
  const { t } = useWords()
  const [to, setTo] = useState<'service' | 'counter'>('service')
  const [target, setTarget] = useState<Target | null>(null)
  const [reason, setReason] = useDraftText(ticket.id, 'transfer reason')
  const [keeps, setKeeps] = useState(reason === '')
  const [note, setNote] = useDraftText(ticket.id, 'transfer note')
  const ready = target !== null && (keeps || reason.trim() !== '')
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (target === null || !ready) return
    const why = keeps ? {} : { keepPlace: false, reason: reason.trim() }
    const told = note.trim() === '' ? {} : { note: note.trim() }
    answer({ do: 'transfer', ticket: ticket.id, ...target, ...why, ...told })
  }
  return (
    <Dialog title={t('desk.transfer-title', { number: ticket.number })} close={close} wide>
      <fieldset class="choice" aria-label={t('desk.transfer-to')}>
        {(['service', 'counter'] as const).map((kind) => (
          <label key={kind}>
            <input
              type="radio"
              name="to"
              checked={to === kind}
              onChange={() => {
                setTo(kind)
                setTarget(null)
              }}
            />
            <span>{t(`desk.transfer-to-${kind}`)}</span>
          </label>
        ))}
      </fieldset>
      {to === 'service' ? (
        <ServicePicker
          hall={hall}
          chosen={target !== null && 'service' in target ? [target.service] : []}
          pick={(service) => setTarget({ service: service.id })}
        />
      ) : (
        <CounterPicker
          hall={hall}
          board={board}
          counters={serving(hall, ticket)}
          chosen={target !== null && 'counter' in target ? target.counter : null}
          pick={(counter) => setTarget({ counter })}
        />
      )}
      <form class="transfer-form" onSubmit={submit}>
        <label class="check">
          <input type="checkbox" checked={keeps} onChange={(event) => setKeeps(event.currentTarget.checked)} />
          <span>{t('desk.keep-place')}</span>
        </label>
        {!keeps && (
          <label>
            {t('desk.reason')}
            <input
              name="reason"
              type="text"
              value={reason}
              maxLength={200}
              required
              onInput={(event) => setReason(event.currentTarget.value)}
            />
          </label>
        )}
        <Note note={note} set={setNote} />
        <button type="submit" class="main-button" aria-disabled={!ready}>
          {t('console.step.transfer')}
        </button>
      </form>
    </Dialog>
  )
}

/** Only a counter that serves what the person waits for can have them. */
function serving(hall: HallView, { service }: TicketView): HallView['counters'] {
  return hall.counters.filter((one) => one.serves.some((served) => served.service === service))
}
