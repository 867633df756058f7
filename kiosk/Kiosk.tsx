// Holds where the visitor is on their way to a number, and brings the kiosk back to its start when they have left.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Loading } from '../ui/Loading.tsx'
import { useSetLanguage, useTitle } from '../ui/page.tsx'
import { useDevice } from '../ui/useDevice.ts'
import { useLiveHall } from '../ui/useLiveHall.ts'
import { usePress } from '../ui/usePress.ts'
import { useUpdate } from '../ui/useUpdate.ts'
import { firstLanguage, useWords } from '../ui/words.ts'
import { Departments } from './Departments.tsx'
import { Frame, type Way } from './Frame.tsx'
import { IdleWarning } from './IdleWarning.tsx'
import { backFrom, START, type Step } from './step.ts'
import { useAloud } from './useAloud.ts'
import { useIdle } from './useIdle.ts'
import { useLater } from './useLater.ts'
import { useReload } from './useReload.ts'
import { useScanner } from './useScanner.ts'

const AS_EVERYBODY = { large: false, low: false }

export function Kiosk() {
  useTitle('kiosk.title')
  const { language } = useWords()
  const setLanguage = useSetLanguage()
  const machine = useDevice('kiosk')
  const live = useLiveHall(machine.hall, 'lobby')
  useEffect(machine.look, [live.told, live.hall?.devices])
  const { hall } = live
  const [step, setStep] = useState<Step>(START)
  const [look, setLook] = useState(AS_EVERYBODY)
  const [priority, setPriority] = useState<string | null>(null)
  const taking = useRef<readonly string[]>([])
  const pressing = usePress((answer) =>
    // Who checked in did not choose anything here.
    setStep({ at: 'given', services: answer.ticket?.services ?? taking.current, answer }),
  )
  const Later = useLater()
  const aloud = useAloud({ hall, step, language, refusal: pressing.refusal })

  const restart = () => {
    pressing.forget()
    setStep(START)
    setPriority(null)
    setLook(AS_EVERYBODY)
    setLanguage(firstLanguage())
    aloud.off()
  }
  const untouched = step === START && look === AS_EVERYBODY && language === firstLanguage() && !aloud.on
  const { left } = useIdle(!untouched && step.at !== 'given' && !aloud.reading, restart)
  useEffect(() => {
    if (left !== null) aloud.warn(left)
  }, [left !== null])
  useReload(untouched && live.linked)
  useUpdate(live.version, machine.reload, untouched && live.linked)
  useLook(look)
  useStepFocus(step)

  const go = (to: Step) => {
    pressing.leave()
    setStep(to)
  }
  // From wherever somebody stands: a code that is held under the scanner is a code.
  useScanner((code) => {
    if (hall === null || step.at === 'given') return
    go({ at: 'check-in' })
    pressing.press(hall.id, { do: 'check-in', code })
  })
  const way: Way = { look, setLook, ...(aloud.can ? { aloud } : {}) }
  // The number has a button of its own that ends it.
  if (step !== START && step.at !== 'given') way.restart = restart
  const back = backFrom(step, hall)
  if (back !== null) way.back = () => go(back)
  return (
    <Frame live={live} way={way}>
      {hall === null ? (
        <Loading />
      ) : step.at === 'departments' ? (
        <Departments hall={hall} also={step.also} go={go} />
      ) : Later === null ? (
        <Loading />
      ) : (
        <Later
          {...{ hall, step, go, pressing, taking, priority, setPriority, restart }}
          large={look.large}
          mayGrant={machine.device !== null}
        />
      )}
      {left === null ? null : <IdleWarning left={left} />}
    </Frame>
  )
}

function useLook({ large, low }: typeof AS_EVERYBODY): void {
  useEffect(() => {
    document.documentElement.classList.toggle('large', large)
    document.documentElement.classList.toggle('low', low)
  }, [large, low])
}

/**
 * Who cannot see the new step hears its heading; who uses the keyboard goes on from there. Before it is painted: a key
 * pressed at once would go nowhere.
 */
function useStepFocus(step: Step): void {
  const first = useRef(true)
  useLayoutEffect(() => {
    if (!first.current) document.querySelector<HTMLElement>('main h1')?.focus()
    first.current = false
  }, [step])
}
