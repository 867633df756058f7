// Whom the desk expects: by time, masked; or what a name, a number or a code finds.
import type { DeskRow } from '../../core/protocol-bookings.ts'
import { wallTime } from '../../ui/hallClock.ts'
import { useWords } from '../../ui/words.ts'
import type { Hall } from '../given.ts'
import { Scroll } from '../Scroll.tsx'

interface Shown extends Hall {
  day: string
  setDay: (day: string) => void
  search: string
  setSearch: (text: string) => void
  rows: DeskRow[] | null
  chosen: string | null
  choose: (id: string) => void
}

/** Only held, and gone again: nobody was ever expected. */
const isShown = ({ appointment: { state, endedBy } }: DeskRow) => state !== 'held' && endedBy !== 'lapse'

export function DayList({ hall, day, setDay, search, setSearch, rows, chosen, choose }: Shown) {
  const { t, own } = useWords()
  const shown = rows?.filter(isShown) ?? []
  const nameOf = (id: string) => own(hall.services.find((one) => one.id === id)?.name ?? { id })
  const isSearch = search.trim().length > 1
  return (
    <>
      <label class="host-find">
        {t('appts.search')}
        <input
          type="search"
          value={search}
          autocomplete="off"
          placeholder={t('appts.search-hint')}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      </label>
      {isSearch ? null : (
        <label class="host-find">
          {t('appts.day')}
          <input type="date" value={day} onInput={(event) => setDay(event.currentTarget.value || day)} />
        </label>
      )}
      <Scroll looks="host-lists" name={t('appts.list')}>
        {rows !== null && shown.length === 0 ? (
          <p class="soft">{t(isSearch ? 'appts.none-found' : 'appts.none')}</p>
        ) : null}
        <ul>
          {shown.map(({ appointment: one, name, phone }) => (
            <li key={one.id}>
              <button
                type="button"
                class="host-row"
                data-appointment={one.id}
                aria-pressed={chosen === one.id}
                onClick={() => choose(one.id)}
              >
                <strong class="digits">{wallTime(Date.parse(one.start), hall.timeZone)}</strong>
                <span>
                  {isSearch ? `${one.date} ` : ''}
                  {name ?? phone ?? t('appts.nameless')}{' '}
                  <span class="soft">{one.services.map(nameOf).join(' + ')}</span>
                </span>
                <span class="soft">{t(`appts.state-${one.state}`)}</span>
              </button>
            </li>
          ))}
        </ul>
      </Scroll>
    </>
  )
}
