// What is handed out: the code, the square, the link; or the link alone under which a kept place is booked.
import type { HallView } from '../../core/protocol.ts'
import type { AppointmentView } from '../../core/protocol-bookings.ts'
import { wallDay, wallTime } from '../../ui/hallClock.ts'
import { useWords } from '../../ui/words.ts'
import { PrintOrNext, Square } from '../HandedOut.tsx'

export function BookedCard({
  hall,
  appointment,
  end,
}: {
  hall: HallView
  appointment: AppointmentView
  end: () => void
}) {
  const { t, own, language } = useWords()
  const { key = '', code = '', heldUntil, start, services } = appointment
  const time = (at: string) =>
    `${wallDay(Date.parse(at), hall.timeZone, language)} ${wallTime(Date.parse(at), hall.timeZone)}`
  return (
    <article class="number-card" data-appointment={appointment.id}>
      <h1>{time(start)}</h1>
      <p class="for">
        {services.map((id) => own(hall.services.find((one) => one.id === id)?.name ?? { id })).join(' + ')}
      </p>
      {heldUntil === null ? (
        <p>
          {t('appts.code')} <b class="digits code">{code.match(/\d{3}/g)?.join(' ')}</b>
        </p>
      ) : (
        <p class="notice">{t('appts.kept-until', { time: time(heldUntil) })}</p>
      )}
      <Square
        source={`/api/v1/appointments/${encodeURIComponent(key)}/qr.svg`}
        caption={`${location.origin}/appointment#${key}`}
        isLink
      />
      <PrintOrNext end={end} />
    </article>
  )
}
