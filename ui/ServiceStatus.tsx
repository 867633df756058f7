// Whether a service gives numbers now, and if so how many wait and how long.
import type { HallView, ServiceView } from '../core/protocol.ts'
import { waitWord, whenWord } from './times.ts'
import { useWords } from './words.ts'

interface Shown {
  hall: HallView
  service: ServiceView
}

/** Two short lines for a list of services. */
export function ServiceStatus({ hall, service }: Shown) {
  const { t } = useWords()
  const closed = useClosedWord({ hall, service })
  if (closed !== null)
    return (
      <span class="service-status service-shut">
        <b>{t('common.closed')}</b>
        <span>{closed}</span>
      </span>
    )
  return (
    <span class={service.estimate === null ? 'service-status service-unstaffed' : 'service-status'}>
      <b>{waitWord(service.estimate, { t })}</b>
      <span>{t('common.waiting', { count: service.waiting })}</span>
    </span>
  )
}

/** When it opens next, or that it is by appointment only; null while it is open. */
export function useClosedWord({ hall, service }: Shown): string | null {
  const speech = useWords()
  if (service.open) return null
  if (!service.walkIn) return speech.t('common.by_appointment')
  if (service.nextOpening === null) return ''
  return openingWord(hall, service.nextOpening, speech)
}

export function openingWord(hall: HallView, at: string, speech: ReturnType<typeof useWords>): string {
  return speech.t('common.opens', { when: whenWord(at, hall.now, hall.timeZone, speech) })
}
