// One service on the phone: open or closed, how long, what to bring, and the button that takes a number.
import { useEffect, useRef } from 'preact/hooks'
import type { CommandAnswer, HallView, ServiceView, TicketView } from '../core/protocol.ts'
import { Facts } from '../ui/Facts.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Materials } from '../ui/Materials.tsx'
import { pageLink } from '../ui/page.tsx'
import { TakeButton } from '../ui/TakeButton.tsx'
import { clockTime } from '../ui/times.ts'
import { usePress } from '../ui/usePress.ts'
import { useWords } from '../ui/words.ts'
import { keepTicket } from './ownTicket.ts'

interface Shown {
  hall: HallView
  service: ServiceView
  own: TicketView | null
  onBack: () => void
}

export function ServiceSheet({ hall, service, own: held, onBack }: Shown) {
  const { t, own, language } = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const pressing = usePress(({ ticket }: CommandAnswer) => {
    if (ticket?.key === undefined) return
    keepTicket(ticket.key)
    location.href = `${pageLink('/ticket', language)}#${ticket.key}`
  })
  const take = () => pressing.press(hall.id, { do: 'take', service: service.id, language })
  const department = hall.departments.find((one) => one.id === service.department)
  return (
    <section class="sheet">
      <button type="button" class="push sheet-back" onClick={onBack}>
        <Icon sign="back" />
        {t('common.back')}
      </button>
      <div class="sheet-head">
        {department === undefined ? null : <p>{own(department.name)}</p>}
        <h1 tabIndex={-1} ref={heading}>
          {own(service.name)}
        </h1>
        {service.description === undefined ? null : <p>{own(service.description)}</p>}
        {service.open && service.closesAt !== null ? (
          <p class="sheet-open">{t('common.open_until', { time: clockTime(service.closesAt, hall.timeZone) })}</p>
        ) : null}
      </div>
      {service.open ? (
        <Facts
          estimate={service.estimate}
          peopleTitle={t('common.people_waiting')}
          people={t('common.people', { count: service.waiting })}
        />
      ) : null}
      <div class="card">
        <h2>{t('common.bring')}</h2>
        <Materials materials={service.materials} />
      </div>
      {service.open ? <p class="sheet-come">{t(hall.remoteTakes ? 'phone.come' : 'phone.take_in_hall')}</p> : null}
      <div class="sheet-take">
        {held?.services.includes(service.id) ? (
          <p class="notice">{t('phone.already', { number: held.number })}</p>
        ) : null}
        {hall.remoteTakes ? <TakeButton hall={hall} service={service} pressing={pressing} onTake={take} /> : null}
      </div>
    </section>
  )
}
