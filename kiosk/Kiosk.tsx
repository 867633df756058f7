// Holds where the visitor is on their way to a number, and brings the kiosk back to its start when they have left.
import later from 'chunk:./Later.tsx'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Loading } from '../ui/Loading.tsx'
import { useSetLanguage, useTitle } from '../ui/page.tsx'
import { useDevice } from '../ui/useDevice.ts'
import { useLater } from '../ui/useLater.ts'
import { useLiveHall } from '../ui/useLiveHall.ts'
import { useUpdate } from '../ui/useUpdate.ts'
import { firstLanguage, useWords } from '../ui/words.ts'
import { Departments } from './Departments.tsx'
import { Frame, type Way } from './Frame.tsx'
import { backFrom, type Hands, START, type Step } from './step.ts'

const AS_EVERYBODY = { large: false, low: false }
const EMPTY_HANDS: Hands = { leave: () => {}, forget: () => {}, says: () => ({}) }

export function Kiosk() {
  useTitle('kiosk.title')
  const { language } = useWords()
  const setLanguage = useSetLanguage()
  const hands = useRef(EMPTY_HANDS)
  const machine = useDevice('kiosk', () => hands.current.says())
  const live = useLiveHall(machine.hall, 'lobby')
  useEffect(machine.look, [live.told, live.hall?.devices])
  const { hall } = live
  const [step, setStep] = useState<Step>(START)
  const [look, setLook] = useState(AS_EVERYBODY)
  const Later = useLater<typeof import('./Later.tsx')>(later)?.Later ?? null
  const [aloud, setAloud] = useState<Way['aloud']>()
  const [alone, setAlone] = useState<Way['alone']>()

  const restart = () => {
    hands.current.forget()
    setStep(START)
    setLook(AS_EVERYBODY)
    setLanguage(firstLanguage())
  }
  const atStart = step.at === 'departments' && step.also.length === 0
  const untouched = atStart && look === AS_EVERYBODY && language === firstLanguage() && aloud?.on !== true
  useUpdate(live.version, machine.reload, untouched && live.linked)

  const go = (to: Step) => {
    hands.current.leave()
    setStep(to)
  }
  const way: Way = { look, setLook, alone, ...(aloud === undefined ? {} : { aloud }) }
  // The number has a button of its own that ends it.
  if (!atStart && step.at !== 'given') way.restart = restart
  const back = backFrom(step, hall)
  if (back !== null) way.back = () => go(back)
  return (
    <Frame live={live} way={way}>
      {hall !== null && step.at === 'departments' ? (
        <Departments hall={hall} also={step.also} go={go} />
      ) : hall === null || Later === null ? (
        <Loading />
      ) : null}
      {Later === null ? null : (
        <Later
          device={machine.device}
          report={machine.look}
          {...{ live, step, go, way, hands, untouched, setAloud, setAlone, setLanguage, restart }}
        />
      )}
    </Frame>
  )
}
