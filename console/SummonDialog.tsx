// Calls a clerk: which counter, then why.
import { useState } from 'preact/hooks'
import type { Press } from '../ui/send.ts'
import { useWords, type WordKey } from '../ui/words.ts'
import { CounterPicker } from './CounterPicker.tsx'
import { Dialog } from './Dialog.tsx'
import type { Hall } from './given.ts'
import { ReasonDialog } from './ReasonDialog.tsx'

const WHY: readonly WordKey[] = ['host.why.help', 'host.why.wheelchair', 'host.why.question', 'host.why.dispute']

export function SummonDialog({
  hall,
  board,
  press,
  close,
}: Hall & { press: (press: Press) => void; close: () => void }) {
  const { t, own } = useWords()
  const [counter, setCounter] = useState<string | null>(null)
  const states = new Map(board.counters.map((one) => [one.id, one.state]))
  const staffedFirst = [...hall.counters].sort(
    (a, b) => Number(states.get(a.id) === 'closed') - Number(states.get(b.id) === 'closed'),
  )
  if (counter === null)
    return (
      <Dialog key="which" title={t('host.summon-title')} close={close} wide>
        <CounterPicker hall={hall} board={board} counters={staffedFirst} chosen={null} pick={setCounter} />
      </Dialog>
    )
  return (
    <ReasonDialog
      key="why"
      about={counter}
      title={t('host.summon-why', { counter: own(hall.counters.find((one) => one.id === counter)?.name ?? {}) })}
      usual={WHY}
      send={t('console.step.summon')}
      give={(reason) => press({ do: 'summon', counter, reason })}
      close={close}
    />
  )
}
