// What a step asks before it is pressed.
import { useWords, type WordKey } from '../ui/words.ts'
import { AskDialog } from './AskDialog.tsx'
import type { DeskProps } from './given.ts'
import type { CounterLine } from './line.ts'
import { ParkDialog } from './ParkDialog.tsx'
import { PauseDialog } from './PauseDialog.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'
import { TransferDialog } from './TransferDialog.tsx'
import type { Asked, Steps } from './useSteps.ts'

const WHY_CALLED: readonly WordKey[] = [
  'desk.call-why.back',
  'desk.call-why.short',
  'desk.call-why.urgent',
  'desk.call-why.belongs',
]
const WHY_TURNED_AWAY: readonly WordKey[] = [
  'desk.away-why.agreed',
  'desk.away-why.papers',
  'desk.away-why.system',
  'desk.away-why.safety',
]

interface StepDialogProps extends DeskProps {
  asked: Asked
  line: CounterLine
  steps: Steps
}

export function StepDialog({ asked: { step, ticket }, steps, ...desk }: StepDialogProps) {
  const { t } = useWords()
  const { answer, stay: close } = steps
  const counter = desk.counter.id
  if (step === 'pause') return <PauseDialog counter={counter} answer={answer} close={close} />
  if (step === 'take-over')
    return (
      <AskDialog
        question={t('desk.take-over-sure', {
          clerk: desk.counter.clerk == null ? '' : desk.nameOf(desk.counter.clerk),
        })}
        yes={t('console.step.take-over')}
        onYes={() => answer({ do: 'take-over', counter })}
        close={close}
      />
    )
  if (ticket === null) return null
  const { number } = ticket
  switch (step) {
    case 'park':
      return <ParkDialog ticket={ticket} answer={answer} close={close} />
    case 'transfer':
      return <TransferDialog {...desk} ticket={ticket} answer={answer} close={close} />
    case 'call':
      return (
        <ReasonDialog
          about={ticket.id}
          title={t('desk.call-title', { number })}
          hint={t('desk.call-hint')}
          usual={WHY_CALLED}
          send={t('console.step.call')}
          give={(reason) => answer({ do: 'call', ticket: ticket.id, counter, reason })}
          close={close}
        />
      )
    case 'turn-away':
      return (
        <ReasonDialog
          about={ticket.id}
          title={t('desk.away-title', { number })}
          hint={t('desk.away-hint')}
          usual={WHY_TURNED_AWAY}
          send={t('console.step.turn-away')}
          give={(reason) => answer({ do: 'turn-away', ticket: ticket.id, reason })}
          close={close}
        />
      )
    default:
      return step satisfies never
  }
}
