// The chosen day: its chain of reasons, its sessions, what the hall says of it, and what a manager can say otherwise.
import { useState } from 'preact/hooks'
import type { CalendarDay, CalendarSession, CalendarView } from '../../core/protocol-calendar.ts'
import { type Speech, useWords, type WordKey } from '../../ui/words.ts'
import { PlanSession } from '../appointments/PlanSession.tsx'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { EditDay, TakeBack } from './DayEdit.tsx'
import type { DayProps } from './day.ts'
import { LONG_DAY, told } from './days.ts'
import { DAY_EDITS, type DayEdit, saidOf } from './edits.ts'
import { Sign } from './Months.tsx'

type Doing = DayEdit | 'plan' | null

export function DayPanel(props: DayProps) {
  const { of, view, day, read, press } = props
  const { t, language } = useWords()
  const [doing, setDoing] = useState<Doing>(null)
  const end = () => {
    setDoing(null)
    // The form that had the focus is gone; the day that it was about is there.
    document.getElementById(`day-${day.date}`)?.focus({ preventScroll: true })
  }
  const mayEdit = read !== null && day.date >= view.today
  return (
    <>
      <h2>{told(day.date, language, LONG_DAY)}</h2>
      <p class="day-mark">
        <span class={`day ${day.mark}`}>
          <Sign mark={day.mark} />
        </span>
        {t(`calendar.mark.${day.mark}`)}
        {!day.working && day.mark !== 'unpublished' && <span class="soft"> · {t('calendar.not-working')}</span>}
      </p>
      <Why day={day} view={view} />
      {doing === null && <SessionsOf {...props} />}
      {mayEdit && doing === null && (
        <>
          {saidOf(read.file, day.date).map((said, i) => (
            <TakeBack key={i} {...props} read={read} said={said} />
          ))}
          <div class="day-doors">
            {DAY_EDITS.map((edit) => (
              <button key={edit} type="button" data-edit={edit} onClick={() => setDoing(edit)}>
                {t(`calendar.edit.${edit}`)}
              </button>
            ))}
            <button type="button" data-edit="plan" onClick={() => setDoing('plan')}>
              {t('console.step.plan-session')}
            </button>
          </div>
        </>
      )}
      {mayEdit && doing === 'plan' && <PlanSession {...of} date={day.date} press={press} end={end} />}
      {mayEdit && doing !== null && doing !== 'plan' && <EditDay {...props} read={read} edit={doing} end={end} />}
    </>
  )
}

/** Later reasons win: read from the top. */
function Why({ day, view }: { day: CalendarDay; view: CalendarView }) {
  const speech = useWords()
  const { t, own } = speech
  return (
    <section>
      <h3>{t('calendar.why')}</h3>
      <ol class="day-why">
        {day.why.map(({ rule, text, id = '' }, i) => {
          const name = text === undefined ? openingWord(id, view, speech) : own(text)
          // These sentences end with what they speak of, if anything.
          const ends = text === undefined && id !== '' && AFTER.includes(rule)
          return <li key={i}>{t(`setup.why.${rule}` as WordKey, { name: ends ? `: ${name}` : name })}</li>
        })}
      </ol>
    </section>
  )
}

const AFTER = ['exception', 'planned_by_hand', 'on_demand', 'called_off']

/** By its name or kind and hours, as its sessions of the year have them. */
function openingWord(id: string, { days }: CalendarView, speech: Speech): string {
  if (id === '') return ''
  const session = days.flatMap(({ sessions }) => sessions).find((one) => one.opening === id)
  return session === undefined ? id : `${nameOf(session, speech)} ${hoursOf(session)}`
}

export function nameOf({ name, kind }: CalendarSession, { t, own }: Speech): string {
  return name === undefined ? t(`appt.kind_${kind}`) : own(name)
}

export function hoursOf({ start, end }: CalendarSession): string {
  return `${start.slice(11, 16)}–${end.slice(11, 16)}`
}

function SessionsOf({ day, of, press }: DayProps) {
  const speech = useWords()
  const { t } = speech
  const [off, setOff] = useState<CalendarSession | null>(null)
  const isManager = of.account.role === 'manager'
  return (
    <section>
      <h3>{t('calendar.sessions')}</h3>
      {day.sessions.length === 0 && <p class="soft">{t('calendar.no-sessions')}</p>}
      <ul class="day-sessions">
        {day.sessions.map((one) => (
          <li key={one.id} data-session={one.id} data-state={one.state}>
            <strong class="digits">{hoursOf(one)}</strong> {nameOf(one, speech)}
            {one.state !== 'confirmed' && <span class="tag"> {t(`appts.session-${one.state}`)}</span>}
            <p class="soft">
              {[
                ...(one.byHand ? [t('calendar.by-hand')] : []),
                ...(one.walkIn ? [] : [t('calendar.booked-only')]),
                ...(one.booked === undefined ? [] : [t('appts.booked-count', { count: one.booked })]),
                ...(one.minimum === undefined ? [] : [t('appts.minimum', { count: one.minimum })]),
              ].join(' · ')}
            </p>
            {isManager && one.state !== 'called-off' && Date.parse(one.end) > of.now && (
              <button type="button" class="quiet" onClick={() => setOff(one)}>
                {t('console.step.call-off-session')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {off !== null && (
        <ReasonDialog
          about={off.id}
          title={`${t('console.step.call-off-session')}: ${nameOf(off, speech)} ${hoursOf(off)}`}
          hint={t('calendar.call-off-hint', { count: off.booked ?? 0 })}
          usual={[]}
          send={t('console.step.call-off-session')}
          give={(reason) => {
            press({ do: 'call-off-session', session: off.id, reason })
            setOff(null)
          }}
          close={() => setOff(null)}
        />
      )}
    </section>
  )
}
