// One appointment with its person: check in, another time, cancel with a reason, and what follows from misses.
import { useEffect, useState } from 'preact/hooks'
import type { DeskAppointment } from '../../core/protocol-bookings.ts'
import { wallDay, wallTime } from '../../ui/hallClock.ts'
import { request } from '../../ui/request.ts'
import type { Press } from '../../ui/send.ts'
import { useWords } from '../../ui/words.ts'
import type { Hall } from '../given.ts'
import { DeskTimes } from './DeskTimes.tsx'

interface Shown extends Hall {
  id: string
  turn: number
  press: (press: Press) => void
}

type Asking = 'nothing' | 'time' | 'cancel' | 'lift'

export function OneAppointment(of: Shown) {
  const { hall, id, turn, press, account, now } = of
  const { t, own, language } = useWords()
  const [found, setFound] = useState<DeskAppointment | null>(null)
  const [asking, setAsking] = useState<Asking>('nothing')
  // `turn` asks for it to be read again.
  useEffect(() => {
    let gone = false
    void request('GET', `/api/v1/halls/${encodeURIComponent(hall.id)}/appointments/${id}`).then((answer) => {
      if (!gone && answer.ok) setFound(answer.body as DeskAppointment)
    })
    return () => {
      gone = true
    }
  }, [hall.id, id, turn])
  if (found === null) return <p class="notice">{t('console.loading')}</p>
  const { appointment: one, name, phone, address, misses, cancellations, bannedUntil, appealWords } = found
  const start = Date.parse(one.start)
  const isOpen = one.state === 'booked'
  const counted = one.state === 'missed' || (one.state === 'cancelled' && one.endedBy === 'visitor')
  const mayUndo = one.undoUntil !== undefined && Date.parse(one.undoUntil) > now
  const send = (pressed: Press) => {
    setAsking('nothing')
    press(pressed)
  }
  return (
    <article class="appt-card" data-state={one.state}>
      <h1>
        <b class="digits">{wallTime(start, hall.timeZone)}</b> {wallDay(start, hall.timeZone, language)}
      </h1>
      <p>
        <strong>{name ?? t('appts.nameless')}</strong> <span class="digits">{phone}</span>{' '}
        <span class="tag">{t(`appts.state-${one.state}`)}</span>
      </p>
      <p>
        {one.services
          .map((service) => own(hall.services.find((each) => each.id === service)?.name ?? { service }))
          .join(' + ')}
      </p>
      {address === null ? null : <p>{address}</p>}
      <p>
        {t('appts.code')} <b class="digits">{one.code?.match(/\d{3}/g)?.join(' ')}</b>
      </p>
      {misses + cancellations === 0 ? null : <p class="soft">{t('appts.counted', { misses, cancellations })}</p>}
      {bannedUntil === null ? null : (
        <p class="notice">{t('appts.banned', { day: wallDay(Date.parse(bannedUntil), hall.timeZone, language) })}</p>
      )}
      {appealWords === null ? null : <blockquote>{appealWords}</blockquote>}
      <div class="host-acts">
        {isOpen && (
          <button
            type="button"
            class="main-button"
            data-step="check-in"
            onClick={() => press({ do: 'check-in', appointment: id })}
          >
            {t('console.step.check-in')}
          </button>
        )}
        {isOpen && (
          <button type="button" onClick={() => setAsking('time')}>
            {t('console.step.rebook')}
          </button>
        )}
        {isOpen && (
          <button type="button" onClick={() => setAsking('cancel')}>
            {t('console.step.cancel-appointment')}
          </button>
        )}
        {mayUndo && (
          <button type="button" onClick={() => press({ do: 'undo-appointment', appointment: id })}>
            {t('console.step.undo-appointment')}
          </button>
        )}
        {counted && account.role === 'manager' && !one.appeal?.lifted && (
          <button type="button" onClick={() => setAsking('lift')}>
            {t('console.step.lift-ban')}
          </button>
        )}
      </div>
      {asking === 'time' && (
        <DeskTimes
          {...of}
          services={one.services}
          onChoose={({ start: at, session }) => send({ do: 'rebook', appointment: id, start: at, session })}
        />
      )}
      {(asking === 'cancel' || asking === 'lift') && (
        <Reason
          label={t('appts.reason')}
          yes={t(asking === 'cancel' ? 'console.step.cancel-appointment' : 'console.step.lift-ban')}
          onYes={(reason) =>
            send({ do: asking === 'cancel' ? 'cancel-appointment' : 'lift-ban', appointment: id, reason })
          }
        />
      )}
    </article>
  )
}

const REASON_MOST = 200

function Reason({ label, yes, onYes }: { label: string; yes: string; onYes: (reason: string) => void }) {
  return (
    <form
      class="in-line"
      onSubmit={(event) => {
        event.preventDefault()
        const reason = String(new FormData(event.currentTarget).get('reason')).trim()
        if (reason !== '') onYes(reason)
      }}
    >
      <label>
        {label}
        <input name="reason" maxLength={REASON_MOST} autocomplete="off" required />
      </label>
      <button type="submit">{yes}</button>
    </form>
  )
}
