// The hall's booking rules in plain words, with its own numbers in them: nobody learns of a ban when it is there.
import type { HallView } from '../../core/protocol.ts'
import type { AppointmentView } from '../../core/protocol-bookings.ts'
import { clockTime } from '../../ui/times.ts'
import { useWords } from '../../ui/words.ts'

export function Rules({ hall, held }: { hall: HallView; held: AppointmentView }) {
  const { t } = useWords()
  const { checkInMinutes, lateGraceMinutes, quarantineMinutes, bans } = hall.booking
  const start = clockTime(held.start, hall.timeZone)
  return (
    <section class="card rules">
      <h2>{t('appt.rules')}</h2>
      <ul>
        <li>{t('appt.rule_check_in', { start, minutes: checkInMinutes })}</li>
        <li>{t('appt.rule_late', { minutes: lateGraceMinutes })}</li>
        <li>{t('appt.rule_cancel', { minutes: quarantineMinutes })}</li>
        {bans.misses === null ? null : (
          <li>{t('appt.rule_misses', { misses: bans.misses, within: bans.withinDays, days: bans.banDays })}</li>
        )}
        {bans.cancellations === null ? null : (
          <li>
            {t('appt.rule_cancellations', { count: bans.cancellations, within: bans.withinDays, days: bans.banDays })}
          </li>
        )}
        <li>{t('appt.rule_data')}</li>
      </ul>
    </section>
  )
}
