// Ten large keys for digits; whatever is typed on a keyboard ends up in the same place.
import { useWords } from '../ui/words.ts'
import type { DigitKeys } from './useDigits.ts'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

export function Pad({ add, takeBack, clear }: DigitKeys) {
  const { t } = useWords()
  const key = (digit: string) => (
    <button
      key={digit}
      type="button"
      class="digits"
      data-say="kiosk.digit"
      data-count={digit}
      onClick={() => add(digit)}
    >
      {digit}
    </button>
  )
  return (
    <fieldset class="pad" aria-label={t('kiosk.digits')}>
      {KEYS.map(key)}
      <button type="button" class="pad-word" data-say="kiosk.clear" onClick={clear}>
        {t('kiosk.clear')}
      </button>
      {key('0')}
      <button type="button" class="pad-word take-back" data-say="kiosk.delete" onClick={takeBack}>
        {t('kiosk.delete')}
      </button>
    </fieldset>
  )
}
