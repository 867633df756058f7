// Holds where the visitor is on their way to a number, and brings the kiosk back to its start when they have left.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { CommandAnswer, HallView, ServiceView } from '../core/protocol.ts'
import { Loading } from '../ui/Loading.tsx'
import { useSetLanguage, useTitle } from '../ui/page.tsx'
import { useDevice } from '../ui/useDevice.ts'
import { useLiveHall } from '../ui/useLiveHall.ts'
import { type Pressing, usePress } from '../ui/usePress.ts'
import { useUpdate } from '../ui/useUpdate.ts'
import { firstLanguage, useWords } from '../ui/words.ts'
import { Departments } from './Departments.tsx'
import { Frame, type Way } from './Frame.tsx'
import { Given } from './Given.tsx'
import { IdleWarning } from './IdleWarning.tsx'
import { Services } from './Services.tsx'
import { Sheet } from './Sheet.tsx'
import { useIdle } from './useIdle.ts'
import { useReload } from './useReload.ts'

type Step =
  | { at: 'departments' }
  | { at: 'services'; department: string }
  | { at: 'sheet'; department: string; service: string }
  | { at: 'given'; service: string; answer: CommandAnswer }

const START: Step = { at: 'departments' }
const AS_EVERYBODY = { large: false, low: false }

export function Kiosk() {
  useTitle('kiosk.title')
  const { language } = useWords()
  const setLanguage = useSetLanguage()
  const machine = useDevice('kiosk')
  const live = useLiveHall(machine.hall, 'lobby')
  useEffect(machine.look, [live.told, live.hall?.devices])
  const [step, setStep] = useState<Step>(START)
  const [look, setLook] = useState(AS_EVERYBODY)
  const service = useRef('')
  const pressing = usePress((answer) => setStep({ at: 'given', service: service.current, answer }))

  const restart = () => {
    pressing.forget()
    setStep(START)
    setLook(AS_EVERYBODY)
    setLanguage(firstLanguage())
  }
  const untouched = step === START && look === AS_EVERYBODY && language === firstLanguage()
  const { left } = useIdle(!untouched && step.at !== 'given', restart)
  useReload(untouched && live.linked)
  useUpdate(live.version, machine.reload, untouched && live.linked)
  useLook(look)
  useStepFocus(step)

  const way: Way = { look, setLook }
  // The number has a button of its own that ends it.
  if (step.at === 'services' || step.at === 'sheet') way.restart = restart
  const back = backFrom(step)
  if (back !== null) {
    way.back = () => {
      pressing.leave()
      setStep(back)
    }
  }
  const take = (hall: string, wanted: ServiceView) => {
    service.current = wanted.id
    pressing.press(hall, { do: 'take', service: wanted.id, language })
  }
  return (
    <Frame live={live} way={way}>
      {live.hall === null ? <Loading /> : <StepView {...{ hall: live.hall, step, setStep, pressing, take, restart }} />}
      {left === null ? null : <IdleWarning left={left} />}
    </Frame>
  )
}

interface Stepping {
  hall: HallView
  step: Step
  setStep: (step: Step) => void
  pressing: Pressing
  take: (hall: string, service: ServiceView) => void
  restart: () => void
}

function StepView({ hall, step, setStep, pressing, take, restart }: Stepping) {
  if (step.at === 'departments')
    return <Departments hall={hall} onChoose={(department) => setStep({ at: 'services', department })} />
  if (step.at === 'services') {
    const { department } = step
    const onChoose = (service: string) => {
      pressing.leave()
      setStep({ at: 'sheet', department, service })
    }
    return <Services hall={hall} department={department} onChoose={onChoose} />
  }
  const service = hall.services.find((one) => one.id === step.service)
  // The hall file may have changed while somebody was looking.
  if (service === undefined)
    return <Departments hall={hall} onChoose={(id) => setStep({ at: 'services', department: id })} />
  if (step.at === 'sheet')
    return <Sheet hall={hall} service={service} pressing={pressing} onTake={() => take(hall.id, service)} />
  return <Given service={service} answer={step.answer} onEnd={restart} />
}

function backFrom(step: Step): Step | null {
  if (step.at === 'services') return START
  if (step.at === 'sheet') return { at: 'services', department: step.department }
  return null
}

function useLook({ large, low }: typeof AS_EVERYBODY): void {
  useEffect(() => {
    document.documentElement.classList.toggle('large', large)
    document.documentElement.classList.toggle('low', low)
  }, [large, low])
}

/** Who cannot see the new step hears its heading; who uses the keyboard goes on from there. */
function useStepFocus(step: Step): void {
  const first = useRef(true)
  useEffect(() => {
    if (!first.current) document.querySelector<HTMLElement>('main h1')?.focus()
    first.current = false
  }, [step])
}
