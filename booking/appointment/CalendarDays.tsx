// The days as months of weeks: a sign and a word for each, arrow keys from day to day.
import { useRef } from 'preact/hooks'
import type { SlotsDay } from '../../core/protocol-bookings.ts'
import { useWords } from '../../ui/words.ts'
import { dayLong, daySign, monthLong, weekdayOf, weekdayShort } from './days.ts'
import { dayAfter } from './useSlots.ts'

interface Shown {
  days: SlotsDay[]
  chosen: string | null
  onChoose: (date: string) => void
}

const WEEK = [1, 2, 3, 4, 5, 6, 7]
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }
const SIGNS = { closed: '–', later: '…', full: '×', few: '△', room: '○' } as const

export function CalendarDays({ days, chosen, onChoose }: Shown) {
  const { language } = useWords()
  const table = useRef<HTMLDivElement>(null)
  const byDate = new Map(days.map((one) => [one.date, one]))
  const months = [...new Set(days.map((one) => one.date.slice(0, 7)))]
  const onKey = (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    if (step === undefined || chosen === null) return
    const next = dayAfter(chosen, step)
    if (!byDate.has(next)) return
    event.preventDefault()
    onChoose(next)
    // After it was drawn as the one that can be reached by Tab.
    requestAnimationFrame(() => table.current?.querySelector<HTMLElement>(`[data-date="${next}"]`)?.focus())
  }
  return (
    <div class="months" ref={table}>
      {months.map((month) => (
        <Month
          key={month}
          month={month}
          byDate={byDate}
          chosen={chosen}
          onChoose={onChoose}
          name={monthLong(`${month}-01`, language)}
          onKey={onKey}
        />
      ))}
      <Legend />
    </div>
  )
}

interface OfDay extends Pick<OfMonth, 'chosen' | 'onChoose' | 'onKey'> {
  day: SlotsDay | undefined
  date: string
}

interface OfMonth extends Pick<Shown, 'chosen' | 'onChoose'> {
  month: string
  name: string
  byDate: Map<string, SlotsDay>
  onKey: (event: KeyboardEvent) => void
}

function Month({ month, name, byDate, chosen, onChoose, onKey }: OfMonth) {
  const { language } = useWords()
  return (
    <table class="month">
      <caption>{name}</caption>
      <thead>
        <tr>
          {WEEK.map((one) => (
            <th key={one} scope="col">
              {weekdayShort(one, language)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month, byDate).map((week) => (
          <tr key={week.find((one) => one !== null)}>
            {week.map((date, i) => (
              <td key={date ?? i}>
                {date === null ? null : (
                  <Day day={byDate.get(date)} date={date} chosen={chosen} onChoose={onChoose} onKey={onKey} />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Day({ day, date, chosen, onChoose, onKey }: OfDay) {
  const { t, language } = useWords()
  const number = Number(date.slice(8))
  if (day === undefined) return <span class="month-off">{number}</span>
  const sign = daySign(day)
  const isChosen = date === chosen
  const count = day.slots.reduce((sum, one) => sum + one.free, 0)
  return (
    <button
      type="button"
      class={`month-day month-${sign}`}
      data-date={date}
      aria-pressed={isChosen}
      aria-label={`${dayLong(date, language)}: ${t(`appt.day_${sign}`, { count })}`}
      tabIndex={isChosen ? 0 : -1}
      onClick={() => onChoose(date)}
      onKeyDown={onKey}
    >
      <b>{number}</b>
      <span aria-hidden="true">{SIGNS[sign]}</span>
    </button>
  )
}

/** Weeks from Monday on, of those weeks alone that have a day to show. */
function weeksOf(month: string, byDate: Map<string, SlotsDay>): (string | null)[][] {
  const weeks: (string | null)[][] = []
  let date = dayAfter(`${month}-01`, 1 - weekdayOf(`${month}-01`))
  while (date.slice(0, 7) <= month) {
    const first = date
    const week = WEEK.map((_, i) => dayAfter(first, i))
    if (week.some((one) => one.startsWith(month) && byDate.has(one)))
      weeks.push(week.map((one) => (one.startsWith(month) ? one : null)))
    date = dayAfter(date, 7)
  }
  return weeks
}

function Legend() {
  const { t } = useWords()
  return (
    <p class="legend">
      {(['room', 'few', 'full', 'later', 'closed'] as const).map((one) => (
        <span key={one}>
          <b aria-hidden="true">{SIGNS[one]}</b> {t(`appt.sign_${one}`)}
        </span>
      ))}
    </p>
  )
}
