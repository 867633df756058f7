// Somebody goes to fetch something and comes back: where to, for all staff to see, and a note for the next clerk, kept apart.
import type { TicketView } from '../core/protocol-board.ts'
import type { Press } from '../ui/send.ts'
import { useWords, type WordKey } from '../ui/words.ts'
import { Dialog } from './Dialog.tsx'
import { useDraftText } from './drafts.ts'
import { Note } from './Note.tsx'
import { Reasons } from './Reasons.tsx'

const PLACES: readonly WordKey[] = ['desk.where.photo', 'desk.where.copies', 'desk.where.bank', 'desk.where.home']

interface ParkProps {
  ticket: TicketView
  answer: (press: Press) => void
  close: () => void
}

export function ParkDialog({ ticket, answer, close }: ParkProps) {
  const { t } = useWords()
  const [note, setNote] = useDraftText(ticket.id, 'park note')
  const give = (where: string) =>
    answer({ do: 'park', ticket: ticket.id, where, ...(note.trim() === '' ? {} : { note: note.trim() }) })
  return (
    <Dialog title={t('desk.park-title', { number: ticket.number })} close={close}>
      <p class="hint">{t('desk.park-hint')}</p>
      <Reasons
        about={ticket.id}
        usual={PLACES}
        other={t('desk.where.other')}
        send={t('console.step.park')}
        give={give}
      />
      <Note note={note} set={setNote} />
    </Dialog>
  )
}
