// Asks once more before something that cannot be taken back. The safe answer has the focus.

import { useWords } from '../ui/words.ts'
import { useModal } from './useModal.ts'

interface AskProps {
  question: string
  /** The word on the button that does it. */
  yes: string
  onYes: () => void
  close: () => void
}

export function AskDialog({ question, yes, onYes, close }: AskProps) {
  const { t } = useWords()
  const dialog = useModal(close)
  return (
    <dialog ref={dialog} aria-labelledby="ask-question">
      <p id="ask-question">{question}</p>
      <div class="ask-buttons">
        <button type="button" onClick={close}>
          {t('console.back')}
        </button>
        <button type="button" class="main-button" onClick={onYes}>
          {yes}
        </button>
      </div>
    </dialog>
  )
}
