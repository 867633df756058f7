// The steps: the next one of a visit large, what goes beside it always in the same place, and those that are not legal say why.
import { useWords, type WordKey } from '../ui/words.ts'
import { blocked, KEYS, NEXT, nextStep, type Scene, type StepName } from './steps.ts'
import type { Held } from './usePresses.ts'

const BESIDE: readonly StepName[] = ['recall', 'miss', 'pause', 'close']

interface StepButtonsProps {
  scene: Scene
  held: Held | null
  waiting: number
  begin: (step: StepName) => void
}

export function StepButtons({ scene, held, waiting, begin }: StepButtonsProps) {
  const { t } = useWords()
  const next = nextStep(scene)
  const remark = (step: StepName): WordKey | null => {
    if (held?.press.do === step) return 'console.sending'
    const why = blocked(step, scene)
    if (why !== null) return why
    return step === 'call-next' && waiting === 0 ? 'console.line-empty' : null
  }
  return (
    <fieldset class="steps" aria-label={t('console.steps')}>
      {next !== undefined && <StepButton step={next} large remark={remark(next)} off={false} begin={begin} />}
      {[...BESIDE, ...NEXT.filter((step) => step !== next)].map((step) => (
        <StepButton key={step} step={step} remark={remark(step)} off={blocked(step, scene) !== null} begin={begin} />
      ))}
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
      aria-keyshortcuts={KEYS[step]}
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
