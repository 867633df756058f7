// Asks why, and does it with that reason.
import { useWords, type WordKey } from '../ui/words.ts'
import { Dialog } from './Dialog.tsx'
import { Reasons } from './Reasons.tsx'

interface ReasonDialogProps {
  /** The ticket or counter that the reason is about. */
  about: string
  title: string
  /** What the reason is for and who will read it. */
  hint?: string
  usual: readonly WordKey[]
  send: string
  give: (reason: string) => void
  close: () => void
}

export function ReasonDialog({ about, title, hint, usual, send, give, close }: ReasonDialogProps) {
  const { t } = useWords()
  return (
    <Dialog title={title} close={close}>
      {hint !== undefined && <p class="hint">{hint}</p>}
      <Reasons about={about} usual={usual} other={t('desk.other-reason')} send={send} give={give} />
    </Dialog>
  )
}
