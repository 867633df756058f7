// Switches the page between the languages; each is named in itself, so that whoever needs it can read it.
import { LANGUAGES } from './languages.ts'
import { useSetLanguage } from './page.tsx'
import { useWords } from './words.ts'

export function LanguageSwitch() {
  const { t, language } = useWords()
  const setLanguage = useSetLanguage()
  return (
    <fieldset class="language-switch" aria-label={t('common.language')}>
      {LANGUAGES.map(([id, name]) => (
        <button key={id} type="button" lang={id} aria-pressed={language === id} onClick={() => setLanguage(id)}>
          {name}
        </button>
      ))}
    </fieldset>
  )
}
