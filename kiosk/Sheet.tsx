// Third tap: what the service takes and what to bring, and the button that gives the number.
import type { OwnPaper } from '../core/paper.ts'
import type { HallView, ServiceView } from '../core/protocol.ts'
import { AlsoButton, Chosen } from '../ui/Chosen.tsx'
import { Facts } from '../ui/Facts.tsx'
import { ToBring } from '../ui/Materials.tsx'
import { TakeButton } from '../ui/TakeButton.tsx'
import type { Pressing } from '../ui/usePress.ts'
import { useWords } from '../ui/words.ts'
import { Instead } from './Instead.tsx'
import { NoticeButton } from './PaperNews.tsx'
import { PriorityButton } from './Priorities.tsx'
import type { Step } from './step.ts'
import type { Aloud } from './useAloud.ts'

interface Shown {
  hall: HallView
  /** On one number, in this order; the last one is the one just chosen. */
  services: ServiceView[]
  pressing: Pressing
  priority: string | null
  setPriority: (priority: string | null) => void
  mayGrant: boolean
  paper: OwnPaper | null
  aloud: Aloud
  go: (step: Step) => void
  onTake: () => void
}

export function Sheet({ hall, services, pressing, paper, aloud, go, onTake, ...rest }: Shown) {
  const { t } = useWords()
  const [first] = services
  if (first === undefined) return null
  const ids = services.map((one) => one.id)
  const onRemove = (id: string) => go({ at: 'sheet', services: ids.filter((one) => one !== id) })
  return (
    <section class="sheet">
      <Title hall={hall} service={services.length === 1 ? first : undefined} />
      <div class="sheet-body">
        <Chosen services={services} onRemove={onRemove} />
        {first.open ? (
          <Facts
            estimate={first.estimate}
            peopleTitle={t('common.people_waiting')}
            people={t('common.people', { count: first.waiting })}
          />
        ) : null}
        <ToBring services={services} />
        {paper === null ? null : <NoticeButton key={ids.join()} {...{ hall, services, paper, aloud }} />}
      </div>
      <div class="sheet-take">
        {first.open && !pressing.busy ? (
          <div class="sheet-more">
            <AlsoButton services={services} onAlso={() => go({ at: 'departments', also: ids })} />
            <PriorityButton hall={hall} {...rest} onAsk={() => go({ at: 'priority', services: ids })} />
          </div>
        ) : null}
        <TakeButton hall={hall} service={first} pressing={pressing} onTake={onTake} count={services.length} />
        {first.open && !first.onePerPerson ? <p class="sheet-hint">{t('kiosk.take_hint')}</p> : null}
        <Instead hall={hall} service={first} refusal={pressing.refusal} go={go} />
      </div>
    </section>
  )
}

function Title({ hall, service }: { hall: HallView; service: ServiceView | undefined }) {
  const { t, own } = useWords()
  const department = hall.departments.find((one) => one.id === service?.department)
  return (
    <div class="step-head">
      {department === undefined ? null : <p class="step-over">{own(department.name)}</p>}
      <h1 tabIndex={-1}>{service === undefined ? t('common.take') : own(service.name)}</h1>
      {service?.description === undefined ? null : <p>{own(service.description)}</p>}
    </div>
  )
}
