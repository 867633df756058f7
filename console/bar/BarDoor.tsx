// Where the bar cannot work by itself: nobody is signed in, or no counter is chosen. Both are done at the whole desk.
import { useWords, type WordKey } from '../../ui/words.ts'
import { openDesk } from '../windows.ts'

export function BarDoor({ why }: { why: WordKey & `bar.${string}` }) {
  const { t } = useWords()
  return (
    <main class="bar door-of-bar">
      <p role="alert">{t(why)}</p>
      <button type="button" class="main-button" onClick={() => openDesk()}>
        {t('bar.full')}
      </button>
    </main>
  )
}
