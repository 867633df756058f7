// What was chosen, on the phone: open or closed, how long, what to bring, and the button that takes a number.
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { CommandAnswer, HallView, ServiceView } from '../core/protocol.ts'
import type { TicketView } from '../core/protocol-board.ts'
import { AlsoButton, Chosen, takeInputs } from '../ui/Chosen.tsx'
import { Facts } from '../ui/Facts.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ToBring } from '../ui/Materials.tsx'
import { pageLink } from '../ui/page.tsx'
import { asksForPhone, digitsOf, isPhone } from '../ui/phoneNumber.ts'
import { TakeButton } from '../ui/TakeButton.tsx'
import { clockTime } from '../ui/times.ts'
import { usePress } from '../ui/usePress.ts'
import { useWords } from '../ui/words.ts'
import { keepTicket } from './ownTicket.ts'
import { PhoneField } from './PhoneField.tsx'

interface Shown {
  hall: HallView
  /** On one number, in this order. */
  services: ServiceView[]
  own: TicketView | null
  go: (services: readonly string[], adding?: boolean) => void
}

export function ServiceSheet({ hall, services, own: held, go }: Shown) {
  const { t, language } = useWords()
  const [first] = services
  const ids = services.map((one) => one.id)
  if (first === undefined) return null
  return (
    <section class="sheet">
      <button type="button" class="push sheet-back" onClick={() => history.back()}>
        <Icon sign="back" />
        {t('common.back')}
      </button>
      <Title hall={hall} services={services} />
      <Chosen services={services} onRemove={(id) => go(ids.filter((one) => one !== id))} />
      {first.open ? (
        <Facts
          estimate={first.estimate}
          peopleTitle={t('common.people_waiting')}
          people={t('common.people', { count: first.waiting })}
        />
      ) : null}
      <ToBring services={services} />
      {first.open ? <p class="sheet-come">{t(hall.remoteTakes ? 'phone.come' : 'phone.take_in_hall')}</p> : null}
      {first.open && hall.remoteTakes ? <AlsoButton services={services} onAlso={() => go(ids, true)} /> : null}
      {services.every((one) => one.appointment) ? (
        <a class="push to-appointment" href={`${pageLink('/appointment', language)}#${ids.join()}`}>
          {t('phone.book')}
        </a>
      ) : null}
      <Take hall={hall} services={services} first={first} held={held} />
    </section>
  )
}

function Title({ hall, services }: Pick<Shown, 'hall' | 'services'>) {
  const { t, own } = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => heading.current?.focus(), [services.length])
  const service = services.length === 1 ? services[0] : undefined
  const department = hall.departments.find((one) => one.id === service?.department)
  return (
    <div class="sheet-head">
      {department === undefined ? null : <p>{own(department.name)}</p>}
      <h1 tabIndex={-1} ref={heading}>
        {service === undefined ? t('common.take') : own(service.name)}
      </h1>
      {service?.description === undefined ? null : <p>{own(service.description)}</p>}
      {service?.open && service.closesAt !== null ? (
        <p class="sheet-open">{t('common.open_until', { time: clockTime(service.closesAt, hall.timeZone) })}</p>
      ) : null}
    </div>
  )
}

type Taking = Pick<Shown, 'hall' | 'services'> & { first: ServiceView; held: TicketView | null }

function Take({ hall, services, first, held }: Taking) {
  const { t, language } = useWords()
  const [digits, setDigits] = useState('')
  const [wrong, setWrong] = useState(false)
  const pressing = usePress(({ ticket }: CommandAnswer) => {
    if (ticket?.key === undefined) return
    keepTicket(ticket.key)
    location.href = `${pageLink('/ticket', language)}#${ticket.key}`
  })
  // Once asked for, it stays: the next refusal is about the number that was given.
  const asked = useRef(false)
  asked.current ||= asksForPhone(first, pressing.refusal)
  const take = () => {
    const isWrong = asked.current && !isPhone(digits)
    setWrong(isWrong)
    if (isWrong) return document.getElementById('phone')?.focus()
    const phone = asked.current ? { phone: digits } : {}
    pressing.press(hall.id, { do: 'take', ...takeInputs(services), ...phone, language })
  }
  const already = services.some((one) => held?.services.includes(one.id))
  return (
    <>
      {asked.current && first.open && hall.remoteTakes ? (
        <PhoneField digits={digits} wrong={wrong} onDigits={(text) => setDigits(digitsOf(text))} />
      ) : null}
      <div class="sheet-take">
        {held !== null && already ? <p class="notice">{t('phone.already', { number: held.number })}</p> : null}
        {hall.remoteTakes ? (
          <TakeButton hall={hall} service={first} pressing={pressing} onTake={take} count={services.length} />
        ) : null}
      </div>
    </>
  )
}
