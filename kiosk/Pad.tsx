// Ten large keys for digits; whatever is typed on a keyboard ends up in the same place.
import { useWords } from '../ui/words.ts'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

export function Pad({ digits, put }: { digits: string; put: (text: string) => void }) {
  const { t } = useWords()
  const key = (digit: string) => (
    <button key={digit} type="button" class="digits" onClick={() => put(digits + digit)}>
      {digit}
    </button>
  )
  return (
    <fieldset class="pad" aria-label={t('kiosk.digits')}>
      {KEYS.map(key)}
      <button type="button" class="pad-word" onClick={() => put('')}>
        {t('kiosk.clear')}
      </button>
      {key('0')}
      <button type="button" class="pad-word" onClick={() => put(digits.slice(0, -1))}>
        {t('kiosk.delete')}
      </button>
    </fieldset>
  )
}
