// The steps after the first: services, the sheet of what was chosen, priority, phone number, and the number itself.
import type { OwnPaper } from '../core/paper.ts'
import type { HallView } from '../core/protocol.ts'
import { servicesOf, takeInputs } from '../ui/Chosen.tsx'
import { asksForPhone } from '../ui/phoneNumber.ts'
import type { Pressing } from '../ui/usePress.ts'
import { useWords } from '../ui/words.ts'
import { CheckIn } from './CheckIn.tsx'
import { Given } from './Given.tsx'
import { PhonePad } from './PhonePad.tsx'
import { Priorities } from './Priorities.tsx'
import { Services } from './Services.tsx'
import { Sheet } from './Sheet.tsx'
import type { Step } from './step.ts'
import type { Aloud } from './useAloud.ts'

export interface Stepping {
  hall: HallView
  step: Exclude<Step, { at: 'departments' }>
  go: (step: Step) => void
  pressing: Pressing
  /** The services that a press which is under way asks for. */
  taking: { current: readonly string[] }
  priority: string | null
  setPriority: (priority: string | null) => void
  large: boolean
  /** The hall takes this kiosk's word for a priority: it is one of its own. */
  mayGrant: boolean
  /** Where this kiosk's papers come out; null: nowhere. */
  paper: OwnPaper | null
  aloud: Aloud
  restart: () => void
  /** How a number is shown that the kiosk gave by itself; null where it gives none. */
  GivenAlone: typeof import('./alone/Alone.tsx').GivenAlone | null
}

export function Steps(stepping: Stepping) {
  const { hall, step, go, pressing, taking, priority, setPriority, large, mayGrant, paper, aloud, restart } = stepping
  const { GivenAlone } = stepping
  const { t, language } = useWords()
  if (step.at === 'services') return <Services hall={hall} department={step.department} also={step.also} go={go} />
  if (step.at === 'check-in') return <CheckIn hall={hall} pressing={pressing} />
  const { services: ids } = step
  const services = servicesOf(hall, ids)
  const [first] = services
  // The hall file may have changed while somebody was looking.
  if (first === undefined) return <Services hall={hall} department="" also={[]} go={go} />
  const take = (phone?: string) => {
    taking.current = ids
    pressing.press(hall.id, {
      do: 'take',
      ...takeInputs(services),
      ...(priority === null ? {} : { priority: { class: priority, reason: t('kiosk.priority_reason') } }),
      ...(phone === undefined ? {} : { phone }),
      language,
    })
  }
  if (step.at === 'priority') {
    const choose = (chosen: string | null) => {
      setPriority(chosen)
      go({ at: 'sheet', services: ids })
    }
    return <Priorities hall={hall} onChoose={choose} />
  }
  if (step.at === 'phone') return <PhonePad hall={hall} service={first} pressing={pressing} onPhone={take} />
  if (step.at === 'given' && step.alone !== undefined && GivenAlone !== null)
    return <GivenAlone {...{ hall, paper, services, large, aloud }} given={step.alone} onEnd={restart} />
  if (step.at === 'given')
    return <Given {...{ hall, paper, services, large, aloud }} answer={step.answer} onEnd={restart} />
  const asks = asksForPhone(first, pressing.refusal)
  const onTake = () => (asks ? go({ at: 'phone', services: ids }) : take())
  return <Sheet {...{ hall, services, pressing, priority, setPriority, mayGrant, paper, aloud, go, onTake }} />
}
