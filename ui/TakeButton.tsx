// The button that takes a number: shows that it works, tries on while the line is down, and says why when the hall says no.
import type { HallView, ServiceView } from '../core/protocol.ts'
import { Refusal } from './Refusal.tsx'
import { useClosedWord } from './ServiceStatus.tsx'
import type { Pressing } from './usePress.ts'
import { useWords } from './words.ts'

interface Taking {
  hall: HallView
  service: ServiceView
  pressing: Pressing
  onTake: () => void
}

export function TakeButton({ hall, service, pressing, onTake }: Taking) {
  const { t } = useWords()
  const closed = useClosedWord({ hall, service })
  const { busy, waitingForLine, refusal } = pressing
  const refused = refusal === null ? null : <Refusal hall={hall} problem={refusal} title={t('common.refused')} />
  if (closed !== null && !busy)
    return (
      refused ?? (
        <p class="notice">
          <b>{t('common.closed')}</b> {closed}
        </p>
      )
    )
  return (
    <>
      {refused}
      {waitingForLine ? (
        <p class="notice" role="alert">
          {t('common.trying_again')}
        </p>
      ) : null}
      <button type="button" class="push push-main take" aria-disabled={busy} onClick={onTake}>
        {busy ? t('common.taking') : t('common.take')}
      </button>
    </>
  )
}
