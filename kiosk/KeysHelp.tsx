// What the keys of the keypad beside the screen do.
import { useWords } from '../ui/words.ts'
import { Window } from './Window.tsx'

const KEYS = ['arrows', 'ok', 'digits', 'back', 'home', 'large', 'language', 'aloud'] as const

export function KeysHelp({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  return (
    <Window title={t('kiosk.keys')} onClose={onClose}>
      <ul class="keys-help">
        {KEYS.map((key) => (
          <li key={key}>{t(`kiosk.keys-${key}`)}</li>
        ))}
      </ul>
      <button type="button" class="push push-main" data-say="kiosk.continue" onClick={onClose}>
        {t('kiosk.continue')}
      </button>
    </Window>
  )
}
