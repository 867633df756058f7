// All services by department, with a search over names in every language of the hall.
import type { HallView, ServiceView } from '../core/protocol.ts'
import { Emblem, Icon } from '../ui/Icon.tsx'
import { ServiceRow } from '../ui/ServiceRow.tsx'
import { useWords } from '../ui/words.ts'

interface Listing {
  hall: HallView
  /** What is already on the number. */
  also: readonly string[]
  text: string
  onText: (text: string) => void
  onChoose: (service: string) => void
}

export function ServiceList({ hall, also, text, onText, onChoose }: Listing) {
  const { t } = useWords()
  const found = hall.services.filter((service) => matches(hall, service, text))
  const departments = hall.departments.filter(({ id }) => found.some((one) => one.department === id))
  const searching = text.trim() !== ''
  return (
    <>
      <h1 class="phone-title">{t(also.length === 0 ? 'phone.title' : 'take.what_else')}</h1>
      <search class="search">
        <label for="search">{t('phone.search')}</label>
        <span class="search-box">
          <Icon sign="search" />
          <input
            id="search"
            type="search"
            value={text}
            placeholder={t('phone.search_hint')}
            autocomplete="off"
            onInput={(event) => onText(event.currentTarget.value)}
          />
        </span>
        <p class="search-found" role="status">
          {searching && found.length > 0 ? t('phone.found', { count: found.length }) : null}
          {found.length === 0 ? t('phone.nothing_found', { text: text.trim() }) : null}
        </p>
      </search>
      {departments.map((department) => (
        <DepartmentPart
          key={department.id}
          hall={hall}
          also={also}
          department={department}
          services={found.filter((one) => one.department === department.id)}
          open={searching}
          onChoose={onChoose}
        />
      ))}
    </>
  )
}

interface Part {
  hall: HallView
  also: readonly string[]
  department: HallView['departments'][number]
  services: ServiceView[]
  open: boolean
  onChoose: (service: string) => void
}

/** Folded until it is asked for, so that two dozen departments fit a phone; a search unfolds what it found. */
function DepartmentPart({ hall, also, department, services, open, onChoose }: Part) {
  const { t, own } = useWords()
  const count = services.length === 1 ? t('common.one_service') : t('common.services', { count: services.length })
  return (
    <details class="department" open={open}>
      <summary>
        <Emblem department={department} />
        <span class="department-name">
          <h2>{own(department.name)}</h2>
          <span>{department.description === undefined ? count : own(department.description)}</span>
        </span>
        <Icon sign="go" />
      </summary>
      <ul>
        {services.map((service) => (
          <li key={service.id}>
            <ServiceRow hall={hall} also={also} service={service} onChoose={onChoose} />
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Each word must stand somewhere in the service's or its department's name or description, in any language. */
function matches(hall: HallView, service: ServiceView, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return true
  const department = hall.departments.find((one) => one.id === service.department)
  const texts = [service.name, service.description, department?.name, department?.description]
  const all = texts
    .flatMap((one) => Object.values(one ?? {}))
    .join(' ')
    .toLowerCase()
  return words.every((word) => all.includes(word))
}
