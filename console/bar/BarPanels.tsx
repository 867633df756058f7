// What the bar shows instead of its number for a moment: why the counter pauses, or which keys there are.
import { useLayoutEffect, useRef } from 'preact/hooks'
import { useWords } from '../../ui/words.ts'
import { PAUSE_REASONS } from '../PauseDialog.tsx'
import { KEYS, type StepName } from '../steps.ts'
import { useKeys } from '../useKeys.ts'
import type { Steps } from '../useSteps.ts'
import { FULL_KEY, HELP_KEY } from './useBarKeys.ts'

const LISTED: readonly StepName[] = ['open', 'call-next', 'recall', 'serve', 'finish', 'miss', 'pause', 'undo']

export function BarPause({ counter, steps }: { counter: string; steps: Steps }) {
  const { t } = useWords()
  const first = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => first.current?.focus(), [])
  const give = (reason: string) => steps.answer({ do: 'pause', counter, reason })
  useKeys((key) => {
    const reason = PAUSE_REASONS[Number(key) - 1]
    if (key === 'Escape') steps.stay()
    else if (reason !== undefined) give(t(reason))
    return key === 'Escape' || reason !== undefined
  })
  return (
    <fieldset class="bar-panel" aria-label={t('console.pause-title')}>
      {PAUSE_REASONS.map((key, i) => (
        <button key={key} type="button" ref={i === 0 ? first : null} onClick={() => give(t(key))}>
          <kbd>{i + 1}</kbd> {t(key)}
        </button>
      ))}
      <button type="button" class="quiet" onClick={steps.stay}>
        <kbd>Esc</kbd> {t('console.back')}
      </button>
    </fieldset>
  )
}

export function BarKeys({ hide }: { hide: () => void }) {
  const { t } = useWords()
  return (
    <section class="bar-panel keys" aria-label={t('console.keys')}>
      {LISTED.map((step) => (
        <span key={step}>
          <kbd>{KEYS[step].toUpperCase()}</kbd> {t(`console.step.${step}`)}
        </span>
      ))}
      <span class="wide">
        <kbd>{t('console.space')}</kbd> {t('console.keys.next')}
      </span>
      <span>
        <kbd>{FULL_KEY.toUpperCase()}</kbd> {t('bar.full')}
      </span>
      <button type="button" class="quiet" onClick={hide}>
        <kbd>{HELP_KEY}</kbd> {t('console.back')}
      </button>
    </section>
  )
}
