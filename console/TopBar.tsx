// The line above every page of the console: hall, pages, time, language, who is signed in.

import type { HallView } from '../core/protocol.ts'
import type { SessionView } from '../core/protocol-session.ts'
import { wallDay, wallTime } from '../ui/hallClock.ts'
import { LANGUAGES } from '../ui/languages.ts'
import { useWords } from '../ui/words.ts'
import { shortcut } from './keysOn.ts'
import type { ListedPage, PageName } from './pages.ts'
import type { Session } from './session.ts'

/** As many fit beside the hall's name on a desk's screen; more get a line of their own. */
const PAGES_BESIDE = 4

interface TopBarProps {
  setLanguage: (language: string) => void
  signedIn?: { account: SessionView; session: Session; hall: HallView | null; now: number | null }
  pages?: readonly ListedPage[]
  page?: PageName
  help?: () => void
}

export function TopBar({ setLanguage, signedIn, pages = [], page, help }: TopBarProps) {
  const { t, own, language } = useWords()
  const { hall = null, now = null } = signedIn ?? {}
  return (
    <header class={pages.length > PAGES_BESIDE ? 'top crowded' : 'top'}>
      <p class="hall">{hall === null ? t('console.title') : own(hall.name)}</p>
      {pages.length > 1 && (
        <nav aria-label={t('console.pages')}>
          {pages.map((name) => (
            <a key={name} href={`#${name}`} aria-current={name === page ? 'page' : undefined}>
              {t(`console.page.${name}`)}
            </a>
          ))}
        </nav>
      )}
      {hall !== null && now !== null && (
        <p class="now">
          {wallDay(now, hall.timeZone, language)} <time class="digits">{wallTime(now, hall.timeZone)}</time>
        </p>
      )}
      <fieldset class="languages" aria-label={t('console.language')}>
        {LANGUAGES.map(([id, name]) => (
          <button key={id} type="button" lang={id} aria-pressed={language === id} onClick={() => setLanguage(id)}>
            {name}
          </button>
        ))}
      </fieldset>
      {signedIn !== undefined && (
        <p class="who">
          {help !== undefined && (
            <button type="button" class="quiet" aria-keyshortcuts={shortcut('?')} onClick={help}>
              {t('console.keys')} <kbd>?</kbd>
            </button>
          )}
          <span>
            {signedIn.account.name} · {t(`staff.role.${signedIn.account.role}`)}
          </span>
          <button type="button" class="quiet" onClick={signedIn.session.signOut}>
            {t('console.sign-out')}
          </button>
        </p>
      )}
    </header>
  )
}
