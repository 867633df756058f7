// The hall's rules of whom to tell of what: as they are, or the usual ones where the hall says nothing.
import { DEFAULT_ALERTS } from '../../core/alerts.ts'
import { ALERT_METRICS, ALERT_ROLES, type Alert } from '../../core/hall.ts'
import { freeId } from '../../core/hall-edits.ts'
import { type Speech, useWords } from '../../ui/words.ts'
import { TicksField } from './choices.tsx'
import { useDraft } from './draft.ts'
import { ChoiceField, NumberField, TextField } from './fields.tsx'

const AT = '/policy/alerts'
/** People or minutes, as the metric has it. */
const UNITS = {
  waiting: 'people',
  'longest-wait': 'minutes',
  'paused-with-waiting': 'minutes',
  'device-down': 'minutes',
  'printer-down': 'minutes',
  'paper-low': 'minutes',
  'nobody-speaks': 'minutes',
} as const
/** Who looks after devices; of the queue, whoever works in the hall; of printers both. As `pages.ts` and `audience.ts` have it. */
const HEARS_OF_DEVICES: readonly string[] = ['manager', 'operator']
const ABOUT_PRINTERS: readonly string[] = ['printer-down', 'paper-low']

export function AlertsForm() {
  const { t } = useWords()
  const { file, set } = useDraft()
  const rules = file.policy.alerts
  const add = () => set(AT, [...(rules ?? []), newRule(rules ?? [])])
  return (
    <section class="form">
      <p>{t('setup.alerts.about')}</p>
      {rules === undefined && <Usual />}
      {rules?.length === 0 && (
        <p class="offer" role="status">
          {t('setup.alerts.nobody')}
        </p>
      )}
      {rules?.map((rule, i) => (
        // Its fields are controlled: its place is its key.
        <RuleForm key={`${rules.length}/${i + 1}`} rule={rule} index={i} />
      ))}
      <div class="tools">
        <button type="button" onClick={add}>
          {t('setup.add.alert')}
        </button>
        {rules !== undefined && (
          <button type="button" class="quiet" onClick={() => set(AT, undefined)}>
            {t('setup.alerts.back')}
          </button>
        )}
      </div>
    </section>
  )
}

function newRule(rules: readonly Alert[]): Alert {
  const id = freeId(
    rules.map((one) => one.id),
    '',
    'alert',
  )
  return { id, metric: 'waiting', threshold: 10, roles: ['manager', 'host'] }
}

/** What holds when nothing is set, and the ways on from there. */
function Usual() {
  const speech = useWords()
  const { t } = speech
  const { file, set } = useDraft()
  return (
    <div class="usual">
      <h2>{t('setup.alerts.usual')}</h2>
      <ul class="told-list">
        {DEFAULT_ALERTS.map((rule) => (
          <li key={rule.id}>{ruleWords(speech, rule, file.services)}</li>
        ))}
      </ul>
      <div class="tools">
        <button type="button" onClick={() => set(AT, [...DEFAULT_ALERTS])}>
          {t('setup.alerts.take-over')}
        </button>
        <button type="button" class="quiet" onClick={() => set(AT, [])}>
          {t('setup.alerts.none')}
        </button>
      </div>
    </div>
  )
}

function RuleForm({ rule, index }: { rule: Alert; index: number }) {
  const speech = useWords()
  const { t, own } = speech
  const { file, set } = useDraft()
  const at = `${AT}/${index}`
  const ofDevices = rule.metric === 'device-down'
  const ofPrinters = ABOUT_PRINTERS.includes(rule.metric)
  // Who is chosen already is shown, so that it can be taken away.
  const roles = ALERT_ROLES.filter(
    (role) =>
      (ofPrinters && role !== 'inspector') ||
      HEARS_OF_DEVICES.includes(role) === ofDevices ||
      role === 'manager' ||
      rule.roles.includes(role),
  )
  const remove = () =>
    set(
      AT,
      (file.policy.alerts ?? []).filter((_, i) => i !== index),
    )
  return (
    <fieldset class="part" aria-label={t('setup.alerts.nth', { nth: index + 1 })}>
      <legend>{ruleWords(speech, rule, file.services)}</legend>
      <div class="row">
        <ChoiceField
          at={`${at}/metric`}
          label={t('setup.alerts.metric')}
          choices={ALERT_METRICS.map((one) => [one, t(`setup.metric.${one}`)])}
        />
        <NumberField at={`${at}/threshold`} label={t(`setup.alerts.over.${UNITS[rule.metric] ?? 'minutes'}`)} />
        {!ofDevices && !ofPrinters && rule.metric !== 'nobody-speaks' && (
          <ChoiceField
            at={`${at}/service`}
            label={t('setup.service')}
            choices={[['', t('setup.alerts.each')], ...file.services.map((one) => [one.id, own(one.name)] as const)]}
          />
        )}
        <TextField at={`${at}/id`} label={t('setup.id')} />
      </div>
      <TicksField
        at={`${at}/roles`}
        label={t('setup.alerts.told')}
        {...(ofDevices ? { hint: t('setup.alerts.devices-hint') } : {})}
        choices={roles.map((role) => [role, t(`staff.role.${role}`)])}
      />
      <button type="button" class="quiet" onClick={remove} aria-label={t('setup.alerts.remove', { nth: index + 1 })}>
        {t('setup.remove')}
      </button>
    </fieldset>
  )
}

/** "More than 10 waiting at any one service: Manager, Host". */
function ruleWords({ t, own }: Speech, rule: Alert, services: readonly { id: string; name: Record<string, string> }[]) {
  const known = services.find(({ id }) => id === rule.service)
  const name = known === undefined ? (rule.service ?? '') : own(known.name)
  const service = rule.service == null ? t('setup.alerts.any') : t('setup.alerts.named', { name })
  const roles = rule.roles.map((role) => t(`staff.role.${role}`)).join(t('setup.comma'))
  return t('setup.alerts.says', {
    what: t(`setup.alerts.${rule.threshold === 0 ? 'at-once' : 'says'}.${rule.metric}`, {
      count: rule.threshold,
      service,
    }),
    roles: roles || t('setup.alerts.no-one'),
  })
}
