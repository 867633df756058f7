// What each step brings with it beside its own drawing: letters and reach as they were chosen, and the focus on its heading.
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { Look } from './Frame.tsx'
import type { Step } from './step.ts'

export function useLook({ large, low }: Look): void {
  useEffect(() => {
    document.documentElement.classList.toggle('large', large)
    document.documentElement.classList.toggle('low', low)
  }, [large, low])
}

/**
 * Who cannot see the new step hears its heading; who uses the keyboard goes on from there. Before it is painted: a key
 * pressed at once would go nowhere.
 */
export function useStepFocus(step: Step): void {
  const first = useRef(true)
  useLayoutEffect(() => {
    if (!first.current) document.querySelector<HTMLElement>('main h1')?.focus()
    first.current = false
  }, [step])
}
