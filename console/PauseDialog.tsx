// Why a counter pauses and for how long. The manager sees the reason, visitors do not; everybody sees when the clerk is back.
import { useState } from 'preact/hooks'
import type { Press } from '../ui/send.ts'
import { useWords, type WordKey } from '../ui/words.ts'
import { Dialog } from './Dialog.tsx'
import { Reasons } from './Reasons.tsx'

export const PAUSE_REASONS: readonly WordKey[] = [
  'console.pause.break',
  'console.pause.papers',
  'console.pause.meal',
  'console.pause.fault',
  'console.pause.handover',
]
/** 0: the clerk does not say. */
const BACK_IN_MINUTES = [0, 5, 10, 15, 30, 60] as const

interface PauseProps {
  counter: string
  answer: (press: Press) => void
  close: () => void
}

export function PauseDialog({ counter, answer, close }: PauseProps) {
  const { t } = useWords()
  const [minutes, setMinutes] = useState(0)
  const give = (reason: string) =>
    answer({ do: 'pause', counter, reason, ...(minutes === 0 ? {} : { minutes }) } as Press)
  return (
    <Dialog title={t('console.pause-title')} close={close}>
      <fieldset class="choice">
        <legend>{t('desk.back-in')}</legend>
        {BACK_IN_MINUTES.map((count) => (
          <label key={count}>
            <input type="radio" name="minutes" checked={minutes === count} onChange={() => setMinutes(count)} />
            <span>{count === 0 ? t('desk.back-open') : t('console.minutes', { count })}</span>
          </label>
        ))}
      </fieldset>
      <Reasons
        about={counter}
        usual={PAUSE_REASONS}
        other={t('console.pause-other')}
        send={t('console.step.pause')}
        give={give}
      />
    </Dialog>
  )
}
