// Lets a place in line go, after asking once: it helps those behind, and cannot be undone.
import { useState } from 'preact/hooks'
import { usePress } from '../ui/usePress.ts'
import { refusalWord, useWords } from '../ui/words.ts'

export function LetGo({ hall, ticketKey }: { hall: string; ticketKey: string }) {
  const { t, language } = useWords()
  const [asking, setAsking] = useState(false)
  // Nothing to do when done: the ticket follows by itself.
  const pressing = usePress(() => {})
  const { busy, waitingForLine, refusal } = pressing
  if (!asking)
    return (
      <button type="button" class="let-go" onClick={() => setAsking(true)}>
        {t('ticket.cancel')}
      </button>
    )
  const keep = () => {
    pressing.forget()
    setAsking(false)
  }
  return (
    <section class="let-go-ask" aria-live="polite">
      <p>{t('ticket.cancel_sure')}</p>
      {waitingForLine ? <p class="notice">{t('common.trying_again')}</p> : null}
      {refusal === null ? null : (
        <p class="refusal" role="alert">
          {t('ticket.cancel_refused')} {refusalWord(language, refusal.code)}
        </p>
      )}
      <button type="button" class="push push-main" onClick={keep}>
        {t('ticket.cancel_no')}
      </button>
      <button
        type="button"
        class="push push-danger"
        aria-disabled={busy}
        onClick={() => pressing.press(hall, { do: 'cancel', ticket: ticketKey })}
      >
        {t('ticket.cancel_yes')}
      </button>
    </section>
  )
}
