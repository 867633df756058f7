// Whoever goes first by law may say so, once and without being pressed to: most people pass this by.
import type { HallView } from '../core/protocol.ts'
import { useWords } from '../ui/words.ts'

type Priority = HallView['priorities'][number]

interface Offer {
  hall: HallView
  priority: string | null
  setPriority: (priority: string | null) => void
  mayGrant: boolean
  onAsk: () => void
}

/** A small way to the question or, once it was answered, the answer, which can be taken back. */
export function PriorityButton({ hall, priority, setPriority, mayGrant, onAsk }: Offer) {
  const { t, own } = useWords()
  const offered = offeredBy(hall)
  if (!mayGrant || offered.length === 0) return null
  const chosen = offered.find((one) => one.class === priority)
  if (chosen === undefined)
    return (
      <button type="button" class="push priority" data-say="kiosk.priority_ask" onClick={onAsk}>
        {t('kiosk.priority', { classes: offered.map((one) => own(one.name)).join(t('kiosk.priority_and')) })}
      </button>
    )
  return (
    <p class="priority-is" role="status">
      <b>{t('kiosk.priority_is', { class: own(chosen.name) })}</b>
      <button type="button" class="push" data-say="take.remove" onClick={() => setPriority(null)}>
        {t('take.remove')}
      </button>
    </p>
  )
}

export function Priorities({ hall, onChoose }: { hall: HallView; onChoose: (priority: string | null) => void }) {
  const { t, own } = useWords()
  return (
    <section class="priorities">
      <div class="step-head">
        <h1 tabIndex={-1}>{t('kiosk.priority_ask')}</h1>
        <p>{t('kiosk.priority_hint')}</p>
      </div>
      <ul class="service-rows">
        {offeredBy(hall).map((one) => (
          <li key={one.class}>
            <button type="button" class="service-row" data-priority={one.class} onClick={() => onChoose(one.class)}>
              <b>{own(one.name)}</b>
            </button>
          </li>
        ))}
      </ul>
      <button type="button" class="push priority-none" data-say="kiosk.priority_none" onClick={() => onChoose(null)}>
        {t('kiosk.priority_none')}
      </button>
    </section>
  )
}

/** What may be said at a kiosk, by the hall file. */
function offeredBy(hall: HallView): Priority[] {
  return hall.priorities.filter((one) => one.atKiosk === true)
}
