// The code that came by phone or mail proves that the number or address is theirs; the place is kept until then.
import { useState } from 'preact/hooks'
import type { CommandAnswer, HallView } from '../../core/protocol.ts'
import { usePress } from '../../ui/usePress.ts'
import { useWords } from '../../ui/words.ts'
import { Problem } from './Problem.tsx'

interface Shown {
  hall: HallView
  bookingKey: string
  by: HallView['booking']['confirm']
  onBooked: (key: string) => void
}

export function ConfirmCode({ hall, bookingKey, by, onBooked }: Shown) {
  const { t } = useWords()
  const [code, setCode] = useState('')
  const confirming = usePress((_: CommandAnswer) => onBooked(bookingKey))
  const submit = (event: Event) => {
    event.preventDefault()
    if (code.length < 4) return document.getElementById('confirm-code')?.focus()
    confirming.press(hall.id, { do: 'confirm-appointment', appointment: bookingKey, code })
  }
  return (
    <form class="who" onSubmit={submit} noValidate>
      <div class="phone-field">
        <label for="confirm-code">{t(by === 'mail' ? 'appt.code_by_mail' : 'appt.code_by_phone')}</label>
        <input
          id="confirm-code"
          class="digits"
          inputMode="numeric"
          autocomplete="one-time-code"
          maxLength={10}
          value={code}
          onInput={(event) => setCode(event.currentTarget.value.replace(/\D/g, ''))}
        />
      </div>
      <Problem problem={confirming.refusal} />
      <div class="sheet-take">
        <button type="submit" class="push push-main take" aria-disabled={confirming.busy}>
          {t('appt.confirm')}
        </button>
      </div>
    </form>
  )
}
