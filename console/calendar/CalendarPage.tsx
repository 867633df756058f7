// The hall's year: what each day is and why, what runs on it, and what the hall says otherwise of it.
import words from 'words:calendar,appts,appt,setup.why.weekday,setup.why.no_opening_that_day,setup.why.national_holiday,setup.why.makeup_working_day,setup.why.calendar_unpublished,setup.why.closure,setup.why.runs_on_closed_days,setup.why.exception,setup.why.planned_by_hand,setup.why.on_demand,setup.why.called_off'
import { useState } from 'preact/hooks'
import { DAY_MARKS } from '../../core/dayMarks.ts'
import type { CalendarView } from '../../core/protocol-calendar.ts'
import { bringWords, refusalWord, useWords } from '../../ui/words.ts'
import { HeldPress, Notices } from '../Feedback.tsx'
import type { Hall } from '../given.ts'
import { useHallPresses } from '../useHallPresses.ts'
import './calendar.css'
import './months.css'
import { DayPanel } from './DayPanel.tsx'
import { addMonths } from './days.ts'
import { Months, Sign } from './Months.tsx'
import { useHallFile } from './useDayFile.ts'
import { useYear } from './useYear.ts'

bringWords(words)

const MONTHS_OF_YEAR = 12

export function CalendarPage(of: Hall) {
  const { t, language } = useWords()
  const { hall, board, account, session } = of
  const [date, setDate] = useState(board.day)
  const { view, refused, look } = useYear(hall.id, Number(date.slice(0, 4)), board.fileSeq, session.lose)
  const read = useHallFile(hall.id, board.fileSeq, account.role === 'manager', session.lose)
  const presses = useHallPresses(of, look)
  const day = view?.days.find((one) => one.date === date)
  return (
    <main class="year" aria-busy={view?.year !== Number(date.slice(0, 4))}>
      <YearHead hall={hall.id} date={date} choose={setDate} />
      {refused !== null && (
        <p class="soft" role="status">
          {refusalWord(language, refused)}
        </p>
      )}
      {view !== null && <Unpublished view={view} />}
      <HeldPress presses={presses} linked={of.linked} />
      {view !== null && (
        <div class="year-parts">
          <Months view={view} chosen={date} choose={setDate} />
          <section class="day-panel" aria-label={t('calendar.day')}>
            {day !== undefined && <DayPanel key={date} {...{ of, view, day, read, look }} press={presses.press} />}
          </section>
        </div>
      )}
      <Notices notices={presses.notices} />
    </main>
  )
}

function YearHead({ hall, date, choose }: { hall: string; date: string; choose: (date: string) => void }) {
  const { t, language } = useWords()
  const year = Number(date.slice(0, 4))
  return (
    <header class="year-head">
      <h1>{t('calendar.title', { year })}</h1>
      <p class="year-turn">
        <button type="button" onClick={() => choose(addMonths(date, -MONTHS_OF_YEAR))}>
          <span aria-hidden="true">‹</span> {year - 1}
        </button>
        <button type="button" onClick={() => choose(addMonths(date, MONTHS_OF_YEAR))}>
          {year + 1} <span aria-hidden="true">›</span>
        </button>
      </p>
      <a
        class="button"
        href={`/api/v1/halls/${encodeURIComponent(hall)}/calendar.ics?language=${language}`}
        title={t('calendar.feed.hint')}
        download={`${hall}.ics`}
      >
        {t('calendar.feed')}
      </a>
      <ul class="legend" aria-label={t('calendar.legend')}>
        {DAY_MARKS.map((mark) => (
          <li key={mark}>
            <span class={`day ${mark}`}>
              <Sign mark={mark} />
            </span>
            {t(`calendar.mark.${mark}`)}
          </li>
        ))}
      </ul>
    </header>
  )
}

/** From November on, and of the year that is looked at. */
function Unpublished({ view }: { view: CalendarView }) {
  const { t } = useWords()
  const year = view.missing ?? (view.published ? null : view.year)
  return year === null ? null : (
    <p class="year-warning" role="status">
      {t('calendar.missing', { year })}
    </p>
  )
}
