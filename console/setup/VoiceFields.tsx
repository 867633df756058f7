// How calls are spoken: once or twice, by one voice for the whole hall or by one in each zone.
import { useWords } from '../../ui/words.ts'
import { Around, CheckField, usePlace } from './fields.tsx'

export function VoiceFields() {
  const { t } = useWords()
  return (
    <fieldset class="part">
      <legend>{t('setup.voice')}</legend>
      <TimesField />
      <CheckField at="/voice/perZone" label={t('setup.voice.perZone')} hint={t('setup.voice.perZone.hint')} optional />
    </fieldset>
  )
}

function TimesField() {
  const { t } = useWords()
  const { value, set, fault, id } = usePlace('/voice/times')
  return (
    <Around at="/voice/times" label={t('setup.voice.times')} fault={fault}>
      <select id={id} value={value === 2 ? '2' : '1'} onChange={(event) => set(Number(event.currentTarget.value))}>
        <option value="1">{t('setup.voice.times.1')}</option>
        <option value="2">{t('setup.voice.times.2')}</option>
      </select>
    </Around>
  )
}
