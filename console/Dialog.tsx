// The frame of every dialog: its question, its answer's fields, and a way back that is also the Escape key.
import type { ComponentChildren } from 'preact'
import { useWords } from '../ui/words.ts'
import { useModal } from './useModal.ts'

interface DialogProps {
  title: string
  close: () => void
  wide?: boolean
  children: ComponentChildren
}

export function Dialog({ title, close, wide = false, children }: DialogProps) {
  const { t } = useWords()
  const dialog = useModal(close)
  return (
    <dialog ref={dialog} class={wide ? 'wide' : ''} aria-labelledby="dialog-title">
      <h2 id="dialog-title" class="dialog-title">
        {title}
      </h2>
      {children}
      <button type="button" class="quiet" onClick={close}>
        {t('console.back')} <kbd>Esc</kbd>
      </button>
    </dialog>
  )
}
