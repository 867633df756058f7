// A phone number on large keys, for services that give each person one number; nothing else is asked, and why is said first.
import { useState } from 'preact/hooks'
import type { HallView, ServiceView } from '../core/protocol.ts'
import { digitsOf, isPhone } from '../ui/phoneNumber.ts'
import { TakeButton } from '../ui/TakeButton.tsx'
import type { Pressing } from '../ui/usePress.ts'
import { useWords } from '../ui/words.ts'
import { Pad } from './Pad.tsx'
import { useDigits } from './useDigits.ts'

interface Asking {
  hall: HallView
  service: ServiceView
  pressing: Pressing
  onPhone: (digits: string) => void
}

export function PhonePad({ hall, service, pressing, onPhone }: Asking) {
  const { t, own } = useWords()
  const [wrong, setWrong] = useState(false)
  const { digits, write, onKey, keys } = useDigits(digitsOf, () => {
    // Another number is another press: what was said of the one before no longer holds.
    if (pressing.refusal !== null) pressing.leave()
    setWrong(false)
  })
  const take = () => (isPhone(digits) ? onPhone(digits) : setWrong(true))
  return (
    <section class="phone-step">
      <div class="step-head">
        <p class="step-over">{own(service.name)}</p>
        <h1 tabIndex={-1}>
          <label for="phone">{t('take.phone')}</label>
        </h1>
        <p id="phone-why">{t('take.phone_why')}</p>
      </div>
      <input
        id="phone"
        data-say="take.phone"
        class="digits phone-digits"
        type="tel"
        inputMode="none"
        autocomplete="off"
        value={digits}
        aria-describedby="phone-why"
        aria-invalid={wrong}
        onInput={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => (event.key === 'Enter' ? take() : onKey(event))}
      />
      {wrong ? (
        <p class="notice" role="alert">
          {t('take.phone_wrong')}
        </p>
      ) : null}
      <Pad {...keys} />
      <div class="sheet-take">
        <TakeButton hall={hall} service={service} pressing={pressing} onTake={take} />
      </div>
    </section>
  )
}
