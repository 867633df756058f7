// The small bar: one counter at work in a strip at the edge of the screen, beside the program that a department works with all day.

import { useWords } from '../../ui/words.ts'
import type { DeskProps } from '../given.ts'
import { shortcut } from '../keysOn.ts'
import { counterWord, KEYS, nextStep, type StepName } from '../steps.ts'
import type { AtDesk } from '../useDesk.ts'
import { BarHead } from './BarHead.tsx'
import { BarKeys, BarPause } from './BarPanels.tsx'
import { BarSaid } from './BarSaid.tsx'
import { BarSteps } from './BarSteps.tsx'
import { useBarKeys } from './useBarKeys.ts'

export interface BarProps {
  desk: DeskProps
  at: AtDesk
  /** To the whole desk, in a window of its own. */
  toDesk: () => void
}

export function Bar(bar: BarProps) {
  const { at, desk, toDesk } = bar
  const { asked } = at.steps
  const keys = useBarKeys(toDesk)
  const panel = asked?.step === 'pause' ? 'pause' : keys.shown ? 'keys' : null
  return (
    <main class={`bar ${desk.counter.state}`}>
      <BarHead desk={desk} line={at.line} toDesk={toDesk} />
      {panel === 'pause' && <BarPause counter={desk.counter.id} steps={at.steps} />}
      {panel === 'keys' && <BarKeys hide={keys.hide} />}
      {panel === null && (
        <>
          <Now {...bar} />
          <BarSteps at={at} />
        </>
      )}
    </main>
  )
}

/** Who is here, what was said last, and the one next step. */
function Now({ desk, at }: BarProps) {
  const { t, own } = useWords()
  const { ticket, scene, steps, presses, line } = at
  const shown = ticket ?? (desk.counter.state === 'open' ? line.rows[0]?.ticket : undefined)
  const service = desk.hall.services.find((one) => one.id === shown?.service)
  const next: StepName = nextStep(scene) ?? 'finish'
  return (
    <section class="bar-now" aria-label={t('console.ticket')}>
      <p class={ticket === null ? 'bar-number next' : 'bar-number'}>
        {ticket === null && shown !== undefined && <span>{t('console.next-is')}</span>}
        <b class="digits">{shown?.number ?? '–'}</b>
      </p>
      <div class="bar-about">
        <p class="bar-service">{service === undefined ? t(counterWord(desk.counter)) : own(service.name)}</p>
        <BarSaid desk={desk} at={at} />
      </div>
      <button
        type="button"
        class="bar-next"
        data-step={next}
        aria-disabled={nextStep(scene) === undefined}
        aria-keyshortcuts={shortcut(`${KEYS[next]} Space`)}
        aria-busy={presses.held !== null}
        onClick={() => steps.begin(next)}
      >
        {t(`console.step.${next}`)} <kbd>{KEYS[next].toUpperCase()}</kbd>
      </button>
    </section>
  )
}
