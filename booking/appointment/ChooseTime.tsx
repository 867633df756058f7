// When: the same days as a list or as a calendar, and the times of the one that was chosen.
import calendar from 'chunk:./CalendarDays.tsx'
import { useState } from 'preact/hooks'
import type { HallView } from '../../core/protocol.ts'
import type { SlotsDay, SlotView } from '../../core/protocol-bookings.ts'
import { Loading } from '../../ui/Loading.tsx'
import { reloadIfOther } from '../../ui/partGone.ts'
import { useLater } from '../../ui/useLater.ts'
import { useWords } from '../../ui/words.ts'
import { DayTimes } from './DayTimes.tsx'
import { dayLong, daySign, isSoldOut } from './days.ts'
import { NothingFree } from './NothingFree.tsx'
import { WaitingList } from './WaitingList.tsx'

interface Shown {
  hall: HallView
  services: readonly string[]
  days: SlotsDay[] | null
  /** While a place is asked for: a second tap does nothing. */
  busy: boolean
  /** Times that are offered because the one that was wanted is gone. */
  alternatives: readonly string[]
  onChoose: (slot: Pick<SlotView, 'start'> & Partial<SlotView>) => void
}

type View = 'list' | 'calendar'

export function ChooseTime({ hall, services, days, busy, alternatives, onChoose }: Shown) {
  const { t } = useWords()
  const [view, setView] = useState<View>('list')
  const [chosen, setChosen] = useState<string | null>(null)
  if (days === null) return <Loading />
  const free = days.filter((one) => one.slots.length > 0)
  if (free.length === 0) return <NothingFree hall={hall} services={services} days={days} />
  const day = days.find((one) => one.date === chosen) ?? free[0]
  return (
    <>
      {alternatives.length === 0 ? null : <Alternatives times={alternatives} busy={busy} onChoose={onChoose} />}
      <fieldset class="views">
        <legend class="unseen">{t('appt.view')}</legend>
        {(['list', 'calendar'] as const).map((one) => (
          <button type="button" key={one} class="view" aria-pressed={view === one} onClick={() => setView(one)}>
            {t(`appt.view_${one}`)}
          </button>
        ))}
      </fieldset>
      {view === 'calendar' ? (
        <InCalendar days={days} chosen={day?.date ?? null} onChoose={setChosen} />
      ) : (
        <DayList
          days={days.filter((one) => one.slots.length > 0 || isSoldOut(one))}
          chosen={day?.date ?? null}
          onChoose={setChosen}
        />
      )}
      {day === undefined ? null : <DayTimes hall={hall} day={day} busy={busy} onChoose={onChoose} />}
      {day === undefined || !isSoldOut(day) ? null : (
        <WaitingList
          key={day.date}
          hall={hall}
          services={services}
          from={day.date}
          to={day.date}
          first={days[0]?.date}
        />
      )}
    </>
  )
}

interface DaysShown {
  days: SlotsDay[]
  chosen: string | null
  onChoose: (date: string) => void
}

/** Most people take the list, which comes with the page. */
function InCalendar(shown: DaysShown) {
  const there = useLater<typeof import('./CalendarDays.tsx')>(calendar, reloadIfOther)
  return there === null ? <Loading /> : <there.CalendarDays {...shown} />
}

function DayList({ days, chosen, onChoose }: DaysShown) {
  const { t, language } = useWords()
  return (
    <ul class="day-list" aria-label={t('appt.days')}>
      {days.map((one) => (
        <li key={one.date}>
          <button
            type="button"
            class="day-row"
            data-date={one.date}
            aria-pressed={one.date === chosen}
            onClick={() => onChoose(one.date)}
          >
            <b>{dayLong(one.date, language)}</b>
            <span>{t(`appt.day_${daySign(one)}`, { count: placesOf(one) })}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function placesOf({ slots }: SlotsDay): number {
  return slots.reduce((sum, one) => sum + one.free, 0)
}

function Alternatives({ times, busy, onChoose }: Pick<Shown, 'busy' | 'onChoose'> & { times: readonly string[] }) {
  const { t, language } = useWords()
  return (
    <section class="notice" role="alert">
      <p>{t('appt.just_gone')}</p>
      <ul class="times">
        {times.map((start) => (
          <li key={start}>
            <button
              type="button"
              class="time"
              data-start={start}
              aria-disabled={busy}
              onClick={() => onChoose({ start })}
            >
              <span>{dayLong(start.slice(0, 10), language)}</span>
              <b class="digits">{start.slice(11, 16)}</b>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
