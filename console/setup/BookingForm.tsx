// How the hall lets people book: each rule with what holds where the file says nothing, and where it comes from.
import { BOOKING_DEFAULTS } from '../../core/booking-policy.ts'
import { useWords } from '../../ui/words.ts'
import { LimitField, TicksField } from './choices.tsx'
import { Around, ChoiceField, described, NumberField, usePlace } from './fields.tsx'
import { Ruled } from './Ruled.tsx'

const AT = '/policy/appointments'
const MINUTES = [
  'holdMinutes',
  'quarantineMinutes',
  'undoMinutes',
  'checkInMinutes',
  'confirmMinutes',
  'offerMinutes',
] as const
const LIMITS = ['openPerService', 'perDay', 'perWeek', 'perMonth', 'perHour'] as const
const BANS = ['misses', 'cancellations', 'sameServicePerDay'] as const
const BAN_DAYS = ['withinDays', 'banDays'] as const
const CONFIRM = ['none', 'phone', 'mail', 'either'] as const
const NEEDS = ['name', 'phone', 'mail', 'card'] as const

export function BookingForm() {
  const { t } = useWords()
  return (
    <section class="form">
      <div class="policy">
        {MINUTES.map((name) => (
          <Ruled key={name} name={`appointments.${name}`} label={t(`setup.booking.${name}`)}>
            <NumberField
              at={`${AT}/${name}`}
              label={t(`setup.booking.${name}`)}
              hint={t(`setup.booking.${name}.hint`, { usual: BOOKING_DEFAULTS[name] })}
              fallback={BOOKING_DEFAULTS[name]}
            />
          </Ruled>
        ))}
        <ChoiceField
          at={`${AT}/confirm`}
          label={t('setup.booking.confirm')}
          hint={t('setup.booking.confirm.hint')}
          choices={[
            ['', t('setup.policy.default')],
            ...CONFIRM.map((one) => [one, t(`setup.booking.confirm.${one}`)] as const),
          ]}
        />
        <Reminders />
      </div>
      <TicksField
        at={`${AT}/needs`}
        label={t('setup.booking.needs')}
        choices={NEEDS.map((one) => [one, t(`setup.booking.needs.${one}`)])}
        optional={BOOKING_DEFAULTS.needs}
      />
      <h2>{t('setup.booking.limits')}</h2>
      <div class="policy">
        {LIMITS.map((name) => (
          <Ruled key={name} name={`appointments.limits.${name}`} label={t(`setup.booking.${name}`)}>
            <LimitField
              at={`${AT}/limits/${name}`}
              label={t(`setup.booking.${name}`)}
              usual={BOOKING_DEFAULTS.limits[name]}
            />
          </Ruled>
        ))}
      </div>
      <h2>{t('setup.booking.bans')}</h2>
      <p class="hint">{t('setup.booking.bans.hint')}</p>
      <div class="policy">
        {BANS.map((name) => (
          <Ruled key={name} name={`appointments.bans.${name}`} label={t(`setup.booking.${name}`)}>
            <LimitField
              at={`${AT}/bans/${name}`}
              label={t(`setup.booking.${name}`)}
              usual={BOOKING_DEFAULTS.bans[name]}
            />
          </Ruled>
        ))}
        {BAN_DAYS.map((name) => (
          <Ruled key={name} name={`appointments.bans.${name}`} label={t(`setup.booking.${name}`)}>
            <NumberField
              at={`${AT}/bans/${name}`}
              label={t(`setup.booking.${name}`)}
              fallback={BOOKING_DEFAULTS.bans[name]}
            />
          </Ruled>
        ))}
      </div>
    </section>
  )
}

/** Several times before an appointment, in one field: "1440, 60". Kept as written until it is left, so that a comma can be typed. */
function Reminders() {
  const { t } = useWords()
  const at = `${AT}/reminders`
  const { value, set, fault, id } = usePlace(at)
  const label = t('setup.booking.reminders')
  const hint = t('setup.booking.reminders.hint')
  const read = (text: string) => {
    const minutes = text.split(/[^\d.-]+/).filter((one) => one !== '')
    set(minutes.length === 0 ? undefined : minutes.map(Number))
  }
  return (
    <Ruled name="appointments.reminders" label={label}>
      <Around at={at} label={label} hint={hint} fault={fault}>
        <input
          id={id}
          inputMode="numeric"
          value={Array.isArray(value) ? value.join(', ') : ''}
          placeholder={BOOKING_DEFAULTS.reminders.join(', ')}
          onChange={(event) => read(event.currentTarget.value)}
          {...described(at, fault, hint)}
        />
      </Around>
    </Ruled>
  )
}
