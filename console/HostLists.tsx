// Whom the host may have to help: the number asked for, else those who do not know what they need, are away or missed their call.
import { useState } from 'preact/hooks'
import type { TicketView } from '../core/protocol-board.ts'
import type { Press } from '../ui/send.ts'
import { useWords, type WordKey } from '../ui/words.ts'
import type { Hall } from './given.ts'
import { waitsSince } from './line.ts'
import { Scroll } from './Scroll.tsx'
import { Tags } from './Tags.tsx'
import { stretchWord } from './times.ts'

const FOUND_MOST = 20

interface HostListsProps extends Hall {
  chosen: string | null
  choose: (id: string) => void
  press: (press: Press) => void
}

export function HostLists(of: HostListsProps) {
  const { t } = useWords()
  const { hall, board } = of
  const [text, setText] = useState('')
  const wanted = text.trim().toUpperCase()
  const tickets = board.tickets ?? []
  const guidance = new Set(hall.services.filter((one) => one.guidance).map((one) => one.id))
  const found = tickets.filter((one) => one.number.includes(wanted)).slice(0, FOUND_MOST)
  return (
    <>
      <label class="host-find">
        {t('host.find')}
        <input
          type="search"
          value={text}
          autocomplete="off"
          autocapitalize="characters"
          placeholder={t('host.find-hint')}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <Scroll looks="host-lists" name={t('desk.lists')}>
        {wanted !== '' ? (
          <List {...of} title="host.find" none="host.found-none" tickets={found} />
        ) : (
          <>
            <Summoned {...of} />
            <List
              {...of}
              title="host.guidance"
              tickets={tickets.filter((one) => one.state === 'waiting' && guidance.has(one.service))}
            />
            <List {...of} title="host.missed" tickets={tickets.filter((one) => one.state === 'missed')} />
            <List {...of} title="host.parked" tickets={tickets.filter((one) => one.state === 'parked')} />
          </>
        )}
      </Scroll>
    </>
  )
}

interface ListProps extends HostListsProps {
  title: WordKey
  none?: WordKey
  tickets: TicketView[]
}

function List({ hall, now, title, none = 'host.list-none', tickets, chosen, choose }: ListProps) {
  const { t, own } = useWords()
  return (
    <section>
      <h2>
        {t(title)} <span class="count digits">{tickets.length}</span>
      </h2>
      {tickets.length === 0 && <p class="soft">{t(none)}</p>}
      <ul>
        {tickets.map((one) => (
          <li key={one.id}>
            <button type="button" class="host-row" aria-pressed={chosen === one.id} onClick={() => choose(one.id)}>
              <strong class="digits">{one.number}</strong>
              <span>
                {own(hall.services.find(({ id }) => id === one.service)?.name ?? { id: one.service })}
                <Tags ticket={one} hall={hall} />
              </span>
              <span class="soft">
                {one.state === 'waiting' ? stretchWord(now - waitsSince(one), { t }) : t(`host.state.${one.state}`)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Counters whose clerk was called and has not said that they come. */
function Summoned({ hall, board, press }: HostListsProps) {
  const { t, own } = useWords()
  const called = board.counters.filter((one) => one.summoned !== undefined)
  if (called.length === 0) return null
  return (
    <section>
      <h2>{t('host.summoned')}</h2>
      <ul>
        {called.map((one) => (
          <li key={one.id} class="host-summoned">
            <span>
              <strong>{own(hall.counters.find(({ id }) => id === one.id)?.name ?? { id: one.id })}</strong>{' '}
              {one.summoned?.reason}
            </span>
            <button type="button" onClick={() => press({ do: 'attend', counter: one.id })}>
              {t('host.withdraw')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
