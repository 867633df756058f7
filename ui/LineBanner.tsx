// Says that too many ask just now, that the screen is cut off, or that the server's database does not answer. Silent while all is well.
import { last } from './request.ts'
import { useWords } from './words.ts'

interface Line {
  linked: boolean
  working: boolean
  /** Up to when what is shown is true, as people read it; empty when not known. */
  seen?: string | undefined
}

export function LineBanner({ linked, working, seen }: Line) {
  const { t } = useWords()
  return (
    <div aria-live="assertive">
      {linked && working ? null : (
        <p class="line-banner">
          <span class="line-banner-mark" aria-hidden="true">
            !
          </span>
          {last.code === 'busy'
            ? t('common.busy_again')
            : linked
              ? t('common.not_working')
              : seen
                ? t('common.cut_off_since', { time: seen })
                : t('common.cut_off')}
        </p>
      )}
    </div>
  )
}
