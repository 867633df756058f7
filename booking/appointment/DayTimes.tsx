// The times of one day by session, or why there are none.
import type { HallView } from '../../core/protocol.ts'
import type { SlotsDay, SlotsSession, SlotView } from '../../core/protocol-bookings.ts'
import { clockTime, whenWord } from '../../ui/times.ts'
import { useWords } from '../../ui/words.ts'
import { dayLong } from './days.ts'
import { reasonWord } from './reasons.ts'

interface Shown {
  hall: HallView
  day: SlotsDay
  busy: boolean
  onChoose: (slot: SlotView) => void
}

export function DayTimes({ hall, day, busy, onChoose }: Shown) {
  const { t, language, own } = useWords()
  const reason = day.why[day.why.length - 1]
  return (
    <section class="day-times" aria-live="polite">
      <h2>{dayLong(day.date, language)}</h2>
      {day.open || reason === undefined ? null : <p class="notice">{reasonWord(reason, { t, own })}</p>}
      {day.sessions.map((session) => (
        <SessionTimes
          key={session.id}
          hall={hall}
          session={session}
          slots={day.slots.filter((slot) => slot.session === session.id && slot.free > 0)}
          busy={busy}
          onChoose={onChoose}
        />
      ))}
    </section>
  )
}

function SessionTimes({
  hall,
  session,
  slots,
  busy,
  onChoose,
}: Omit<Shown, 'day'> & { session: SlotsSession; slots: SlotView[] }) {
  const { t, own } = useWords()
  const times = { start: clockTime(session.start, hall.timeZone), end: clockTime(session.end, hall.timeZone) }
  return (
    <div class="session-times" data-session={session.id}>
      <h3>
        {session.name === undefined ? t(`appt.kind_${session.kind}`) : own(session.name)}{' '}
        <small class="digits">
          {times.start}–{times.end}
        </small>
      </h3>
      <SessionNote hall={hall} session={session} />
      {session.state === 'called-off' ? null : (
        <ul class="times">
          {slots.map((slot) => (
            <li key={slot.start}>
              <button
                type="button"
                class="time"
                data-start={slot.start}
                aria-disabled={busy}
                onClick={() => {
                  if (!busy) onChoose(slot)
                }}
              >
                <b class="digits">{clockTime(slot.start, hall.timeZone)}</b>
                <span>{t('appt.places', { count: slot.free })}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {slots.length === 0 && session.state !== 'called-off' && session.bookableFrom === undefined ? (
        <p class="soft">{t(`appt.session_${session.notBooked ?? 'full'}`)}</p>
      ) : null}
    </div>
  )
}

/** Opens only if people come: how many it takes, how many there are, and when it is decided. */
function SessionNote({ hall, session }: { hall: HallView; session: SlotsSession }) {
  const speech = useWords()
  const { t } = speech
  const { state, minimum = 0, booked = 0, decidedAt, bookableFrom } = session
  const when = (at: string) => whenWord(at, hall.now, hall.timeZone, speech)
  return (
    <>
      {state === 'called-off' ? <p class="notice">{t('appt.called_off')}</p> : null}
      {state === 'planned' && decidedAt !== undefined ? (
        <p class="soft">{t('appt.on_demand', { minimum, booked, when: when(decidedAt) })}</p>
      ) : null}
      {state === 'confirmed' && minimum > 0 ? <p class="soft">{t('appt.takes_place')}</p> : null}
      {bookableFrom === undefined ? null : <p class="soft">{t('appt.opens_at', { when: when(bookableFrom) })}</p>}
    </>
  )
}
