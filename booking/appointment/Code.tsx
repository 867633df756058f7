// What opens the way in: nine digits to type, a square to scan, a file for the phone's calendar, and how to come back.
import { useWords } from '../../ui/words.ts'

export function Code({ bookingKey, code }: { bookingKey: string; code: string }) {
  const { t } = useWords()
  const address = `/api/v1/appointments/${encodeURIComponent(bookingKey)}`
  const groups = code.match(/\d{3}/g) ?? [code]
  return (
    <section class="card code">
      <h2>{t('appt.code')}</h2>
      <p class="code-digits digits" data-code={code}>
        {groups.join(' ')}
      </p>
      <img src={`${address}/qr.svg`} alt={t('appt.qr')} width="180" height="180" />
      <p class="soft">{t('appt.code_how')}</p>
      <a class="push" href={`${address}.ics`} download="appointment.ics">
        {t('appt.to_calendar')}
      </a>
      <p class="soft">{t('appt.find_again')}</p>
    </section>
  )
}
