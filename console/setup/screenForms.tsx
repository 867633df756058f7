// The hall's lobby screens: what each shows, how large it is and from how far it is read; what fits is reckoned at once.
import type { HallFile } from '../../core/hall.ts'
import { freeId } from '../../core/hall-edits.ts'
import { zonesOf } from '../../core/screen-of-hall.ts'
import { BESIDE, LAYOUTS, USUAL } from '../../core/screenKinds.ts'
import type { Screen } from '../../core/screens.ts'
import { useWords } from '../../ui/words.ts'
import { TicksField } from './choices.tsx'
import { useDraft } from './draft.ts'
import {
  Around,
  ChoiceField,
  described,
  type FieldProps,
  NumberField,
  TextField,
  TextsField,
  usePlace,
} from './fields.tsx'
import { IdField, idsOf } from './forms.tsx'
import { ListPage } from './ListPage.tsx'
import { ScreenFit } from './ScreenFit.tsx'

export function Screens() {
  const { t, own } = useWords()
  const make = (file: HallFile) => ({
    id: freeId(idsOf(file.screens ?? []), '', 'screen'),
    name: {},
    layout: 'calls',
    inches: USUAL.inches,
    distance: USUAL.distance,
  })
  return (
    <ListPage
      list="screens"
      titleOf={(one) => own(one.name ?? {})}
      make={make}
      form={(at, index) => <ScreenForm at={at} index={index} />}
      beside={<p class="hint">{t('setup.screens.hint')}</p>}
    />
  )
}

function ScreenForm({ at, index }: { at: string; index: number }) {
  const { t } = useWords()
  const { file } = useDraft()
  const screen = file.screens?.[index]
  if (screen === undefined) return null
  return (
    <>
      <TextsField at={`${at}/name`} label={t('setup.name')} />
      <div class="row">
        <ChoiceField
          at={`${at}/layout`}
          label={t('setup.screen.layout')}
          choices={LAYOUTS.map((one) => [one, t(`setup.screen.layout.${one}`)])}
        />
        <MeasureField at={`${at}/inches`} label={t('setup.screen.inches')} hint={t('setup.screen.inches.hint')} />
        <MeasureField at={`${at}/distance`} label={t('setup.screen.distance')} hint={t('setup.screen.distance.hint')} />
        <PixelsField at={`${at}/pixels`} />
        <NumberField at={`${at}/rows`} label={t('setup.screen.rows')} hint={t('setup.screen.rows.hint')} optional />
      </div>
      <ScreenFit screen={screen} />
      {screen.layout === 'calls' && <BesideFields at={at} screen={screen} />}
      <PartFields at={at} />
      <IdField list="screens" index={index} />
    </>
  )
}

/** Metres and inches: with a decimal, which a number of pieces never has. */
function MeasureField(field: FieldProps) {
  const { value, set, fault, id } = usePlace(field.at)
  return (
    <Around {...field} fault={fault}>
      <input
        id={id}
        type="number"
        class="number"
        step="0.1"
        value={typeof value === 'number' ? value : ''}
        onInput={({ currentTarget: { value: text } }) => set(text === '' ? undefined : Number(text))}
        {...described(field.at, fault, field.hint)}
      />
    </Around>
  )
}

const SIZES = ['1920x1080', '1080x1920', '3840x2160', '2160x3840', '1366x768', '1280x1024']

/** As the screen hangs. What a file says beside the usual sizes stays to be chosen. */
function PixelsField({ at }: { at: string }) {
  const { t } = useWords()
  const { value, set, fault, id } = usePlace(at)
  const { width, height } = (value ?? USUAL.pixels) as NonNullable<Screen['pixels']>
  const chosen = `${width}x${height}`
  const read = (text: string) => {
    const [wide = 0, high = 0] = text.split('x').map(Number)
    set({ width: wide, height: high })
  }
  return (
    <Around at={at} label={t('setup.screen.pixels')} hint={t('setup.screen.pixels.hint')} fault={fault}>
      <select
        id={id}
        value={chosen}
        onChange={(event) => read(event.currentTarget.value)}
        {...described(at, fault, t('setup.screen.pixels.hint'))}
      >
        {[...new Set([...SIZES, chosen])].map((one) => (
          <option key={one} value={one}>
            {one.replace('x', ' × ')}
          </option>
        ))}
      </select>
    </Around>
  )
}

function BesideFields({ at, screen }: { at: string; screen: Screen }) {
  const { t } = useWords()
  const beside = screen.beside ?? 'waiting'
  return (
    <>
      <ChoiceField
        at={`${at}/beside`}
        label={t('setup.screen.beside')}
        choices={BESIDE.map((one) => [one === 'waiting' ? '' : one, t(`setup.screen.beside.${one}`)])}
      />
      {beside === 'notice' && (
        <TextsField at={`${at}/notice`} label={t('setup.screen.notice')} hint={t('setup.screen.notice.hint')} long />
      )}
      {(beside === 'picture' || beside === 'video') && (
        <TextField
          at={`${at}/address`}
          label={t('setup.screen.address')}
          hint={t('setup.screen.address.hint')}
          empty="absent"
        />
      )}
    </>
  )
}

function PartFields({ at }: { at: string }) {
  const { t, own } = useWords()
  const { file } = useDraft()
  return (
    <>
      <TicksField
        at={`${at}/zones`}
        label={t('setup.screen.zones')}
        hint={t('setup.screen.all')}
        choices={zonesOf(file).map((zone) => [zone, zone])}
        optional
      />
      <TicksField
        at={`${at}/departments`}
        label={t('setup.screen.departments')}
        hint={t('setup.screen.all')}
        choices={file.departments.map(({ id, name }) => [id, own(name) || id])}
        optional
      />
    </>
  )
}
