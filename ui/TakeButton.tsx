// The button that takes a number: shows that it works, tries on while the line is down, and says why when the hall says no.
import type { HallView, Problem, ServiceView } from '../core/protocol.ts'
import { Held } from './Held.tsx'
import { Refusal } from './Refusal.tsx'
import { useClosedWord } from './ServiceStatus.tsx'
import type { Pressing } from './usePress.ts'
import { useWords } from './words.ts'

interface Taking {
  hall: HallView
  service: ServiceView
  pressing: Pressing
  onTake: () => void
  /** How many services the number is for. */
  count?: number
}

export function TakeButton({ hall, service, pressing, onTake, count = 1 }: Taking) {
  const { t } = useWords()
  const closed = useClosedWord({ hall, service })
  const { busy, again, refusal } = pressing
  const refused = refusal === null ? null : <Refused hall={hall} problem={refusal} />
  if (closed !== null && !busy)
    return (
      refused ?? (
        <p class="notice">
          <b>{t('common.closed')}</b> {closed}
        </p>
      )
    )
  const say = count > 1 ? 'take.take_several' : 'common.take'
  return (
    <>
      {refused}
      {again ? (
        <p class="notice" role="alert">
          {t(again)}
        </p>
      ) : null}
      <button
        type="button"
        class="push push-main take"
        data-say={say}
        data-count={count}
        aria-disabled={busy}
        onClick={onTake}
      >
        {busy ? t('common.taking') : t(say, { count })}
      </button>
    </>
  )
}

function Refused({ hall, problem }: { hall: HallView; problem: Problem }) {
  const { t } = useWords()
  if (problem.code === 'already_waiting') return <Held problem={problem} />
  return <Refusal hall={hall} problem={problem} title={t('common.refused')} />
}
