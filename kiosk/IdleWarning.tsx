// Asks whether somebody is still there before the kiosk goes back to its start.
import { useEffect, useRef } from 'preact/hooks'
import { useWords } from '../ui/words.ts'

/** A touch anywhere goes on; the button is there for those who look for one. */
export function IdleWarning({ left }: { left: number }) {
  const { t } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog class="idle" ref={dialog} aria-labelledby="idle-question">
      <h2 id="idle-question">{t('kiosk.still_there')}</h2>
      <p role="timer">{t('kiosk.still_there_hint', { count: left })}</p>
      <button type="button" class="push push-main">
        {t('kiosk.continue')}
      </button>
    </dialog>
  )
}
