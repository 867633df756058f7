// Whoever holds a number for this service already sees which, and where a lost slip is printed again.
import type { Problem } from '../core/protocol.ts'
import { useWords } from './words.ts'

export function Held({ problem }: { problem: Problem }) {
  const { t } = useWords()
  return (
    <div class="card held" role="alert">
      <h2>{t('take.held')}</h2>
      {problem.detail === undefined ? null : (
        <b class="digits" data-held={problem.detail}>
          {problem.detail}
        </b>
      )}
      <p>{t('take.held_hint')}</p>
    </div>
  )
}
