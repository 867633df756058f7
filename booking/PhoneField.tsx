// The phone number, where a service gives each person one number; says first why it is asked.
import { useWords } from '../ui/words.ts'

interface Field {
  digits: string
  wrong: boolean
  onDigits: (text: string) => void
}

export function PhoneField({ digits, wrong, onDigits }: Field) {
  const { t } = useWords()
  return (
    <div class="phone-field">
      <label for="phone">{t('take.phone')}</label>
      <input
        id="phone"
        type="tel"
        autocomplete="tel-national"
        value={digits}
        aria-describedby="phone-why"
        aria-invalid={wrong}
        onInput={(event) => onDigits(event.currentTarget.value)}
      />
      {wrong ? (
        <p class="phone-wrong" role="alert">
          {t('take.phone_wrong')}
        </p>
      ) : null}
      <p id="phone-why">{t('take.phone_why')}</p>
    </div>
  )
}
