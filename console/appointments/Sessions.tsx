// Sessions after hours of the coming weeks: how many have booked, whether they take place, who works in them.
import { useEffect, useState } from 'preact/hooks'
import type { DeskSession, SlotsSession } from '../../core/protocol-bookings.ts'
import { wallDay, wallTime } from '../../ui/hallClock.ts'
import { request } from '../../ui/request.ts'
import type { Press } from '../../ui/send.ts'
import { useWords } from '../../ui/words.ts'
import { addDays } from '../calendar/days.ts'
import type { Hall } from '../given.ts'
import { PlanSession } from './PlanSession.tsx'
import { Roster } from './Roster.tsx'

interface Shown extends Hall {
  press: (press: Press) => void
}

export function Sessions(of: Shown) {
  const { hall, board, account, press } = of
  const { t } = useWords()
  const [sessions, setSessions] = useState<DeskSession[] | null>(null)
  const [planning, setPlanning] = useState(false)
  // What is decided, staffed or booked comes with the board's number.
  useEffect(() => {
    let gone = false
    const load = async () => {
      const answer = await request('GET', `/api/v1/halls/${encodeURIComponent(hall.id)}/sessions`)
      if (!gone && answer.ok) setSessions((answer.body as { sessions: DeskSession[] }).sessions)
    }
    const timer = setTimeout(load, SOON_MS)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [hall.id, board.seq])
  const isManager = account.role === 'manager'
  return (
    <div class="sessions">
      <h1>{t('appts.sessions-title')}</h1>
      {isManager && !planning ? (
        <button type="button" onClick={() => setPlanning(true)}>
          {t('console.step.plan-session')}
        </button>
      ) : null}
      {planning ? <PlanSession {...of} end={() => setPlanning(false)} /> : null}
      {sessions !== null && sessions.length === 0 ? <p class="soft">{t('appts.sessions-none')}</p> : null}
      <ul class="session-list">
        {sessions?.map((one) => (
          <li key={one.id} data-session={one.id} data-state={one.state}>
            <Head {...of} one={one} />
            {one.state === 'called-off' ? null : (
              <details open={isNear(one, board.day)}>
                <summary>{t('appts.arrange')}</summary>
                {isManager ? <Decide one={one} press={press} /> : null}
                <Roster {...of} one={one} />
              </details>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Whom it concerns already: today's and tomorrow's, booked or staffed. The weeks after these are there to be opened. */
function isNear({ start, booked = 0, staff }: DeskSession, today: string): boolean {
  return booked > 0 || staff.length > 0 || start.slice(0, 10) <= addDays(today, 1)
}

/** Many presses in a second are one look. */
const SOON_MS = 150

function Head({ hall, one }: Hall & { one: DeskSession }) {
  const { t, own, language } = useWords()
  const start = Date.parse(one.start)
  const end = wallTime(Date.parse(one.end), hall.timeZone)
  return (
    <>
      <h2>
        {wallDay(start, hall.timeZone, language)}{' '}
        <span class="digits">{`${wallTime(start, hall.timeZone)}–${end}`}</span>{' '}
        {one.name === undefined ? t(`appt.kind_${one.kind}`) : own(one.name)}{' '}
        <span class={`tag session-${one.state}`}>{t(`appts.session-${one.state}`)}</span>
      </h2>
      <p class="soft">
        {t('appts.booked-count', { count: one.booked ?? 0 })}
        {one.minimum === undefined ? '' : ` · ${t('appts.minimum', { count: one.minimum })}`}
        {one.decidedAt === undefined
          ? ''
          : ` · ${t('appts.decided-at', { time: `${wallDay(Date.parse(one.decidedAt), hall.timeZone, language)} ${wallTime(Date.parse(one.decidedAt), hall.timeZone)}` })}`}
        {one.gaps > 0 ? <strong class="gap"> {t('appts.gaps', { count: one.gaps })}</strong> : null}
      </p>
    </>
  )
}

function Decide({ one, press }: { one: SlotsSession; press: (press: Press) => void }) {
  const { t } = useWords()
  const [reason, setReason] = useState('')
  const given = reason.trim()
  return (
    <div class="in-line">
      <label>
        {t('appts.reason')}
        <input
          value={reason}
          maxLength={200}
          autocomplete="off"
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      {one.state === 'planned' ? (
        <button
          type="button"
          data-step="confirm"
          onClick={() => press({ do: 'confirm-session', session: one.id, ...(given === '' ? {} : { reason: given }) })}
        >
          {t('console.step.confirm-session')}
        </button>
      ) : null}
      <button
        type="button"
        data-step="call-off"
        aria-disabled={given === ''}
        onClick={() => given !== '' && press({ do: 'call-off-session', session: one.id, reason: given })}
      >
        {t('console.step.call-off-session')}
      </button>
    </div>
  )
}
