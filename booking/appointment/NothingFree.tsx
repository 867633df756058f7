// No time is free: when booking opens again, what a walk-in can do, and the waiting list.
import type { HallView } from '../../core/protocol.ts'
import type { SlotsDay } from '../../core/protocol-bookings.ts'
import { whenWord } from '../../ui/times.ts'
import { useWords } from '../../ui/words.ts'
import { WaitingList } from './WaitingList.tsx'

interface Shown {
  hall: HallView
  services: readonly string[]
  days: SlotsDay[]
}

export function NothingFree({ hall, services, days }: Shown) {
  const speech = useWords()
  const { t } = speech
  const open = days.filter((one) => one.open)
  const from = open[0]?.date ?? days[0]?.date ?? ''
  const to = open[Math.min(open.length, DAYS_WISHED) - 1]?.date ?? from
  const [opening] = days.flatMap((one) => one.sessions.flatMap(({ bookableFrom }) => bookableFrom ?? [])).sort()
  return (
    <>
      <p class="notice">{t('appt.nothing_free')}</p>
      {opening === undefined ? null : (
        <p>{t('appt.next_opening', { when: whenWord(opening, hall.now, hall.timeZone, speech) })}</p>
      )}
      <WaitingList hall={hall} services={services} from={from} to={to} first={days[0]?.date} />
    </>
  )
}

/** Whoever wishes nothing else waits for a week of open days. */
const DAYS_WISHED = 5
