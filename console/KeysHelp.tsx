// Which keys there are on this page: `?` shows them, and the button in the line above does for whoever does not know that.
import { useWords } from '../ui/words.ts'
import { Dialog } from './Dialog.tsx'
import { keysOn } from './keysOn.ts'
import type { ListedPage, PageName } from './pages.ts'
import { BAR_KEY, KEYS, STEPS } from './steps.ts'
import { PAGE_KEYS_MOST } from './usePageKeys.ts'

interface HelpProps {
  page: PageName
  pages: readonly ListedPage[]
  close: () => void
}

export function KeysHelp({ page, pages, close }: HelpProps) {
  const { t } = useWords()
  return (
    <Dialog title={t('console.keys')} close={close} wide>
      {page === 'counter' && (
        <dl class="keys-help">
          <Key name={t('console.space')}>{t('console.keys.next')}</Key>
          {STEPS.map((step) => (
            <Key key={step} name={KEYS[step].toUpperCase()}>
              {t(`console.step.${step}`)}
            </Key>
          ))}
          <Key name={BAR_KEY.toUpperCase()}>{t('desk.bar')}</Key>
        </dl>
      )}
      <dl class="keys-help">
        {pages.slice(0, PAGE_KEYS_MOST).map((name, i) => (
          <Key key={name} name={`Alt + ${i + 1}`}>
            {t(`console.page.${name}`)}
          </Key>
        ))}
        <Key name="/">{t('console.keys.search')}</Key>
        <Key name="?">{t('console.keys.help')}</Key>
        <Key name="Esc">{t('console.keys.back')}</Key>
      </dl>
      <p class="hint">{t(keysOn() ? 'console.keys.switch' : 'console.keys.are-off')}</p>
    </Dialog>
  )
}

function Key({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt>
        <kbd>{name}</kbd>
      </dt>
      <dd>{children}</dd>
    </div>
  )
}
