// Second tap: the services of a department, with what is going on in each.
import type { HallView, ServiceView } from '../core/protocol.ts'
import { Emblem, Icon } from '../ui/Icon.tsx'
import { ServiceStatus } from '../ui/ServiceStatus.tsx'
import { useWords } from '../ui/words.ts'
import type { Step } from './step.ts'

interface Choosing {
  hall: HallView
  department: string
  /** What is already on the number. */
  also: readonly string[]
  go: (step: Step) => void
}

export function Services({ hall, department: id, also, go }: Choosing) {
  const { t, own } = useWords()
  const department = hall.departments.find((one) => one.id === id)
  const services = hall.services.filter((one) => one.department === id)
  return (
    <section class="services">
      <div class="step-head">
        {department === undefined ? null : (
          <p class="step-over">
            <Emblem department={department} />
            {own(department.name)}
          </p>
        )}
        <h1 tabIndex={-1}>{t(also.length === 0 ? 'kiosk.which_service' : 'take.what_else')}</h1>
      </div>
      <ul class="service-rows">
        {services.map((service) => (
          <li key={service.id}>
            <ServiceRow hall={hall} service={service} also={also} go={go} />
          </li>
        ))}
      </ul>
    </section>
  )
}

type Row = Omit<Choosing, 'department'> & { service: ServiceView }

/** What is closed can be looked up, but not be put on a number beside others. */
function ServiceRow({ hall, service, also, go }: Row) {
  const { t, own } = useWords()
  const chosen = also.includes(service.id)
  const cannot = chosen || (also.length > 0 && (!service.open || service.guidance === true))
  const choose = () => {
    if (!cannot) go({ at: 'sheet', services: [...also, service.id] })
  }
  return (
    <button type="button" class="service-row" data-service={service.id} aria-disabled={cannot} onClick={choose}>
      <span class="service-name">
        <b>{own(service.name)}</b>
        {service.description === undefined ? null : <span>{own(service.description)}</span>}
      </span>
      {chosen ? <b class="service-chosen">{t('take.chosen')}</b> : <ServiceStatus hall={hall} service={service} />}
      <Icon sign={chosen ? 'done' : 'go'} />
    </button>
  )
}
