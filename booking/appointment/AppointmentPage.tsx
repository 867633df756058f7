// Finds out what the address asks for: a new appointment, or one that there is.
import mine from 'chunk:./Mine.tsx'
import type { HallView } from '../../core/protocol.ts'
import { HallClosed } from '../../ui/HallClosed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { pageLink, useTitle } from '../../ui/page.tsx'
import { reloadIfOther } from '../../ui/partGone.ts'
import { useHallId } from '../../ui/useHall.ts'
import { useLater } from '../../ui/useLater.ts'
import { useLiveHall } from '../../ui/useLiveHall.ts'
import { useWords } from '../../ui/words.ts'
import { Head } from '../Head.tsx'
import { useAddress } from './address.ts'
import { NewAppointment } from './NewAppointment.tsx'

/** Most come to book; what is booked comes when somebody looks at it. */
function OwnOne(props: { hall: HallView; bookingKey: string }) {
  const there = useLater<typeof import('./Mine.tsx')>(mine, reloadIfOther)
  return there === null ? <Loading /> : <there.Mine {...props} />
}

export function AppointmentPage() {
  useTitle('appt.title')
  const { t, language } = useWords()
  const { services: ids, key, invitation } = useAddress()
  const named = useHallId()
  const live = useLiveHall(named, 'lobby')
  const { hall } = live
  const services = ids.flatMap((id) => hall?.services.find((one) => one.id === id) ?? [])
  const bookable = services.filter((one) => one.appointment)
  return (
    <div class="phone">
      <Head live={live} />
      <main>
        {live.missing ? <p class="loading">{t('common.no_hall')}</p> : null}
        {hall === null && !live.missing ? <Loading /> : null}
        {hall === null || key === null ? null : <OwnOne key={key} hall={hall} bookingKey={key} />}
        {hall === null || key !== null || bookable.length === 0 ? null : (
          <NewAppointment key={ids.join()} hall={hall} services={bookable} invitation={invitation} />
        )}
        {hall === null || key !== null || bookable.length > 0 ? null : (
          <section class="card">
            <HallClosed hall={hall} />
            <h1>{t('appt.choose_first')}</h1>
            <a class="push push-main" href={pageLink('/booking', language)}>
              {t('appt.to_services')}
            </a>
          </section>
        )}
      </main>
    </div>
  )
}
