// The hall itself: its names and languages, which texts are missing, and its policy with what each setting means.
import { useState } from 'preact/hooks'
import { useWords } from '../../ui/words.ts'
import { useDraft } from './draft.ts'
import { ChoiceField, languageName, NumberField, TextField, TextsField, toldWords } from './fields.tsx'

/** Settings in minutes, with what holds where the file says nothing; null: the file must say. */
const MINUTES = [
  ['appointmentCreditMinutes', null],
  ['priorityCreditMinutes', null],
  ['lateGraceMinutes', null],
  ['lateCreditMinutes', null],
  ['earlyMinutes', null],
  ['helpOutAfterMinutes', 30],
  ['returnWithinMinutes', 60],
  ['undoSeconds', 30],
] as const
const PERCENT = 100

export function Policy() {
  const { t } = useWords()
  return (
    <section class="form policy">
      {MINUTES.map(([name, fallback]) => (
        <NumberField
          key={name}
          at={`/policy/${name}`}
          label={t(`setup.policy.${name}`)}
          hint={t(`setup.policy.${name}.hint`)}
          {...(fallback === null ? {} : { fallback })}
        />
      ))}
      <NumberField
        at="/policy/bookingShare"
        label={t('setup.policy.bookingShare')}
        hint={t('setup.policy.bookingShare.hint')}
        scale={PERCENT}
        none
      />
      <ChoiceField
        at="/policy/overnight"
        label={t('setup.policy.overnight')}
        hint={t('setup.policy.overnight.hint')}
        choices={[
          ['', t('setup.policy.default')],
          ['close', t('setup.policy.overnight.close')],
          ['carry', t('setup.policy.overnight.carry')],
        ]}
      />
      <ChoiceField
        at="/policy/devices"
        label={t('setup.policy.devices')}
        hint={t('setup.policy.devices.hint')}
        choices={[
          ['paired', t('setup.policy.devices.paired')],
          ['open', t('setup.policy.devices.open')],
        ]}
      />
    </section>
  )
}

export function HallTexts() {
  const { t, language } = useWords()
  const { file, set, faults, warnings } = useDraft()
  const [added, setAdded] = useState('')
  const missing = [...faults, ...warnings].filter(({ code }) => code === 'text_missing' || code === 'text_partly')
  return (
    <section class="form">
      <TextsField at="/name" label={t('setup.hall-name')} />
      <TextsField at="/note" label={t('setup.hall-note')} long />
      <div class="row">
        <TextField at="/timeZone" label={t('setup.zone-of-time')} hint={t('setup.zone-of-time.hint')} />
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
          <input value={added} placeholder="zh-CN" onInput={(event) => setAdded(event.currentTarget.value)} />
        </label>
        <button
          type="button"
          aria-disabled={!/^[a-z]{2,3}(-[A-Za-z]{2,8})*$/.test(added)}
          onClick={() =>
            /^[a-z]{2,3}(-[A-Za-z]{2,8})*$/.test(added) && set('/languages', [...new Set([...file.languages, added])])
          }
        >
          {t('setup.add.language')}
        </button>
      </fieldset>
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
