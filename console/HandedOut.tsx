// What a card that is handed out has: the square for a phone, and the buttons that print it and go on to the next person.
import { useWords } from '../ui/words.ts'

/** `caption`: what stands below; a link may be broken anywhere. */
export function Square({ source, caption, isLink = false }: { source: string; caption: string; isLink?: boolean }) {
  const { t } = useWords()
  return (
    <figure>
      <img src={source} alt={t('host.scan-alt')} width="200" height="200" />
      <figcaption class={isLink ? 'link' : undefined}>{caption}</figcaption>
    </figure>
  )
}

export function PrintOrNext({ end }: { end: () => void }) {
  const { t } = useWords()
  return (
    <div class="host-acts">
      <button type="button" onClick={() => window.print()}>
        {t('host.print')}
      </button>
      <button type="button" class="main-button" onClick={end}>
        {t('host.next')}
      </button>
    </div>
  )
}
