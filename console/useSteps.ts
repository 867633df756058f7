// From a key or a button to a press: is the step legal, does it need a reason, is the one before it through?
import { useEffect, useRef, useState } from 'preact/hooks'
import { useWords, type WordKey } from '../ui/words.ts'
import { blocked, nextStep, pressOf, type Scene, type StepName, stepOfKey } from './steps.ts'
import { useKeys } from './useKeys.ts'
import type { Presses } from './usePresses.ts'

/** The space bar and the large button change their meaning with each step: pressed again within this, the hand shook. */
const SHAKE_MS = 400

export interface Steps {
  begin: (step: StepName) => void
  /** A pause was asked for and waits for its reason. */
  asksWhy: boolean
  pause: (reason: string) => void
  stay: () => void
}

export function useSteps(scene: Scene, presses: Presses, linked: boolean): Steps {
  const { t } = useWords()
  const [asksWhy, setAsksWhy] = useState(false)
  const following = useRef<StepName | null>(null)
  const last = useRef<{ large: StepName | null; at: number }>({ large: null, at: 0 })

  const refuse = (step: StepName, why: WordKey) =>
    presses.say(false, t('console.not-now', { step: t(`console.step.${step}`), why: t(why) }))
  const take = (step: StepName, reason?: string) => {
    const press = pressOf(step, scene, reason)
    const why = blocked(step, scene)
    if (why !== null || press === null) refuse(step, why ?? 'console.blocked.no-ticket')
    else presses.press(press)
  }
  const begin = (step: StepName) => {
    // A quick hand is not told to wait: its next step follows as soon as the one before it is through, if it is legal then.
    if (presses.held !== null && linked && !presses.held.waiting) following.current = step
    else if (presses.held !== null) refuse(step, 'console.blocked.held')
    else if (step === 'pause' && blocked(step, scene) === null) setAsksWhy(true)
    else take(step)
  }
  const beginLarge = (step: StepName) => {
    const before = last.current
    last.current = { large: step, at: performance.now() }
    const shook = before.large !== step && last.current.at - before.at < SHAKE_MS
    if (!shook) begin(step)
  }
  useEffect(() => {
    const step = following.current
    if (presses.held !== null || step === null) return
    following.current = null
    begin(step)
  }, [presses.held])
  const next = nextStep(scene)
  useKeys((key) => {
    const isSpace = key === ' '
    const step = isSpace ? next : stepOfKey(key)
    if (step !== undefined) (isSpace ? beginLarge : begin)(step)
    return step !== undefined
  })
  return {
    begin: (step) => (step === next ? beginLarge : begin)(step),
    asksWhy,
    pause: (reason) => {
      setAsksWhy(false)
      take('pause', reason)
    },
    stay: () => setAsksWhy(false),
  }
}
