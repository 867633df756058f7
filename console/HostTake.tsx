// A number for somebody who stands before the host: one service or several in their order, with a priority where they have a right to it.
import { useState } from 'preact/hooks'
import type { ServiceView } from '../core/protocol.ts'
import type { Press } from '../ui/send.ts'
import { useWords } from '../ui/words.ts'
import type { Hall } from './given.ts'
import { PriorityChoice, type PriorityGiven } from './PriorityChoice.tsx'
import { ServicePicker } from './ServicePicker.tsx'
import type { PrintNotice } from './useNotice.ts'

/** As the hall takes them: see core/inputs.ts. */
const SERVICES_MOST = 8
const PHONE = '\\+?[0-9 \\-]{5,20}'

interface TakeProps extends Hall {
  busy: boolean
  press: (press: Press) => void
  notice: PrintNotice | null
}

export function HostTake({ hall, busy, press, notice }: TakeProps) {
  const { t, own } = useWords()
  const [services, setServices] = useState<string[]>([])
  const [joint, setJoint] = useState(false)
  const [priority, setPriority] = useState<PriorityGiven | null>(null)
  const [phone, setPhone] = useState('')
  const nameOf = (id: string) => own(hall.services.find((one) => one.id === id)?.name ?? { id })
  const pick = ({ id }: ServiceView) =>
    setServices((now) =>
      now.includes(id) ? now.filter((one) => one !== id) : now.length < SERVICES_MOST ? [...now, id] : now,
    )
  const [service] = services
  const ready = service !== undefined && !busy && (priority === null || priority.reason.trim() !== '')
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (!ready) return
    press({
      do: 'take',
      service,
      ...(services.length > 1 ? { services, joint } : {}),
      ...(priority === null ? {} : { priority: { ...priority, reason: priority.reason.trim() } }),
      ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
    })
  }
  return (
    <form class="host-take" onSubmit={submit}>
      <h1>{t('host.take-title')}</h1>
      <ServicePicker hall={hall} chosen={services} pick={pick} remark={(one) => (one.open ? null : t('host.closed'))} />
      <div class="host-form">
        <h2>{t('host.order')}</h2>
        {services.length === 0 && <p class="soft">{t('host.order-none')}</p>}
        <ol class="order">
          {services.map((id) => (
            <li key={id}>
              <span>{nameOf(id)}</span>
              <button
                type="button"
                aria-label={t('host.remove', { name: nameOf(id) })}
                onClick={() => setServices((now) => now.filter((one) => one !== id))}
              >
                ×
              </button>
            </li>
          ))}
        </ol>
        {services.length > 1 && (
          <fieldset class="choice">
            <legend>{t('host.how')}</legend>
            {[false, true].map((way) => (
              <label key={String(way)}>
                <input type="radio" name="joint" checked={joint === way} onChange={() => setJoint(way)} />
                <span>{t(way ? 'host.jointly' : 'host.one-after-other')}</span>
              </label>
            ))}
          </fieldset>
        )}
        <PriorityChoice hall={hall} none given={priority} set={setPriority} />
        <label>
          {t('host.phone')}
          <input
            name="phone"
            type="tel"
            inputMode="tel"
            pattern={PHONE}
            value={phone}
            autocomplete="off"
            onInput={(event) => setPhone(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="main-button" aria-disabled={!ready}>
          {t('host.take-now')}
        </button>
        {notice !== null && services.length > 0 && (
          <button type="button" onClick={() => notice(services)}>
            {t('host.notice')}
          </button>
        )}
      </div>
    </form>
  )
}
