// The bar's last line: the steps beside the next one, always in the same place, with their keys; or what to do with a press that waited too long.

import { useWords } from '../../ui/words.ts'
import { shortcut } from '../keysOn.ts'
import { blocked, KEYS, type StepName } from '../steps.ts'
import type { AtDesk } from '../useDesk.ts'

export function BarSteps({ at: { scene, steps, presses, undo } }: { at: AtDesk }) {
  const { t } = useWords()
  const { held } = presses
  if (held?.stale)
    return (
      <div class="bar-steps">
        <button type="button" onClick={presses.sendNow}>
          {t('console.send-now')}
        </button>
        <button type="button" onClick={presses.giveUp}>
          {t('console.give-up')}
        </button>
      </div>
    )
  // A host who calls is answered in the place of a step that is not possible meanwhile.
  const called = scene.counter.summoned !== undefined
  const shown: StepName[] = [
    called && scene.ticket === null ? 'attend' : 'recall',
    'miss',
    'pause',
    called && scene.ticket !== null ? 'attend' : 'undo',
  ]
  return (
    <fieldset class="bar-steps" aria-label={t('console.steps')}>
      {shown.map((step) => (
        <button
          key={step}
          type="button"
          data-step={step}
          aria-disabled={blocked(step, scene) !== null}
          aria-keyshortcuts={shortcut(KEYS[step])}
          onClick={() => steps.begin(step)}
        >
          {t(`console.step.${step}`)} <kbd>{KEYS[step].toUpperCase()}</kbd>
          {step === 'undo' && undo.undoable !== null && (
            <span class="digits" aria-hidden="true">
              {undo.undoable.secondsLeft}
            </span>
          )}
        </button>
      ))}
    </fieldset>
  )
}
