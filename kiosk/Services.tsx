// Second tap: the services of a department, with what is going on in each.
import type { HallView } from '../core/protocol.ts'
import { Emblem, Icon } from '../ui/Icon.tsx'
import { ServiceStatus } from '../ui/ServiceStatus.tsx'
import { useWords } from '../ui/words.ts'

interface Choosing {
  hall: HallView
  department: string
  onChoose: (service: string) => void
}

export function Services({ hall, department: id, onChoose }: Choosing) {
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
        <h1 tabIndex={-1}>{t('kiosk.which_service')}</h1>
      </div>
      <ul class="service-rows">
        {services.map((service) => (
          <li key={service.id}>
            <button type="button" class="service-row" data-service={service.id} onClick={() => onChoose(service.id)}>
              <span class="service-name">
                <b>{own(service.name)}</b>
                {service.description === undefined ? null : <span>{own(service.description)}</span>}
              </span>
              <ServiceStatus hall={hall} service={service} />
              <Icon sign="go" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
