// The steps: the next one large, all others always in the same place, what is seldom pressed small; what is not legal says why.

import { useWords, type WordKey } from '../ui/words.ts'
import { shortcut } from './keysOn.ts'
import { blocked, KEYS, mayPress, nextStep, type Scene, type StepName } from './steps.ts'
import type { Held } from './usePresses.ts'

const BESIDE: readonly StepName[] = ['recall', 'miss', 'park', 'transfer']
/** In the order of a visit. */
const VISIT: readonly StepName[] = ['open', 'call-next', 'serve', 'finish']
const SMALL: readonly StepName[] = ['pause', 'close', 'help-out', 'take-over', 'turn-away']

interface StepButtonsProps {
  scene: Scene
  held: Held | null
  waiting: number
  begin: (step: StepName) => void
}

export function StepButtons({ scene, held, waiting, begin }: StepButtonsProps) {
  const { t } = useWords()
  // Where no step is next, the one that is waited for stands there and says why not: nothing moves.
  const next = nextStep(scene) ?? 'finish'
  const remark = (step: StepName): WordKey | null => {
    if (held?.press.do === step) return 'console.sending'
    const why = blocked(step, scene)
    if (why !== null) return why
    return step === 'call-next' && waiting === 0 ? 'console.line-empty' : null
  }
  const may = (step: StepName) => mayPress(step, scene.role)
  const off = (step: StepName) => blocked(step, scene) !== null
  return (
    <fieldset class="steps" aria-label={t('console.steps')}>
      <StepButton step={next} large remark={remark(next)} off={off(next)} begin={begin} />
      {BESIDE.filter(may).map((step) => (
        <StepButton key={step} step={step} remark={remark(step)} off={off(step)} begin={begin} />
      ))}
      {VISIT.filter(may).map((step) =>
        step === next ? (
          <span key={step} class="step here" aria-hidden="true">
            <span class="step-name">{t(`console.step.${step}`)}</span>
            <span class="remark">{t('desk.step-here')}</span>
          </span>
        ) : (
          <StepButton key={step} step={step} remark={remark(step)} off={off(step)} begin={begin} />
        ),
      )}
      <div class="small-steps">
        {SMALL.filter(may).map((step) => (
          <SmallStep key={step} step={step} scene={scene} begin={begin} />
        ))}
      </div>
    </fieldset>
  )
}

interface StepButtonProps {
  step: StepName
  large?: boolean
  remark: WordKey | null
  /** Still a button that can be reached and pressed: it then says why not. */
  off: boolean
  begin: (step: StepName) => void
}

function StepButton({ step, large = false, remark, off, begin }: StepButtonProps) {
  const { t } = useWords()
  return (
    <button
      type="button"
      class={large ? 'step large' : 'step'}
      data-step={step}
      aria-disabled={off}
      aria-keyshortcuts={shortcut(KEYS[step])}
      onClick={() => begin(step)}
    >
      <span class="step-name">{t(`console.step.${step}`)}</span>
      <span class="keys">
        <kbd>{KEYS[step].toUpperCase()}</kbd>
        {large && <kbd>{t('console.space')}</kbd>}
      </span>
      {remark !== null && <span class="remark">{t(remark)}</span>}
    </button>
  )
}

/** What is pressed a few times a day. Helping out is a switch: pressed means that the counter helps. */
function SmallStep({ step, scene, begin }: Pick<StepButtonProps, 'step' | 'begin'> & { scene: Scene }) {
  const { t } = useWords()
  const why = blocked(step, scene)
  return (
    <button
      type="button"
      data-step={step}
      aria-disabled={why !== null}
      aria-keyshortcuts={shortcut(KEYS[step])}
      aria-pressed={step === 'help-out' ? scene.counter.helps !== false : undefined}
      title={why === null ? undefined : t(why)}
      onClick={() => begin(step)}
    >
      {t(`console.step.${step}`)} <kbd>{KEYS[step].toUpperCase()}</kbd>
    </button>
  )
}
