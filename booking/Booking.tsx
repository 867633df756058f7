// The hall's services on a phone, and the sheet of the one that was chosen; the address keeps which, so that "back" works.
import { useState } from 'preact/hooks'
import type { TicketView } from '../core/protocol-board.ts'
import { servicesOf } from '../ui/Chosen.tsx'
import { HallClosed } from '../ui/HallClosed.tsx'
import { Loading } from '../ui/Loading.tsx'
import { pageLink, useTitle } from '../ui/page.tsx'
import { useHallId } from '../ui/useHall.ts'
import { useLiveHall } from '../ui/useLiveHall.ts'
import { useWords } from '../ui/words.ts'
import { useAddress } from './chosen.ts'
import { Head } from './Head.tsx'
import { useOwnTicket } from './ownTicket.ts'
import { ServiceList } from './ServiceList.tsx'
import { ServiceSheet } from './ServiceSheet.tsx'

export function Booking() {
  useTitle('phone.title')
  const { t } = useWords()
  const live = useLiveHall(useHallId(), 'lobby')
  const [{ services: ids, adding }, go] = useAddress()
  const [text, setText] = useState('')
  const own = useOwnTicket()
  const { hall } = live
  const chosen = hall === null ? [] : servicesOf(hall, ids)
  const looking = adding || chosen.length === 0
  return (
    <div class="phone">
      <Head live={live} />
      <main>
        {live.missing ? <p class="loading">{t('common.no_hall')}</p> : null}
        {hall === null && !live.missing ? <Loading /> : null}
        {own === null ? null : <OwnTicket ticket={own.ticket} ticketKey={own.key} />}
        {hall === null ? null : <HallClosed hall={hall} />}
        {hall === null || !looking ? null : (
          <ServiceList hall={hall} also={ids} text={text} onText={setText} onChoose={(id) => go([...ids, id])} />
        )}
        {hall === null || looking ? null : (
          <ServiceSheet hall={hall} services={chosen} own={own?.ticket ?? null} go={go} />
        )}
      </main>
    </div>
  )
}

/** The number taken earlier in this tab. */
function OwnTicket({ ticket, ticketKey }: { ticket: TicketView; ticketKey: string }) {
  const { t, language } = useWords()
  return (
    <a class="own-ticket" href={`${pageLink('/ticket', language)}#${ticketKey}`}>
      <b>{t('phone.my_ticket', { number: ticket.number })}</b>
      <span>{t('phone.my_ticket_look')}</span>
    </a>
  )
}
