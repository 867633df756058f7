// One counter at work: the number that is here, the steps with their keys, who waits and why the first is next.
import { useRef } from 'preact/hooks'
import type { Press } from '../ui/send.ts'
import { refusalWord, useWords } from '../ui/words.ts'
import { HeldPress, Notices } from './Feedback.tsx'
import type { DeskProps } from './given.ts'
import { lineFor } from './line.ts'
import { OtherCounters } from './OtherCounters.tsx'
import { PauseDialog } from './PauseDialog.tsx'
import { StepButtons } from './StepButtons.tsx'
import { counterWord, type Scene, type StepName } from './steps.ts'
import { TicketCard } from './TicketCard.tsx'
import { type Presses, usePresses } from './usePresses.ts'
import { useSteps } from './useSteps.ts'
import { WaitingList } from './WaitingList.tsx'

export function Desk(desk: DeskProps) {
  const { board, hall, place, counter, now } = desk
  const { t, own } = useWords()
  const ticket = board.tickets?.find((one) => one.id === counter.ticket) ?? null
  const scene: Scene = { counter, ticket }
  const presses = useDeskPresses(desk)
  const steps = useSteps(scene, presses, desk.linked)
  const line = lineFor(board, hall, place, now)
  return (
    <main class="desk">
      <OtherCounters {...desk} />
      <section class="work" aria-label={t('console.ticket')}>
        <header class="place">
          <h1>{own(place.name)}</h1>
          <p class={`chip ${counter.state}`}>{t(counterWord(counter))}</p>
          <button type="button" class="quiet" onClick={desk.leave}>
            {t('console.change')}
          </button>
        </header>
        <SomebodyElse {...desk} />
        <TicketCard {...desk} ticket={ticket} line={line} />
        <HeldPress presses={presses} linked={desk.linked} />
        <StepButtons scene={scene} held={presses.held} waiting={line.total} begin={steps.begin} />
        <Notices notices={presses.notices} />
      </section>
      <WaitingList {...desk} line={line} />
      {steps.asksWhy && <PauseDialog close={steps.stay} pause={steps.pause} />}
    </main>
  )
}

function useDeskPresses({ hall, board, session }: DeskProps): Presses {
  const { t, language } = useWords()
  const seq = useRef(board.seq)
  seq.current = board.seq
  const stepName = (press: Press) => press.do as StepName
  return usePresses({
    hall: hall.id,
    seq: () => seq.current,
    done: (press, answer) => {
      const number = answer.events.find((event) => event.ticket !== undefined)?.ticket?.number ?? ''
      return t(`console.done.${stepName(press)}`, { number })
    },
    refused: (_, problem) => refusalWord(language, problem.code),
    signedOut: session.lose,
  })
}

function SomebodyElse({ counter, account, nameOf }: DeskProps) {
  const { t } = useWords()
  const { clerk } = counter
  if (clerk == null || clerk === account.user) return null
  return <p class="remark">{t('console.somebody-else', { clerk: nameOf(clerk) })}</p>
}
