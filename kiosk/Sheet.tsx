// Third tap: what the service takes and what to bring, and the button that gives the number.
import type { HallView, ServiceView } from '../core/protocol.ts'
import { Facts } from '../ui/Facts.tsx'
import { Materials } from '../ui/Materials.tsx'
import { TakeButton } from '../ui/TakeButton.tsx'
import type { Pressing } from '../ui/usePress.ts'
import { useWords } from '../ui/words.ts'

interface Shown {
  hall: HallView
  service: ServiceView
  pressing: Pressing
  onTake: () => void
}

export function Sheet({ hall, service, pressing, onTake }: Shown) {
  const { t, own } = useWords()
  const department = hall.departments.find((one) => one.id === service.department)
  return (
    <section class="sheet">
      <div class="step-head">
        {department === undefined ? null : <p class="step-over">{own(department.name)}</p>}
        <h1 tabIndex={-1}>{own(service.name)}</h1>
        {service.description === undefined ? null : <p>{own(service.description)}</p>}
      </div>
      <div class="sheet-body">
        {service.open ? (
          <Facts
            estimate={service.estimate}
            peopleTitle={t('common.people_waiting')}
            people={t('common.people', { count: service.waiting })}
          />
        ) : null}
        <div class="card">
          <h2>{t('common.bring')}</h2>
          <Materials materials={service.materials} />
        </div>
      </div>
      <div class="sheet-take">
        <TakeButton hall={hall} service={service} pressing={pressing} onTake={onTake} />
        {service.open ? <p class="sheet-hint">{t('kiosk.take_hint')}</p> : null}
      </div>
    </section>
  )
}
