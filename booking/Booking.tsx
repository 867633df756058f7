// The hall's services on a phone, and the sheet of the one that was chosen; the address keeps which, so that "back" works.
import { useEffect, useState } from 'preact/hooks'
import type { TicketView } from '../core/protocol.ts'
import { Loading } from '../ui/Loading.tsx'
import { pageLink, useTitle } from '../ui/page.tsx'
import { useHallId } from '../ui/useHall.ts'
import { useLiveHall } from '../ui/useLiveHall.ts'
import { useWords } from '../ui/words.ts'
import { Head } from './Head.tsx'
import { useOwnTicket } from './ownTicket.ts'
import { ServiceList } from './ServiceList.tsx'
import { ServiceSheet } from './ServiceSheet.tsx'

export function Booking() {
  useTitle('phone.title')
  const { t } = useWords()
  const live = useLiveHall(useHallId(), 'lobby')
  const [chosen, choose] = useChosen()
  const [text, setText] = useState('')
  const own = useOwnTicket()
  const { hall } = live
  const service = hall?.services.find((one) => one.id === chosen)
  return (
    <div class="phone">
      <Head live={live} />
      <main>
        {live.missing ? <p class="loading">{t('common.no_hall')}</p> : null}
        {hall === null && !live.missing ? <Loading /> : null}
        {own === null ? null : <OwnTicket ticket={own.ticket} ticketKey={own.key} />}
        {hall === null || service !== undefined ? null : (
          <ServiceList hall={hall} text={text} onText={setText} onChoose={choose} />
        )}
        {hall === null || service === undefined ? null : (
          <ServiceSheet hall={hall} service={service} own={own?.ticket ?? null} onBack={() => history.back()} />
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

/** The service in the address (`#id-card`). */
function useChosen(): [string, (service: string) => void] {
  const read = () => decodeURIComponent(location.hash.slice(1))
  const [chosen, setChosen] = useState(read)
  useEffect(() => {
    const look = () => {
      setChosen(read())
      scrollTo(0, 0)
    }
    addEventListener('hashchange', look)
    return () => removeEventListener('hashchange', look)
  }, [])
  const choose = (service: string) => {
    location.hash = encodeURIComponent(service)
  }
  return [chosen, choose]
}
