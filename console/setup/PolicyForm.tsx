// The hall's rules: each number with what it does, what is usual, and the regulation it comes from, where there is one.
import { RETENTION_DEFAULTS } from '../../core/retention.ts'
import { PUBLIC_NAMES } from '../../core/screenKinds.ts'
import { useWords, type WordKey } from '../../ui/words.ts'
import { YesNoField } from './choices.tsx'
import { useDraft } from './draft.ts'
import { ChoiceField, NumberField } from './fields.tsx'
import { Ruled } from './Ruled.tsx'

/** With what holds where the file says nothing; null: the file must say. */
const ORDER = [
  ['appointmentCreditMinutes', null],
  ['priorityCreditMinutes', null],
  ['lateGraceMinutes', null],
  ['lateCreditMinutes', null],
  ['earlyMinutes', null],
  ['helpOutAfterMinutes', 30],
] as const
const AFTER = [
  ['returnWithinMinutes', 60],
  ['undoSeconds', 30],
  ['targetMinutes', 15],
] as const
const KEPT = [
  ['retention.contactsDays', RETENTION_DEFAULTS.contactsDays],
  ['retention.notesDays', RETENTION_DEFAULTS.notesDays],
  ['retention.bookingsDays', RETENTION_DEFAULTS.bookingsDays],
] as const
const HELD = [
  ['withoutServer.numbers', 0],
  ['withoutServer.from', 801],
] as const
const PERCENT = 100

export function PolicyForm() {
  const { t } = useWords()
  return (
    <section class="form">
      <h2>{t('setup.rules.order')}</h2>
      <div class="policy">
        {ORDER.map(([name, fallback]) => (
          <Setting key={name} name={name} fallback={fallback} />
        ))}
        <Ruled name="bookingShare" label={t('setup.policy.bookingShare')}>
          <NumberField
            at="/policy/bookingShare"
            label={t('setup.policy.bookingShare')}
            hint={t('setup.policy.bookingShare.hint')}
            scale={PERCENT}
            none
          />
        </Ruled>
      </div>
      <h2>{t('setup.rules.day')}</h2>
      <div class="policy">
        {AFTER.map(([name, fallback]) => (
          <Setting key={name} name={name} fallback={fallback} />
        ))}
        <Overnight />
      </div>
      <h2>{t('setup.rules.privacy')}</h2>
      <div class="policy">
        {KEPT.map(([name, fallback]) => (
          <Setting key={name} name={name} fallback={fallback} from="setup.ruled.pipl" />
        ))}
        <PublicNames />
      </div>
      <h2>{t('setup.rules.devices')}</h2>
      <div class="policy">
        <Devices />
        {HELD.map(([name, fallback]) => (
          <Setting key={name} name={name} fallback={fallback} />
        ))}
      </div>
    </section>
  )
}

function Setting({ name, fallback, from }: { name: string; fallback: number | null; from?: WordKey }) {
  const { t } = useWords()
  const label = t(`setup.policy.${name}` as WordKey)
  return (
    <Ruled name={name} label={label} {...(from === undefined ? {} : { from })}>
      <NumberField
        at={`/policy/${name.replace('.', '/')}`}
        label={label}
        hint={t(`setup.policy.${name}.hint` as WordKey)}
        {...(fallback === null ? {} : { fallback })}
      />
    </Ruled>
  )
}

function Overnight() {
  const { t } = useWords()
  return (
    <Ruled name="overnight" label={t('setup.policy.overnight')}>
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
    </Ruled>
  )
}

function PublicNames() {
  const { t } = useWords()
  const { file } = useDraft()
  // What a version before this one let pass, until something else is chosen.
  const other = [file.policy.publicNames as string].filter((one) => !PUBLIC_NAMES.some((known) => known === one))
  return (
    <Ruled name="publicNames" label={t('setup.policy.publicNames')} from="setup.ruled.pipl">
      <ChoiceField
        at="/policy/publicNames"
        label={t('setup.policy.publicNames')}
        hint={t('setup.policy.publicNames.hint')}
        choices={[
          ...PUBLIC_NAMES.map((one) => [one, t(`setup.policy.publicNames.${one}`)] as const),
          ...other.map((one) => [one, t('setup.policy.publicNames.other', { value: one })] as const),
        ]}
      />
    </Ruled>
  )
}

function Devices() {
  const { t } = useWords()
  return (
    <>
      <ChoiceField
        at="/policy/devices"
        label={t('setup.policy.devices')}
        hint={t('setup.policy.devices.hint')}
        choices={[
          ['paired', t('setup.policy.devices.paired')],
          ['open', t('setup.policy.devices.open')],
        ]}
      />
      <YesNoField
        at="/policy/remoteTakes"
        label={t('setup.policy.remoteTakes')}
        hint={t('setup.policy.remoteTakes.hint')}
        yes={t('setup.policy.remoteTakes.yes')}
        no={t('setup.policy.remoteTakes.no')}
      />
    </>
  )
}
