// Another time, or none: the new place is taken before the old one is given back, and for some minutes all can be undone.
import { useState } from 'preact/hooks'
import type { CommandAnswer, HallView } from '../../core/protocol.ts'
import type { HeldView } from '../../core/protocol-bookings.ts'
import { useHallClock } from '../../ui/hallClock.ts'
import { pageLink } from '../../ui/page.tsx'
import { clockTime } from '../../ui/times.ts'
import { usePress } from '../../ui/usePress.ts'
import { useWords } from '../../ui/words.ts'
import { ChooseTime } from './ChooseTime.tsx'
import { Problem } from './Problem.tsx'
import { dayOf, useSlots } from './useSlots.ts'

interface Shown {
  hall: HallView
  mine: HeldView
  bookingKey: string
  onChanged: () => void
}

type Asking = 'nothing' | 'time' | 'cancel'

export function Change({ hall, mine, bookingKey, onChanged }: Shown) {
  const { t, language } = useWords()
  const [asking, setAsking] = useState<Asking>('nothing')
  const now = useHallClock(hall)
  const { appointment } = mine
  const pressing = usePress((_: CommandAnswer) => {
    setAsking('nothing')
    onChanged()
  })
  const { undoUntil, state } = appointment
  const mayUndo = undoUntil !== undefined && now !== null && Date.parse(undoUntil) > now
  const isAhead = now !== null && Date.parse(appointment.start) > now
  return (
    <div class="change">
      <Problem problem={pressing.refusal} />
      {mayUndo ? (
        <button
          type="button"
          class="push"
          data-step="undo"
          aria-disabled={pressing.busy}
          onClick={() => pressing.press(hall.id, { do: 'undo-appointment', appointment: bookingKey })}
        >
          {t(state === 'booked' ? 'appt.undo_change' : 'appt.undo_cancel', {
            time: clockTime(undoUntil, hall.timeZone),
          })}
        </button>
      ) : null}
      {state === 'booked' && isAhead && asking === 'nothing' ? (
        <>
          <button type="button" class="push" data-step="change" onClick={() => setAsking('time')}>
            {t('appt.change')}
          </button>
          <button type="button" class="let-go" data-step="cancel" onClick={() => setAsking('cancel')}>
            {t('appt.cancel')}
          </button>
        </>
      ) : null}
      {asking === 'time' ? (
        <NewTime
          hall={hall}
          mine={mine}
          bookingKey={bookingKey}
          pressing={pressing}
          onBack={() => setAsking('nothing')}
        />
      ) : null}
      {asking === 'cancel' ? (
        <section class="card let-go-ask" aria-live="polite">
          <p>{t('appt.cancel_sure', { minutes: hall.booking.undoMinutes })}</p>
          <button type="button" class="push push-main" onClick={() => setAsking('nothing')}>
            {t('appt.cancel_no')}
          </button>
          <button
            type="button"
            class="push push-danger"
            data-step="cancel-sure"
            aria-disabled={pressing.busy}
            onClick={() => pressing.press(hall.id, { do: 'cancel-appointment', appointment: bookingKey })}
          >
            {t('appt.cancel_yes')}
          </button>
        </section>
      ) : null}
      {state === 'booked' ? null : (
        <a class="push push-main" href={`${pageLink('/appointment', language)}#${appointment.services.join()}`}>
          {t('appt.book_again')}
        </a>
      )}
    </div>
  )
}

interface OfTime extends Omit<Shown, 'onChanged'> {
  pressing: ReturnType<typeof usePress>
  onBack: () => void
}

function NewTime({ hall, mine: { appointment }, bookingKey, pressing, onBack }: OfTime) {
  const { t } = useWords()
  const asked = {
    hall: hall.id,
    services: appointment.services,
    from: dayOf(hall.now),
    invitation: appointment.invitation ?? null,
  }
  const days = useSlots(asked, pressing.refusal)
  return (
    <section class="card new-time">
      <h2>{t('appt.new_time')}</h2>
      <p class="soft">{t('appt.new_time_hint')}</p>
      <button type="button" class="push" onClick={onBack}>
        {t('appt.keep_time')}
      </button>
      <ChooseTime
        hall={hall}
        services={appointment.services}
        days={days}
        busy={pressing.busy}
        alternatives={pressing.refusal?.alternatives ?? []}
        onChoose={({ start, session }) =>
          pressing.press(hall.id, {
            do: 'rebook',
            appointment: bookingKey,
            start,
            ...(session === undefined ? {} : { session }),
          })
        }
      />
    </section>
  )
}
