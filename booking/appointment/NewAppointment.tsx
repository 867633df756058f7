// A new appointment, step by step: when, who, the code where the hall asks for one. What was typed stays through all of it.
import who from 'chunk:./Who.tsx'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { CommandAnswer, HallView, ServiceView } from '../../core/protocol.ts'
import type { AppointmentView } from '../../core/protocol-bookings.ts'
import { Loading } from '../../ui/Loading.tsx'
import { Materials } from '../../ui/Materials.tsx'
import { reloadIfOther } from '../../ui/partGone.ts'
import { useLater } from '../../ui/useLater.ts'
import { usePress } from '../../ui/usePress.ts'
import { useWords } from '../../ui/words.ts'
import { showAppointment } from './address.ts'
import { ChooseTime } from './ChooseTime.tsx'
import { Kept } from './Kept.tsx'
import { Problem } from './Problem.tsx'
import { dayOf, useSlots } from './useSlots.ts'

interface Shown {
  hall: HallView
  services: ServiceView[]
  invitation: string | null
}

export function NewAppointment({ hall, services, invitation }: Shown) {
  const { t, own, language } = useWords()
  const [held, setHeld] = useState<AppointmentView | null>(null)
  const [turn, setTurn] = useState(0)
  // Fetched while a time is chosen: it is there long before it is needed.
  const later = useLater<typeof import('./Who.tsx')>(who, reloadIfOther)
  const heading = useRef<HTMLHeadingElement>(null)
  const ids = services.map((one) => one.id)
  const days = useSlots({ hall: hall.id, services: ids, from: dayOf(hall.now), invitation }, turn)
  const holding = usePress(({ appointment }: CommandAnswer) => {
    if (appointment !== undefined) setHeld(appointment)
  })
  const isHeld = held !== null
  // Each step begins at its heading.
  useLayoutEffect(() => heading.current?.focus(), [isHeld])
  const again = () => {
    setHeld(null)
    setTurn((count) => count + 1)
  }
  // A time was gone when it was tapped: what is shown is old.
  const gone = holding.refusal
  useEffect(() => {
    if (gone !== null) setTurn((count) => count + 1)
  }, [gone])
  const choose = ({ start, session }: { start: string; session?: string }) =>
    holding.press(hall.id, {
      do: 'hold',
      services: ids,
      start,
      ...(session === undefined ? {} : { session }),
      ...(invitation === null ? {} : { invitation }),
      language,
    })
  return (
    <section class="sheet">
      <div class="sheet-head">
        <h1 tabIndex={-1} ref={heading}>
          {t(held === null ? 'appt.when' : 'appt.who')}
        </h1>
        <p>{services.map((one) => own(one.name)).join(' + ')}</p>
      </div>
      {held === null ? (
        <>
          <Problem problem={gone} />
          <ChooseTime
            hall={hall}
            services={ids}
            days={days}
            busy={holding.busy}
            alternatives={gone?.alternatives ?? []}
            onChoose={choose}
          />
          <Papers services={services} />
        </>
      ) : (
        <>
          <Kept hall={hall} held={held} onHeld={setHeld} onLapsed={again} />
          {later === null ? (
            <Loading />
          ) : (
            <later.Who
              hall={hall}
              held={held}
              onHeld={setHeld}
              onAgain={again}
              onBooked={(key) => showAppointment(key)}
            />
          )}
        </>
      )}
    </section>
  )
}

function Papers({ services }: { services: ServiceView[] }) {
  const { t, own } = useWords()
  return (
    <>
      {services.map((one) => (
        <details class="card papers" key={one.id}>
          <summary>{t('appt.papers_for', { name: own(one.name) })}</summary>
          <Materials materials={one.materials} />
        </details>
      ))}
    </>
  )
}
