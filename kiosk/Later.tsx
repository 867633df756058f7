// What the kiosk's first picture can do without, and is fetched after it: presses, scanner, keypad, idle reset, and the steps.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { OwnDevice, SaidOfLease } from '../core/device.ts'
import { LANGUAGES } from '../ui/languages.ts'
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
import { answerAlone, useAlone } from './useAlone.ts'
import { useAloud } from './useAloud.ts'
import { useIdle } from './useIdle.ts'
import { useKeypad } from './useKeypad.ts'
import { useReload } from './useReload.ts'
import { useScanner } from './useScanner.ts'
import { useLook, useStepFocus } from './useShown.ts'
import { type Keeper, useTake } from './useTake.ts'

export interface Running {
  live: LiveHall
  device: OwnDevice | null
  /** Says how this kiosk is, at once. */
  report: () => void
  step: Step
  go: (step: Step) => void
  way: Way
  /** Filled here: whoever restarts lets go of what is held. */
  hands: { current: Hands }
  /** Nobody uses it: it stands at its start. */
  untouched: boolean
  /** What the button says that reads aloud; nothing where nothing can. */
  setAloud: (aloud: Way['aloud']) => void
  setAlone: (alone: Way['alone']) => void
  setLanguage: (language: string) => void
  restart: () => void
}

export function Later({
  live,
  device,
  report,
  step,
  go,
  way,
  hands,
  untouched,
  setAloud,
  setAlone,
  setLanguage,
  restart,
}: Running) {
  const { hall } = live
  const { language } = useWords()
  const [priority, setPriority] = useState<string | null>(null)
  const [keys, setKeys] = useState(false)
  const taking = useRef<readonly string[]>([])
  const given = useRef<LastSeen['given']>(null)
  const keeper = useRef<Keeper | null>(null)
  const alone = useAlone(hall?.withoutServer !== undefined, device)
  const plain = usePress((answer) => {
    pressing.settle()
    if (answer.ticket !== undefined) given.current = { number: answer.ticket.number, at: answer.ticket.takenAt }
    // Who checked in did not choose anything here.
    go({ at: 'given', services: answer.ticket?.services ?? taking.current, answer })
  })
  const pressing = useTake(plain, keeper, (one) => {
    given.current = { number: one.number, at: new Date(one.at).toISOString() }
    go({ at: 'given', services: taking.current, answer: answerAlone(one), alone: one })
  })
  const aloud = useAloud({
    hall,
    step,
    language,
    refusal: pressing.refusal,
    paper: device?.paper != null,
    told: live.told,
  })
  useEffect(() => setAloud(aloud.can ? { on: aloud.on, toggle: aloud.toggle } : undefined), [aloud.can, aloud.on])
  const lease = () => keeper.current?.says()
  hands.current = handsOf(pressing, lease, () => {
    setPriority(null)
    aloud.off()
  })
  useLook(way.look)
  useStepFocus(step)
  const health = useHealth()
  const { left } = useIdle(step.at !== 'given' && !aloud.reading && !(untouched && !keys && !health.looked), () => {
    health.close()
    setKeys(false)
    restart()
  })
  useEffect(() => {
    if (left !== null) aloud.warn(left)
  }, [left !== null])
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
    aloud: () => way.aloud?.toggle(),
    language: () => setLanguage(languageAfter(language)),
  })
  const last = { given: given.current, scanned: scannedAt.current }
  return (
    <>
      {hall === null || step.at === 'departments' ? null : (
        <Steps
          {...{ hall, step, go, pressing, taking, priority, setPriority, aloud, restart }}
          large={way.look.large}
          mayGrant={device !== null}
          paper={device?.paper ?? null}
          GivenAlone={alone?.GivenAlone ?? null}
        />
      )}
      {alone === null || device === null ? null : (
        <alone.Alone {...{ live, keeper, setAlone, report }} device={device.id} />
      )}
      <MoreBelow />
      {keys ? <KeysHelp onClose={() => setKeys(false)} /> : null}
      {health.looked ? (
        <Health live={live} name={device?.name ?? null} last={last} keeper={keeper.current} onClose={health.close} />
      ) : null}
      {left === null ? null : <IdleWarning left={left} />}
    </>
  )
}

function handsOf(pressing: Pressing, lease: () => SaidOfLease | undefined, forgetRest: () => void): Hands {
  const forget = () => {
    pressing.forget()
    forgetRest()
  }
  const says = () => {
    const said = lease()
    return said === undefined ? {} : { lease: said }
  }
  return { leave: pressing.leave, forget, says }
}

/** After the last one, the first. */
function languageAfter(language: string): string {
  const ids = LANGUAGES.map(([id]) => id as string)
  return ids[(ids.indexOf(language) + 1) % ids.length] ?? language
}
