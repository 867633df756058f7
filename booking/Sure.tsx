// A step that cannot be taken back: says what it means and asks once before it is pressed.
import { useState } from 'preact/hooks'
import { usePress } from '../ui/usePress.ts'
import { refusalWord, useWords } from '../ui/words.ts'

interface Asked {
  /** Let the place go, or let three people go first. */
  step: 'cancel' | 'yield'
  hall: string
  ticketKey: string
}

export function Sure({ step, hall, ticketKey }: Asked) {
  const { t, language } = useWords()
  const [asking, setAsking] = useState(false)
  // The ticket follows by itself.
  const pressing = usePress(() => setAsking(false))
  const { busy, again, refusal } = pressing
  if (!asking)
    return (
      <button type="button" class="let-go" data-step={step} onClick={() => setAsking(true)}>
        {t(`ticket.${step}`)}
      </button>
    )
  const keep = () => {
    pressing.forget()
    setAsking(false)
  }
  return (
    <section class="let-go-ask" aria-live="polite">
      <p>{t(`ticket.${step}_sure`)}</p>
      {again ? <p class="notice">{t(again)}</p> : null}
      {refusal === null ? null : (
        <p class="refusal" role="alert">
          {t(`ticket.${step}_refused`)} {refusalWord(language, refusal.code)}
        </p>
      )}
      <button type="button" class="push push-main" onClick={keep}>
        {t(`ticket.${step}_no`)}
      </button>
      <button
        type="button"
        class={step === 'cancel' ? 'push push-danger' : 'push'}
        aria-disabled={busy}
        onClick={() => pressing.press(hall, { do: step, ticket: ticketKey })}
      >
        {t(`ticket.${step}_yes`)}
      </button>
    </section>
  )
}
