// Finds the ticket in the address, follows it, and shows the state it is in.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { HolderView } from '../core/protocol.ts'
import type { TicketView } from '../core/protocol-board.ts'
import { Icon } from '../ui/Icon.tsx'
import { Loading } from '../ui/Loading.tsx'
import { pageLink, useTitle } from '../ui/page.tsx'
import { type LiveHall, useLiveHall } from '../ui/useLiveHall.ts'
import { useWords } from '../ui/words.ts'
import { Head } from './Head.tsx'
import { TicketCard } from './TicketCard.tsx'
import { useHolder } from './useHolder.ts'

export function TicketPage() {
  useTitle('ticket.title')
  const { t } = useWords()
  const key = useKey()
  const [hallId, setHallId] = useState<string | null>(null)
  const live = useLiveHall(hallId, 'visitor', key)
  const moved = `${live.board?.ticket?.state} ${live.board?.ahead}`
  const read = useHolder(key, moved)
  const known = read.holder?.hall ?? null
  useEffect(() => setHallId(known), [known])
  const unknown = read.unknown || key === ''
  const line = { ...live, linked: live.linked && read.fresh }
  const latest = useLatest(live, read.holder, read.begun)
  const called = latest?.ticket.state === 'called'
  return (
    <div class={called ? 'phone phone-called' : 'phone'}>
      <Head live={unknown ? { ...line, linked: true } : line} />
      <main>
        {unknown ? <Unknown /> : null}
        {!unknown && latest === null ? <Loading /> : null}
        {unknown || latest === null ? null : <TicketCard hall={live.hall} holder={latest} ticketKey={key} />}
        {latest?.ticket.state !== 'waiting' ? null : <p class="keep-open">{t('ticket.keep_open')}</p>}
      </main>
    </div>
  )
}

/** A link cut short, or a number of another day. */
function Unknown() {
  const { t, language } = useWords()
  return (
    <section class="state state-over">
      <Icon sign="alert" />
      <h1>{t('ticket.unknown')}</h1>
      <p>{t('ticket.unknown_hint')}</p>
      <a class="push push-main" href={pageLink('/booking', language)}>
        {t('ticket.take_new')}
      </a>
    </section>
  )
}

/** What the socket says, which is never behind; what was read since the socket fell silent, when it is silent. */
function useLatest({ board, linked }: LiveHall, holder: HolderView | null, begun: number): HolderView | null {
  const cutAt = useRef(Number.POSITIVE_INFINITY)
  useEffect(() => {
    cutAt.current = linked ? Number.POSITIVE_INFINITY : performance.now()
  }, [linked])
  if (holder === null || board?.ticket === undefined || begun > cutAt.current) return holder
  const ticket: TicketView = board.ticket
  return { ...holder, ticket, ahead: board.ahead ?? 0 }
}

/** The key stands behind the `#`, which browsers never send to a server. */
function useKey(): string {
  const read = () => decodeURIComponent(location.hash.slice(1))
  const [key, setKey] = useState(read)
  useEffect(() => {
    const look = () => setKey(read())
    addEventListener('hashchange', look)
    return () => removeEventListener('hashchange', look)
  }, [])
  return key
}
