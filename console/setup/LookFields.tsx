// How the hall looks: two colours that are checked for being readable, its mark, and whether the lobby is dark or light.
import { useState } from 'preact/hooks'
import { LOGO_KINDS } from '../../core/look.ts'
import { useWords } from '../../ui/words.ts'
import { useDraft } from './draft.ts'
import { Around, ChoiceField, described, type FieldProps, usePlace } from './fields.tsx'

/** As ui/theme.css has them. */
const USUAL = { accent: '#0b5a78', band: '#0d2f40' } as const

export function LookFields() {
  const { t } = useWords()
  return (
    <fieldset class="part look">
      <legend>{t('setup.look')}</legend>
      <div class="row">
        <ColourField
          at="/look/accent"
          label={t('setup.look.accent')}
          hint={t('setup.look.accent.hint')}
          usual={USUAL.accent}
        />
        <ColourField at="/look/band" label={t('setup.look.band')} hint={t('setup.look.band.hint')} usual={USUAL.band} />
        <ChoiceField
          at="/look/lobby"
          label={t('setup.look.lobby')}
          choices={[
            ['', t('setup.look.lobby.usual')],
            ['dark', t('setup.look.lobby.dark')],
            ['light', t('setup.look.lobby.light')],
          ]}
        />
      </div>
      <LogoField />
    </fieldset>
  )
}

function ColourField({ usual, ...field }: FieldProps & { usual: string }) {
  const { t } = useWords()
  const { value, set, fault, id } = usePlace(field.at)
  const isOwn = typeof value === 'string'
  return (
    <Around {...field} fault={fault}>
      <span class="beside-field">
        <input
          id={id}
          type="color"
          value={isOwn ? value : usual}
          onInput={(event) => set(event.currentTarget.value)}
          {...described(field.at, fault, field.hint)}
        />
        {isOwn && (
          <button type="button" class="quiet" onClick={() => set(undefined)}>
            {t('setup.look.usual')}
          </button>
        )}
      </span>
    </Around>
  )
}

const AT = '/look/logo'

function LogoField() {
  const { t } = useWords()
  const { file } = useDraft()
  const { set, fault, id } = usePlace(AT)
  const [unread, setUnread] = useState(false)
  const logo = file.look?.logo
  const hint = t('setup.look.logo.hint')
  const read = (chosen: File | undefined) => {
    if (chosen === undefined) return
    const reader = new FileReader()
    reader.onload = () => {
      setUnread(false)
      set(String(reader.result))
    }
    reader.onerror = () => setUnread(true)
    reader.readAsDataURL(chosen)
  }
  return (
    <Around at={AT} label={t('setup.look.logo')} hint={hint} fault={unread ? t('setup.look.logo.unread') : fault}>
      <span class="beside-field">
        {logo !== undefined && <img class="logo" src={logo} alt={t('setup.look.picture')} />}
        <input
          id={id}
          type="file"
          accept={LOGO_KINDS.join()}
          onChange={(event) => read(event.currentTarget.files?.[0])}
          {...described(AT, fault, hint)}
        />
        {logo !== undefined && (
          <button type="button" class="quiet" onClick={() => set(undefined)}>
            {t('setup.look.no-logo')}
          </button>
        )}
      </span>
    </Around>
  )
}
