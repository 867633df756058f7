// Why a counter pauses: a few usual reasons, one key each, or words of one's own. The manager sees it, visitors do not.
import { useEffect, useRef, useState } from 'preact/hooks'
import { useWords } from '../ui/words.ts'

const REASONS = ['break', 'papers', 'meal', 'fault', 'handover'] as const
const REASON_LETTERS_MOST = 200

export function PauseDialog({ pause, close }: { pause: (reason: string) => void; close: () => void }) {
  const { t } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  const [own, setOwn] = useState('')
  useEffect(() => dialog.current?.showModal(), [])
  const pressed = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement || event.repeat) return
    const reason = REASONS[Number(event.key) - 1]
    if (reason === undefined) return
    event.preventDefault()
    pause(t(`console.pause.${reason}`))
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (own.trim() !== '') pause(own.trim())
  }
  return (
    <dialog ref={dialog} onClose={close} onKeyDown={pressed} aria-labelledby="pause-title">
      <h2 id="pause-title" class="dialog-title">
        {t('console.pause-title')}
      </h2>
      <ol class="reasons">
        {REASONS.map((reason, i) => (
          <li key={reason}>
            <button type="button" onClick={() => pause(t(`console.pause.${reason}`))}>
              <kbd>{i + 1}</kbd> {t(`console.pause.${reason}`)}
            </button>
          </li>
        ))}
      </ol>
      <form onSubmit={submit}>
        <label>
          {t('console.pause-other')}
          <input
            name="reason"
            value={own}
            maxLength={REASON_LETTERS_MOST}
            onInput={(event) => setOwn(event.currentTarget.value)}
          />
        </label>
        <button type="submit" aria-disabled={own.trim() === ''}>
          {t('console.step.pause')}
        </button>
      </form>
      <button type="button" class="quiet" onClick={close}>
        {t('console.back')} <kbd>Esc</kbd>
      </button>
    </dialog>
  )
}
