// Second tap: the services of a department, with what is going on in each.
import type { HallView } from '../core/protocol.ts'
import { Emblem } from '../ui/Icon.tsx'
import { ServiceRow } from '../ui/ServiceRow.tsx'
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
  const onChoose = (service: string) => go({ at: 'sheet', services: [...also, service] })
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
            <ServiceRow {...{ hall, service, also, onChoose }} signed />
          </li>
        ))}
      </ul>
    </section>
  )
}
