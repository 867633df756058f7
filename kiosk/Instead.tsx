// Where the hall says no, it also says what can be done now: the guide, what is open nearby, or another department.
import type { HallView, Problem, ServiceView } from '../core/protocol.ts'
import { useWords } from '../ui/words.ts'
import type { Step } from './step.ts'

const SHOWN_MOST = 2
const CODES = ['limit_reached', 'service_closed']

interface Offer {
  hall: HallView
  service: ServiceView
  refusal: Problem | null
  go: (step: Step) => void
}

export function Instead({ hall, service, refusal, go }: Offer) {
  const { t, own } = useWords()
  const refused = refusal !== null && CODES.includes(refusal.code)
  if (service.open && !refused) return null
  const open = hall.services.filter((one) => one.open && one.id !== service.id)
  const near = open.filter((one) => one.department === service.department && !one.guidance).slice(0, SHOWN_MOST)
  const guide = open.filter((one) => one.guidance)
  return (
    <div class="instead">
      <h2>{t('kiosk.instead')}</h2>
      {[...guide, ...near].map((one) => (
        <button
          key={one.id}
          type="button"
          class="push"
          data-instead={one.id}
          onClick={() => go({ at: 'sheet', services: [one.id] })}
        >
          {own(one.name)}
        </button>
      ))}
      <button
        type="button"
        class="push"
        data-say="kiosk.instead_other"
        onClick={() => go({ at: 'departments', also: [] })}
      >
        {t('kiosk.instead_other')}
      </button>
    </div>
  )
}
