// From a key or a button to a press: is the step legal, does it ask something first, is the one before it through?
import { useEffect, useRef, useState } from 'preact/hooks'
import type { TicketView } from '../core/protocol-board.ts'
import type { Press } from '../ui/send.ts'
import { useWords, type WordKey } from '../ui/words.ts'
import { type AskingStep, blocked, isAsking, nextStep, pressOf, type Scene, type StepName, stepOfKey } from './steps.ts'
import { useKeys } from './useKeys.ts'
import type { Presses } from './usePresses.ts'

/** The space bar and the large button change their meaning with each step: pressed again within this, the hand shook. */
const SHAKE_MS = 400

/** A step that waits for what its dialog asks. */
export interface Asked {
  step: AskingStep
  ticket: TicketView | null
}

export interface Steps {
  begin: (step: StepName) => void
  asked: Asked | null
  /** Opens the dialog of a step for somebody who is not at the counter. */
  ask: (step: AskingStep, ticket: TicketView) => void
  /** What the dialog found out. */
  answer: (press: Press) => void
  stay: () => void
}

export function useSteps(scene: Scene, presses: Presses, linked: boolean): Steps {
  const { t } = useWords()
  const [asked, setAsked] = useState<Asked | null>(null)
  const following = useRef<StepName | null>(null)
  const last = useRef<{ large: StepName | null; at: number }>({ large: null, at: 0 })

  const refuse = (step: StepName, why: WordKey) =>
    presses.say(false, t('console.not-now', { step: t(`console.step.${step}`), why: t(why) }))
  const begin = (step: StepName) => {
    const why = blocked(step, scene)
    // A quick hand is not told to wait: its next step follows as soon as the one before it is through, if it is legal then.
    if (presses.held !== null && linked && !presses.held.waiting) following.current = step
    else if (presses.held !== null) refuse(step, 'console.blocked.held')
    else if (why !== null) refuse(step, why)
    else if (isAsking(step)) setAsked({ step, ticket: scene.ticket })
    else {
      const press = pressOf(step as Exclude<StepName, AskingStep>, scene)
      if (press !== null) presses.press(press)
    }
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
    // What was asked is answered first, also where no dialog lies over the page.
    if (asked !== null) return false
    const isSpace = key === ' '
    const step = isSpace ? next : stepOfKey(key)
    if (step !== undefined) (isSpace ? beginLarge : begin)(step)
    return step !== undefined
  })
  return {
    begin: (step) => (step === next ? beginLarge : begin)(step),
    asked,
    ask: (step, ticket) => setAsked({ step, ticket }),
    answer: (press) => {
      setAsked(null)
      presses.press(press)
    },
    stay: () => setAsked(null),
  }
}
