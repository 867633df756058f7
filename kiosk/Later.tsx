// What the kiosk's first picture can do without, and is fetched after it: presses, scanner, keypad, idle reset, and the steps.
import { useRef, useState } from 'preact/hooks'
import type { OwnDevice } from '../core/device.ts'
import type { LiveHall } from '../ui/useLiveHall.ts'
import { type Pressing, usePress } from '../ui/usePress.ts'
import { useWords } from '../ui/words.ts'
import type { Way } from './Frame.tsx'
import { Health, type LastSeen, useHealth } from './Health.tsx'
import { IdleWarning } from './IdleWarning.tsx'
import { KeysHelp } from './KeysHelp.tsx'
import { MoreBelow } from './MoreBelow.tsx'
import { Steps } from './Steps.tsx'
import type { Hands, Step } from './step.ts'
import { useIdle } from './useIdle.ts'
import { useKeypad } from './useKeypad.ts'
import { useReload } from './useReload.ts'
import { useScanner } from './useScanner.ts'

export interface Running {
  live: LiveHall
  device: OwnDevice | null
  step: Step
  go: (step: Step) => void
  way: Way
  /** Filled here: whoever restarts lets go of what is held. */
  hands: { current: Hands }
  /** Nobody uses it: it stands at its start. */
  untouched: boolean
  setLanguage: (language: string) => void
  restart: () => void
}

export function Later({ live, device, step, go, way, hands, untouched, setLanguage, restart }: Running) {
  const { hall } = live
  const { language } = useWords()
  const [priority, setPriority] = useState<string | null>(null)
  const [keys, setKeys] = useState(false)
  const taking = useRef<readonly string[]>([])
  const given = useRef<LastSeen['given']>(null)
  const pressing = usePress((answer) => {
    if (answer.ticket !== undefined) given.current = { number: answer.ticket.number, at: answer.ticket.takenAt }
    // Who checked in did not choose anything here.
    go({ at: 'given', services: answer.ticket?.services ?? taking.current, answer })
  })
  hands.current = handsOf(pressing, setPriority)
  const health = useHealth()
  const { left } = useIdle(step.at !== 'given' && !(untouched && !keys && !health.looked), () => {
    health.close()
    setKeys(false)
    restart()
  })
  useReload(untouched && live.linked)
  // From wherever somebody stands: a code that is held under the scanner is a code.
  const scannedAt = useScanner((code) => {
    if (hall === null || step.at === 'given') return
    go({ at: 'check-in' })
    pressing.press(hall.id, { do: 'check-in', code })
  })
  useKeypad({
    back: way.back ?? null,
    restart,
    help: () => setKeys(true),
    large: () => way.setLook({ ...way.look, large: !way.look.large }),
    language: () => setLanguage(language === 'en' ? 'zh-CN' : 'en'),
  })
  const last = { given: given.current, scanned: scannedAt.current }
  return (
    <>
      {hall === null || step.at === 'departments' ? null : (
        <Steps
          {...{ hall, step, go, pressing, taking, priority, setPriority, restart }}
          large={way.look.large}
          mayGrant={device !== null}
        />
      )}
      <MoreBelow />
      {keys ? <KeysHelp onClose={() => setKeys(false)} /> : null}
      {health.looked ? <Health live={live} name={device?.name ?? null} last={last} onClose={health.close} /> : null}
      {left === null ? null : <IdleWarning left={left} />}
    </>
  )
}

function handsOf(pressing: Pressing, setPriority: (priority: null) => void): Hands {
  const forget = () => {
    pressing.forget()
    setPriority(null)
  }
  return { leave: pressing.leave, forget }
}
