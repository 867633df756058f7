// Several services on one number: which were chosen, in which order they come, and the way to take one off again.
import type { HallView, ServiceView } from '../core/protocol.ts'
import { useWords } from './words.ts'

/** As many as the door takes: see core/inputs.ts, which is too heavy for these pages. */
export const SERVICES_MOST = 8

interface Choice {
  services: ServiceView[]
  onRemove: (service: string) => void
}

export function Chosen({ services, onRemove }: Choice) {
  const { t, own } = useWords()
  if (services.length < 2) return null
  return (
    <div class="card chosen">
      <h2>{t('take.one_number', { count: services.length })}</h2>
      <p>{t('take.in_order')}</p>
      <ol>
        {services.map((one) => (
          <li key={one.id} data-chosen={one.id}>
            <b>{own(one.name)}</b>
            <button
              type="button"
              class="push"
              aria-label={t('take.remove_named', { name: own(one.name) })}
              onClick={() => onRemove(one.id)}
            >
              {t('take.remove')}
            </button>
          </li>
        ))}
      </ol>
    </div>
  )
}

/** Adds one more service to the number, unless it is full or for who does not know yet what they need. */
export function AlsoButton({ services, onAlso }: { services: ServiceView[]; onAlso: () => void }) {
  const { t } = useWords()
  if (services.some((one) => one.guidance)) return null
  if (services.length >= SERVICES_MOST) return <p>{t('take.services_most', { count: SERVICES_MOST })}</p>
  return (
    <button type="button" class="push also" data-say="take.also" onClick={onAlso}>
      {t('take.also')}
    </button>
  )
}

/** Services by id, in this order; those that have left the hall file are left out. */
export function servicesOf(hall: HallView, ids: readonly string[]): ServiceView[] {
  return ids.flatMap((id) => hall.services.find((one) => one.id === id) ?? [])
}

/** What the door is told of the services, the first of which is waited for first. */
export function takeInputs(services: readonly ServiceView[]): { service: string; services?: string[] } {
  const [service = '', ...rest] = services.map((one) => one.id)
  return rest.length === 0 ? { service } : { service, services: [service, ...rest] }
}
