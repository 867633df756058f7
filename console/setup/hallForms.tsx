// The hall itself: its names, languages and calendar, and which texts are missing.
import { useState } from 'preact/hooks'
import { LANGUAGE_PATTERN } from '../../core/ids.ts'
import { useWords } from '../../ui/words.ts'
import { LANGUAGE_IDS, languageName } from '../languages.ts'
import { useDraft } from './draft.ts'
import { TextField, TextsField, toldWords, usePlace } from './fields.tsx'
import { LookFields } from './LookFields.tsx'
import { calendarName } from './ValueWords.tsx'

const LANGUAGE = new RegExp(LANGUAGE_PATTERN)

export function HallTexts({ calendars }: { calendars: readonly string[] }) {
  const { t, language } = useWords()
  const { file, set, faults, warnings } = useDraft()
  const [added, setAdded] = useState('')
  const unused = LANGUAGE_IDS.find((one) => !file.languages.includes(one)) ?? ''
  const missing = [...faults, ...warnings].filter(({ code }) => code === 'text_missing' || code === 'text_partly')
  return (
    <section class="form">
      <TextsField at="/name" label={t('setup.hall-name')} />
      <TextsField at="/note" label={t('setup.hall-note')} long />
      <div class="row">
        <TextField at="/timeZone" label={t('setup.zone-of-time')} hint={t('setup.zone-of-time.hint')} />
        <CalendarField calendars={calendars} />
      </div>
      <fieldset class="ticks">
        <legend>{t('setup.languages')}</legend>
        {file.languages.map((one) => (
          <span key={one} class="tick">
            {languageName(one)}{' '}
            {file.languages.length > 1 && (
              <button
                type="button"
                class="quiet"
                aria-label={`${t('setup.remove')} ${languageName(one)}`}
                onClick={() =>
                  set(
                    '/languages',
                    file.languages.filter((other) => other !== one),
                  )
                }
              >
                {t('setup.remove')}
              </button>
            )}
          </span>
        ))}
        <label>
          {t('setup.language-code')}
          <input value={added} placeholder={unused} onInput={(event) => setAdded(event.currentTarget.value)} />
        </label>
        <button
          type="button"
          aria-disabled={!LANGUAGE.test(added)}
          onClick={() => LANGUAGE.test(added) && set('/languages', [...new Set([...file.languages, added])])}
        >
          {t('setup.add.language')}
        </button>
      </fieldset>
      <LookFields />
      <h2>{t('setup.missing', { count: missing.length })}</h2>
      <ul class="told-list">
        {missing.map((one) => (
          <li key={one.path}>
            <code>{one.path}</code> {toldWords(language, one, one.code === 'text_missing' ? 'fault' : 'warning')}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Of those that this server knows, or none: then only the hall's own closures close it. */
function CalendarField({ calendars }: { calendars: readonly string[] }) {
  const { t, language } = useWords()
  const { value, set, fault, id } = usePlace('/calendar')
  const chosen = typeof value === 'string' ? value : ''
  const known = chosen === '' || calendars.includes(chosen) ? calendars : [...calendars, chosen]
  return (
    <div class={fault === undefined ? 'field' : 'field wrong'}>
      <label for={id}>{t('setup.calendar')}</label>
      <select id={id} value={chosen} onChange={(event) => set(event.currentTarget.value || null)}>
        <option value="">{t('setup.calendar.none')}</option>
        {known.map((one) => (
          <option key={one} value={one}>
            {calendarName(language, one)}
          </option>
        ))}
      </select>
      <p class="hint">
        {t(calendars.includes(chosen) || chosen === '' ? 'setup.calendar.hint' : 'setup.calendar.unknown')}
      </p>
      <p class="fault" role="status">
        {fault}
      </p>
    </div>
  )
}
