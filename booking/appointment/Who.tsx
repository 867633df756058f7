// Who it is for: what the hall needs and nothing more; the rules in plain words before it is confirmed; then the code.
import { useState } from 'preact/hooks'
import type { CommandAnswer, HallView } from '../../core/protocol.ts'
import type { AppointmentView } from '../../core/protocol-bookings.ts'
import { usePress } from '../../ui/usePress.ts'
import { useWords, type WordKey } from '../../ui/words.ts'
import { ConfirmCode } from './ConfirmCode.tsx'
import { Problem } from './Problem.tsx'
import { Rules } from './Rules.tsx'

interface Shown {
  hall: HallView
  held: AppointmentView
  onHeld: (held: AppointmentView) => void
  /** The place is gone: another time, with everything that was typed. */
  onAgain: () => void
  onBooked: (key: string) => void
}

type Field = 'name' | 'phone' | 'mail' | 'card' | 'address'

const INPUTS = {
  name: { type: 'text', autocomplete: 'name', maxLength: 100 },
  phone: { type: 'tel', autocomplete: 'tel', maxLength: 20 },
  mail: { type: 'email', autocomplete: 'email', maxLength: 200 },
  card: { type: 'text', autocomplete: 'off', maxLength: 18 },
  address: { type: 'text', autocomplete: 'street-address', maxLength: 300 },
} as const satisfies Record<Field, object>
const FORMS: Record<Field, RegExp> = {
  name: /\S/,
  phone: /^\+?[0-9][0-9 -]{5,18}$/,
  mail: /^[^@\s]{1,64}@[^@\s]{1,190}$/,
  card: /^[0-9]{17}[0-9Xx]$/,
  address: /\S/,
}

/** Outside the component: who goes back for another time finds it again. It is gone with the page. */
const typed: Partial<Record<Field, string>> = {}

export function Who({ hall, held, onHeld, onAgain, onBooked }: Shown) {
  const { t, language } = useWords()
  const [values, setValues] = useState(typed)
  const [wrong, setWrong] = useState<Field | null>(null)
  const booking = usePress(({ appointment }: CommandAnswer) => {
    if (appointment?.key === undefined) return
    if (appointment.state === 'booked') onBooked(appointment.key)
    else onHeld(appointment)
  })
  if (held.toConfirm && held.key !== undefined)
    return <ConfirmCode hall={hall} bookingKey={held.key} by={hall.booking.confirm} onBooked={onBooked} />
  const fields = fieldsFor(hall, held)
  const put = (field: Field, value: string) => {
    typed[field] = value
    setValues({ ...typed })
  }
  const submit = (event: Event) => {
    event.preventDefault()
    const bad = fields.find(({ field, needed }) => {
      const value = values[field]?.trim() ?? ''
      return value === '' ? needed : !FORMS[field].test(value)
    })
    setWrong(bad?.field ?? null)
    if (bad !== undefined) return document.getElementById(`who-${bad.field}`)?.focus()
    const given = Object.fromEntries(
      fields.flatMap(({ field }) => (values[field]?.trim() ? [[field, values[field]?.trim()]] : [])),
    )
    booking.press(hall.id, { do: 'book', appointment: held.key ?? '', ...given, told: String(hall.fileSeq), language })
  }
  const { refusal } = booking
  const isGone = refusal?.code === 'hold_lapsed' || refusal?.code === 'slot_full'
  return (
    <form class="who" onSubmit={submit} noValidate>
      {fields.map(({ field, needed }) => (
        <WhoField
          key={field}
          field={field}
          needed={needed}
          value={values[field] ?? ''}
          wrong={wrong === field || refusal?.field === field}
          onValue={(value) => put(field, value)}
        />
      ))}
      <Rules hall={hall} held={held} />
      <Problem problem={refusal} />
      {isGone ? (
        <button type="button" class="push" onClick={onAgain}>
          {t('appt.other_time')}
        </button>
      ) : null}
      <div class="sheet-take">
        <button type="submit" class="push push-main take" aria-disabled={booking.busy}>
          {t(booking.again ?? 'appt.book')}
        </button>
      </div>
    </form>
  )
}

/** In a fixed order; mail may be given where it is not needed, so that a confirmation can come. */
function fieldsFor({ booking }: HallView, held: AppointmentView): { field: Field; needed: boolean }[] {
  const needs: readonly string[] = booking.needs
  const isHome = held.team !== undefined
  const order: Field[] = ['name', 'phone', 'mail', 'card', 'address']
  const isNeeded = (field: Field) =>
    needs.includes(field) || booking.confirm === field || (isHome && field === 'address')
  return order.filter((one) => one === 'mail' || isNeeded(one)).map((field) => ({ field, needed: isNeeded(field) }))
}

interface OfField {
  field: Field
  needed: boolean
  value: string
  wrong: boolean
  onValue: (value: string) => void
}

function WhoField({ field, needed, value, wrong, onValue }: OfField) {
  const { t } = useWords()
  const id = `who-${field}`
  const label: WordKey = `appt.field_${field}`
  return (
    <div class="phone-field">
      <label for={id}>
        {t(label)}
        {needed ? null : <small> {t('appt.optional')}</small>}
      </label>
      <input
        id={id}
        {...INPUTS[field]}
        value={value}
        required={needed}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
      {wrong ? (
        <p class="phone-wrong" id={`${id}-wrong`} role="alert">
          {t(`appt.wrong_${field}`)}
        </p>
      ) : null}
    </div>
  )
}
