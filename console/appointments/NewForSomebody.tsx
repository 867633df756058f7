// A new appointment for who stands at the desk or calls: what, when, who; or a place kept for them to book by a link.
import { useState } from 'preact/hooks'
import type { ServiceView } from '../../core/protocol.ts'
import type { SlotView } from '../../core/protocol-bookings.ts'
import { wallDay, wallTime } from '../../ui/hallClock.ts'
import type { Press } from '../../ui/send.ts'
import { useWords } from '../../ui/words.ts'
import type { Hall } from '../given.ts'
import { ServicePicker } from '../ServicePicker.tsx'
import { DeskTimes } from './DeskTimes.tsx'

interface Shown extends Hall {
  press: (press: Press) => void
  say: (good: boolean, text: string) => void
}

const SERVICES_MOST = 8
/** A place that is kept by a link: until tomorrow. */
const KEPT_MINUTES = 24 * 60
const FIELDS = ['name', 'phone', 'mail', 'card', 'address'] as const
/** Of each a field of its own form. */
const TYPES = {
  name: { type: 'text' },
  phone: { type: 'tel' },
  mail: { type: 'email' },
  card: { type: 'text' },
  address: { type: 'text' },
} as const

export function NewForSomebody(of: Shown) {
  const { hall, press } = of
  const { t, own, language } = useWords()
  const [services, setServices] = useState<string[]>([])
  const [slot, setSlot] = useState<SlotView | null>(null)
  // A time that was taken meanwhile, or a number that is wrong: what was entered stays for the next try.
  const [typed, setTyped] = useState<Partial<Record<(typeof FIELDS)[number], string>>>({})
  const pick = ({ id }: ServiceView) => {
    setSlot(null)
    setServices((now) =>
      now.includes(id) ? now.filter((one) => one !== id) : now.length < SERVICES_MOST ? [...now, id] : now,
    )
  }
  const bookable = { ...hall, services: hall.services.filter((one) => one.appointment) }
  const isHome = slot !== null && (slot.session.startsWith('home') || hall.booking.needs.includes('address'))
  const needs = FIELDS.filter((one) => hall.booking.needs.includes(one) || (isHome && one === 'address'))
  const isAsked = (one: (typeof FIELDS)[number]) => needs.includes(one) || one === 'mail'
  const place = slot === null ? null : { services, start: slot.start, session: slot.session }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (place === null) return
    const given = Object.fromEntries(
      FIELDS.flatMap((one) => (isAsked(one) && typed[one]?.trim() ? [[one, typed[one].trim()]] : [])),
    )
    press({ do: 'book', ...place, ...given, told: String(hall.fileSeq), language })
  }
  return (
    <div class={services.length === 0 ? 'appt-new' : 'appt-new chosen'}>
      <h1>{t('appts.new-title')}</h1>
      <ServicePicker hall={bookable} chosen={services} pick={pick} remark={() => null} />
      {services.length > 0 && slot === null ? <DeskTimes {...of} services={services} onChoose={setSlot} /> : null}
      {slot === null ? null : (
        <form class="appt-form" onSubmit={submit}>
          <p>
            <b class="digits">{wallTime(Date.parse(slot.start), hall.timeZone)}</b>{' '}
            {wallDay(Date.parse(slot.start), hall.timeZone, language)}
            {' · '}
            {services.map((id) => own(hall.services.find((one) => one.id === id)?.name ?? { id })).join(' + ')}{' '}
            <button type="button" onClick={() => setSlot(null)}>
              {t('appt.other_time')}
            </button>
          </p>
          {FIELDS.filter(isAsked).map((one) => (
            <label key={one}>
              {t(`appt.field_${one}`)}
              <input
                name={one}
                {...TYPES[one]}
                value={typed[one] ?? ''}
                onInput={({ currentTarget: { value } }) => setTyped((now) => ({ ...now, [one]: value }))}
                required={needs.includes(one)}
                autocomplete="off"
                maxLength={300}
              />
            </label>
          ))}
          <div class="host-acts">
            <button type="submit" class="main-button">
              {t('console.step.book')}
            </button>
            <button
              type="button"
              onClick={() => {
                if (place !== null) press({ do: 'hold', ...place, forMinutes: KEPT_MINUTES })
              }}
            >
              {t('appts.keep-by-link')}
            </button>
          </div>
        </form>
      )}
    </div>
  )
}
