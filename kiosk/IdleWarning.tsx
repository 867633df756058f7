// Asks whether somebody is still there before the kiosk goes back to its start.
import { useWords } from '../ui/words.ts'
import { Window } from './Window.tsx'

/** A touch anywhere or any key goes on; the button is there for those who look for one. */
export function IdleWarning({ left }: { left: number }) {
  const { t } = useWords()
  return (
    <Window title={t('kiosk.still_there')}>
      <p role="timer">{t('kiosk.still_there_hint', { count: left })}</p>
      <button type="button" class="push push-main" data-say="kiosk.continue">
        {t('kiosk.continue')}
      </button>
    </Window>
  )
}
