// One service in a list to choose from: its name, what is going on in it, or that it is chosen.
import type { HallView, ServiceView } from '../core/protocol.ts'
import { Icon } from './Icon.tsx'
import { ServiceStatus } from './ServiceStatus.tsx'
import { useWords } from './words.ts'

interface Row {
  hall: HallView
  service: ServiceView
  /** What is already on the number. */
  also: readonly string[]
  onChoose: (service: string) => void
  /** With a sign at its end, where there is room for one. */
  signed?: boolean
}

/** What is closed can be looked up, but not be put on a number beside others. */
export function ServiceRow({ hall, service, also, onChoose, signed = false }: Row) {
  const { t, own } = useWords()
  const chosen = also.includes(service.id)
  const cannot = chosen || (also.length > 0 && (!service.open || service.guidance === true))
  const choose = () => {
    if (!cannot) onChoose(service.id)
  }
  return (
    <button type="button" class="service-row" data-service={service.id} aria-disabled={cannot} onClick={choose}>
      <span class="service-name">
        <b>{own(service.name)}</b>
        {service.description === undefined ? null : <span>{own(service.description)}</span>}
      </span>
      {chosen ? <b class="service-chosen">{t('take.chosen')}</b> : <ServiceStatus hall={hall} service={service} />}
      {signed ? <Icon sign={chosen ? 'done' : 'go'} /> : null}
    </button>
  )
}
