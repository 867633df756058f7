// An appointment that there is: its code, when and where, what to bring; changed, given up, taken back, appealed.
import { useEffect, useState } from 'preact/hooks'
import type { HallView } from '../../core/protocol.ts'
import type { HeldView } from '../../core/protocol-bookings.ts'
import { comesAgainIn } from '../../ui/busy.ts'
import { Loading } from '../../ui/Loading.tsx'
import { Materials } from '../../ui/Materials.tsx'
import { pageLink } from '../../ui/page.tsx'
import { request } from '../../ui/request.ts'
import { clockTime, whenWord } from '../../ui/times.ts'
import { useWords } from '../../ui/words.ts'
import { Appeal } from './Appeal.tsx'
import { Change } from './Change.tsx'
import { Code } from './Code.tsx'
import { dayLong } from './days.ts'
import { Kept } from './Kept.tsx'
import { Who } from './Who.tsx'

const AGAIN_MS = 20_000
const AGAIN_AFTER_FAILURE_MS = 3_000

interface Read {
  mine: HeldView | null
  unknown: boolean
}

export function Mine({ hall, bookingKey }: { hall: HallView; bookingKey: string }) {
  const { t, language } = useWords()
  const [{ mine, unknown }, setRead] = useState<Read>({ mine: null, unknown: false })
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    let stopped = false
    const load = async () => {
      const answer = await request('GET', `/api/v1/appointments/${encodeURIComponent(bookingKey)}`)
      if (stopped) return
      if (answer.ok) setRead({ mine: answer.body as HeldView, unknown: false })
      else if (answer.problem.status === 404) setRead({ mine: null, unknown: true })
      timer = setTimeout(load, answer.ok ? AGAIN_MS : comesAgainIn(answer.problem) || AGAIN_AFTER_FAILURE_MS)
    }
    void load()
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [bookingKey, turn])
  const look = () => setTurn((count) => count + 1)
  if (unknown) return <Unknown />
  if (mine === null) return <Loading />
  const { appointment } = mine
  const toServices = () => {
    location.hash = appointment.services.join()
  }
  if (appointment.state === 'held')
    return (
      <section class="sheet">
        <h1>{t('appt.who')}</h1>
        <Kept hall={hall} held={appointment} onHeld={look} onLapsed={look} />
        <Who hall={hall} held={appointment} onHeld={look} onAgain={toServices} onBooked={look} />
      </section>
    )
  return (
    <section class="sheet mine" data-state={appointment.state}>
      <State hall={hall} mine={mine} />
      {appointment.state === 'booked' ? <Code bookingKey={bookingKey} code={appointment.code ?? ''} /> : null}
      {mine.ticketKey === null ? null : (
        <a class="push push-main" href={`${pageLink('/ticket', language)}#${mine.ticketKey}`}>
          {t('appt.to_ticket')}
        </a>
      )}
      <Change hall={hall} mine={mine} bookingKey={bookingKey} onChanged={look} />
      {appointment.state === 'booked' ? <ToBring hall={hall} services={appointment.services} /> : null}
      <Appeal hall={hall} mine={mine} bookingKey={bookingKey} onAppealed={look} />
    </section>
  )
}

function State({ hall, mine }: { hall: HallView; mine: HeldView }) {
  const { t, own, language } = useWords()
  const { appointment, person } = mine
  const names = appointment.services.map((id) => own(hall.services.find((one) => one.id === id)?.name ?? { en: id }))
  const { state, endedBy } = appointment
  const said =
    state === 'cancelled'
      ? (`appt.cancelled_${endedBy === 'hall' ? 'hall' : endedBy === 'lapse' ? 'lapse' : 'self'}` as const)
      : (`appt.state_${state}` as 'appt.state_booked')
  return (
    <div class={`card mine-state mine-${state}`}>
      <h1>{t(said)}</h1>
      <p class="mine-when">
        {dayLong(appointment.date, language)} <b class="digits">{clockTime(appointment.start, hall.timeZone)}</b>
      </p>
      <p>{names.join(' + ')}</p>
      <p class="soft">
        {own(hall.name)}
        {person.name === null ? null : ` · ${person.name}`}
      </p>
      {state === 'booked' ? <Decided hall={hall} mine={mine} /> : null}
      {state === 'booked' ? (
        <p>{t('appt.check_in_from', { time: clockTime(mine.checkInFrom, hall.timeZone) })}</p>
      ) : null}
    </div>
  )
}

/** Whether a session that opens on demand takes place: not yet known, and then since when, or yes. */
function Decided({ hall, mine: { sessionState, onDemand } }: { hall: HallView; mine: HeldView }) {
  const speech = useWords()
  const { t } = speech
  if (onDemand === null) return null
  if (sessionState === 'confirmed') return <p class="notice notice-good">{t('appt.takes_place')}</p>
  const { minimum, booked, decidedAt } = onDemand
  const when = whenWord(decidedAt, hall.now, hall.timeZone, speech)
  return (
    <p class="notice">
      {t('appt.on_demand', { minimum, booked, when })} {t('appt.maybe')}
    </p>
  )
}

function ToBring({ hall, services }: { hall: HallView; services: readonly string[] }) {
  const { t, own } = useWords()
  const shown = services.flatMap((id) => hall.services.find((one) => one.id === id) ?? [])
  return (
    <>
      {shown.map((one) => (
        <div class="card" key={one.id}>
          <h2>{shown.length === 1 ? t('common.bring') : t('appt.papers_for', { name: own(one.name) })}</h2>
          <Materials materials={one.materials} />
        </div>
      ))}
    </>
  )
}

function Unknown() {
  const { t, language } = useWords()
  return (
    <section class="card">
      <h1>{t('appt.unknown')}</h1>
      <p>{t('appt.unknown_hint')}</p>
      <a class="push push-main" href={pageLink('/booking', language)}>
        {t('appt.to_services')}
      </a>
    </section>
  )
}
