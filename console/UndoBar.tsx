// Half a minute to take a finish or a miss back.

import { useWords } from '../ui/words.ts'
import { shortcut } from './keysOn.ts'
import { KEYS } from './steps.ts'
import type { Undo } from './useUndo.ts'

export function UndoBar({ undo, begin }: { undo: Undo; begin: () => void }) {
  const { t } = useWords()
  const { undoable } = undo
  if (undoable === null) return null
  const { did, number, secondsLeft } = undoable
  return (
    <button type="button" class="undo" aria-keyshortcuts={shortcut(KEYS.undo)} onClick={begin}>
      <span>{t(`desk.undo-${did}`, { number })}</span>
      <kbd>{KEYS.undo.toUpperCase()}</kbd>
      <span class="digits" aria-hidden="true">
        {t('console.seconds', { count: secondsLeft })}
      </span>
    </button>
  )
}
