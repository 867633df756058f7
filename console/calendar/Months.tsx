// Twelve months, each a grid of days with colour and sign; one day is chosen, by pointer or by arrow keys.
import { useEffect, useRef } from 'preact/hooks'
import type { CalendarDay, CalendarView } from '../../core/protocol-calendar.ts'
import { useWords, type WordKey } from '../../ui/words.ts'
import { dayAfterKey, LONG_DAY, told, weekdayOf } from './days.ts'

interface MonthsProps {
  view: CalendarView
  chosen: string
  choose: (date: string) => void
}

/** A Monday. */
const FIRST = '2024-01-01'
const WEEK = [0, 1, 2, 3, 4, 5, 6]

export function Months({ view, chosen, choose }: MonthsProps) {
  const byKey = useRef(false)
  // The day that a key led to has the focus, in another year as soon as that is there.
  useEffect(() => {
    if (!byKey.current) return
    const button = document.getElementById(`day-${chosen}`)
    if (button === null) return
    button.focus()
    byKey.current = false
  }, [chosen, view.year])
  const onKeyDown = (event: KeyboardEvent) => {
    const next = event.ctrlKey || event.altKey || event.metaKey ? null : dayAfterKey(event.key, chosen)
    if (next === null) return
    event.preventDefault()
    byKey.current = true
    choose(next)
  }
  const months: CalendarDay[][] = Array.from({ length: 12 }, () => [])
  for (const day of view.days) months[Number(day.date.slice(5, 7)) - 1]?.push(day)
  // One day is in the order of the tab key, also while another year is still on its way.
  const reachable = view.days.some(({ date }) => date === chosen) ? chosen : view.days[0]?.date
  return (
    <div class="months">
      {months.map((days, i) => (
        <Month
          key={`${view.year}-${i + 1}`}
          days={days}
          {...{ chosen, reachable, choose, onKeyDown }}
          today={view.today}
        />
      ))}
    </div>
  )
}

interface MonthProps {
  days: CalendarDay[]
  today: string
  chosen: string
  reachable: string | undefined
  choose: (date: string) => void
  onKeyDown: (event: KeyboardEvent) => void
}

function Month({ days, ...of }: MonthProps) {
  const { language } = useWords()
  const [first] = days
  if (first === undefined) return null
  const title = told(first.date, language, { month: 'long' })
  const before = weekdayOf(first.date)
  const weeks = Array.from({ length: Math.ceil((before + days.length) / 7) }, (_, week) =>
    WEEK.map((weekday) => days[week * 7 + weekday - before]),
  )
  return (
    <table class="month" aria-label={title}>
      <caption aria-hidden="true">{title}</caption>
      <thead>
        <tr>
          {WEEK.map((weekday) => (
            <th key={weekday} scope="col">
              {told(`2024-01-0${weekday + Number(FIRST.slice(-1))}`, language, { weekday: 'narrow' })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, row) => (
          <tr key={row}>
            {week.map((day, column) => (
              <td key={column}>{day !== undefined && <Day day={day} {...of} />}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Day({ day, today, chosen, reachable, choose, onKeyDown }: { day: CalendarDay } & Omit<MonthProps, 'days'>) {
  const { t, language } = useWords()
  const { date, mark } = day
  const off = day.sessions.some(({ state }) => state === 'called-off')
  const label = [
    told(date, language, LONG_DAY),
    t(`calendar.mark.${mark}` as WordKey),
    ...(off ? [t('calendar.called-off')] : []),
  ].join(', ')
  return (
    <button
      type="button"
      id={`day-${date}`}
      class={`day ${mark}${date === today ? ' today' : ''}`}
      tabIndex={date === reachable ? 0 : -1}
      aria-label={label}
      aria-pressed={date === chosen}
      aria-current={date === today ? 'date' : undefined}
      onClick={() => choose(date)}
      onKeyDown={onKeyDown}
    >
      <span class="digits">{Number(date.slice(8))}</span>
      <Sign mark={mark} off={off} />
    </button>
  )
}

/**
 * Colour alone tells nobody who does not see it. Drawn by the style: said aloud, a day is its date and what it is, and
 * "1H" is neither.
 */
export function Sign({ mark, off = false }: { mark: CalendarDay['mark']; off?: boolean }) {
  const { t } = useWords()
  return <span class="sign" aria-hidden="true" data-sign={`${t(`calendar.sign.${mark}`)}${off ? '!' : ''}`} />
}
